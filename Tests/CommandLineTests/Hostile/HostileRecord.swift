import Foundation
import RunbookModel

/// The record of a run as somebody could make it who means harm: every text in its events, label and note begins with
/// what a terminal would obey, and all checksums are right.
struct HostileRecord {
  let text: String

  /// Recorded by the program, exported, and then changed.
  init(_ variant: String) throws {
    let place = try Program()
    defer { place.remove() }
    try place.write("book.rb", Self.runbook)
    for words in [
      ["run", "book.rb", "value=x", "--incident", "INC-1", "--quiet"], ["label", "last", "kind=x"],
      ["note", "last", "x"],
    ] { _ = try place.run(words) }
    var harmful = ""
    if variant != "steers" {
      harmful += "h\u{202E}gnp\u{2066}\u{200B}\u{FEFF}\u{2028}\u{AD}\u{3164}\u{FFFE}X"
    }
    if variant != "hides" { harmful += "h\u{1B}]52;c;QUJD\u{7}\u{1B}[2J\u{9B}31m\u{85}\r\u{8}\u{7F}X" }
    text = Self.changed(try place.run("export", "last").output, with: Self.escaped(harmful))
  }

  private static let runbook = """
    runbook "Book"

    param value = "x"

    step one "One"
      run echo "$value"; echo oh >&2
      capture found from output
      expect output contains "nothing"
      hint "look"
      fails → next

    step items "Items"
      each item in $found
      run echo "$item"

    → bad

    outcome bad "Bad"
      severity warning
      It is bad.

    """

  private static let names = """
    runbook title name user host folder tool incident command expectation expected found file reason target because \
    step hint outcome prose fix question
    """.split(separator: " ")

  private static func changed(_ record: String, with harmful: String) -> String {
    let lines = record.split(separator: "\n").map { line in
      var line = String(line)
      let isEvent = line.hasPrefix(#"{"event""#)
      guard isEvent || line.contains(#""record":"label""#) || line.contains(#""record":"note""#) else {
        return line
      }
      for name in isEvent ? names : ["text", "author", "host"] {
        line = line.replacing(#""\#(name)":""#, with: #""\#(name)":"\#(harmful)"#)
      }
      return isEvent ? line.replacing(#"":[""#, with: #"":["\#(harmful)"#) : line
    }
    return signed(lines.joined(separator: "\n"))
  }

  /// A record with the checksums that its lines have now.
  static func signed(_ record: String) -> String {
    var lines = record.split(separator: "\n").map { String($0) + "\n" }
    let events = lines.filter { $0.hasPrefix(#"{"event""#) }.joined()
    lines[0] = lines[0].replacing(/"digest":"\w+"/, with: #""digest":"\#(sum(events))""#)
    var before = ""
    for line in lines {
      let isEnd = line.hasPrefix(#"{"end""#)
      before += isEnd || line.contains(#","sha256":""#) ? signed(line, by: isEnd ? before : nil) : line
    }
    return before
  }

  /// With the checksum of a text, or of the line itself, at its end.
  private static func signed(_ line: String, by text: String?) -> String {
    let start = String(line[..<line.range(of: #","sha256""#, options: .backwards)!.lowerBound])
    return start + #","sha256":"\#(sum(text ?? start))"}"# + "\n"
  }

  private static func sum(_ text: String) -> String { Digest(of: Array(text.utf8)).description }

  /// As an export writes it: what is no control character of ASCII stands as it is.
  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      if scalar == "\r" { return "\\r" }
      return scalar.value < 0x20
        ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16) : String(scalar)
    }.joined()
  }
}
