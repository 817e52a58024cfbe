import Foundation
import RunbookLanguage
import RunbookModel
import Testing

/// `Goldens/NAME.case` is read for a small runbook, and what is wrong with it is `Goldens/NAME.expected`.
@Suite struct CaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  static var names: [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".case") }.map { String($0.dropLast(5)) }.sorted()
  }

  static let runbook = """
    runbook "Small"
    param namespace = default
    ask keep "How many?" = 7
    step probe
      run true
      fails → coredns-path
    step nodes
      run true
    path coredns-path "CoreDNS"
      → coredns-down
    outcome coredns-down "CoreDNS is down"
      severity critical

    """

  static func plan() throws -> Plan {
    try #require(
      check(SourceText(name: "small.rb", text: runbook)) { (_, _) throws(LoadProblem) in
        throw LoadProblem(reason: "no such file")
      }.plan)
  }

  static func checked(_ name: String) throws -> (CheckedCase, SourceText) {
    let data = try Data(contentsOf: folder.appending(path: name + ".case"))
    let source = SourceText(name: name + ".case", bytes: Array(data))
    return (readCase(source, for: try plan()), source)
  }

  @Test(arguments: names) func `each mistake of a case is told at its place, with its remedy`(name: String)
    throws
  {
    let (checked, source) = try Self.checked(name)
    let found = checked.diagnostics.map { described($0, [source]) }.joined()
    let file = Self.folder.appending(path: name + ".expected")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected)
    #expect((checked.found == nil) == !checked.diagnostics.isEmpty)
  }

  private func reread(_ written: Case) throws -> Case? {
    let text = CaseWriter.text(of: written)
    let read = readCase(SourceText(name: "a.case", text: text), for: try Self.plan())
    #expect(read.diagnostics.isEmpty, "\(text)\n\(read.diagnostics)")
    return read.found.map { found in
      var found = found
      for index in found.commands.indices { found.commands[index].line = 0 }
      return found
    }
  }

  @Test func `what is written is read again`() throws {
    var written = Case(title: "Say \"hello\"")
    written.mark = "abc"
    written.context = "east"
    written.only = "probe"
    written.parameters = [.init("namespace", "two\nlines \"and\" a \\ ")]
    written.answers = [.init("keep", "")]
    written.expectations = [
      .init(.verdict(.problem)), .init(.outcome("coredns-down")), .init(.outcome(nil)),
      .init(.way(["coredns-path"])), .init(.step("probe", .flaky)),
    ]
    var answer = CommandAnswer()
    answer.wording = .exact("for a in b; do\n  echo \"$a\"\n\ndone")
    answer.step = "nodes"
    answer.variables = ["x": " blank ", "y": "1", "z": "\"quoted\""]
    answer.items = ["a b", "c"]
    answer.attempts = [1, 3]
    answer.context = "west"
    answer.stdin = "kind: Pod\n"
    answer.ending = .exited(status: 3)
    answer.duration = 1250
    written.commands = [answer]
    for wording in [CommandAnswer.Wording.contains("get \"x\""), .startsWith("a"), .exact("contains \"x\"")] {
      answer.wording = wording
      answer.ending = .timedOut
      written.commands.append(answer)
    }
    #expect(try reread(written) == written)
  }

  @Test(arguments: [
    "", "7", "7\n", "7\n\n", "\n", "\n\n", "a\nb", "a\n\nb\n", "  indented\n", "tail  \n", "tail  ",
    "tab\there\n",
    "\r\n", "bell\u{7}\n", "back\\slash\n", "back\\slash\ttab\n\n", "quote\"s", "quote\"s\n\n", "ünïcode ✓\n",
    "# no comment\n",
    "case \"x\"\n", "   \n", " ",
  ]) func `all that a command printed is written and read again`(text: String) throws {
    for bytes in [Array(text.utf8), Array(text.utf8) + [0xFF, 0xC3]] {
      var written = Case(title: "Printed")
      written.expectations = [.init(.verdict(.healthy))]
      var answer = CommandAnswer()
      answer.wording = .exact("true")
      answer.output = .init(bytes)
      answer.stderr = .init(bytes + [10], cut: Evidence.Cut(head: 1, lost: 7))
      written.commands = [answer, answer]
      #expect(try reread(written) == written)
    }
  }
}
