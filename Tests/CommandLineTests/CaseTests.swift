import Foundation
import Testing

/// `runbook test`: the cases of the examples, and what a case that does not pass says.
@Suite struct CaseTests {
  @Test func `every case of an example passes, and uses all that it says`() throws {
    let program = try Program()
    defer { program.remove() }
    let tested = try program.run("test", Program.root.appending(path: "examples/this-machine.rb").path)
    #expect(tested.status == 0, "\(tested.output)\(tested.errors)")
    #expect(!tested.output.contains("not used"), "\(tested.output)")
  }

  @Test(arguments: [
    ("dns-broken", "need 95%", "need 40%", "dns-flaky"),
    ("dns-broken", "packet loss/ is 0%", "packet loss/ is 100%", "healthy"),
    (
      "dns-broken", "expect count json .items[].subsets[].addresses[].ip >= 1",
      "expect count json .items[].subsets[].addresses[].ip >= 0", "coredns-down"
    ),
    (
      "network-triage", "expect count rows where READY is not \"True\" is 0", "expect count rows >= 0",
      "cni-not-initialised"
    ),
  ]) func `an expectation that is broken fails its case`(
    name: String, right: String, wrong: String, failing: String
  ) throws {
    let program = try Program()
    defer { program.remove() }
    for path in LibraryTests.all {
      let runbook = URL(filePath: path)
      let cases = runbook.deletingPathExtension().appendingPathExtension("cases")
      for file in [runbook, cases] {
        try FileManager.default.copyItem(at: file, to: program.folder.appending(path: file.lastPathComponent))
      }
    }
    let text = try String(contentsOf: program.folder.appending(path: "\(name).rb"), encoding: .utf8)
    #expect(text.contains(right))
    try program.write("\(name).rb", text.replacing(right, with: wrong))
    let tested = try program.run("test", "\(name).rb")
    #expect(tested.status == 1, "\(tested.output)\(tested.errors)")
    #expect(tested.output.contains("✗ \(failing) "), "\(tested.output)")
  }

  private static let small = """
    runbook "Small"
    param most as percent = 90%
    ask keep "How many?" = 7
    step disk "The disk has room"
      run df "$keep"
      expect every find all /(\\d+)%/ < $most
      fails → full
    step again
      run sync
    path full "Why?"
      step who
        run du
        fails → stop
      → too-full
    outcome too-full "It is too full"
      severity warning

    """

  private static let full = """
    case "Too full"
    answer keep = 3
    expect outcome too-full
    expect way → full

    command df "$keep"
      with keep = 3
      output "95%"

    command contains "du"

    """

  private func prepared(_ edit: (String) -> String = { $0 }) throws -> Program {
    let program = try Program()
    try program.write("small.rb", Self.small)
    try program.write("small.cases/full.case", edit(Self.full))
    return program
  }

