import GRDB
import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct ConcurrencyTests {
  let folder = TemporaryFolder()

  @Test func `eight at once into one history that none has opened yet lose nothing`() async throws {
    let path = folder.file("new/history.db")
    let runs = 2
    let problems = await withTaskGroup(of: [String].self) { group in
      for writer in 1...8 {
        group.addTask {
          do {
            // As eight processes would: each opens the file for itself.
            let history = try History(path: path)
            var problems: [String] = []
            for number in 1...runs {
              if let problem = await history.recorder().record(
                everyFact(run: "kw\(writer)n\(number)"), by: 60)
              {
                problems.append(problem)
              }
              problems += try history.runs(HistoryFilter(limit: 3)).isEmpty ? ["nothing is listed"] : []
            }
            return problems
          } catch { return ["\(error)"] }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(problems == [])
    let history = try History(path: path)
    let events = everyFact()
    #expect(try history.runs().count == 8 * runs)
    for writer in 1...8 {
      for number in 1...runs {
        let stored = try history.events(of: "kw\(writer)n\(number)")
        #expect(stored.map(\.fact) == events.map(\.withoutBytes.fact))
      }
    }
    #expect(try history.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    #expect(try history.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM blob") } == 4)
    #expect(try history.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM chunk") } == 0)
  }

  @Test func `one recorder may be told of several runs`() async throws {
    let history = try folder.history()
    let recorder = history.recorder()
    let a = everyFact(run: "krun00000a")
    let b = everyFact(run: "krun00000b")
    for (x, y) in zip(a, b) { #expect(await recorder.observe([x, y]) == nil) }
    #expect(try history.events(of: "krun00000a").count == a.count)
    #expect(
      try history.run("krun00000b").steps.map(\.key) == Run(id: "krun00000b", events: b).steps.map(\.key))
  }
}
