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
  /// What there is to say to a person beside the next answer.
  var notices: [String] = []
  /// By the names of their sources.
  var documents: [String: Document] = [:]

  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// Takes one message and gives what is to be sent.
  package mutating func receive(_ body: [UInt8]) -> [[UInt8]] {
    let message: Message
    do {
      message = try JSON.decode(Message.self, from: body)
    } catch {
      let problem: ResponseError =
        JSON.shapeProblem(error).map { .wrongShape($0) } ?? .unreadableMessage("\(error)")
      return lost(problem, id: (try? JSON.decode(Identity.self, from: body))?.id)
    }
    guard let method = message.method else {
      // An answer to something; the server asks nothing.
      return message.isAnswer ? [] : [JSON.encode(Refusal(id: message.id, error: .noMethod))]
    }
    guard let id = message.id else { return notified(method, body) }
    do {
      defer { notices = [] }
      return [try answer(method, id, body)]
        + notices.map {
          JSON.encode(Notification(method: "window/showMessage", params: ShownMessage(message: $0)))
        }
    } catch {
      return [JSON.encode(Refusal(id: id, error: error))]
    }
  }

  /// A header that could not be read.
  package mutating func receive(brokenHeader problem: String) -> [[UInt8]] {
    lost(.brokenHeader(problem), id: nil)
  }

  /// What was lost may have been a change of any text.
  private mutating func lost(_ problem: ResponseError, id: RequestID?) -> [[UInt8]] {
    [JSON.encode(Refusal(id: id, error: problem))] + doubt(documents.keys.sorted(), problem.message)
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
      let log = ShownMessage(message: error.message)
      let told = [JSON.encode(Notification(method: "window/logMessage", params: log))]
      guard method == "textDocument/didChange" || method == "textDocument/didOpen" else { return told }
      let about = (try? JSON.decode(Parameters<About>.self, from: body))?.params.textDocument.uri
      let names = about.map { [DocumentURI.name(of: $0)] } ?? documents.keys.sorted()
      return told + doubt(names, error.message)
    }
  }

  // MARK: Requests

  private mutating func answer(_ method: String, _ id: RequestID, _ body: [UInt8]) throws(ResponseError)
    -> [UInt8]
  {
    switch (phase, method) {
    case (.new, "initialize"):
      client = (try? parameters(method, body)).map(Client.init) ?? Client()
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
      throw .unreadableParameters(method, JSON.shapeProblem(error) ?? "\(error)")
    }
  }
}
