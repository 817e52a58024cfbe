import Foundation
import RunbookHistory
import Testing

/// `backtest`: a changed runbook on every recorded run.
@Suite struct BacktestTests {
  private static let runbook = """
    runbook "CoreDNS has CPU to spare"
    param limit as percent = 80% "how much is too much"
    step headroom "CoreDNS stays below its limit"
      run cat load
      expect every column "CPU" < $limit
      passes → next
      fails  → throttled
    step pods "The pods are up"
      run cat load | tail -n 1
      expect every line contains "coredns"
      fails → down
    → fine
    outcome fine "All is well"
      severity ok
    outcome throttled "CoreDNS is starved of CPU"
      severity warning
    outcome down "CoreDNS is down"
      severity critical

    """

  /// Runs with a load of 5 %, 15 % … 95 %; their ids, by load.
  private func recorded(_ text: String = runbook) throws -> (program: Program, ids: [Int: String]) {
    let program = try Program()
    try program.write("dns.rb", text)
    var ids: [Int: String] = [:]
    for load in stride(from: 5, to: 100, by: 10) {
      try program.write("load", "NAME      CPU\ncoredns   \(load)%\n")
      _ = try program.run("run", "dns.rb", "--quiet")
      ids[load] = try History(path: program.history, access: .reading).resolve("last")
    }
    return (program, ids)
  }

  @Test func `a threshold that is wrong changes exactly the runs between the right one and the wrong one`()
    throws
  {
    let (program, ids) = try recorded()
    defer { program.remove() }
    let same = try program.run("backtest", "dns.rb")
    #expect(same.status == 0)
    #expect(same.output == "dns.rb on 10 recorded runs: 10 the same, 0 changed\n")

    try program.write("new/dns.rb", Self.runbook.replacing("= 80%", with: "= 50%"))
    let changed = try program.run("backtest", "new/dns.rb")
    #expect(changed.status == 1, "\(changed.errors)")
    let told = """
      turned at: headroom
        then  passed: every column "CPU" < $limit
              expected every CPU < 80% ($limit), found the only row does
        now   failed: every column "CPU" < $limit
              expected every CPU < 50% ($limit), found 1 of 1 row does not
      """
    #expect(changed.output.hasPrefix(told + "\n"), "\(changed.output)")
    for (load, id) in ids {
      let line = changed.output.split(separator: "\n").first { $0.contains(id) }
      #expect((line != nil) == (55...75).contains(load), "\(load)")
      if let line { #expect(line.contains("healthy  fine → problem  throttled"), "\(line)") }
    }
    #expect(changed.output.hasSuffix("new/dns.rb on 10 recorded runs: 7 the same, 3 changed\n"))

    let json = try program.run("backtest", "new/dns.rb", "--json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let runs = try #require(document["changed"] as? [[String: Any]])
    #expect(Set(runs.compactMap { $0["run"] as? String }) == Set([55, 65, 75].compactMap { ids[$0] }))
  }

  @Test func `labels tell what is right, then and now`() throws {
    let (program, ids) = try recorded()
    defer { program.remove() }
    for (load, truth) in [(95, "throttled"), (75, "throttled"), (55, "fine"), (5, "fin")] {
      _ = try program.run("label", try #require(ids[load]), "truth=\(truth)")
    }
    try program.write("new/dns.rb", Self.runbook.replacing("= 80%", with: "= 50%"))
    let tested = try program.run("backtest", "new/dns.rb")
    let told = """
      right: 2 of 4 labelled runs then, 2 now
        now right: \(ids[75] ?? "")  throttled
        now wrong: \(ids[55] ?? "")  fine

      """
    #expect(tested.output.contains(told), "\(tested.output)")
    #expect(
      tested.errors.contains(
        "truth=fin is no outcome of `new/dns.rb`; did you mean `fine`?"),
      "\(tested.errors)")
  }

  @Test func `what lacks evidence, and what cannot be judged, is named by itself`() throws {
    let (program, ids) = try recorded()
    defer { program.remove() }
    try program.write("new/dns.rb", Self.runbook.replacing("tail -n 1", with: "tail -n 2"))
    let missing = try program.run("backtest", "new/dns.rb")
    #expect(missing.status == 0)
    #expect(
      missing.output.contains("no evidence: pods asks what was never recorded: cat load | tail -n 2\n"),
      "\(missing.output)")
    #expect(missing.output.hasSuffix("2 the same, 0 changed, 8 without evidence\n"), "\(missing.output)")

    try program.write("new/dns.rb", Self.runbook.replacing("as percent = 80%", with: "as percent"))
    let unjudged = try program.run("backtest", "new/dns.rb", "--limit", "1")
    #expect(unjudged.status == 0)
    #expect(
      unjudged.output.hasPrefix(
        "not judged: parameter `limit` must be given: how much is too much\n  \(ids[95] ?? "")\n"),
      "\(unjudged.output)")
  }

  @Test func `an arrow that leads elsewhere is where it turned`() throws {
    let (program, _) = try recorded()
    defer { program.remove() }
    try program.write("new/dns.rb", Self.runbook.replacing("fails  → throttled", with: "fails  → down"))
    let tested = try program.run("backtest", "new/dns.rb")
    #expect(tested.status == 1)
    #expect(
      tested.output.hasPrefix(
        "turned at: headroom\n  then  headroom failed: every column \"CPU\" < $limit: 1 of 1 row does not → throttled\n"
      ),
      "\(tested.output)")
    #expect(tested.output.hasSuffix("8 the same, 2 changed\n"))
  }
}
