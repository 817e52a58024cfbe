import RunbookLanguage
import RunbookModel

/// One conversation with an editor. It only answers: bytes come and go elsewhere.
///
/// Diagnostics are told in `settle`, when nothing more is waiting to be read: who types faster than a file is
/// checked gets the newest state, and not every one between. A request is answered at once, from the text as it
/// is by then; checking it makes the survey that `settle` then only tells.
package struct Session {
  enum Phase { case new, running, shutDown }

  /// Set by `exit`: 0 after `shutdown`, else 1.
  package private(set) var exitStatus: Int32?

  let surroundings: Surroundings
  var phase = Phase.new
  var client = Client()
  /// By the names of their sources.
  var documents: [String: Document] = [:]

  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// Takes one message and gives what is to be sent.
  package mutating func receive(_ body: [UInt8]) -> [[UInt8]] {
    let message: Message
    do {
      message = try JSON.decode(Message.self, from: body)
    } catch {
      return [JSON.encode(Refusal(id: nil, error: .unreadableMessage(reason(error))))]
    }
    guard let method = message.method else {
      // An answer to something; the server asks nothing.
      let isAnswer = message.id != nil && (try? JSON.decode(AnyAnswer.self, from: body)) != nil
      return isAnswer ? [] : [JSON.encode(Refusal(id: message.id, error: .noMethod))]
    }
    guard let id = message.id else { return notified(method, body) }
    do {
      return [try answer(method, id, body)]
    } catch {
      return [JSON.encode(Refusal(id: id, error: error))]
    }
  }

  /// A header that could not be read.
  package func receive(brokenHeader problem: String) -> [[UInt8]] {
    [JSON.encode(Refusal(id: nil, error: .brokenHeader(problem)))]
  }

  private struct AnyAnswer: Decodable {
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      guard container.contains(.result) || container.contains(.error) else {
        throw ResponseError.noMethod
      }
    }
    enum Key: CodingKey { case result, error }
  }

  // MARK: Notifications

  private mutating func notified(_ method: String, _ body: [UInt8]) -> [[UInt8]] {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
      return []
    }
    guard phase == .running else { return [] }
    do {
      return try changed(method, body)
    } catch {
      return [
        JSON.encode(Notification(method: "window/logMessage", params: LogMessage(message: error.message)))
      ]
    }
  }

  // MARK: Requests

  private mutating func answer(_ method: String, _ id: RequestID, _ body: [UInt8]) throws(ResponseError)
    -> [UInt8]
  {
    switch (phase, method) {
    case (.new, "initialize"):
      client = Client(try parameters(method, body))
      phase = .running
      let result = InitializeResult(
        capabilities: .init(positionEncoding: client.encoding),
        serverInfo: .init(version: surroundings.version))
      return JSON.encode(Response(id: id, result: result))
    case (.new, _): throw .notInitialized
    case (.shutDown, _): throw .shutDown
    case (.running, "initialize"): throw .initializedTwice
    case (.running, "shutdown"):
      phase = .shutDown
      return JSON.encode(Response<Bool>(id: id, result: nil))
    case (.running, _): return try answerAboutText(method, id, body)
    }
  }

  func parameters<Content: Decodable>(_ method: String, _ body: [UInt8]) throws(ResponseError) -> Content {
    do {
      return try JSON.decode(Parameters<Content>.self, from: body).params
    } catch {
      throw .unreadableParameters(method, reason(error))
    }
  }
}

/// In a few words, what a decoder did not like.
private func reason(_ error: any Error) -> String {
  guard let error = error as? DecodingError else { return "\(error)" }
  func at(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
    return path.isEmpty ? "" : "`" + path.joined(separator: ".") + "` "
  }
  switch error {
  case .keyNotFound(let key, let context): return at(context) + "has no `\(key.stringValue)`"
  case .typeMismatch(let type, let context): return at(context) + "is no \(type)"
  case .valueNotFound(_, let context): return at(context) + "is missing"
  case .dataCorrupted(let context): return at(context) + context.debugDescription
  @unknown default: return "it is damaged"
  }
}
