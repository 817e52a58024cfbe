import Foundation
import RunbookLanguage
import RunbookModel
import Testing

/// `Goldens/NAME.rb` laid out is `Goldens/NAME.expected`.
@Suite struct FormattingTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".rb") }.map { String($0.dropLast(3)) }.sorted()
  }

  @Test(arguments: names) func `a file is laid out as its golden shows`(name: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name + ".rb")))
    let formatted = format(SourceText(name: name + ".rb", bytes: bytes))
    #expect(formatted.errors == [])
    let found = String(decoding: formatted.bytes ?? [], as: UTF8.self)
    let file = Self.folder.appending(path: name + ".expected")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected)
  }

  @Test(arguments: FormattingLawTests.sources.filter { !$0.name.hasPrefix("Tests/") }.map(\.name))
  func `every runbook that people copy is formatted`(name: String) throws {
    let source = try #require(FormattingLawTests.sources.first { $0.name == name })
    #expect(format(source).isFormatted, "format it: runbook format \(name)")
  }

  private func formatted(_ text: String) -> String? {
    format(SourceText(name: "a.rb", text: text)).bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a byte-order mark goes, CRLF becomes LF, and the last line ends`() {
    let text = formatted("\u{FEFF}runbook \"T\"\r\n\r\nstep a\r\n  run true")
    #expect(text == "runbook \"T\"\n\nstep a\n  run true\n")
  }

  @Test func `a carriage return inside a text stays a carriage return`() {
    let text = "runbook \"T\"\n\nstep a\n  run\n    printf 'a\r\r\n    b\rc'\n"
    #expect(formatted(text) == text)
  }

  @Test(arguments: [
    ("tags a,#b", "tags a,#b"), ("tags a ,b", "tags a, b"), ("param p=>=1.2", "param p = >=1.2"),
    ("param p=a<b", "param p = a<b"), ("let a=\"x\"", "let a = \"x\""),
    ("param p   as number=2", "param p as number = 2"),
  ])
  func `bare words stay whole, and nothing becomes a comment`(head: String, expected: String) {
    #expect(
      formatted("runbook \"T\"\n\(head)\nstep a\n  run true\n")
        == "runbook \"T\"\n\(expected)\n\nstep a\n  run true\n")
  }

  @Test(arguments: [
    ("expect $x<5", "expect $x < 5"), ("expect column CPU<=80m", "expect column CPU <= 80m"),
    ("fails->next", "fails → next"), ("fails  ->  \"b.rb\" a = 1 b=<c", "fails → \"b.rb\" a=1 b=<c"),
    ("sample 20 times,need 95%", "sample 20 times, need 95%"),
    ("run  echo  'a  b'   # c", "run echo  'a  b'   # c"),
  ])
  func `one blank stands between the words of a clause`(clause: String, expected: String) {
    #expect(formatted("runbook \"T\"\n\nstep a\n  \(clause)\n") == "runbook \"T\"\n\nstep a\n  \(expected)\n")
  }
}
