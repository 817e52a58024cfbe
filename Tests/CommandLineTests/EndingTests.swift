import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import Testing

/// However a run ends: by signals, by the death of the program, crowded, flooded.
@Suite struct EndingTests {
  private static func isAlive(_ name: String) -> Bool {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.contains { folder in
      guard Int(folder) != nil, let line = FileManager.default.contents(atPath: "/proc/\(folder)/cmdline")
      else {
        return false
      }
      return line.split(separator: 0).contains { String(decoding: $0, as: UTF8.self) == name }
    }
  }

  @Test func `Ctrl-C ends the step kindly, runs what is final, and exits 130`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "long.rb",
      """
      runbook "Long"
      step wait
        run touch started; sleep 300.125
        effect probe
        timeout 10m
        cleanup touch cleaned
      finally
        run touch finally

      """)
    let output = program.folder.appending(path: "out")
    let process = try program.start(["run", "long.rb"], output: output)
    let started = program.folder.appending(path: "started").path
    #expect(eventually { FileManager.default.fileExists(atPath: started) })
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130, "\(program.text(output))")
    for name in ["cleaned", "finally"] {
      #expect(FileManager.default.fileExists(atPath: program.folder.appending(path: name).path), "\(name)")
    }
    #expect(!Self.isAlive("300.125"))
    #expect(try program.run("history").output.contains("interrupted"))
  }

  /// What was printed as JSON before the program was killed must all be in the history.
  @Test(arguments: 1...8)
  func `a killed run has lost nothing that was shown, and leaves no child`(seed: Int) throws {
    let program = try Program()
    defer { program.remove() }
    let sleeper = "31\(seed).25"
    let steps = (1...12).map { "step s\($0)\n  run echo line $RANDOM $RANDOM\n" }.joined()
    try program.write(
      "many.rb", "runbook \"Many\"\n\(steps)step last\n  run sleep \(sleeper)\n  timeout 10m\n")
    let output = program.folder.appending(path: "out")
    let process = try program.start(["run", "many.rb", "--json"], output: output)
    let wanted = seed * 7
    #expect(eventually { program.text(output).split(separator: "\n").count >= wanted })
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let text = program.text(output)
    let shown = text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1)
    let history = try History(path: program.history)
    let id = try history.resolve("last")
    let events = try history.events(of: id)
    #expect(events.count >= shown.count)
    for (line, event) in zip(shown, events) {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["number"] as? Int == event.number)
      #expect(object["event"] as? String == event.fact.name.rawValue)
      guard case .attemptEnded(let fact) = event.fact, let shown = object["output"] as? [String: Any],
        let content = shown["content"] as? [String: Any]
      else { continue }
      #expect(
        try history.content(fact.output.content.digest).map { String(decoding: $0, as: UTF8.self) }
          == content["text"] as? String)
    }
    #expect(try history.isSound())
    #expect(eventually(within: 4) { !Self.isAlive(sleeper) }, "its command still runs")
  }

  @Test func `eight runs at once lose nothing`() throws {
    let program = try Program()
    defer { program.remove() }
    let steps = (1...20).map { "step s\($0)\n  run echo \($0)\n  expect output is \"\($0)\"\n" }.joined()
    try program.write("twenty.rb", "runbook \"Twenty\"\n\(steps)")
    let outputs = (1...8).map { program.folder.appending(path: "out\($0)") }
    let processes = try outputs.map { try program.start(["run", "twenty.rb"], output: $0, errors: $0) }
    for process in processes { process.waitUntilExit() }
    for (process, output) in zip(processes, outputs) {
      #expect(process.terminationStatus == 0)
      #expect(!program.text(output).contains("warning"), "\(program.text(output))")
    }
    let history = try History(path: program.history)
    let runs = try history.runs()
    #expect(runs.count == 8)
    for run in runs {
      let whole = try history.run(run.id)
      #expect(whole.end?.verdict == .healthy)
      #expect(whole.steps.count == 20)
    }
  }

  /// The largest resident size of a run, in KiB, by the kernel's own account.
  private func peak(_ program: Program, _ arguments: String...) throws -> (status: Int32, peak: Int) {
    let process = try program.start(arguments, output: program.folder.appending(path: "out"))
    var highest = 0
    while process.isRunning {
      if let status = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8),
        let match = status.firstMatch(of: /VmHWM:\s+(\d+) kB/), let size = Int(match.1)
      {
        highest = max(highest, size)
      }
      usleep(2000)
    }
    process.waitUntilExit()
    return (process.terminationStatus, highest)
  }

  @Test func `a flood of output takes bounded memory and is marked as cut`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("idle.rb", "runbook \"Idle\"\nstep a\n  run sleep 0.3\n")
    try program.write(
      "flood.rb",
      """
      runbook "Flood"
      step flood
        run head -c 268435456 /dev/zero | tr '\\0' 'x'
        timeout 5m
        expect output not contains "y"
        unknown → cut
      outcome cut "It was cut"
        severity unknown

      """)
    let idle = try peak(program, "run", "idle.rb")
    let flood = try peak(program, "run", "flood.rb")
    #expect(idle.status == 0)
    #expect(flood.status == 3, "an expectation that the cut could change is unknown")
    #expect(flood.peak - idle.peak < 64 << 10, "\(flood.peak) KiB against \(idle.peak) KiB")
    let history = try History(path: program.history)
    let run = try history.run(try history.resolve("flood"))
    let evidence = try #require(run.attempts.first?.end?.output)
    let cut = try #require(evidence.cut)
    #expect(evidence.content.size + cut.lost == 256 << 20)
    #expect(try program.run("show", "flood", "flood").output.contains("were cut here"))
  }
}