  @Test func `a case that fails says what was expected, what came, and what decided`() throws {
    let program = try prepared { $0.replacing("95%", with: "85%") }
    defer { program.remove() }
    let tested = try program.run("test", "small.rb")
    #expect(tested.status == 1)
    #expect(
      tested.output == """
        small.rb  Small
          ✗ full                Too full
            expected outcome too-full, came no outcome
            expected way → full, came way
            decided at again: could not look: the record has no answer to this command
            no answer; to add:
              command sync
            1 answer not used
        small.rb: 1 of 1 case did not pass

        """, "\(tested.output)")
  }

  @Test func `a case that passes says what nobody asked for`() throws {
    let program = try prepared { $0 + "\ncommand sync\n  output \"done\"\n" }
    defer { program.remove() }
    let tested = try program.run("test", "small")
    #expect(tested.status == 0)
    #expect(tested.output.contains("    not used: line 12, sync\n"), "\(tested.output)")
  }

  @Test func `the way that was left names the expectation that decided`() throws {
    let program = try prepared { $0.replacing("95%", with: "85%") + "command sync\n" }
    defer { program.remove() }
    let tested = try program.run("test", "small.rb")
    let decided = """
          decided at again: passed
      """
    #expect(tested.output.contains(decided), "\(tested.output)")
  }

  @Test func `what no case tries is said where that is asked for, and fails`() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("test", "--strict", "small.rb").status == 0)
    try program.write(
      "small.rb",
      Self.small.replacing(
        "    run du\n    fails → stop", with: "    run du\n    expect output is empty\n    fails → never")
        + "outcome never \"Never\"\n  severity ok\n")
    #expect(try program.run("test", "small.rb").status == 0)
    let strict = try program.run("test", "--strict", "small.rb")
    #expect(strict.status == 1)
    #expect(
      strict.output == """
        small.rb  Small
          ✓ full                Too full
        small.rb: 1 case passed
        no case reaches
          small.rb:18  never “Never”
        no case misses, if it is taken out
          small.rb:13  expect output is empty

        """, "\(strict.output)")
  }

  @Test func `the runs of cases are recorded where that is asked for`() throws {
    let program = try prepared()
    defer { program.remove() }
    try program.write("small.cases/few.case", Self.full.replacing("95%", with: "85%"))
    try program.write("other.rb", "runbook \"Other\"\ncall it \"small.rb\"\n")
    try program.write(
      "other.cases/one.case",
      Self.full.replacing("expect outcome too-full\nexpect way → full", with: "expect verdict problem"))
    let records = ["RUNBOOK_HISTORY": program.folder.appending(path: "tests.db").path]
    for _ in 1...2 {
      #expect(try program.run("test", "--record", "tests.db", "small.rb", "other.rb").status == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: program.history))
    let listed = try program.run("history", environment: records)
    #expect(listed.output.split(separator: "\n").count { $0.contains(" small ") } == 6, "\(listed.output)")
    #expect(listed.output.split(separator: "\n").count { $0.contains(" other ") } == 2, "\(listed.output)")
    let coverage = try program.run("stats", "small", "--coverage", environment: records)
    #expect(coverage.output.contains("outcomes never reached: 0 of 1\n"), "\(coverage.output)")
    #expect(coverage.output.contains("arrows never taken: 1 of 3\n"), "\(coverage.output)")
    let shown = try program.run("show", "last", environment: records)
    #expect(shown.output.contains("It is too full"), "\(shown.output)\(shown.errors)")
    let none = try program.run("test", "--record", "/proc/none/tests.db", "small.rb")
    #expect(none.status == 70 && none.errors.contains("/proc/none"), "\(none.errors)")
  }

  @Test func `what is wrong with a case stands at its line`() throws {
    let program = try prepared { $0.replacing("outcome too-full", with: "outcome to-full") }
    defer { program.remove() }
    let tested = try program.run("test", "small.rb")
    #expect(tested.status == 2)
    #expect(tested.output.contains("small.cases/full.case:3:1"), "\(tested.output)")
    #expect(tested.output.contains("did you mean `too-full`?"), "\(tested.output)")
  }

  @Test func `a case is made of a run, and passes`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "live.rb",
      """
      runbook "Live"
      param word = a
      secret token
      ask keep "How many?" = 7
      step one
        run echo "$word $keep"; printf 'no end'; echo "$token" >&2; exit 3
        expect exit is 3
        capture said from line 1
      step many
        each item in $said
        run echo "$item" | sed 's/a/b/'
        sample 3 times, need 50%
        expect output contains "b"
        fails → stop
      step flaky
        run date +%N >> count; test "$(wc -l < count)" -ge 2
        effect probe
        retry 3 times every 1ms
        passes → fine
      outcome fine "Fine"
        severity ok

      """)
    let ran = try program.run(
      "run", "live.rb", "word=a a", "--answer", "keep=b", environment: ["TOKEN": "hunter2-very-secret"])
    #expect(ran.status == 0, "\(ran.output)\(ran.errors)")
    let made = try program.run("test", "--from", "last", "--name", "made")
    #expect(made.status == 0, "\(made.output)\(made.errors)")
    let text = program.text(program.folder.appending(path: "live.cases/made.case"))
    #expect(
      text.contains("param word = a a\nanswer keep = b\nexpect verdict healthy\nexpect outcome fine\n"),
      "\(text)")
    #expect(!text.contains("hunter2"))
    #expect(try program.run("test", "live.rb").output.hasSuffix("live.rb: 1 case passed\n"))
    #expect(try program.run("test", "--from", "last", "--name", "made").status == 64)
  }

  @Test func `a run in which a fix was accepted makes a case`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("state", "no\n")
    try program.write(
      "mend.rb",
      """
      runbook "Mend"
      step room "There is room"
        run cat state
        expect output is "yes"
        passes → well
        fails  → next
      fix make "Make room"
        run echo yes > state
        undo echo no > state
        verify room
      → well
      outcome well "There is room"
        severity ok
      """)
    #expect(try program.run("run", "mend.rb", "--allow-fixes").status == 0)
    let made = try program.run("test", "mend.rb", "--from", "last", "--name", "mended")
    #expect(made.status == 0, "\(made.output)\(made.errors)")
    let text = try String(
      contentsOf: program.folder.appending(path: "mend.cases/mended.case"), encoding: .utf8)
    #expect(text.contains("step room after make"), "\(text)")
  }
}
