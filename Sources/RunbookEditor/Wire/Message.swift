import FoundationEssentials

/// What every message has: a request has an id and a method, a notification only a method, an answer has neither.
struct Message: Decodable {
  let id: RequestID?
  let method: String?
  let isAnswer: Bool

  private enum Key: CodingKey { case id, method, result, error }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    method = try container.decodeIfPresent(String.self, forKey: .method)
    isAnswer = container.contains(.result) || container.contains(.error)
    // A request without an id could not be answered; an answer to something unreadable has none.
    let hasID = method == nil ? container.contains(.id) && !isAnswer : container.contains(.id)
    id = hasID ? try container.decode(RequestID.self, forKey: .id) : nil
  }
}

/// The id of a message that is wrong otherwise.
struct Identity: Decodable { let id: RequestID }

/// The document of a message that is wrong otherwise.
struct About: Decodable {
  struct Item: Decodable { let uri: String }
  let textDocument: Item
}

/// A number or a text, as the client likes it.
enum RequestID: Codable, Hashable {
  case number(Int)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}

/// The parameters of a message whose method is known.
struct Parameters<Content: Decodable>: Decodable {
  let params: Content
}

/// The answer to a request; nil is `null`.
struct Response<Result: Encodable>: Encodable {
  let id: RequestID
  let result: Result?

  private enum Key: CodingKey { case jsonrpc, id, result }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("2.0", forKey: .jsonrpc)
    try container.encode(id, forKey: .id)
    try container.encode(result, forKey: .result)
  }
}

/// A request that cannot be answered; without an id, where not even that could be read.
struct Refusal: Encodable {
  let id: RequestID?
  let error: ResponseError

  private enum Key: CodingKey { case jsonrpc, id, error }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("2.0", forKey: .jsonrpc)
    try container.encode(id, forKey: .id)
    try container.encode(error, forKey: .error)
  }
}

/// What the server says by itself.
struct Notification<Content: Encodable>: Encodable {
  let jsonrpc = "2.0"
  let method: String
  let params: Content
}

/// Of `window/logMessage` and `window/showMessage`.
struct ShownMessage: Encodable {
  /// An error.
  let type = 1
  let message: String
}

enum JSON {
  static func decode<Content: Decodable>(_ type: Content.Type, from body: [UInt8]) throws -> Content {
    try JSONDecoder().decode(type, from: Data(body))
  }

  /// In a few words, what a decoder did not like; nil for text that is no JSON at all.
  static func shapeProblem(_ error: any Error) -> String? {
    guard let error = error as? DecodingError else { return "\(error)" }
    func at(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
      return path.isEmpty ? "it " : "`" + path.joined(separator: ".") + "` "
    }
    switch error {
    case .keyNotFound(let key, let context): return at(context) + "has no `\(key.stringValue)`"
    case .typeMismatch(let type, let context): return at(context) + "is no \(type)"
    case .valueNotFound(_, let context): return at(context) + "is missing"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? nil : at(context) + context.debugDescription
    @unknown default: return "it is damaged"
    }
  }

  /// The same value is always the same text.
  static func encode(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { preconditionFailure("an answer is no JSON") }
    return Array(data)
  }
}
