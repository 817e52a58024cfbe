import Foundation
import Testing

/// On a terminal: made by `script`, which gives a command a pseudo-terminal.
@Suite struct TerminalTests {
  private func onTerminal(_ program: Program, _ command: String, environment: [String: String] = [:]) throws
    -> Program.Result
  {
    var surroundings = ["TERM": "xterm"]
    surroundings.merge(environment) { $1 }
    return try program.run(
      ["-q", "-e", "-c", command, "/dev/null"], environment: surroundings, program: "/usr/bin/script")
  }

  @Test func `a running step has a line that is drawn again, and the end stays`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("slow.rb", "runbook \"Slow\"\nstep nap \"A nap\"\n  run sleep 0.5\n")
    let run = try onTerminal(program, "\(Program.path) run slow.rb")
    #expect(run.status == 0)
    #expect("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".contains { run.output.contains($0) }, "a spinner")
    #expect(run.output.contains("\u{1B}[1A\r\u{1B}[J"), "drawn again")
    #expect(run.output.contains("\u{1B}[32m"), "colours")
    let last = try #require(run.output.components(separatedBy: "\u{1B}[J").last)
    #expect(last.contains("HEALTHY") || run.output.contains("HEALTHY"))
  }

  @Test func `NO_COLOR takes the colours away`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("slow.rb", "runbook \"Slow\"\nstep nap \"A nap\"\n  run true\n")
    let run = try onTerminal(program, "\(Program.path) run slow.rb", environment: ["NO_COLOR": "1"])
    #expect(!run.output.contains("\u{1B}[32m"))
  }

  @Test func `what commands print cannot steer the terminal`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "evil.rb",
      "runbook \"Evil\"\nstep print\n  run printf '\\033]0;owned\\007\\033[2Jgone\\n'\n  expect output is \"fine\"\n"
    )
    let run = try onTerminal(program, "\(Program.path) run evil.rb")
    #expect(run.status == 1)
    let shown = try onTerminal(program, "\(Program.path) show last print")
    for output in [run.output, shown.output] {
      #expect(!output.contains("\u{1B}]0;"))
      #expect(!output.contains("\u{1B}[2J"))
    }
    #expect(shown.output.contains("\\x1b]0;owned"), "\(shown.output)")
  }

  @Test func `a secret is asked for without echo`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "secret.rb",
      "runbook \"Secret\"\nsecret word \"of the day\"\nstep use\n  run test \"$word\" = open-sesame\n")
    let run = try program.run(
      ["-c", "(sleep 1; echo open-sesame) | script -q -e -c '\(Program.path) run secret.rb' /dev/null"],
      environment: ["TERM": "xterm"], program: "/bin/bash")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.output.contains("secret word (of the day): "))
    #expect(!run.output.contains("open-sesame"))
  }
}
