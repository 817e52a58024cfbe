import GRDB
import Glibc
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct MigrationTests {
  let folder = TemporaryFolder()
  /// A file of each schema version, as it was written when that version was released; never written again.
  private static let fixtures = #filePath.prefix(#filePath.count - "MigrationTests.swift".count) + "Fixtures/"

  @Test(arguments: 1...Schema.version)
  func `a history of every version opens, is brought up to date and tells its runs`(version: Int) throws {
    TemporaryFolder.write(TemporaryFolder.read("\(Self.fixtures)v\(version).db"), to: folder.file())
    let history = try folder.history()
    #expect(try history.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == Schema.version)
    #expect(try history.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try history.runs().map(\.id) == ["kfixture04", "kfixture03", "kfixture02", "kfixture01"])
    #expect(try history.runs().map(\.verdict) == [nil, .problem, .problem, .healthy])
    #expect(try history.runs().map(\.state) == [.died, .ended, .ended, .ended])
    #expect(try history.resolve("dns-broken@good") == "kfixture01")

    let full = try history.run("kfixture03")
    #expect(full.end?.verdict == .problem)
    #expect(full.outcomes.count == 5)
    #expect(full.steps.count == (version == 1 ? 11 : 12))
    #expect(
      full.steps[4].ended?.tally
        == Tally(held: 16, failed: 3, unknown: 1, planned: 20, low: 62.5, high: 91.93125))
    #expect(full.attempts[0].start.command == hostile)
    let output = try #require(full.attempts[0].end?.output)
    #expect(output.cut == Evidence.Cut(head: 5, lost: 1 << 40))
    #expect(try history.content(output.content.digest) == Array(hostile.utf8))
    #expect(
      try history.arrived(run: "kfixture04", attempt: AttemptKey(name: "long"), stream: .output)
        == Array("so far".utf8))

    for run in try history.runs() { try history.rebuild(run: run.id) }
    #expect(try history.runs().map(\.verdict) == [nil, .problem, .problem, .healthy])
    #expect(try history.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
  }

  /// Writes the file of the present version where `RUNBOOK_HISTORY_FIXTURE` says; done once for each version.
  @Test(.enabled(if: getenv("RUNBOOK_HISTORY_FIXTURE") != nil))
  func `a file of this version is written where it is asked for`() async throws {
    let history = try History(path: String(cString: getenv("RUNBOOK_HISTORY_FIXTURE")))
    var writers: [EventWriter] = []
    for (number, verdict) in [(1, RunVerdict.healthy), (2, .problem)] {
      var writer = EventWriter(run: "kfixture0\(number)", at: 1_600_000_000_000 + Int64(number) * 60_000)
      writer.start(context: "east")
      writer.attempt(
        "dns", printing: Array("answer \(number)\n".utf8), verdict: verdict == .healthy ? .passed : .failed)
      if verdict == .problem {
        writer.post(
          .outcomeFound(OutcomeFound(outcome: "coredns-down", title: "CoreDNS is down", severity: .critical)))
      }
      writer.end(verdict, outcome: verdict == .problem ? "coredns-down" : nil)
      writers.append(writer)
    }
    var died = EventWriter(run: "kfixture04", at: 1_800_000_000_000)
    died.start()
    died.post(.attemptStarted(AttemptStarted(attempt: AttemptKey(name: "long"), command: "sleep 100")))
    died.post(
      .outputArrived(
        OutputArrived(
          attempt: AttemptKey(name: "long"), stream: .output, offset: 0, content: content("so far"))))
    for events in writers.map(\.events) + [everyFact(run: "kfixture03"), died.events] {
      #expect(await history.recorder().record(events) == nil)
    }
    history.close()
  }
}
