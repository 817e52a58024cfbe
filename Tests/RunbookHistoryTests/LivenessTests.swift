import GRDB
import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct LivenessTests {
  let folder = TemporaryFolder()

  /// A run in the middle of a step, told by a recorder that is then let go.
  private func unfinished(at time: Int64 = 1_700_000_000_000) async throws -> History {
    let history = try folder.history()
    var writer = EventWriter(run: "khalf00001", at: time)
    writer.start()
    writer.post(.stepStarted(StepStarted(step: StepKey("long"), title: "Long", attempts: 1)))
    writer.post(.attemptStarted(AttemptStarted(attempt: AttemptKey(name: "long"), command: "sleep 100")))
    writer.post(
      .outputArrived(
        OutputArrived(
          attempt: AttemptKey(name: "long"), stream: .output, offset: 0, content: content("so far"))))
    #expect(await history.recorder().record(writer.events) == nil)
    return history
  }

  @Test func `a run whose process is there is running, and ended when it has ended`() async throws {
    let history = try folder.history()
    let recorder = history.recorder()
    var writer = EventWriter(run: "kalive0001")
    writer.start()
    #expect(await recorder.observe(writer.events) == nil)
    #expect(try history.summary(of: "kalive0001").state == .running)
    #expect(try folder.history(access: .reading).runs().first?.state == .running)
    writer.end(.healthy)
    #expect(await recorder.observe([writer.events[1]]) == nil)
    let summary = try history.summary(of: "kalive0001")
    #expect(summary.state == .ended)
    #expect(summary.verdict == .healthy)
    #expect(summary.duration == 1234)
    #expect(try history.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM recorder") } == 0)
  }

  @Test(arguments: [
    "process = 4194305",  // above the highest process id there can be
    "born = born - 1",  // the id was given to another process
    "boot = 'the last boot'",
  ])
  func `a run whose process is gone has died`(change: String) async throws {
    let history = try await unfinished()
    #expect(try history.summary(of: "khalf00001").state == .running)
    try history.write { try $0.execute(sql: "UPDATE recorder SET \(change)") }
    let summary = try history.summary(of: "khalf00001")
    #expect(summary.state == .died)
    #expect(summary.verdict == nil)
    #expect(summary.duration == nil)
    #expect(try history.run("khalf00001").end == nil)
  }

  @Test func `a process that ended and was not yet waited for is gone`() async throws {
    let history = try await unfinished()
    var child: pid_t = 0
    let arguments = [strdup("true"), nil]
    defer { free(arguments[0]) }
    try #require(posix_spawn(&child, "/bin/true", nil, nil, arguments, environ) == 0)
    var information = siginfo_t()
    waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT)
    let dead = child
    try history.write { try $0.execute(sql: "UPDATE recorder SET process = \(dead)") }
    #expect(try history.summary(of: "khalf00001").state == .died)
    waitpid(child, nil, 0)
  }

  @Test func `a process in another container counts as there for an hour after its last word`() async throws {
    let history = try await unfinished()
    try history.write { try $0.execute(sql: "UPDATE recorder SET namespace = 'pid:[1]'") }
    #expect(try history.summary(of: "khalf00001").state == .died)
    let now = Moment.now.milliseconds
    try history.write { try $0.execute(sql: "UPDATE event SET time = \(now)") }
    #expect(try history.summary(of: "khalf00001").state == .running)
  }

  @Test func `a process that is killed loses nothing that it was told`() async throws {
    let history = try await unfinished()
    // What the disk holds at this moment, while the history is open and nothing was closed.
    for suffix in ["", "-wal"] {
      TemporaryFolder.write(
        TemporaryFolder.read(folder.file() + suffix), to: folder.file("killed.db") + suffix)
    }
    let found = try History(path: folder.file("killed.db"))
    #expect(try found.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try found.events(of: "khalf00001") == history.events(of: "khalf00001"))
    #expect(
      try found.arrived(run: "khalf00001", attempt: AttemptKey(name: "long"), stream: .output)
        == Array("so far".utf8))
    #expect(try found.run("khalf00001").steps.first?.ended == nil)
    #expect(try found.resolve("last") == "khalf00001")
    history.close()
  }
}
