/// A place in a text as editors count: lines from 0, and units of the agreed encoding from 0.
struct Position: Codable, Hashable {
  let line: Int
  let character: Int
}

/// From one position up to another.
struct Span: Codable, Hashable {
  let start: Position
  let end: Position
}

/// A span of a file.
struct Location: Codable, Hashable {
  let uri: String
  let range: Span
}

/// New text for a span.
struct TextEdit: Codable, Hashable {
  let range: Span
  let newText: String
}

/// How `Position.character` counts.
enum PositionEncoding: String, Codable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}
