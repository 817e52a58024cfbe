import Foundation
import RunbookModel
import Testing

/// What the README shows is so.
@Suite struct ReadmeTests {
  struct Block {
    let language: String
    let text: String
  }

  static let readme =
    (try? String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The fenced blocks in their order.
  static let blocks: [Block] = readme.matches(of: /(?ms)^```(\w*)\n(.*?)^```$/).map {
    Block(language: String($0.1), text: String($0.2))
  }

  @Test func `every runbook in it is fine`() throws {
    let program = try Program()
    defer { program.remove() }
    let runbooks = Self.blocks.filter { $0.language == "runbook" }
    #expect(runbooks.count >= 3)
    for (index, block) in runbooks.enumerated() {
      try program.write("block\(index).rb", block.text)
      let checked = try program.run("check", "block\(index).rb")
      #expect(checked.status == 0 && checked.output.hasSuffix(": fine\n"), "\(checked.output)")
    }
  }

  @Test func `its first minute works as it is written`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("disk.rb", try #require(Self.blocks.first { $0.language == "runbook" }).text)
    let folder = URL(filePath: Program.path).deletingLastPathComponent().path
    let path = folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    let scripts = Self.blocks.filter { $0.language == "sh" }
    #expect(scripts.count >= 2)
    for block in scripts {
      let run = try program.run(["-e", "-c", block.text], environment: ["PATH": path], program: "/bin/bash")
      #expect(run.status == 0, "\(block.text)\(run.output)\(run.errors)")
    }
  }

  @Test func `the runs at 3am name runbooks and parameters that there are`() throws {
    let program = try Program()
    defer { program.remove() }
    let lines = Self.blocks.filter { $0.language == "" }.flatMap { $0.text.split(separator: "\n") }
    let runs = lines.compactMap { $0.firstMatch(of: /^runbook run (\S+)((?: \w+=\S+)*)/) }
    #expect(runs.count >= 3)
    for run in runs {
      let file = Program.root.appending(path: "Runbooks/\(run.1).rb").path
      // A step that does not exist ends the command after the arguments were read, and before anything runs.
      let arguments = run.2.split(separator: " ").map(String.init)
      let tried = try program.run(["run", file] + arguments + ["--only", "no-such-step", "--no-history"])
      #expect(tried.status == 64)
      #expect(tried.errors.contains("no-such-step"), "\(tried.errors)")
    }
  }

  @Test func `its commands are those of the program`() throws {
    let program = try Program()
    defer { program.remove() }
    let help = try program.run("help").output
    let subcommands = help.matches(of: /(?s)SUBCOMMANDS:\n(.*?)\n\n/).flatMap { group in
      group.1.matches(of: /(?m)^  ([a-z]+)[ ]/).map { String($0.1) }
    }
    #expect(subcommands.count >= 6)
    for name in subcommands {
      #expect(Self.readme.contains("| `runbook \(name)"), "\(name) is not in the README")
    }
    for match in Self.readme.matches(of: /\| `runbook ([a-z]+)/) where match.1 != "help" {
      #expect(subcommands.contains(String(match.1)), "\(match.1) is no command")
    }
  }

  @Test(arguments: RunVerdict.allCases)
  func `it tells the exit status of each verdict`(verdict: RunVerdict) throws {
    let row = try Regex("\\| \(verdict.rawValue)[^|]*\\| \(verdict.exitStatus) \\|")
    #expect(Self.readme.contains(row))
  }

  @Test func `its two commands are targets of the Makefile`() throws {
    let makefile = try String(contentsOf: Program.root.appending(path: "Makefile"), encoding: .utf8)
    for match in Self.readme.matches(of: /(?m)(?:`|^ {4})make ([a-z0-9-]+)/) {
      #expect(makefile.contains("\n\(match.1):"), "make \(match.1)")
    }
  }
}
