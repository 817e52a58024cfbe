import Foundation
import RunbookLanguage
import RunbookModel
import Testing

@testable import RunbookEditor

@Suite struct `A session` {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appending(path: "Runbooks").path

  static let runbooks: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".rb") }.sorted()
  }()

  /// A conversation with what lies in memory and in `Runbooks`.
  struct Editor {
    var session: Session
    var id = 0

    init(columns: [String] = []) throws {
      session = Session(
        Surroundings(
          version: "0",
          loader: { (path, from) throws(LoadProblem) in
            let file = path.hasPrefix("/") ? path : folder + "/" + path
            guard let data = FileManager.default.contents(atPath: file) else { throw LoadProblem(reason: "") }
            return SourceText(name: file, bytes: Array(data))
          },
          runbooks: { $0 == folder + "/" ? runbooks : [] }, columns: { _, _ in columns }, planned: { _ in [] }
        ))
      _ = try ask(
        "initialize",
        ["capabilities": ["textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]]])
      tell("initialized", [:])
    }

    mutating func ask(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
      id += 1
      let message: [String: Any] = ["jsonrpc": "2.0", "id": id, "method": method, "params": parameters]
      let answers = session.receive(Array(try JSONSerialization.data(withJSONObject: message)))
      let answer = try #require(answers.first)
      return try #require(JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any])
    }

    mutating func tell(_ method: String, _ parameters: [String: Any]) {
      let message: [String: Any] = ["jsonrpc": "2.0", "method": method, "params": parameters]
      _ = session.receive(Array((try? JSONSerialization.data(withJSONObject: message)) ?? Data()))
    }

    mutating func open(_ uri: String, _ text: String) {
      tell("textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": text]])
    }

    /// Asks about the place of the first `‸` of a text, which is opened without it.
    mutating func ask(_ method: String, at marked: String, _ more: [String: Any] = [:]) throws -> Any? {
      let place = try #require(marked.firstIndex(of: "‸"))
      let before = marked[..<place]
      let line = before.filter { $0 == "\n" }.count
      let character = before.split(separator: "\n", omittingEmptySubsequences: false).last?.utf16.count ?? 0
      open("untitled:a", marked.replacing("‸", with: ""))
      let parameters: [String: Any] = [
        "textDocument": ["uri": "untitled:a"], "position": ["line": line, "character": character],
      ]
      let answer = try ask("textDocument/" + method, parameters.merging(more) { $1 })
      return answer["result"] ?? answer["error"]
    }

    mutating func labels(_ marked: String) throws -> [String] {
      let items = try ask("completion", at: marked) as? [[String: Any]]
      return (items ?? []).compactMap { $0["label"] as? String }
    }
  }

  static let text = """
    runbook "T"

    param host = localhost "the host"

    step look "Look"
      run ls "$host"
      capture all from output
      fails → bad

    step again
      when look passes
      run cat "$all"

    → more

    path more "More"
      step deep
        run true
      → fine

    outcome bad "Bad"
      severity critical

    outcome fine "Fine"
      severity ok

    """

  private func marked(_ text: String, _ replaced: String) -> String {
    Self.text.replacing(text, with: replaced, maxReplacements: 1)
  }

  @Test(arguments: [
    ("fails → bad", "fails → b‸", ["bad"]), ("step again", "st‸", ["step", "start"]),
    ("    run true", "    r‸", ["run", "retry"]),
    ("severity ok", "severity ‸", ["ok", "info", "unknown", "warning", "critical"]),
    ("capture all from output", "capture all from output as d‸", ["duration"]),
    ("run cat \"$all\"", "run cat \"$a‸", ["$all"]),
    ("when look passes", "when look ‸", ["any", "passes", "fails", "flaky", "unknown", "skipped"]),
    ("when look passes", "when ‸", ["again", "deep", "look"]),
    ("run cat \"$all\"", "expect every column ‸", ["NAME", "\"CPU(cores)\""]),
    ("run cat \"$all\"", "run ca‸", []),
  ])
  func `proposes what can stand there`(old: String, new: String, expected: [String]) throws {
    var editor = try Editor(columns: ["NAME", "CPU(cores)"])
    let labels = try editor.labels(marked(old, new))
    #expect(labels == expected, "\(labels)")
  }

  @Test func `says what a word and a name mean`() throws {
    var editor = try Editor()
    func hover(_ text: String) throws -> String {
      let answer = try editor.ask("hover", at: text) as? [String: Any]
      return (answer?["contents"] as? [String: Any])?["value"] as? String ?? ""
    }
    #expect(try hover(marked("  capture all", "  cap‸ture all")).hasPrefix("Keeps something"))
    #expect(try hover(marked("\"$host\"", "\"$ho‸st\"")).contains("param host = localhost"))
    #expect(try hover(marked("fails → bad", "fails → b‸ad")) == "outcome bad Bad\nseverity critical")
    #expect(try hover(marked("\"Look\"", "\"Lo‸ok\"")) == "")
  }

  @Test func `every word that begins a line has a meaning, and no other`() {
    let words = Set(Grammar.statements.filter { $0 != "->" })
    #expect(Set(WordMeanings.all.keys) == words)
  }

  @Test(arguments: [
    ("step look", "step lo‸ok", "no good", "is not a name here"),
    ("step look", "step lo‸ok", "again", "is taken"),
    ("step look", "step lo‸ok", "any", "is reserved"), ("\"$host\"", "\"$ho‸st\"", "all", "is taken"),
    ("runbook \"T\"", "run‸book \"T\"", "x", "no step, path, outcome or variable"),
  ])
  func `refuses a name that cannot be`(old: String, new: String, name: String, reason: String) throws {
    var editor = try Editor()
    let answer = try editor.ask("rename", at: marked(old, new), ["newName": name]) as? [String: Any]
    #expect((answer?["message"] as? String)?.contains(reason) == true, "\(answer ?? [:])")
  }

  @Test func `a suggestion is an edit`() throws {
    var editor = try Editor()
    let text = marked("fails → bad", "fails → bda‸")
    let whole = ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]
    let actions = try editor.ask("codeAction", at: text, ["range": whole]) as? [[String: Any]]
    let edit = try #require(
      actions?.first { $0["title"] as? String == "Write `bad`" }?["edit"] as? [String: Any])
    #expect("\(edit)".contains("newText"))
  }

  /// A name of each kind, renamed and renamed back.
  @Test(arguments: ["dns-broken.rb", "which-network.rb"])
  func `a renaming there and back is the same text`(name: String) throws {
    let path = Self.folder + "/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var editor = try Editor()
    let uri = DocumentURI.uri(of: path)
    editor.open(uri, text)
    let (document, survey) = try editor.session.surveyed(uri: uri)
    var seen: Set<Meaning.Kind> = []
    for use in survey.names where use.meaning.kind != .builtIn {
      let isOwn = use.meaning.definitions.allSatisfy { $0.place.file == path }
      guard isOwn, seen.insert(use.meaning.kind).inserted else { continue }
      let new = use.meaning.isVariable ? "quite_new" : "quite-new"
      let edit: Session.WorkspaceEdit
      do { edit = try editor.session.rename(at: use.range.start, in: document, survey, to: new) } catch {
        // Another file counts on the name, or a command uses it for its own.
        #expect(error.message.contains("would be wrong") || error.message.contains("sets `"))
        continue
      }
      let edits = edit.changes[uri] ?? []
      #expect(!edits.isEmpty)
      let renamed = Self.apply(edits, to: text)
      let checked = check(SourceText(name: path, text: renamed), loader: editor.session.loader)
      #expect(checked.diagnostics == [])
      var back = try Editor()
      back.open(uri, renamed)
      let (other, again) = try back.session.surveyed(uri: uri)
      let place = try #require(again.names.first { $0.meaning.name == new })
      let reverse = try back.session.rename(at: place.range.start, in: other, again, to: use.meaning.name)
      #expect(Self.apply(reverse.changes[uri] ?? [], to: renamed) == text, "\(use.meaning.name)")
    }
    #expect(seen.count > 3)
  }

  private static func apply(_ edits: [TextEdit], to text: String) -> String {
    let lines = TextLines(Array(text.utf8), .utf16)
    var bytes = lines.bytes
    for edit in edits.sorted(by: { lines.range(of: $0.range).start > lines.range(of: $1.range).start }) {
      let range = lines.range(of: edit.range)
      bytes.replaceSubrange(range.start..<range.end, with: Array(edit.newText.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `nothing that comes makes it crash`() throws {
    var random = SystemRandomNumberGenerator()
    var editor = try Editor()
    editor.open("untitled:a", Self.text)
    let methods = [
      "hover", "completion", "definition", "references", "rename", "formatting", "documentSymbol",
      "codeAction",
      "didChange", "didClose", "prepareRename", "documentHighlight",
    ]
    for _ in 0..<400 {
      let position: [String: Any] = ["line": Int.random(in: -2...40), "character": Int.random(in: -2...80)]
      let message: [String: Any] = [
        "jsonrpc": "2.0", "id": 1, "method": "textDocument/" + methods.randomElement()!,
        "params": [
          "textDocument": ["uri": "untitled:a", "version": 3], "position": position, "newName": "n",
          "range": ["start": position, "end": position],
          "contentChanges": [["range": ["start": position, "end": position], "text": "\"$→ \n"]],
        ],
      ]
      var bytes = Array(try JSONSerialization.data(withJSONObject: message))
      if Bool.random(using: &random) {
        for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255) }
      }
      _ = editor.session.receive(bytes)
      _ = editor.session.settle()
    }
  }
}
