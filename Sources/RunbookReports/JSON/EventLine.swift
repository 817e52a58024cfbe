import FoundationEssentials
package import RunbookModel

/// The coded form of events for `--json`: one object a line, members in alphabetical order, output
/// included; `RunEvent` documents the members.
package struct EventLine {
  private let encoder: JSONEncoder

  package init() {
    encoder = JSONText.encoder(withBytes: true)
  }

  /// Without a line end. A line end inside is always escaped.
  package func text(_ event: RunEvent) -> String { JSONText.text(event, encoder) }
}

/// JSON as this tool prints it.
package enum JSONText {
  static func encoder(pretty: Bool = false, withBytes: Bool = false) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.userInfo[.withBytes] = withBytes
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// A value for people and programs, over several lines.
  package static func pretty(_ value: some Encodable) -> String { text(value, encoder(pretty: true)) }

  static func text(_ value: some Encodable, _ encoder: JSONEncoder) -> String {
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("a value of the model could not be coded")
    }
    return Visible.json(String(decoding: data, as: UTF8.self))
  }
}
