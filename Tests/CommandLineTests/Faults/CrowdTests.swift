import Foundation
import RunbookHistory
import RunbookModel
import Testing

/// Many processes record into one history.
@Suite struct CrowdTests {
  private static let (processes, steps) = Faults.isFull ? (50, 20) : (8, 20)

  @Test func `runs at once lose nothing, and none is starved`() throws {
    let program = try Program()
    defer { program.remove() }
    let steps = (1...Self.steps).map { "step s\($0)\n  run echo \($0)\n  expect output is \"\($0)\"\n" }
    try program.write("crowd.rb", "runbook \"Crowd\"\n\(steps.joined())")
    let outputs = (1...Self.processes).map { program.folder.appending(path: "out\($0)") }
    let processes = try outputs.map { try program.start(["run", "crowd.rb"], output: $0, errors: $0) }
    for (process, output) in zip(processes, outputs) {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      // Who waits for the others for more than half a minute would say so.
      #expect(!program.text(output).contains("warning"), "\(program.text(output))")
    }
    let history = try History(path: program.history)
    let runs = try history.runs()
    #expect(runs.count == Self.processes)
    for run in runs {
      let whole = try history.run(run.id)
      #expect(whole.end?.verdict == .healthy)
      #expect(whole.steps.count == Self.steps)
    }
    let durations = runs.compactMap(\.duration).sorted()
    Faults.tell("\(Self.processes) runs at once took from \(durations.first!) to \(durations.last!) ms")
    #expect(try program.run("history", "--check").status == 0)
  }
}
