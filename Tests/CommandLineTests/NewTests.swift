import Foundation
import Testing

@Suite struct `A new runbook` {
  @Test func `is a skeleton that runs as it is and is never written over`() throws {
    let program = try Program()
    defer { program.remove() }
    let made = try program.run("new", "disk-full")
    #expect(made.status == 0 && made.output.hasPrefix("made disk-full.rb\n"))
    #expect(try program.run("check", "disk-full").output == "disk-full.rb: fine\n")
    #expect(try program.run("format", "--check", "disk-full").status == 0)
    let ended = try program.run("run", "disk-full", "folder=/dev")
    #expect(ended.status == 0 && ended.output.contains("HEALTHY  fine"))

    let text = program.text(program.folder.appending(path: "disk-full.rb"))
    let again = try program.run("new", "disk-full.rb")
    #expect(again.status == 64 && again.errors.contains("`disk-full.rb` is there already"))
    #expect(program.text(program.folder.appending(path: "disk-full.rb")) == text)
  }

  @Test func `is made of a page and says what it did not take`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "wiki/Node Trouble.md",
      "# Node trouble\n\n<hr>\n\n```sh\nls <folder>\nrm -r <folder>/old\nls \"open\nls \"\n```\n\n```yaml\na: 1\n```\n"
    )
    let made = try program.run("new", "--from", "wiki/Node Trouble.md")
    #expect(made.status == 0 && made.output.hasPrefix("made node-trouble.rb: 2 steps, 1 fix\n"))
    #expect(
      made.errors == """
        wiki/Node Trouble.md:3: HTML is not taken
        wiki/Node Trouble.md:13: a block of yaml is left as a remark

        """)
    #expect(try program.run("check", "node-trouble.rb").status == 0)
    try program.write("kept/old", "")
    let ended = try program.run("run", "node-trouble", "folder=kept")
    #expect(ended.output.contains("– rm"))
    #expect(FileManager.default.fileExists(atPath: program.folder.appending(path: "kept/old").path))
  }

  @Test(arguments: [
    (["new", "a b"], "is no name for a runbook"), (["new"], "name the runbook"),
    (["new", "--from", "-"], "name the runbook that standard input becomes"),
    (["new", "--from", "none.md"], "`none.md` cannot be read: no such file or directory"),
    (["new", "a/b"], "`a/b.rb` cannot be written: no such file or directory"),
    (["new", "x", "--from", "/dev/null"], "there is no command in `/dev/null`"),
  ])
  func `says why it cannot be made, and makes nothing`(arguments: [String], reason: String) throws {
    let program = try Program()
    defer { program.remove() }
    let result = try program.run(arguments)
    #expect(result.status == 64 || result.status == 70)
    #expect(result.errors.contains(reason), "\(result.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
    #expect(left.filter { !$0.hasPrefix(".") } == [])
  }

  @Test func `of a session on a terminal has a first case that passes`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(".bashrc", "PS1='ready \\# >'\nPROMPT_COMMAND=true\n")
    let terminal = try PseudoTerminal(["new", "typed", "--from-session"], in: program)
    let typed = ["echo all is ok", "cd /", "ls -d tmp", "nosuchcommand", "rm -r /nowhere/at/all", "exit"]
    for (index, line) in typed.enumerated() {
      #expect(terminal.prints("ready \(index + 1) >"), "\(terminal.text)")
      terminal.type(line + "\r")
    }
    #expect(terminal.prints("made typed.rb: 2 steps, 1 fix, and a case"), "\(terminal.text)")
    #expect(terminal.end() == 0)
    let text = program.text(program.folder.appending(path: "typed.rb"))
    #expect(text.contains("  run echo all is ok\n  expect output is \"all is ok\"\n"))
    #expect(text.contains("    cd '/'\n    ls -d tmp\n"))
    #expect(!text.contains("nosuchcommand") && text.contains("fix rm-nowhere-at-all"))
    #expect(try program.run("check", "typed.rb").status == 0)
    #expect(try program.run("test", "typed.rb").output.contains("typed.rb: 1 case passed"))
    #expect(!program.text(program.folder.appending(path: ".bash_history")).contains("all is ok"))
  }

  @Test func `of piped lines shows each command once, and expects something of each`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("typed", "echo all is ok\ndate\nfor word in one two; do\n  echo $word\ndone\nls\n")
    try program.write(
      "new", "exec \(Program.path) new piped --from-session < typed\n")
    let made = try program.run(["new"], program: "/bin/bash")
    #expect(made.status == 0 && made.errors == "")
    let lines = made.output.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["$ echo all is ok", "all is ok", "$ date"])
    #expect(lines[4...8] == ["$ for word in one two; do", "  echo $word", "done", "one", "two"])
    #expect(!made.output.contains { $0 == "\u{1B}" || $0 == "\r" || $0 == "\u{7}" })
    #expect(made.output.contains("made piped.rb: 4 steps, 0 fixes, and a case\n"))
    let text = program.text(program.folder.appending(path: "piped.rb"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  expect ") } == 4)
    #expect(try program.run("test", "piped.rb").output.contains("piped.rb: 1 case passed"))
    #expect(try program.run("run", "piped.rb").status == 0)
  }
}
