import Foundation
import Testing

/// Fixes with the real shell: proposed, allowed, verified, taken back.
@Suite struct FixingTests {
  /// Bytes that a shell loves to lose.
  private let old =
    "  two blanks, a tab\there, 'quotes' \"and\" $dollars `ticks` \\\\ ünïcode\n\nand a blank line\n"

  private let text = #"""
    runbook "The file is wrong"

    param file = "conf/file" "which"

    step content "It says new"
      run cat "$file"
      expect output contains "new"
      passes → fine
      fails  → repair

    path repair "Repair it"
      step before "What is there"
        run cat "$file"; printf x
        capture before from output
        fails → next
      fix write "Write the new value"
        run printf 'new value\n' > "$file"
        undo printf '%s' "${before%x}" > "$file"
        verify content
      → wrong

    outcome fine "It is fine"
      severity ok
    outcome wrong "The file had an old value"
      severity warning

    """#

  private func prepared() throws -> Program {
    let program = try Program()
    try program.write("conf/file", old)
    try program.write("wrong.rb", text)
    return program
  }

  private func content(_ program: Program) throws -> String {
    try String(contentsOf: program.folder.appending(path: "conf/file"), encoding: .utf8)
  }

  @Test func `proposed without consent, applied and verified with it, and taken back byte for byte`() throws {
    let program = try prepared()
    defer { program.remove() }
    let proposed = try program.run("run", "wrong.rb")
    #expect(proposed.status == 1, "\(proposed.output)\(proposed.errors)")
    #expect(proposed.output.contains("proposed: write  Write the new value  --allow-fix write"))
    #expect(try content(program) == old)

    let fixed = try program.run("run", "wrong.rb", "--allow-fix", "write", "--json")
    #expect(fixed.status == 0, "\(fixed.output)\(fixed.errors)")
    let last = try #require(fixed.output.split(separator: "\n").last)
    for part in [#""verdict":"healthy""#, #""outcome":"wrong""#, #""fixed":["write"]"#] {
      #expect(last.contains(part), "\(last)")
    }
    #expect(try content(program) == "new value\n")
    let shown = try program.run("show", "last", "write")
    #expect(shown.output.contains("undo $ printf '%s' \"${before%x}\" > \"$file\""), "\(shown.output)")

    let listed = try program.run("undo", "last")
    #expect(listed.status == 4)
    #expect(listed.errors.contains("--yes"))
    let coded = try program.run("undo", "last", "--json")
    #expect(coded.status == 4)
    #expect(coded.output.contains(#""state" : "changed""#), "\(coded.output)")
    #expect(try content(program) == "new value\n")

    // From elsewhere: a relative name is that of the run.
    try program.write("elsewhere/x", "")
    let undone = try program.run(
      ["-c", "cd elsewhere && exec '\(Program.path)' undo wrong --yes"], program: "/bin/bash")
    #expect(undone.status == 0, "\(undone.output)\(undone.errors)")
    #expect(try content(program) == old)

    let twice = try program.run("undo", "wrong", "--yes")
    #expect(twice.status == 0)
    #expect(twice.output.contains("taken back by run"), "\(twice.output)")
    let history = try program.run("history", "--json")
    #expect(history.output.contains(#""parent""#))
    let itself = try program.run("undo", "last", "--yes")
    #expect(itself.status == 64)
  }

  @Test func `a fix that does not help is taken back as told`() throws {
    let program = try prepared()
    defer { program.remove() }
    try program.write("wrong.rb", text.replacing("printf 'new value", with: "printf 'no value"))
    let run = try program.run("run", "wrong.rb", "--allow-fixes", "--undo-on-failure")
    #expect(run.status == 1)
    #expect(try content(program) == old)
    #expect(run.output.contains("it was taken back"), "\(run.output)")
    #expect(try program.run("undo", "last").output.contains("taken back in that run"))
  }

  @Test func `a run that changed nothing has nothing to take back`() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("run", "wrong.rb").status == 1)
    let undo = try program.run("undo", "last")
    #expect(undo.status == 0)
    #expect(undo.output.contains("changed nothing"))
    #expect(try program.run("undo", "nothing").status == 64)
  }

  @Test func `names that are not there get the nearest right one`() throws {
    let program = try prepared()
    defer { program.remove() }
    let fix = try program.run("run", "wrong.rb", "--allow-fix", "writ")
    #expect(fix.status == 64)
    #expect(fix.errors.contains("did you mean `write`?"), "\(fix.errors)")
    let answer = try program.run("run", "wrong.rb", "--answer", "size=3")
    #expect(answer.status == 64)
    #expect(answer.errors.contains("asks for no `size`"), "\(answer.errors)")
    #expect(try program.run("run", "wrong.rb", "--answer", "size").status == 64)
  }

  @Test func `answers come from the command line or the default, else the run is stopped`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "ask.rb",
      """
      runbook "Ask"
      ask size as number "How many?"
      ask zone "Where?" = a one of a, b
      confirm sure "Shall it?"
      manual lamp "Look at the lamp"
      step use
        run echo "$size $zone"
        expect output is "3 a"

      """)
    let stopped = try program.run("run", "ask.rb")
    #expect(stopped.status == 4)
    #expect(stopped.output.contains("size was not answered: pass --answer size=…"), "\(stopped.output)")
    let all = ["--answer", "size=3", "--answer", "sure=yes", "--answer", "lamp=passed it is green"]
    let run = try program.run(["run", "ask.rb"] + all)
    #expect(run.status == 0, "\(run.output)")
    #expect(try program.run("show", "last", "lamp").output.contains("passed it is green"))
    let no = try program.run("run", "ask.rb", "--answer", "size=3", "--answer", "sure=no")
    #expect(no.status == 4)
    #expect(try program.run("history", "--verdict", "stopped").output.contains("ask"))
  }
}
