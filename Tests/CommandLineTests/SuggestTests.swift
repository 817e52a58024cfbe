import Foundation
import Testing

@Suite struct `A suggestion` {
  static let runbook = """
    runbook "State"

    param state = Running
    param count = 1

    step pods "Pods run"
      run printf '%-14s %-6s %-18s %s\\n' NAME READY STATUS AGE "p-$run" 1/1 "$state" 5d
      expect count rows is 1
      fails → bad

    → more

    path more "More"
      step answer "It answers"
        run echo "$count"; [ "$state" = Running ]
        fails → bad
      → fine

    outcome fine "Fine"
      severity ok

    outcome bad "Bad"
      severity critical

    """

  @Test func `pasted in checks cleanly and changes no verdict, and tells a bad run`() throws {
    let program = try Program()
    defer { program.remove() }
    let text = Self.runbook
    try program.write("state.rb", text)
    for count in 1...4 { #expect(try program.run("run", "state.rb", "count=\(count)").status == 0) }
    #expect(try program.run("run", "state.rb", "state=CrashLoopBackOff").status == 1)

    let suggested = try program.run("suggest", "state")
    #expect(
      suggested.output == """
        step pods  state.rb:6
          # held in all 4 healthy runs, not in 1 of 1 with a problem: bad
          expect every column STATUS is "Running"
          # held in all 4 healthy runs
          expect every column READY is complete

        step answer  state.rb:14
            # held in all 4 healthy runs
            expect output <= 10

        """, "\(suggested.output)\(suggested.errors)")

    // Below the `run` of its step each.
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for part in suggested.output.split(separator: "\nstep ") {
      let name = part.replacing("step ", with: "").prefix { $0 != " " }
      let at = try #require(lines.firstIndex { $0.contains("step \(name) ") })
      lines.insert(contentsOf: part.split(separator: "\n").dropFirst().map(String.init), at: at + 2)
    }
    try program.write("state.rb", lines.joined(separator: "\n"))
    #expect(try program.run("check", "state.rb").output == "state.rb: fine\n")
    #expect(try program.run("backtest", "state.rb").status == 0)
    #expect(try program.run("suggest", "state", "pods").output.contains("nothing to propose"))
  }

  @Test func `says where there is too little to know, and what was left out`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "runbook \"A\"\n\nstep s\n  run echo all is ok\n")
    let none = try program.run("suggest", "a")
    #expect(none.status == 1 && none.errors.contains("no healthy run of `a` is recorded"))
    #expect(try program.run("run", "a").status == 0)
    let one = try program.run("suggest", "a", "s")
    #expect(one.output.hasPrefix("Only one healthy run: what always held there may be chance.\n"))
    #expect(one.output.contains("expect output is \"all is ok\""))
    try program.write("a.rb", "runbook \"A\"\n\nstep s\n  run echo other\n")
    #expect(
      try program.run("suggest", "a", "s").output.contains(
        "(left out: 1 run in which its command was another)"))
    let wrong = try program.run("suggest", "a", "t")
    #expect(wrong.status == 64 && wrong.errors.contains("has no step `t` that runs a command"))
    #expect(try program.run("suggest", "a", "--json").output.contains("\"differing\" : 1"))
  }
}
