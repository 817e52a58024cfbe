import Foundation
import Testing

/// `examples/incidents`: real runs of real faults, judged anew by the runbooks as they are now.
@Suite struct IncidentTests {
  private static let files: [String] = {
    let folder = Program.root.appending(path: "examples/incidents").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { "\(folder)/\($0)" }
  }()

  private struct Run: Decodable { let id: String, runbook: String }
  private struct Backtest: Decodable {
    struct Judged: Decodable { let run: String }
    struct Truth: Decodable { let known: Int, rightBefore: Int, rightAfter: Int }
    let same: [Judged], changed: [Judged], missing: [Judged]
    let truth: Truth?
  }

  @Test func `fifteen faults and three healthy runs are there`() {
    let healthy = Self.files.filter { $0.contains("/healthy-") }
    #expect(healthy.count >= 3)
    #expect(Self.files.count - healthy.count >= 15)
  }

  /// A run without evidence is told apart from one with another diagnosis, and neither is let through.
  @Test func `every runbook still comes to the diagnosis that each of them had`() throws {
    let program = try Program()
    defer { program.remove() }
    let imported = try program.run(["import"] + Self.files)
    #expect(imported.status == 0, "\(imported.errors)")
    let runs = try JSONDecoder().decode([Run].self, from: Data(program.run("history", "--json").output.utf8))
    #expect(runs.count >= Self.files.count)
    for name in Set(runs.map(\.runbook)).sorted() {
      let path = Program.root.appending(path: "Runbooks/\(name).rb").path
      let told = try program.run("backtest", path, "--json")
      #expect(told.status == 0, "\(name): \(told.errors)")
      let backtest = try JSONDecoder().decode(Backtest.self, from: Data(told.output.utf8))
      #expect(backtest.changed.map(\.run) == [], "\(name) comes to another diagnosis")
      #expect(backtest.missing.map(\.run) == [], "\(name) asks for what was not recorded")
      #expect(!backtest.same.isEmpty)
      #expect(backtest.truth?.rightAfter == backtest.truth?.known)
    }
  }
}
