import Foundation
import RunbookLanguage
import RunbookModel
import Testing

@testable import RunbookDrafting

/// `Pages/NAME.md` becomes `Pages/NAME.expected`: the runbook, and the notes below it.
@Suite struct PageTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages")
  static let wiki = folder.appending(path: "../../../examples/wiki").standardized

  static func names(in folder: URL) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
  }

  private static func page(_ name: String, in folder: URL) throws -> SourceText {
    SourceText(name: name + ".md", bytes: Array(try Data(contentsOf: folder.appending(path: name + ".md"))))
  }

  private func expect(_ found: String, in file: URL) throws {
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected)
  }

  @Test(arguments: names(in: folder)) func `a page becomes what its golden shows`(name: String) throws {
    let draft = try PageDraft(page: Self.page(name, in: Self.folder), title: "No title")
    let notes = draft.notes.map { "line \($0.line): \($0.text)\n" }.joined()
    try expect("\(draft.text)\n\(notes)", in: Self.folder.appending(path: name + ".expected"))
  }

  @Test(arguments: names(in: wiki)) func `the runbook beside an example is what its page becomes`(
    name: String
  )
    throws
  {
    let draft = try PageDraft(page: Self.page(name, in: Self.wiki), title: name)
    try expect(draft.text, in: Self.wiki.appending(path: name + ".rb"))
  }

  @Test func `what changes something is a fix, and nothing else is`() throws {
    let draft = try PageDraft(page: Self.page("coredns-trouble", in: Self.wiki), title: "")
    let checked = check(SourceText(name: "a.rb", text: draft.text)) { _, _ throws(LoadProblem) in
      throw LoadProblem(reason: "")
    }
    #expect(checked.diagnostics == [])
    #expect((draft.steps, draft.fixes) == (11, 3))
    for command in ["patch deployment", "rollout restart", "apply -n"] {
      let lines = draft.text.split(separator: "\n")
      let at = try #require(lines.firstIndex { $0.contains(command) && $0.contains("kubectl") })
      #expect(lines[..<at].last { $0.hasPrefix("step ") || $0.hasPrefix("fix ") }?.hasPrefix("fix ") == true)
    }
  }

  @Test(arguments: [
    "", "# Only a title\n\nand `code` in prose.", "```\nnot a command\n```", "<table></table>",
  ])
  func `a page without a command says so`(text: String) {
    do {
      _ = try PageDraft(page: SourceText(name: "p.md", text: text), title: "p")
      Issue.record("something was made of it")
    } catch {
      #expect(error.message == "there is no command in `p.md`")
      #expect(error.remedy != nil)
    }
  }

  @Test func `what is no text is refused`() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x00], Array("`kubectl get\0 pods`".utf8)] {
      #expect(throws: DraftProblem.self) {
        try PageDraft(page: SourceText(name: "p.md", bytes: bytes), title: "p")
      }
    }
  }

  @Test(arguments: ["> ", "- ", "*a **b "]) func `what is nested deeper than people write ends nothing`(
    mark: String
  )
    throws
  {
    let page = String(repeating: mark, count: 5000) + "x\n\n# T\n\n```sh\nkubectl get pods\n```\n"
    #expect(try PageDraft(page: SourceText(name: "p.md", text: page), title: "T").steps == 1)
  }

  @Test func `a command with a secret in it is pointed out, and its title hides the secret`() throws {
    let secret = "gh" + "p_" + String(repeating: "a1B2c3", count: 6)
    let page = "```sh\ncurl -H \"Authorization: Bearer \(secret)\" https://shop.internal\n```\n"
    let draft = try PageDraft(page: SourceText(name: "p.md", text: page), title: "T")
    #expect(draft.notes.map(\.line) == [2])
    let lines = draft.text.split(separator: "\n").filter { $0.contains(secret) }
    #expect(lines.count == 1 && lines[0].hasPrefix("  run "))
  }

  @Test func `what wants a person at a terminal is no step, and what never ends is stopped`() throws {
    let page = """
      ```sh
      vim /etc/resolv.conf
      kubectl edit configmap coredns
      watch kubectl get pods
      kubectl get pods | less
      exit
      ```
      """
    let draft = try PageDraft(page: SourceText(name: "p.md", text: page), title: "T")
    #expect(draft.notes.map(\.line) == [2, 3, 6])
    #expect((draft.steps, draft.fixes) == (2, 0))
    #expect(draft.text.contains("  run watch kubectl get pods\n  stop after 10s\n"))
  }

  @Test(arguments: [
    "ssh node-3", "ssh -p 22 ops@node-3", "kubectl exec -it web -- bash", "sudo -i", "bash", "psql",
    "vim /etc/hosts",
  ])
  func `what waits for somebody to type is a remark`(command: String) throws {
    let page = "```sh\n\(command)\nls -l\n```\n"
    let draft = try PageDraft(page: SourceText(name: "p.md", text: page), title: "T")
    #expect(draft.steps == 1 && draft.notes.map(\.line) == [2])
    #expect(draft.text.contains("#   \(command)\n"))
  }

  @Test(arguments: [
    "ssh node-3 uptime", "kubectl exec web -- ls /", "echo ls | ssh node-3", "ssh node-3 < commands",
  ])
  func `what is told what to do is a step`(command: String) throws {
    let page = "```sh\n\(command)\n```\n"
    #expect(try PageDraft(page: SourceText(name: "p.md", text: page), title: "T").steps == 1)
  }

  @Test func `every command that cannot be taken is named, and none is lost with it`() throws {
    let block = "```sh\necho \"never closed\n```\n\n```sh\nls /\n```\n\n"
    let page = SourceText(name: "p.md", text: String(repeating: block, count: 40))
    let draft = try PageDraft(page: page, title: "T")
    #expect(draft.steps == 40 && draft.notes.map(\.line) == (0..<40).map { $0 * 8 + 2 })
  }

  @Test func `the fixes of the example are offered although what comes before them passes`() throws {
    let draft = try PageDraft(page: Self.page("coredns-trouble", in: Self.wiki), title: "")
    let source = SourceText(name: "a.rb", text: draft.text)
    let plan = try #require(check(source) { _, _ throws(LoadProblem) in throw LoadProblem(reason: "") }.plan)
    let fixes = plan.flow.compactMap { if case .fix(let fix) = $0 { fix } else { nil } }
    #expect(fixes.count == 3 && fixes.allSatisfy { $0.step.condition == nil })
  }

  @Test(arguments: ["```sh\nls -l\n", "~~~sh\nls -l\n", "> ```sh\n> ls -l\n\ntext\n"])
  func `a block of code without an end is pointed out`(text: String) throws {
    let draft = try PageDraft(page: SourceText(name: "p.md", text: text), title: "T")
    #expect(draft.notes.map(\.text) == ["this block of code has no end, so all below it counts as code"])
  }

  @Test(arguments: [
    "```sh\nls -l\n```\n", "~~~~sh\nls -l\n~~~~~  \n", "> ```sh\n> ls -l\n> ```\n",
    "1. x\n\n   ```sh\n   ls -l\n   ```\n", "x\n\n    $ ls -l\n",
  ])
  func `a block of code with an end is not`(text: String) throws {
    #expect(try PageDraft(page: SourceText(name: "p.md", text: text), title: "T").notes == [])
  }

  @Test func `line ends and a mark at the beginning make no difference`() throws {
    let page = try Self.page("dependent", in: Self.folder)
    let text = String(decoding: page.bytes, as: UTF8.self)
    let dressed = SourceText(name: page.name, text: "\u{FEFF}" + text.replacing("\n", with: "\r\n"))
    #expect(try PageDraft(page: dressed, title: "T").text == PageDraft(page: page, title: "T").text)
  }

  @Test(arguments: names(in: folder) + ["coredns-trouble"])
  func `whatever becomes of a page, the result passes the checker`(name: String) throws {
    let folder = name == "coredns-trouble" ? Self.wiki : Self.folder
    let bytes = try Self.page(name, in: folder).bytes
    var random = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      var mutant = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let at = Int.random(in: 0..<mutant.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: mutant.remove(at: at)
        case 1: mutant[at] = "`'\"$<>{}[]|\\\n #-*".utf8.randomElement(using: &random)!
        case 2: mutant.insert("`'\"$<>{}[]|\\\n #-*".utf8.randomElement(using: &random)!, at: at)
        default: mutant.removeSubrange(at..<min(mutant.count, at + 20))
        }
      }
      let page = SourceText(name: "m.md", bytes: mutant)
      do {
        let draft = try PageDraft(page: page, title: "T")
        let source = SourceText(name: "m.rb", text: draft.text)
        let checked = check(source) { _, _ throws(LoadProblem) in throw LoadProblem(reason: "") }
        #expect(
          checked.errors == [] && format(source).isFormatted, "\(String(decoding: mutant, as: UTF8.self))")
      } catch DraftProblem.unsound(let reason) {
        Issue.record("\(reason) in \(String(decoding: mutant, as: UTF8.self))")
      } catch {}
    }
  }

  @Test func `the skeleton passes the checker and is formatted`() {
    let source = SourceText(name: "a.rb", text: skeleton(title: #"A "title" with \ and $x"#))
    let checked = check(source) { _, _ throws(LoadProblem) in throw LoadProblem(reason: "") }
    #expect(checked.diagnostics == [] && format(source).isFormatted)
  }
}
