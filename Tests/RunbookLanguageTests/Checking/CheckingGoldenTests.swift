import Foundation
import RunbookLanguage
import RunbookModel
import Testing

/// `Goldens/NAME.rb` is checked, and what is wrong with it is `Goldens/NAME.expected`. Files that they lead to
/// stand in `Goldens/with`.
@Suite struct CheckingGoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".rb") }.map { String($0.dropLast(3)) }.sorted()
  }

  static func source(_ name: String) throws -> SourceText {
    SourceText(name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
  }

  @Sendable static func load(_ path: String, _ from: SourceText) throws(LoadProblem) -> SourceText {
    let folders = from.name.split(separator: "/").dropLast().joined(separator: "/")
    do {
      return try source(folders.isEmpty ? path : folders + "/" + path)
    } catch {
      throw LoadProblem(reason: "no such file")
    }
  }

  static func checked(_ name: String) throws -> CheckedRunbook {
    check(try source(name + ".rb"), loader: load)
  }

  @Test(arguments: names) func `each mistake is told once, at its place, with its remedy`(name: String) throws
  {
    let checked = try Self.checked(name)
    let found = checked.diagnostics.map { described($0, checked.sources) }.joined()
    let file = Self.folder.appending(path: name + ".expected")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected)
    #expect((checked.plan == nil) == !checked.errors.isEmpty)
  }

  @Test func `every code has a golden and an explanation`() throws {
    var missing = Set(Explanation.codes)
    for name in Self.names { missing.subtract(try Self.checked(name).diagnostics.map(\.code)) }
    for name in ParsingGoldenTests.names {
      missing.subtract(parse(try ParsingGoldenTests.source(name), fault: fault).diagnostics.map(\.code))
    }
    for name in CaseTests.names { missing.subtract(try CaseTests.checked(name).0.diagnostics.map(\.code)) }
    #expect(missing.sorted() == [])
    #expect(Set(Explanation.codes).count == Explanation.codes.count)
    for code in Explanation.codes { #expect(Explanation.of(code)?.isEmpty == false, "\(code)") }
  }

  @Test func `no golden repeats itself: a mistake is told once`() throws {
    for name in Self.names {
      let diagnostics = try Self.checked(name).diagnostics
      #expect(Set(diagnostics.map(\.mark.place)).count == diagnostics.count, "\(name)")
    }
  }
}

/// A diagnostic with its marks: the file is named where it is another one.
func described(_ diagnostic: Diagnostic, _ sources: [SourceText]) -> String {
  func place(_ mark: Diagnostic.Mark) -> String {
    guard let source = sources.first(where: { $0.name == mark.place.file }) else { return "?" }
    let start = source.position(of: mark.place.range.start)
    let text = source.text(in: mark.place.range).split(separator: "\n").first ?? ""
    let file = source.name == sources[0].name ? "" : source.name + ":"
    return "\(file)\(start.line):\(start.column) `\(text)`"
  }
  var lines = ["\(diagnostic.severity) \(diagnostic.code): \(diagnostic.message)"]
  lines.append("  \(place(diagnostic.mark)) \(diagnostic.mark.label)")
  for other in diagnostic.others { lines.append("  + \(place(other)) \(other.label)") }
  if let help = diagnostic.help { lines.append("  = \(help)") }
  return lines.joined(separator: "\n") + "\n"
}
