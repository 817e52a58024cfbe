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

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends the step kindly, runs what is final, and exits 130`(signal: Int32) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "long.rb",
      """
      runbook "Long"
      step wait
        run touch started; sleep 300.12\(signal)
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
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130, "\(program.text(output))")
    for name in ["cleaned", "finally"] {
      #expect(FileManager.default.fileExists(atPath: program.folder.appending(path: name).path), "\(name)")
    }
    #expect(!Self.isAlive("300.12\(signal)"))
    #expect(try program.run("history").output.contains("interrupted"))
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
