import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import Testing

/// Another program holds the history's lock in the middle of a run.
@Suite struct LockTests {
  private static let text = """
    runbook "Locked"
    step one
      run touch started; while ! test -e locked; do sleep 0.02; done
      effect probe
      timeout 2m
    step two
      run echo two >> trace
      effect probe
    step three
      run echo three >> trace
      effect probe

    """

  /// SQLite's lock of the writer: byte 120 of the index of the write-ahead log (<https://www.sqlite.org/walformat.html>).
  /// It is dropped when the file is closed; nothing in this process may open the history meanwhile.
  private func lock(_ program: Program) throws -> Int32 {
    let file = open(program.history + "-shm", O_RDWR | O_CLOEXEC)
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 120
    lock.l_len = 1
    try #require(fcntl(file, F_SETLKW, &lock) == 0)
    try program.write("locked", "")
    return file
  }

  private func started(_ program: Program, output: URL) throws -> Process {
    try program.write("locked.rb", Self.text)
    let process = try program.start(["run", "locked.rb"], output: output, errors: output)
    #expect(eventually { program.has("started") })
    return process
  }

  @Test func `commands go on meanwhile, nothing is shown that is not recorded, and nothing is lost`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = program.folder.appending(path: "out")
    let process = try started(program, output: output)
    let file = try lock(program)
    #expect(eventually { program.trace == ["two", "three"] })
    #expect(!program.text(output).contains("✓"))
    close(file)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!program.text(output).contains("warning"), "\(program.text(output))")
    let history = try History(path: program.history)
    let run = try history.run(try history.resolve("last"))
    #expect(run.steps.map(\.key.name) == ["one", "two", "three"])
    #expect(run.end?.verdict == .healthy)
  }

  /// It takes as long as it waits for the lock, twice.
  @Test(.enabled(if: Faults.isFull, "it takes a minute: make faults"), .timeLimit(.minutes(5)))
  func `a run that waits for too long says so, ends as it would, and leaves a sound history`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = program.folder.appending(path: "out")
    let begin = Date()
    let process = try started(program, output: output)
    let file = try lock(program)
    #expect(eventually(within: 100) { program.text(output).contains("HEALTHY") })
    Faults.tell("locked: the end is shown after \(Date().timeIntervalSince(begin)) s")
    process.waitUntilExit()
    Faults.tell("locked: it has ended after \(Date().timeIntervalSince(begin)) s")
    close(file)
    #expect(process.terminationStatus == 0)
    #expect(program.text(output).contains("is locked by another process for too long"))
    #expect(try program.run("history", "--check").status == 0)
    #expect(try program.run("show", "last").output.contains("the record ends here"))
  }
}
