import Foundation
import Glibc
import RunbookHistory
import Testing

/// `replay`: a recorded run again, and another version of it on the same evidence.
@Suite struct ReplayTests {
  private static let inner = """
    runbook "The disk"
    param most as percent = 90%
    step usage "The disk has room"
      run echo "Filesystem  Capacity"; echo "sda         95%"
      expect every column Capacity < $most

    """

  /// A call, a table, a retry, an answer, a failure that is drawn, and a runbook that follows.
  private static let outer = """
    runbook "Outer"
    ask keep "How many?" = 7
    parallel
      step quick
        run echo quick >> trace
        effect probe
      step slow
        run echo 1 of 3
        sample 3 times, need 50%
        expect output contains "1"
    decide
      quick fails → stop
      otherwise   → next
    call disk "inner.rb"
      otherwise → next
    step broken "It says so"
      run printf 'one\\ntwo\\n'
      expect every line is "one"
      fails → found
    outcome found "Found"
      severity warning
      → "inner.rb" most=99%

    """

  private func prepared() throws -> Program {
    let program = try Program()
    try program.write("inner.rb", Self.inner)
    try program.write("outer.rb", Self.outer)
    return program
  }

  @Test func `a replay prints what the run printed, calls and what followed included`() throws {
    let program = try prepared()
    defer { program.remove() }
    let run = try program.run("run", "outer.rb")
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    let replay = try program.run("replay", "outer")
    #expect(replay.status == 0, "\(replay.errors)")
    #expect(replay.output == run.output)
    let fast = try program.run("replay", "outer", "--speed", "1000")
    #expect(fast.output == run.output)
    #expect(program.text(program.folder.appending(path: "trace")) == "quick\n")
  }

  @Test func `of several contexts it prints the lines of all of them`() throws {
    let program = try prepared()
    defer { program.remove() }
    let run = try program.run("run", "inner.rb", "--context", "east", "--context", "west")
    let replay = try program.run("replay", "last")
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
    #expect(lines(replay.output) == lines(run.output))
    #expect(replay.output.split(separator: "\n").first == run.output.split(separator: "\n").first)
  }

  @Test func `as JSON it gives the events of the run`() throws {
    let program = try prepared()
    defer { program.remove() }
    let run = try program.run("run", "outer.rb", "--json")
    let events = run.output.split(separator: "\n").filter { !$0.contains("output-arrived") }
    let replay = try program.run("replay", "outer", "--json")
    #expect(replay.output.split(separator: "\n").filter { !$0.contains("output-arrived") } == events)
  }

  @Test func `Ctrl-C ends it`() throws {
    let program = try prepared()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb")
    let output = program.folder.appending(path: "shown")
    let process = try program.start(["replay", "outer", "--speed", "0.00001"], output: output)
    #expect(eventually { program.text(output).contains("Outer") })
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
  }

  @Test func `another version is judged on the record, and nothing is run or recorded`() throws {
    let program = try prepared()
    defer { program.remove() }
    _ = try program.run("run", "inner.rb")
    try program.write("new.rb", Self.inner.replacing("90%", with: "99%"))
    let replay = try program.run("replay", "last", "--with", "new.rb")
    #expect(replay.status == 0, "\(replay.errors)")
    let told = """
      another diagnosis
        then  problem
              usage ✗
        now   healthy
              usage ✓
        turned at: usage
          then  failed: every column Capacity < $most
                expected every Capacity < 90% ($most), found 1 of 1 row does not
          now   passed: every column Capacity < $most
                expected every Capacity < 99% ($most), found the only row does

      """
    #expect(replay.output.hasSuffix(told), "\(replay.output)")
    let history = try History(path: program.history, access: .reading)
    #expect(try history.runs().count == 1)
  }

  @Test func `what was never recorded is unknown, and said`() throws {
    let program = try prepared()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb")
    try program.write("new.rb", Self.outer.replacing("echo quick", with: "echo quicker"))
    let replay = try program.run("replay", "outer", "--with", "new.rb")
    #expect(replay.status == 3)
    #expect(
      replay.output.contains("no evidence: quick asks what was never recorded: echo quicker >> trace"),
      "\(replay.output)")
    #expect(program.text(program.folder.appending(path: "trace")) == "quick\n")
    let json = try program.run("replay", "outer", "--with", "new.rb", "--json")
    #expect(json.output.contains(#""result" : "missing""#), "\(json.output)")
  }

  @Test func `a token in the text of a runbook is no other question`() throws {
    let program = try prepared()
    defer { program.remove() }
    let text = """
      runbook "Token"
      step ask
        run : "Authorization: Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345"; echo asked
        expect output is "asked"

      """
    try program.write("token.rb", text)
    #expect(try program.run("run", "token.rb").status == 0)
    let replay = try program.run("replay", "last", "--with", "token.rb")
    #expect(replay.status == 0, "\(replay.output)\(replay.errors)")
    #expect(!replay.output.contains("no evidence"))
  }

  @Test func `what cannot be judged says why`() throws {
    let program = try prepared()
    defer { program.remove() }
    let none = try program.run("replay", "last")
    #expect(none.status == 64)
    _ = try program.run("run", "inner.rb")
    try program.write("new.rb", Self.inner.replacing("= 90%", with: "").replacing("most", with: "limit"))
    let replay = try program.run("replay", "last", "--with", "new.rb")
    #expect(replay.status == 64)
    #expect(
      replay.errors.contains("cannot be judged by `new.rb`: parameter `limit` must be given"),
      "\(replay.errors)")
  }
}
