import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import SampleSecrets
import Testing

/// `kill -9` at any moment.
@Suite struct KillTests {
  /// What a run can be in the middle of: a server, steps side by side, an escaped child, items, attempts, much output.
  static let everything = #"""
    runbook "Everything"
    start serve "A server that does not want to go"
      run
        trap '' TERM
        echo listening
        while :; do sleep 0.05; done
      effect probe
      ready when output contains "listening"
    step one
      run echo one >> trace; echo "said $RANDOM"
      effect probe
      cleanup echo tidied >> trace
      capture said from output
    parallel
      step left
        run echo left >> trace; setsid -f sleep 300; echo $RANDOM
        effect probe
      step right
        run for i in 1 2 3; do echo right $i; sleep 0.01; done; echo right >> trace
        effect probe
    step items
      run printf '%s\n' a b c d
      capture items from lines
    step all
      each item in $items, 2 at once
      run echo "$item $said"
    step tried
      run echo $RANDOM; test -e ready || { touch ready; false; }
      effect probe
      retry 5 times every 10ms
    step much
      run echo much >> trace; head -c 400000 /dev/zero | tr '\0' x
      effect probe
    step last
      run echo last >> trace
      effect probe
    → done
    outcome done "Done"
      severity ok

    """#
  private static let traced = ["one", "left", "right", "much", "last"]
  /// A little more than it prints.
  private static let lines = 75

  @Test(arguments: 0..<(Faults.isFull ? 200 : 8))
  func `nothing that was shown is lost, no child is left, and the run can be resumed`(number: Int) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("all.rb", Self.everything)
    var random = SeededNumbers(seed: Faults.seed &+ UInt64(number) &* 1000)
    let line = Int.random(in: 0...Self.lines, using: &random)
    let pause = UInt32.random(in: 0...20_000, using: &random)
    let moment = "seed \(Faults.seed), kill \(number): \(pause) µs after line \(line)"

    let mark = "FAULT_MARK=\(UUID().uuidString)"
    let (shown, isWhole, vanishing) = try kill(program, mark, after: line, and: pause)
    #expect(vanishing < (Faults.isFull ? 2 : 10), "\(moment): \(Faults.processes(with: mark)) are left")

    let history = try History(path: program.history)
    defer { history.close() }
    #expect(try program.run("history", "--check").status == 0, "\(moment)")
    guard let id = try? history.resolve("last") else {
      #expect(shown.isEmpty, "\(moment): it is not in the history")
      Faults.tell("\(moment): nothing was shown")
      return
    }
    try expect(shown, isRecordedAs: id, in: history, moment)
    let passed = try history.run(id).steps.filter { $0.ended?.verdict == .passed }.map(\.key.name)
    let resumed = try program.run("resume", id)
    Faults.tell("\(moment): \(shown.count) lines, gone after \(vanishing) s, \(passed.count) steps passed")
    if try history.run(id).end != nil {
      #expect(resumed.status == 64, "\(moment): \(resumed.output)")
      return
    }
    #expect(!isWhole, "\(moment): the end was shown and is not recorded")
    #expect(resumed.status == 0, "\(moment): \(resumed.output)\(resumed.errors)")
    #expect(try history.run(try history.resolve("last")).end?.outcomes == ["done"], "\(moment)")
    let trace = program.trace
    for step in Self.traced {
      let times = trace.count { $0 == step }
      // What the dead run had cleaned up is made again.
      let isTaken = passed.contains(step) && (step != "one" || trace.count { $0 == "tidied" } == 1)
      #expect(isTaken ? times == 1 : (1...2).contains(times), "\(moment): \(step) in \(trace)")
    }
    #expect(trace.last == "tidied", "\(moment): \(trace)")
    #expect(try program.run("history", "--check").status == 0, "\(moment)")
    #expect(Faults.processes(with: mark).isEmpty)
  }

  /// Starts the run, waits for so many lines and a moment more, kills it and reads what is left.
  ///
  /// Gives the whole lines, whether the last of the run is among them, and for how many seconds any child lived on.
  private func kill(
    _ program: Program, _ mark: String, after line: Int, and pause: UInt32
  ) throws -> (shown: [Substring], isWhole: Bool, vanishing: Double) {
    let pipe = Pipe()
    let process = try program.start(
      ["run", "all.rb", "--json"], environment: ["FAULT_MARK": String(mark.dropFirst(11))],
      piped: pipe.fileHandleForWriting)
    try pipe.fileHandleForWriting.close()
    let output = pipe.fileHandleForReading
    var bytes = Data()
    var newlines = 0
    while newlines < line, case let some = output.availableData, !some.isEmpty {
      bytes += some
      newlines += some.count { $0 == 10 }
    }
    usleep(pause)
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let killed = Date()
    _ = eventually(within: 10) { Faults.processes(with: mark).isEmpty }
    let vanishing = Date().timeIntervalSince(killed)
    bytes += output.readDataToEndOfFile()
    let text = String(decoding: bytes, as: UTF8.self)
    let shown = text.split(separator: "\n").dropLast(text.hasSuffix("\n") || text.isEmpty ? 0 : 1)
    return (Array(shown), shown.last?.contains("\"run-ended\"") ?? false, vanishing)
  }

  private func expect(
    _ shown: [Substring], isRecordedAs id: String, in history: History, _ moment: String
  ) throws {
    let events = try history.events(of: id)
    #expect(events.count >= shown.count, "\(moment)")
    for (line, event) in zip(shown, events) {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["number"] as? Int == event.number, "\(moment)")
      #expect(object["event"] as? String == event.fact.name.rawValue, "\(moment)")
      guard case .attemptEnded(let fact) = event.fact, let shown = object["output"] as? [String: Any],
        let content = shown["content"] as? [String: Any]
      else { continue }
      #expect(
        try history.content(fact.output.content.digest).map { String(decoding: $0, as: UTF8.self) }
          == content["text"] as? String, "\(moment)")
    }
  }
}
