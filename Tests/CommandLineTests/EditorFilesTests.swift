import Foundation
import RunbookLanguage
import Testing

/// What the files for editors know of the language is what the parser knows.
@Suite struct EditorFilesTests {
  static let folder = Program.root.appending(path: "examples/editors")
  static let vim = ["/usr/bin/vim", "/usr/local/bin/vim"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  private static let grammar = "vscode/syntaxes/runbook.tmLanguage.json"
  /// `$step.passed`, `$step.failed`: members of a variable, and no words of their own.
  private static let members: Set<String> = ["passed", "failed"]
  private static let language = Set(Grammar.words).subtracting(["→", "->"])

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  private static func object(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: path))
    let parsed = try JSONSerialization.jsonObject(with: data)
    return try #require(parsed as? [String: Any])
  }

  /// The patterns of a grammar that stand alone; what ends a block may point back to what began it.
  private static func patterns(_ node: Any) -> [String] {
    if let list = node as? [Any] { return list.flatMap { patterns($0) } }
    guard let object = node as? [String: Any] else { return [] }
    var found: [String] = []
    for (key, value) in object {
      if let pattern = value as? String {
        if key == "match" || key == "begin" { found.append(pattern) }
      } else {
        found += patterns(value)
      }
    }
    return found
  }

  /// Every `#name` that a grammar includes.
  private static func included(_ node: Any) -> [String] {
    if let list = node as? [Any] { return list.flatMap { included($0) } }
    guard let object = node as? [String: Any] else { return [] }
    let own = object["include"] as? String
    return object.values.flatMap { included($0) } + (own.map { [$0] } ?? [])
  }

  /// The words that a pattern spells out, without those of its classes and escapes; `p\d+` is the word `p95`.
  private static func words(of pattern: String) -> Set<String> {
    let plain = pattern.replacing(/\\[z%]?./, with: " ").replacing(/\[[^\]]*\]/, with: " ")
    let words = Set(plain.matches(of: /[a-z]+/).map { String($0.0) })
    return words.contains("p") ? words.subtracting(["p"]).union(["p95"]) : words
  }

  private static func vimWords() throws -> Set<String> {
    var words: Set<String> = []
    for line in try text("vim/syntax/runbook.vim").split(separator: "\n") {
      guard let rule = line.firstMatch(of: /^syntax (?:keyword|match|region) \w+ (.*)$/) else { continue }
      let pattern = String(rule.1).replacing("contain[s]", with: "contain contains ")
        .replacing(/\b(?:contains|nextgroup|matchgroup)=\S+/, with: " ")
        .replacing(/\b(?:contained|oneline|keepend|skipwhite|(?:start|skip|end|me)=(?:s-1)?)/, with: " ")
      words.formUnion(Self.words(of: pattern))
    }
    return words
  }

  @Test func `every file of the extension can be read, and names files that are there`() throws {
    let package = try Self.object("vscode/package.json")
    let configuration = try Self.object("vscode/language-configuration.json")
    let comments = try #require(configuration["comments"] as? [String: String])
    #expect(comments["lineComment"] == "#")
    let contributes = try #require(package["contributes"] as? [String: Any])
    let languages = try #require(contributes["languages"] as? [[String: Any]])
    let grammars = try #require(contributes["grammars"] as? [[String: Any]])
    // The ending `.rb` is Ruby's.
    #expect(languages.count == 1)
    #expect(languages[0]["extensions"] == nil)
    let firstLine = try #require(languages[0]["firstLine"] as? String)
    #expect("runbook \"Names\"".range(of: firstLine, options: .regularExpression) != nil)
    #expect("runbook = Runbook.book".range(of: firstLine, options: .regularExpression) == nil)
    let named: [Any?] = [package["main"], languages[0]["configuration"], grammars[0]["path"]]
    for name in named {
      let name = try #require(name as? String)
      let path = Self.folder.appending(path: "vscode").appending(path: name).path
      #expect(FileManager.default.fileExists(atPath: path), "\(name)")
    }
    let scope = try #require(grammars[0]["scopeName"] as? String)
    let written = try #require(try Self.object(Self.grammar)["scopeName"] as? String)
    #expect(scope == written)
  }

  @Test func `each pattern of the TextMate grammar compiles, and what it includes is there`() throws {
    let grammar = try Self.object(Self.grammar)
    let patterns = Self.patterns(grammar)
    #expect(patterns.count > 40)
    for pattern in patterns {
      let regex = try? NSRegularExpression(pattern: pattern)
      #expect(regex != nil, "\(pattern)")
    }
    let repository = try #require(grammar["repository"] as? [String: Any])
    let included = Set(Self.included(grammar)).subtracting(["source.shell"])
    #expect(included == Set(repository.keys.map { "#" + $0 }))
  }

  @Test func `the TextMate grammar has the words of the language, and no other`() throws {
    let grammar = try Self.object(Self.grammar)
    var words: Set<String> = []
    for pattern in Self.patterns(grammar) { words.formUnion(Self.words(of: pattern)) }
    #expect(Self.language.subtracting(words).sorted() == [])
    #expect(words.subtracting(Self.language).subtracting(Self.members).sorted() == [])
  }

  @Test func `the syntax of Vim has the words of the language, and no other`() throws {
    let words = try Self.vimWords()
    #expect(Self.language.subtracting(words).sorted() == [])
    #expect(words.subtracting(Self.language).subtracting(Self.members).sorted() == [])
  }
}
