import Foundation
import RunbookLanguage
import RunbookModel
import Testing

@testable import RunbookEditor

@Suite("A session") struct SessionTests {
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

  static let variables = ["$all", "$context", "$host", "$run", "$runbook"]

  private func marked(_ text: String, _ replaced: String) -> String {
    Self.text.replacing(text, with: replaced, maxReplacements: 1)
  }

  @Test(arguments: [
    ("fails → bad", "fails → b‸", ["bad"]), ("step again", "st‸", ["step", "start"]),
    ("    run true", "    r‸", ["run", "retry"]),
    ("severity ok", "severity ‸", ["ok", "info", "unknown", "warning", "critical"]),
    ("capture all from output", "capture all from output as d‸", ["duration"]),
    ("run cat \"$all\"", "run cat \"$a‸", ["$all"]),
    ("when look passes", "when look ‸", ["passes", "fails", "flaky", "unknown", "skipped"]),
    ("when look passes", "when look passes ‸", ["and"]),
    (
      "when look passes", "when ‸",
      ["any", "again", "deep", "look", "$all", "$context", "$host", "$run", "$runbook"]
    ),
    ("run cat \"$all\"", "expect every column ‸", ["NAME", "\"CPU(cores)\""]),
    ("run cat \"$all\"", "run ca‸", []),
    ("when look passes", "retry ‸", ["up"]), ("when look passes", "retry 3 ‸", ["times"]),
    ("when look passes", "retry 3 times ‸", ["every"]), ("when look passes", "retry up to 1m ‸", ["every"]),
    ("when look passes", "sample up ‸", ["to"]), ("when look passes", "sample 20 ‸", ["times"]),
    ("when look passes", "sample 20 times every 200ms, ‸", ["need"]),
    ("when look passes", "sample 20 times every 200ms ‸", []),
    ("when look passes", "each item ‸", ["in"]), ("when look passes", "each item in $a‸", ["$all"]),
    ("when look passes", "each item in $all, 8 ‸", ["at"]), ("when look passes", "stop ‸", ["after"]),
    ("run cat \"$all\"", "expect every column A where ‸", ["NAME", "\"CPU(cores)\""]),
    ("run cat \"$all\"", "expect every column A where NAME is \"b c\" and ‸", ["NAME", "\"CPU(cores)\""]),
    ("run cat \"$all\"", "expect every column A where NAME s‸", ["starts"]),
    ("run cat \"$all\"", "expect output is ‸", ["not", "empty", "complete", "one", "within"] + variables),
    ("run cat \"$all\"", "expect output is not ‸", ["empty", "complete", "one", "within"] + variables),
    ("run cat \"$all\"", "expect output is one ‸", ["of"]),
    ("run cat \"$all\"", "expect output matches /a is b/ ‸", []),
    ("run cat \"$all\"", "expect output starts ‸", ["with"]),
    ("run cat \"$all\"", "expect find /a is/ m‸", ["matches"]),
    ("run cat \"$all\"", "expect over‸", ["overlaps"]),
    ("run cat \"$all\"", "expect overlaps ‸", ["ranges="]),
    ("run cat \"$all\"", "expect overlaps ranges=‸", variables),
    ("run cat \"$all\"", "expect overlaps ranges=$all i‸", ["is"]),
    ("run cat \"$all\"", "expect every allowed from=$a to=$b p‸", ["port=", "policies="]),
    ("run cat \"$all\"", "expect output overlaps ‸", variables),
    ("run cat \"$all\"", "capture room ‸", ["from"]),
    ("run cat \"$all\"", "capture room from capacity range=$all a‸", ["as"]),
    ("run cat \"$all\"", "expect badversions product=\"cal‸", ["calico"]),
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
}
