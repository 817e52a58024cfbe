import Foundation
import Glibc
import Testing

/// Questions on a pseudo-terminal: keys, sizes, Ctrl-C, and how the terminal is left.
@Suite struct PromptTests {
  private func program(_ text: String) throws -> Program {
    let program = try Program()
    try program.write("q.rb", "runbook \"Questions\"\n" + text)
    return program
  }

  private let asking = """
    ask size as number "How many?" = 3
    step use "It is used"
      run echo "got <$size>"
      capture got from output

    """

  @Test func `a question is answered with all the keys that edit a line`() throws {
    let program = try program(asking)
    defer { program.remove() }
    let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
    #expect(terminal.shows("? size  How many?"), "\(terminal.text)")
    #expect(terminal.shows("a number [3] ›"))
    terminal.type("twelve\r")
    #expect(terminal.shows("`twelve` cannot be read as a number"))
    terminal.type("x45\u{1}\u{1B}[3~\u{1B}[F6\u{1B}[D\u{1B}[D\u{7F}")
    #expect(terminal.shows("a number [3] › 56"))
    terminal.type("\r")
    #expect(terminal.end() == 0)
    let screen = terminal.screen
    #expect(screen.contains("› size                How many?  56"), "\(screen)")
    #expect(!screen.contains("a number [3]"), "the question is gone")
    #expect(screen.contains("HEALTHY"))
    #expect(terminal.isAsItWas)
    #expect(try program.run("show", "last", "use").output.contains("got <56>"))
  }

  @Test func `the lines before a question stand above it, and the view goes on after it`() throws {
    let program = try program(
      "step first \"The first\"\n  run true\nconfirm sure \"Go on?\"\nstep second\n  run sleep 0.3\n")
    defer { program.remove() }
    let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
    #expect(terminal.shows("? sure  Go on?"))
    #expect(terminal.screen.contains("✓ first"))
    terminal.type("y\r")
    #expect(terminal.end() == 0)
    #expect(terminal.screen.contains("✓ second"))
    #expect(["⠋", "⠙", "⠹", "⠸"].contains { terminal.text.contains($0) }, "the spinner goes on")
  }

  @Test func `a no stops, and ctrl-d is no answer`() throws {
    let program = try program("confirm sure \"Go on?\"\nstep second\n  run true\n")
    defer { program.remove() }
    for (keys, said) in [("no\r", "sure: a person said no"), ("\u{4}", "pass --answer sure=yes")] {
      let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
      #expect(terminal.shows("? sure  Go on?"))
      terminal.type(keys)
      #expect(terminal.end() == 4)
      #expect(terminal.screen.contains("STOPPED"))
      #expect(terminal.screen.contains(said), "\(terminal.screen)")
      #expect(terminal.isAsItWas)
    }
  }

  @Test func `another size of the terminal draws the question again, broken where it ends now`() throws {
    let program = try program(asking.replacing("How many?", with: "How many of them shall there be?"))
    defer { program.remove() }
    let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
    #expect(terminal.shows("a number [3] ›"))
    #expect(terminal.text.contains("How many of them shall there be?"))
    terminal.resize(columns: 30)
    #expect(terminal.prints("? size  How many of them sh\r\nall there be?"), "\(terminal.text)")
    terminal.type("7\r")
    #expect(terminal.end() == 0)
    #expect(terminal.isAsItWas)
  }

  @Test func `ctrl-c at the question interrupts the run and leaves the terminal as it was`() throws {
    let program = try program(
      "step made\n  run touch \"/tmp/runbook-$run\"; echo \"<$run>\"\n  cleanup rm \"/tmp/runbook-$run\"\n"
        + asking)
    defer { program.remove() }
    let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
    #expect(terminal.shows("a number [3] ›"))
    terminal.type("12\u{3}")
    #expect(terminal.end() == 130)
    #expect(terminal.isAsItWas)
    #expect(terminal.screen.contains("INTERRUPTED"))
    let shown = try program.run("show", "last", "made").output
    let run = try #require(shown.firstMatch(of: /<(\w+)>/)).1
    #expect(!FileManager.default.fileExists(atPath: "/tmp/runbook-\(run)"))
  }

  @Test func `after it was stopped the question is open again`() throws {
    let program = try program(asking)
    defer { program.remove() }
    let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
    #expect(terminal.shows("a number [3] ›"))
    kill(terminal.process, SIGSTOP)
    waitpid(terminal.process, nil, WUNTRACED)
    terminal.restore()
    #expect(terminal.isAsItWas)
    kill(terminal.process, SIGCONT)
    #expect(eventually { !terminal.isAsItWas } == true)
    terminal.type("8\r")
    #expect(terminal.end() == 0)
    #expect(terminal.screen.contains("How many?  8"))
    #expect(terminal.isAsItWas)
  }

  @Test(arguments: [SIGTERM, SIGQUIT, SIGABRT])
  func `a signal at the question leaves the terminal as it was`(signal: Int32) throws {
    let program = try program(asking)
    defer { program.remove() }
    let terminal = try PseudoTerminal(["run", "q.rb"], in: program)
    #expect(terminal.shows("a number [3] ›"))
    #expect(!terminal.isAsItWas)
    kill(terminal.process, signal)
    let status = terminal.end()
    #expect(status == (signal == SIGTERM ? 130 : nil))
    #expect(terminal.isAsItWas)
  }

  @Test func `a fix is shown with its values and asks; nothing in it steers the terminal`() throws {
    let program = try program(
      """
      param before
      fix mend "Mend it"
        run printf new > file; echo "$before" >/dev/null
        undo rm -f file

      """)
    defer { program.remove() }
    let arguments = ["run", "q.rb", "before=a\u{1B}]0;owned\u{7}b"]
    let terminal = try PseudoTerminal(arguments, in: program)
    #expect(terminal.shows("let it run: yes or no [no] ›"))
    #expect(terminal.screen.contains("? mend  Mend it"))
    #expect(terminal.screen.contains("undo     rm -f file"))
    #expect(terminal.screen.contains("a\\x1b]0;owned\\x07b"), "\(terminal.screen)")
    #expect(!terminal.text.contains("\u{1B}]0;"))
    terminal.type("\r")
    #expect(terminal.end() == 0)
    #expect(terminal.screen.contains("skipped: declined"))
    let again = try PseudoTerminal(arguments, in: program)
    #expect(again.shows("let it run: yes or no [no] ›"))
    again.type("yes\r")
    #expect(again.end() == 0)
    #expect(again.screen.contains("✓ mend"))
    let undo = try PseudoTerminal(["undo", "last"], in: program)
    #expect(undo.shows("? mend  Take it back: Mend it?"))
    undo.type("y\r")
    #expect(undo.end() == 0)
    #expect(undo.screen.contains("1 change taken back"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "file").path))
  }
}
