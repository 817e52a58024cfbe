import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import Testing

/// Few open files, few processes.
@Suite struct ScarcityTests {
  private static let text = """
    runbook "Many"
    step items
      run seq 80
      capture items from lines
    step all
      each item in $items, 64 at once
      run sleep 0.1; echo "$item"
    step last
      run true

    """

  private func expectEightyAnswers(_ program: Program) throws {
    let history = try History(path: program.history)
    let run = try history.run(try history.resolve("last"))
    let answers = run.attempts.filter { $0.start.attempt.name == "all" }.compactMap(\.end?.ending)
    #expect(answers.count { $0 == .exited(status: 0) } == 80)
    #expect(run.end?.verdict == .healthy)
  }

  @Test func `64 open files are enough for 64 at once`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("many.rb", Self.text)
    let ran = try program.run(
      ["-c", "ulimit -n 64 && exec \"$0\" run many.rb", Program.path], program: "/bin/bash")
    #expect(ran.status == 0, "\(ran.output)\(ran.errors)")
    #expect(ran.errors.isEmpty, "\(ran.errors)")
    try expectEightyAnswers(program)
  }

  @Test(arguments: [32, 24, 16, 12])
  func `with fewer it could not look, says why, and neither hangs nor dies`(limit: Int) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("many.rb", Self.text)
    let ran = try program.run(
      ["-c", "ulimit -n \(limit) && exec \"$0\" run many.rb 2>&1", Program.path], program: "/bin/bash")
    #expect(ran.status == 3, "\(ran.output)")
    #expect(ran.output.lowercased().contains("too many"), "\(ran.output)")
  }

  private func asSomebody(_ program: Program, _ command: String) throws -> Program.Result {
    if getuid() == 0 { chown(program.folder.path, uid_t(Somebody.number), gid_t(Somebody.number)) }
    return try program.run(
      ["-c", "exec \(Somebody.command) \(command) 2>&1", Program.path],
      program: "/bin/bash")
  }

  @Test(
    .enabled(if: Somebody.canBeLimited, "the number of processes cannot be limited here"),
    .timeLimit(.minutes(2)))
  func `40 processes are enough for 64 at once`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("many.rb", Self.text)
    let ran = try asSomebody(program, "prlimit --nproc=40 \"$0\" run many.rb")
    #expect(ran.status == 0, "\(ran.output)")
    try expectEightyAnswers(program)
    #expect(try program.run("history", "--check").status == 0)
  }

  @Test(
    .enabled(if: Somebody.canBeLimited, "the number of processes cannot be limited here"),
    .timeLimit(.minutes(2)))
  func `a limit of processes is no verdict about what was to be looked at`() throws {
    let program = try Program()
    defer { program.remove() }
    // Of the process that starts the commands. A shell may wait already, for one of the steps; what is in the
    // background makes no room.
    try program.write(
      "few.rb",
      """
      runbook "Few"
      defaults
        budget 1m
      start server
        run sleep 300
        effect probe
      step limit
        run prlimit --nproc=1 --pid $PPID
        effect probe
      step one
        run true
      step two
        run true

      """)
    let ran = try asSomebody(program, "\"$0\" run few.rb")
    #expect(ran.status == 3, "\(ran.output)")
    #expect(ran.output.contains("too many processes run"), "\(ran.output)")
    #expect(ran.output.contains("could not be looked at: the shell could not be started"), "\(ran.output)")
  }

  @Test(
    .enabled(if: Somebody.canBeLimited, "the number of processes cannot be limited here"),
    .timeLimit(.minutes(2)))
  func `a shell that can start nothing could not look`() throws {
    let program = try Program()
    defer { program.remove() }
    // A bash would try again for 15 s before it gives up.
    try program.write(
      "fork.rb",
      """
      runbook "Fork"
      defaults
        shell sh
      step fork
        run prlimit --nproc=1 --pid $$; seq 3 | cat
        effect probe
        expect count lines is 3

      """)
    let ran = try asSomebody(program, "\"$0\" run fork.rb")
    #expect(ran.status == 3, "\(ran.output)")
    #expect(ran.output.contains("no more processes may run"), "\(ran.output)")
  }
}

/// For root no limit holds, so it becomes a user that nobody is.
private enum Somebody {
  static let number = 64_999
  static let command =
    getuid() == 0
    ? "setpriv --reuid=\(number) --regid=\(number) --clear-groups" : "unshare -Ur"
  static let canBeLimited = Faults.works("! \(command) prlimit --nproc=1 sh -c 'true; (true)'")
}
