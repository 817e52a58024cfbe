import Foundation
import RunbookLanguage
import RunbookModel
import Testing

/// `Goldens/NAME.rb` is read, and what is wrong with it is `Goldens/NAME.expected`, one diagnostic a line.
@Suite struct ParsingGoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".rb") }.map { String($0.dropLast(3)) }.sorted()
  }

  static func source(_ name: String) throws -> SourceText {
    let data = try Data(contentsOf: folder.appending(path: name + ".rb"))
    return SourceText(name: name + ".rb", bytes: Array(data))
  }

  @Test(arguments: names) func `each mistake is named at its place`(name: String) throws {
    let source = try Self.source(name)
    let found = parse(source, fault: fault).diagnostics.map { line($0, source) }.joined()
    let file = Self.folder.appending(path: name + ".expected")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected)
  }

  @Test func `every code has a golden and an explanation`() throws {
    var missing = Set(SyntaxCode.allCases.map(\.rawValue))
    for name in Self.names {
      for diagnostic in parse(try Self.source(name), fault: fault).diagnostics {
        missing.remove(diagnostic.code)
      }
    }
    #expect(missing.sorted() == [])
    for code in SyntaxCode.allCases { #expect(code.explanation.hasSuffix("."), "\(code)") }
    #expect(Explanation.of("no-such-code") == nil)
  }
}

/// Stands for the real pattern check: an opening bracket without its end is wrong.
let fault: PatternCheck = { pattern in
  guard let open = pattern.utf8.firstIndex(of: UInt8(ascii: "(")), !pattern.contains(")") else { return nil }
  return ("missing closing parenthesis", pattern.utf8.distance(from: pattern.utf8.startIndex, to: open))
}

/// A diagnostic in one line: `error CODE 3:5-3:9 message | label | help`.
func line(_ diagnostic: Diagnostic, _ source: SourceText) -> String {
  let range = diagnostic.mark.place.range
  let start = source.position(of: range.start)
  let end = source.position(of: range.end)
  let place = "\(start.line):\(start.column)-\(end.line):\(end.column)"
  let help = diagnostic.help.map { " | " + $0 } ?? ""
  return
    "\(diagnostic.severity) \(diagnostic.code) \(place) \(diagnostic.message) | \(diagnostic.mark.label)\(help)\n"
}
