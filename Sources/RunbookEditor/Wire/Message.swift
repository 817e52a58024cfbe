import FoundationEssentials

/// What every message has: a request has an id and a method, a notification only a method.
struct Message: Decodable {
  let id: RequestID?
  let method: String?
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

/// Of `window/logMessage`.
struct LogMessage: Encodable {
  /// An error.
  let type = 1
  let message: String
}

enum JSON {
  static func decode<Content: Decodable>(_ type: Content.Type, from body: [UInt8]) throws -> Content {
    try JSONDecoder().decode(type, from: Data(body))
  }

  /// The same value is always the same text.
  static func encode(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { preconditionFailure("an answer is no JSON") }
    return Array(data)
  }
}
