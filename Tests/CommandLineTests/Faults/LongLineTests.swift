import Foundation
import RunbookHistory
import RunbookModel
import Testing

/// One line of 100 MiB.
@Suite struct LongLineTests {
  private static let text = #"""
    runbook "Long"
    step long
      run head -c 104857600 /dev/zero | tr '\0' x; echo ' the end'
      keep KEPT
      timeout 5m
      capture end from find /x the (\w+)$/
      expect output matches /end$/
      expect stderr is empty
    step used
      run test "$end" = end

    """#

  /// With all of it kept it takes a minute where nothing is optimized.
  @Test(arguments: Faults.isFull ? ["16MiB", "128MiB"] : ["1MiB"])
  func `it is judged, stored, shown, searched, compared and reported`(kept: String) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("long.rb", Self.text.replacing("KEPT", with: kept))
    let isWhole = kept == "128MiB"
    for _ in 0..<(Faults.isFull ? 2 : 1) {
      let ran = try program.run("run", "long.rb")
      #expect(ran.status == (isWhole ? 0 : 3), "\(ran.output)\(ran.errors)")
      #expect(isWhole || ran.output.contains("$end has no value: output was cut"), "\(ran.output)")
    }
    let history = try History(path: program.history)
    let evidence = try #require(try history.run(try history.resolve("last")).attempts.first?.end?.output)
    #expect(evidence.content.size + (evidence.cut?.lost ?? 0) == 104_857_600 + 9)
    #expect((evidence.cut == nil) == isWhole)
    let commands = ["show last long", "search end", "report last --markdown", "replay last"]
    for command in commands + (Faults.isFull ? ["diff last last~1"] : []) {
      let begin = Date()
      let read = try program.run(command.split(separator: " ").map(String.init))
      #expect(read.status == 0, "\(command): \(read.errors)")
      Faults.tell("long line, \(kept) kept: \(command) took \(Date().timeIntervalSince(begin)) s")
    }
    #expect(try program.run("history", "--check").status == 0)
  }
}
