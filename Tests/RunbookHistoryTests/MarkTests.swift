import RunbookModel
import Testing

@testable import RunbookHistory

/// Runs by what binds them.
@Suite struct MarkTests {
  let folder = TemporaryFolder()

  private func record(
    _ history: History, _ run: String, at time: Int64, ended: Bool = true, call: String? = nil,
    parent: String? = nil,
    resumes: String? = nil, mark: String? = nil
  ) async {
    var writer = EventWriter(run: run, at: time)
    writer.post(
      .runStarted(
        RunStarted(
          runbook: "dns", title: "DNS", sources: [.init(name: "dns.rb", text: content("x"))], parent: parent,
          call: call,
          resumes: resumes, mark: mark, tool: "0.1.0")))
    if ended { writer.end(.problem) }
    #expect(await history.recorder().record(writer.events) == nil)
  }

  @Test func `a mark is the run's own and that of those that went on from it, and the living one counts`()
    async throws
  {
    let history = try folder.history()
    await record(history, "kfirst0001", at: 1000)
    #expect(try history.run(marked: "kfirst0001")?.state == .ended)
    #expect(try history.resumption(of: "kfirst0001") == nil)
    await record(history, "ksecond001", at: 2000, ended: false, resumes: "kfirst0001", mark: "kfirst0001")
    await record(history, "kthird0001", at: 3000, resumes: "ksecond001", mark: "kfirst0001")
    #expect(try history.run(marked: "kfirst0001")?.id == "ksecond001")
    #expect(try history.run(marked: "kfirst0001")?.state == .running)
    #expect(try history.resumption(of: "kfirst0001")?.id == "ksecond001")
    #expect(try history.run(marked: "nobody0001") == nil)
  }

  @Test func `last is never a run that another one called, but by its name it is found`() async throws {
    let history = try folder.history()
    await record(history, "kcaller001", at: 1000)
    await record(history, "kcalled001", at: 2000, call: "net", parent: "kcaller001")
    #expect(try history.resolve("last") == "kcaller001")
    #expect(try history.resolve("dns") == "kcalled001")
    #expect(try history.runs(HistoryFilter(isTop: true)).map(\.id) == ["kcaller001"])
    #expect(try history.summary(of: "kcalled001").call == "net")
  }
}
