import Foundation
import RunbookLanguage
import RunbookModel
import Testing

/// What is said of the language is said of every word of it.
@Suite struct GrammarTests {
  @Test func `the grammar has every word that the parser asks for`() throws {
    let folder = "Sources/RunbookLanguage/Parser"
    let files = try FileManager.default.contentsOfDirectory(
      atPath: ExampleTests.root.appending(path: folder).path)
    var asked: Set<String> = []
    // Units of numbers are no words.
    for file in files where file.hasPrefix("Parser") && file != "Parser+Numbers.swift" {
      let text = try String(
        contentsOf: ExampleTests.root.appending(path: "\(folder)/\(file)"), encoding: .utf8)
      for call in text.matches(of: /(?:accept|expect|isNext)\("([a-z]+)"\)|isWord\([^"()]*"([a-z]+)"\)/) {
        asked.insert(String(call.1 ?? call.2 ?? ""))
      }
      for line in text.matches(of: /(?m)^ *case ("[a-z]+"(?:, "[a-z]+")*):/) {
        for word in line.1.matches(of: /[a-z]+/) { asked.insert(String(word.0)) }
      }
    }
    #expect(asked.count > 80)
    // `or` is known so that it can be refused.
    #expect(asked.subtracting(Grammar.words).subtracting(["or"]).sorted() == [])
  }

  @Test(arguments: Grammar.words) func `the reference has the word`(word: String) {
    let code = Pages.text("Runbooks/README.md").matches(of: /(?s)```.*?```|`[^`\n]+`/).map { String($0.0) }
    let isThere = code.contains { text in
      words(of: text).contains(word) || text.contains(word) && word.utf8.first == 0xE2
    }
    #expect(isThere || ["->", "→"].contains(word) && code.contains { $0.contains(word) })
  }

  @Test func `the grammar of the reference has every word`() throws {
    let page = Pages.text("Runbooks/README.md")
    let grammar = try #require(page.firstMatch(of: /(?s)## The grammar.*?```\n(.*?)```/)?.1)
    let written = words(of: String(grammar))
    let missing = Grammar.words.filter { !written.contains($0) && !["->", "→", "p95"].contains($0) }
    #expect(missing == [])
  }

  @Test(arguments: Pages.runbooks.map(\.name)) func `every runbook of a page checks cleanly`(name: String)
    throws
  {
    let source = try #require(Pages.runbooks.first { $0.name == name })
    let checked = check(source, loader: Self.load)
    #expect(checked.diagnostics.map { described($0, checked.sources) } == [])
  }

  /// What a page's runbook leads to is an example.
  @Sendable private static func load(_ path: String, _ from: SourceText) throws(LoadProblem) -> SourceText {
    do {
      return try ExampleTests.source("examples/language/" + path)
    } catch {
      throw LoadProblem(reason: "there is no such example")
    }
  }

  @Test func `each word has an example`() throws {
    var used: Set<String> = []
    for name in ExampleTests.files where name.hasPrefix("examples/language/") {
      let source = try ExampleTests.source(name)
      used.formUnion(codeWords(parse(source), in: source.bytes.indices))
    }
    // Examples are formatted, so `->` is `→` there.
    #expect(Grammar.words.filter { !used.contains($0) && $0 != "->" } == [])
  }

  /// A mistake concerns the words of its line, and those that its message, its label or a `did you mean` name.
  @Test func `each word has two mistakes with goldens`() throws {
    var mistakes: [String: Set<String>] = [:]
    for (source, diagnostics) in try Self.goldens() {
      let file = parse(source, fault: fault)
      for diagnostic in diagnostics where diagnostic.mark.place.file == source.name {
        let line = source.position(of: diagnostic.mark.place.range.start).line
        let help = diagnostic.help.flatMap { $0.hasPrefix("did you mean") ? $0 : nil } ?? ""
        let named = "\(diagnostic.message) \(diagnostic.mark.label) \(help)".matches(of: /`([^`]+)`/)
        let concerned = codeWords(file, in: source.lineRange(line)).union(
          named.flatMap { words(of: String($0.1)) })
        for word in concerned {
          mistakes[word, default: []].insert("\(source.name):\(line):\(diagnostic.code)")
        }
      }
    }
    #expect(Grammar.words.filter { mistakes[$0, default: []].count < 2 } == [])
  }

  private static func goldens() throws -> [(SourceText, [Diagnostic])] {
    try ParsingGoldenTests.names.map { name in
      let source = try ParsingGoldenTests.source(name)
      return (source, parse(source, fault: fault).diagnostics)
    }
      + CheckingGoldenTests.names.map { name in
        (try CheckingGoldenTests.source(name + ".rb"), try CheckingGoldenTests.checked(name).diagnostics)
      }
  }

  /// The words of code, not of strings, patterns, comments and texts, in a range of bytes.
  private func codeWords(_ file: ParsedFile, in range: Range<Int>) -> Set<String> {
    Set(
      file.tokens.filter { range.contains($0.start) && [.word, .arrow].contains($0.kind) }
        .map { file.tree.source.text(in: $0.range) })
  }

  private func words(of text: String) -> Set<String> {
    Set(text.matches(of: /[a-z][a-z0-9]*/).map { String($0.0) })
  }
}
