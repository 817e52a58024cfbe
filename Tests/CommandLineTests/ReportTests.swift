import Foundation
import Glibc
import Testing

/// `runbook report`: where a report goes, and what it is refused for.
@Suite struct ReportTests {
  /// A program in whose history a run was that found a problem and called another one.
  private func program() throws -> Program {
    let program = try Program()
    try program.write(
      "inner.rb",
      "runbook \"The inner one\"\nstep look\n  run echo '<b>inner</b>'\n  expect output contains \"inner\"\n")
    try program.write(
      "outer.rb",
      """
      runbook "The outer one"

      step first "It is there"
        run echo one; echo '<script>x</script>'; echo wrong >&2; exit 3
        expect output contains "two"
        otherwise → next

      call inner "inner.rb"
      → bad

      outcome bad "It is broken"
        severity critical
        Mend it.

      """)
    return program
  }

  @Test func `a page goes to standard output, and tells of the runs that were called too`() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.run("run", "outer.rb", "--incident", "INC-1").status == 1)
    let page = try program.run("report", "last")
    #expect(page.status == 0 && page.errors == "")
    #expect(page.output.hasPrefix("<!DOCTYPE html>\n") && page.output.hasSuffix("</html>\n"))
    for text in [
      "It is broken", "Mend it.", "&lt;script&gt;x", "The inner one", "INC-1", "called by step inner",
    ] {
      #expect(page.output.contains(text), "\(text)")
    }
    #expect(!page.output.contains("<script"))
  }

  @Test(arguments: [
    ("--markdown", "# It is broken\n"), ("--junit", "<?xml version=\"1.0\""), ("--json", "{\n"),
    ("--postmortem", "# Post-mortem: It is broken\n"),
  ])
  func `every form is asked for by its name`(form: String, beginning: String) throws {
    let program = try program()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb")
    let report = try program.run("report", "last", form)
    #expect(
      report.status == 0 && report.output.hasPrefix(beginning), "\(report.output.prefix(60))\(report.errors)")
  }

  @Test func `a file that is there is not written over unasked`() throws {
    let program = try program()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb")
    let first = try program.run("report", "last", "-o", "page.html")
    #expect(first.status == 0 && first.output == "" && first.errors.contains("page.html"))
    let file = program.folder.appending(path: "page.html")
    #expect(program.text(file).hasPrefix("<!DOCTYPE html>"))
    let again = try program.run("report", "last", "--markdown", "-o", "page.html")
    #expect(again.status == 64 && again.errors.contains("--overwrite"))
    #expect(program.text(file).hasPrefix("<!DOCTYPE html>"))
    #expect(try program.run("report", "last", "--markdown", "-o", "page.html", "--overwrite").status == 0)
    #expect(program.text(file).hasPrefix("# It is broken"))
    #expect(try program.run("report", "last", "-o", "-").output.hasPrefix("<!DOCTYPE html>"))
  }

  @Test func `on a terminal a page becomes a file that is named after the run`() throws {
    let program = try program()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb")
    let terminal = try PseudoTerminal(["report", "outer"], in: program)
    #expect(terminal.prints("report: "))
    #expect(terminal.end() == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    let page = try #require(names.first { $0.hasPrefix("outer-") && $0.hasSuffix(".html") })
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("report: \(page)"))
  }

  @Test func `what cannot be written is said, and nothing is left half`() throws {
    let program = try program()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb")
    let full = try program.run("report", "last", "-o", "/dev/full", "--overwrite")
    #expect(full.status == 70 && full.errors.contains("no space left on device"), "\(full.errors)")
    let nowhere = try program.run("report", "last", "-o", "no/such/folder/page.html")
    #expect(nowhere.status == 70 && nowhere.errors.contains("no such file"), "\(nowhere.errors)")
    let folder = try program.run("report", "last", "-o", ".")
    #expect(folder.status == 70, "\(folder.errors)")
  }

  @Test func `an incident is told as one`() throws {
    let program = try program()
    defer { program.remove() }
    _ = try program.run("run", "outer.rb", "--incident", "INC-1")
    _ = try program.run("run", "inner.rb", "--incident", "INC-1")
    _ = try program.run("run", "inner.rb")
    let page = try program.run("report", "--incident", "INC-1")
    #expect(page.status == 0 && page.output.contains("Incident INC-1"))
    #expect(
      page.output.matches(of: /<details class="run"/).count == 3, "two runs, and the one that was called")
    let none = try program.run("report", "--incident", "INC-2")
    #expect(none.status == 64 && none.errors.contains("INC-2"))
    #expect(
      try program.run("report", "--incident", "INC-1", "--postmortem").output.contains(
        "# Post-mortem: Incident INC"))
  }

  @Test(arguments: [
    ["report"], ["report", "last", "--incident", "x"], ["report", "last", "--json", "--junit"],
    ["report", "nobody"],
  ])
  func `what is not clear is refused`(arguments: [String]) throws {
    let program = try program()
    defer { program.remove() }
    _ = try program.run("run", "inner.rb")
    #expect(try program.run(arguments).status == 64)
  }

  @Test func `a run that died is reported as far as it came`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("long.rb", "runbook \"Long\"\nstep wait\n  run echo started; sleep 60\n  timeout 2m\n")
    let output = program.folder.appending(path: "out")
    let process = try program.start(["run", "long.rb", "--json"], output: output)
    #expect(eventually { program.text(output).contains("output-arrived") })
    let running = try program.run("report", "last")
    #expect(running.output.contains("it still runs") && running.output.contains("did not end"))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let died = try program.run("report", "last")
    #expect(
      died.status == 0 && died.output.contains("the record ends here") && died.output.contains("started"))
    #expect(try program.run("report", "last", "--junit").output.contains("errors=\"2\""))
  }
}
