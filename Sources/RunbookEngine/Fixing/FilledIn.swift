import RunbookCommands
import RunbookModel

extension Command {
  /// The text with the values of its variables in place of their names: for the eye only, nobody runs it.
  func filledIn(_ variables: Variables) -> String {
    let bytes = Array(text.utf8)
    var filled: [UInt8] = []
    var end = 0
    for use in CommandReading(text).uses.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let written = String(decoding: bytes[use.range], as: UTF8.self)
      guard use.range.lowerBound >= end, written == "$\(use.name)" || written == "${\(use.name)}",
        self.variables.contains(use.name), let value = variables[use.name]
      else { continue }
      filled += bytes[end..<use.range.lowerBound] + Self.short(value.written).utf8
      end = use.range.upperBound
    }
    return String(decoding: filled + bytes[end...], as: UTF8.self)
  }

  private static func short(_ value: String) -> String {
    value.count > 400 ? value.prefix(400) + "…" : value
  }
}
