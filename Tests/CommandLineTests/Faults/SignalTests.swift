import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import Testing

/// Signals that do not end a run, and readers that go away.
@Suite struct SignalTests {
  private static let text = """
    runbook "Signals"
    step one
      run touch started; while ! test -e go; do sleep 0.02; done; touch finished
      effect probe
      timeout 3s
    step two
      run seq 3
    step three
      run touch three
      effect probe

    """

  private func started(_ program: Program, _ command: String? = nil) throws -> Process {
    try program.write("signals.rb", Self.text)
    let process =
      try command.map {
        try program.start(["-c", $0], environment: ["RUNBOOK": Program.path], program: "/bin/bash")
      } ?? program.start(["run", "signals.rb"])
    #expect(eventually { program.has("started") })
    return process
  }

  private func expectWhole(_ program: Program) throws {
    #expect(program.has("three"))
    let history = try History(path: program.history)
    let run = try history.run(try history.resolve("last"))
    #expect(run.end?.verdict == .healthy)
    #expect(run.steps.map(\.key.name) == ["one", "two", "three"])
  }

  @Test func `a run whose reader goes away after a line runs to its end`() throws {
    let program = try Program()
    defer { program.remove() }
    let process = try started(
      program, #"{ "$RUNBOOK" run signals.rb; echo $? > status; } | { head -n 1; touch gone; }"#)
    #expect(eventually { program.has("gone") })
    try program.write("go", "")
    process.waitUntilExit()
    #expect(program.text(program.folder.appending(path: "status")) == "0\n")
    try expectWhole(program)
  }

  @Test func `under nohup it outlives its terminal`() throws {
    let program = try Program()
    defer { program.remove() }
    let process = try started(program, #"exec nohup "$RUNBOOK" run signals.rb"#)
    kill(process.processIdentifier, SIGHUP)
    try program.write("go", "")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try expectWhole(program)
  }

  @Test func `stopped for longer than a step may take, it takes what the step came to and goes on`() throws {
    let program = try Program()
    defer { program.remove() }
    let process = try started(program)
    kill(process.processIdentifier, SIGSTOP)
    try program.write("go", "")
    #expect(eventually { program.has("finished") })
    sleep(4)
    #expect(!program.has("three"))
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try expectWhole(program)
  }
}
