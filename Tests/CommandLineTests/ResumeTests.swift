import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import Testing

/// `resume` as people use it, after a real `kill -9`.
@Suite struct ResumeTests {
  /// Six steps, each leaving a trace; the fourth waits for a file that is not there yet.
  private static let six = """
    runbook "Six"
    param word = hello
    step one
      run echo one "$run" >> trace
      effect probe
      cleanup echo tidy "$run" >> trace
    step two
      run echo two >> trace; echo "$word"
      effect probe
      capture said from output
    step three
      run echo three >> trace
      effect probe
    step four
      run echo four >> trace; while ! test -e go; do sleep 0.05; done
      effect probe
      timeout 5m
    step five
      run echo "five $said" >> trace
      effect probe
    step six
      run echo six >> trace
      effect probe
    → done
    outcome done "Done"
      severity ok

    """

  private func trace(_ program: Program) -> [String] {
    program.text(program.folder.appending(path: "trace")).split(separator: "\n").map(String.init)
  }

  /// Starts it, waits for its fourth step, and ends it with a signal.
  private func cut(_ program: Program, by signal: Int32) throws -> String {
    try program.write("six.rb", Self.six)
    let process = try program.start(["run", "six.rb", "word=hi"])
    #expect(eventually { trace(program).last == "four" })
    let history = try History(path: program.history)
    // What the next process reads must not depend on how fast this one writes.
    #expect(
      try eventually { try history.run(try history.resolve("last")).steps.count { $0.ended != nil } == 3 })
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return try history.resolve("last")
  }

  @Test func `a run that was killed after its third step of six goes on with the fourth`() throws {
    let program = try Program()
    defer { program.remove() }
    let old = try cut(program, by: SIGKILL)
    try program.write("go", "")
    let run = try program.run("resume", "last")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(
      trace(program) == ["one \(old)", "two", "three", "four", "four", "five hi", "six", "tidy \(old)"])
    #expect(run.output.contains("goes on from \(old)"))
    #expect(run.output.contains(/✓ three +taken over from \w{10}\n  ✓ four +\d/), "\(run.output)")
    #expect(run.output.contains("HEALTHY  done"))
    let history = try History(path: program.history)
    let new = try history.run(try history.resolve("last"))
    #expect(new.started?.resumes == old)
    #expect(new.started?.mark == old)
    #expect(new.id != old)
    #expect(new.steps.map(\.key.name) == ["one", "two", "three", "four", "five", "six"])
    #expect(try program.run("show", "last", "two").output.contains("runbook show \(old) two"))
    #expect(try program.run("history").output.contains("six (resumed)"))
    let again = try program.run("resume", old)
    #expect(again.status == 64)
    #expect(again.errors.contains("run \(new.id) went on from it"), "\(again.errors)")
    let healthy = try program.run("resume", "last")
    #expect(healthy.errors.contains("it ended healthy"), "\(healthy.errors)")
  }

  @Test func `what an interrupted run has cleaned up is made again`() throws {
    let program = try Program()
    defer { program.remove() }
    let old = try cut(program, by: SIGINT)
    #expect(trace(program).suffix(2) == ["four", "tidy \(old)"])
    try program.write("go", "")
    #expect(try program.run("resume", "last").status == 0)
    #expect(
      trace(program).suffix(5) == ["one \(old)", "four", "five hi", "six", "tidy \(old)"], "\(trace(program))"
    )
  }

  @Test func `other text is refused, and with the option only what asks the same is taken over`() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try cut(program, by: SIGKILL)
    try program.write("go", "")
    try program.write("six.rb", Self.six.replacing("run echo three >>", with: "run echo drei >>"))
    let refused = try program.run("resume", "last")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("`six.rb` changed since"), "\(refused.errors)")
    #expect(try program.run("resume", "last", "--with-new-text").status == 0)
    #expect(trace(program).dropFirst(4).prefix(2) == ["drei", "four"], "\(trace(program))")
  }

  @Test func `a run that still runs is refused`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("six.rb", Self.six)
    let process = try program.start(["run", "six.rb"])
    defer { process.waitUntilExit() }
    #expect(eventually { trace(program).last == "four" })
    let refused = try program.run("resume", "last")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("it still runs"), "\(refused.errors)")
    try program.write("go", "")
  }

  @Test func `a run that ended with a problem looks again at what did not pass`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "look.rb",
      "runbook \"Look\"\nstep a\n  run echo a >> trace\n  effect probe\nstep b\n  run echo b >> trace; test -e go\n  effect probe\n"
    )
    #expect(try program.run("run", "look.rb").status == 1)
    try program.write("go", "")
    #expect(try program.run("resume", "last").status == 0)
    #expect(trace(program) == ["a", "b", "b"])
  }

  @Test func `it goes on where it ran, and a no is asked again`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "there/ask.rb",
      """
      runbook "Ask"
      step a
        run echo a >> trace
        effect probe
      confirm sure "Sure?"
      step b
        run cat trace

      """)
    let there = program.folder.appending(path: "there").path
    let start = ["-c", "cd \(there) && exec \(Program.path) run ask.rb"]
    #expect(try program.run(start, program: "/bin/bash").status == 4)
    let again = try program.run("resume", "last", "--answer", "sure=yes")
    #expect(again.status == 0, "\(again.output)\(again.errors)")
    #expect(program.text(program.folder.appending(path: "there/trace")) == "a\n")
  }

  @Test func `a parameter that held a secret is in no record`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "s.rb",
      "runbook \"S\"\nsecret token\nparam p\nstep a\n  run echo \"$p\" \"$token\"\nstep b\n  run false\n")
    let environment = ["TOKEN": "hunter2-hunter2"]
    #expect(try program.run("run", "s.rb", "p=hunter2-hunter2", environment: environment).status == 1)
    let refused = try program.run("resume", "last", environment: environment)
    #expect(refused.status == 64)
    #expect(refused.errors.contains("parameter `p` held a secret"), "\(refused.errors)")
  }
}
