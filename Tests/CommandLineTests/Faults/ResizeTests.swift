import Foundation
import Testing

/// The terminal gets another size while a run is shown.
@Suite struct ResizeTests {
  @Test func `the lines that move are drawn into the size of now, and the end is whole`() throws {
    let program = try Program()
    defer { program.remove() }
    let title = "a title that is wider than a narrow terminal has columns, by far"
    let steps = (1...8).map {
      "  step s\($0) \"\($0) \(title)\"\n    run while ! test -e go; do sleep 0.02; done\n    timeout 2m\n"
    }
    try program.write("wide.rb", "runbook \"Wide\"\nparallel\n\(steps.joined())")
    let terminal = try PseudoTerminal(["run", "wide.rb"], in: program, columns: 120, rows: 30)
    #expect(terminal.shows("8 \(title)"))
    for (columns, rows) in [(40, 20), (15, 6), (200, 50), (30, 5)] {
      terminal.resize(columns: UInt16(columns), rows: UInt16(rows))
      // The first may have been on their way before.
      #expect(terminal.draws(frames: 3))
      let frame = terminal.frame
      #expect(!frame.isEmpty && frame.count <= max(1, rows - 2), "\(rows): \(frame)")
      #expect(frame.allSatisfy { $0.count < columns }, "\(columns): \(frame)")
      #expect(frame.contains { $0.contains("far") } == (columns > 100), "\(columns): \(frame)")
    }
    try program.write("go", "")
    #expect(terminal.end() == 0)
    for number in 1...8 { #expect(terminal.text.contains("\(number) \(title)  ")) }
    #expect(terminal.text.contains("HEALTHY"))
    #expect(terminal.isAsItWas)
  }
}
