import RunbookLanguage
import RunbookModel
import Testing

@testable import RunbookDrafting

@Suite struct `A typed session` {
  private func session(_ typed: [(text: String, folder: String, status: Int, output: String)])
    -> [TypedCommand]
  {
    var (shown, records) = ("prompt> ", "")
    for (index, command) in typed.enumerated() {
      shown += "typing…\r\n\u{1B}]133;C\u{07}\(command.output)\u{1B}]133;D;\(command.status)\u{07}prompt> "
      records +=
        "C\0\(command.folder)\0\(index * 5000)\0\(command.text)\0D\0\(command.status)\0\(index * 5000 + 3000)\0"
      // An empty line: a prompt without a command.
      shown += "\r\n\u{1B}]133;D;0\u{07}"
      records += "D\00\0" + "1\0"
    }
    return TypedCommand.all(shown: Array(shown.utf8), records: Array((records + "C\0/\01\0exit\0").utf8))
  }

  @Test func `is told apart from prompts, and cleaned of what only a terminal needs`() {
    let commands = session([
      ("ls --color", "/", 0, "\u{1B}[31mred\u{1B}[0m\r\nsecond\r\n"), ("false", "/tmp", 1, ""),
    ])
    #expect(commands.map(\.text) == ["ls --color", "false"])
    #expect(String(decoding: commands[0].output, as: UTF8.self) == "red\nsecond\n")
    #expect(commands.map(\.status) == [0, 1] && commands.map(\.duration) == [3, 3])
    #expect(commands.map(\.folder) == ["/", "/tmp"])
  }

  @Test func `keeps the last of what was typed again, and leaves out what is no evidence`() throws {
    let draft = try SessionDraft(
      session([
        ("kubectl get pods", "/", 0, "NAME   STATUS\r\na      Pending\r\n"),
        ("vim x", "/", 0, "\u{1B}[?1049h\u{1B}[?1049l"),
        ("kubctl get pods", "/", 127, "not found\r\n"), ("cd /x", "/", 0, ""), ("sleep 9", "/", 130, "^C"),
        ("kubectl get pods", "/", 0, "NAME   STATUS\r\na      Running\r\n"),
        ("kubectl delete pod a", "/", 0, "pod \"a\" deleted\r\n"),
      ]), title: "T")
    #expect((draft.steps, draft.fixes, draft.notes.count) == (1, 1, 4))
    #expect(
      draft.text.contains("expect every column STATUS is \"Running\"") && !draft.text.contains("Pending"))
    let source = SourceText(name: "t.rb", text: draft.text)
    let checked = check(source) { _, _ throws(LoadProblem) in throw LoadProblem(reason: "") }
    #expect(checked.diagnostics == [] && format(source).isFormatted)
    #expect(draft.first.commands.count == 1)
  }

  @Test func `without a command that can run says so`() {
    #expect(throws: DraftProblem.self) { try SessionDraft([], title: "T") }
    #expect(throws: DraftProblem.self) { try SessionDraft(session([("cd /", "/", 0, "")]), title: "T") }
    #expect(TypedCommand.all(shown: [], records: Array("C\0\0D".utf8)) == [])
  }
}
