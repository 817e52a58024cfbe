import Foundation
import RunbookHistory
import RunbookModel
import Testing

/// Several files: what a `use` brings, what a `call` runs, what an arrow leads to.
@Suite struct FilesTests {
  static let common = """
    runbook "Paths for others"
    param word = fine "what is looked for"
    path look "It is looked for"
      step seek "The word is there"
        run cat words
        expect output contains $word
        passes → there
        fails → missing
    outcome there "It is there"
      severity ok
    outcome missing "It is missing"
      severity critical

    """

  static let net = """
    runbook "The network"
    param port
    secret token "of the API"
    step listens
      run echo "port $port, $token"
      cleanup touch cleaned
      passes → net-fine
    outcome net-fine "It listens"
      severity ok

    """

  private func runs(_ program: Program) throws -> [RunSummary] { try History(path: program.history).runs() }

  @Test func `what a use brings is run, and points into its own file`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("shared/common.rb", Self.common)
    try program.write("main.rb", "runbook \"Main\"\nuse \"shared/common.rb\"\nstep a\n  run true\n→ look\n")
    try program.write("words", "one two")
    let run = try program.run("run", "main.rb", "word=three")
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.contains("shared/common.rb:6:12"), "\(run.output)")
    #expect(run.output.contains("PROBLEM  missing  It is missing"))
    // The record has the text that ran, whatever becomes of the file.
    try program.write("shared/common.rb", "gone")
    let step = try program.run("show", "last")
    #expect(step.output.contains("6 │     expect output contains $word"), "\(step.output)")
    let history = try History(path: program.history)
    let started = try #require(try history.run(try history.resolve("last")).started)
    #expect(started.sources.map(\.name) == ["main.rb", "shared/common.rb"])
    #expect(try history.content(started.sources[1].text.digest) == Array(Self.common.utf8))
  }

  @Test func `list tells apart what is for others to use`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("Runbooks/common.rb", Self.common)
    try program.write("Runbooks/shared/hidden.rb", Self.common)
    let list = try program.run("list").output
    #expect(list.contains(/common +Paths for others \(for others to use\)/), "\(list)")
    #expect(!list.contains("hidden"))
    #expect(try program.run("run", "common").status == 2)
  }

  @Test func `list keeps its columns where a file is broken`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "let x = 1\n")
    try program.write("b.rb", "runbook \"Fine\"\n\nstep s\n  run true\n")
    let lines = try program.run("list").output.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["NAME  TITLE      FILE", "a     (1 error)  a.rb", "b     Fine       b.rb"])
  }

  @Test func `a document for people escapes a bar only where it would end a cell`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "a.rb",
      """
      runbook "This | that"

      about
        a | b
        :-- | --

      param way = "x|y" "in | out"

      step s "One | two"
        run echo a | cat
        hint "a | b"

      """)
    let text = try program.run("view", "a.rb").output
    for line in ["# This | that", "### One | two (`s`)", "- Hint: a | b", "echo a | cat", #":-- \| --"#] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(text.contains(#"| `way` | `x\|y` | in \| out |"#), "\(text)")
  }

  @Test func `a call is a run of its own, shown inside its caller and linked both ways`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("net.rb", Self.net)
    try program.write(
      "main.rb",
      """
      runbook "Main"
      call net "net.rb" port=80
        fails → broken
      step after
        when $net.outcome is "net-fine"
        run test -e cleaned
        passes → well
      outcome broken "Broken"
        severity critical
      outcome well "Well"
        severity ok

      """)
    let run = try program.run("run", "main.rb", environment: ["TOKEN": "hunter2-hunter2"])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(!run.output.contains("hunter2"))
    let (called, caller) = (try runs(program)[0], try runs(program)[1])
    #expect(called.runbook == "net")
    #expect(called.parent == caller.id)
    #expect(called.call == "net")
    #expect(
      run.output.contains(
        "  ▸ net                 The network  net · run \(called.id)\n    The network  net · run \(called.id)\n      ✓ listens"
      ), "\(run.output)")
    #expect(run.output.contains("      HEALTHY  net-fine  It listens"), "\(run.output)")
    #expect(run.output.contains("way: net ✓  after ✓  → well"), "\(run.output)")
    let history = try program.run("history").output.split(separator: "\n")
    #expect(history[1].contains(" main "))
    #expect(history[2].contains(" └ net "))
    #expect(try !program.run("history", "--top").output.contains("└"))
    #expect(try program.run("show", "last").output.contains("run \(called.id)"))
    #expect(try program.run("show", "net").output.contains("called by \(caller.id)"))
    #expect(try program.run("show", "last", "net").output.contains("runbook show \(called.id)"))
  }

  @Test func `the events of a called run carry its own id, and the caller has the last word`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("net.rb", Self.net)
    try program.write("main.rb", "runbook \"Main\"\ncall net \"net.rb\" port=80\n")
    let run = try program.run("run", "main.rb", "--json", environment: ["TOKEN": "hunter2-hunter2"])
    let events = try run.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let caller = try #require(events.first?["run"] as? String)
    #expect(events.last?["run"] as? String == caller)
    #expect(events.last?["event"] as? String == "run-ended")
    for id in Set(events.compactMap { $0["run"] as? String }) {
      let own = events.filter { $0["run"] as? String == id }.compactMap { $0["number"] as? Int }
      #expect(own == Array(1...own.count))
    }
    let called = try #require(events.first { $0["event"] as? String == "called" })
    #expect(called["runbook"] as? String == "net")
    #expect(events.contains { $0["run"] as? String == called["child"] as? String })
  }

  @Test func `an interruption reaches the called run, and both clean up`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "net.rb",
      "runbook \"Net\"\nstep wait\n  run touch started; sleep 300.5\n  effect probe\n  timeout 10m\n  cleanup touch inner\n"
    )
    try program.write(
      "main.rb",
      "runbook \"Main\"\nstep a\n  run true\n  cleanup touch outer\ncall net \"net.rb\"\n  otherwise → next\n"
    )
    let process = try program.start(["run", "main.rb"])
    let file = { (name: String) in program.folder.appending(path: name).path }
    #expect(eventually { FileManager.default.fileExists(atPath: file("started")) })
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(FileManager.default.fileExists(atPath: file("inner")))
    #expect(FileManager.default.fileExists(atPath: file("outer")))
    #expect(try runs(program).map(\.verdict) == [.interrupted, .interrupted])
  }

  @Test func `a chain gets its arguments, begins at its beginning, and ends with its worst`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "first.rb",
      """
      runbook "First"
      step skipped
        run false
      step find
        run echo 8080
        capture port from output
        passes → "second.rb" port=$port name="port $port"

      """)
    try program.write(
      "second.rb",
      """
      runbook "Second"
      param port as number
      param name
      step look
        run test "$port-$name" = "8080-port 8080"
        passes → "third.rb"

      """)
    try program.write("third.rb", "runbook \"Third\"\nstep fail\n  run false\n")
    let run = try program.run("run", "first.rb", "--from", "find")
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    let chain = try runs(program)
    #expect(chain.map(\.runbook) == ["third", "second", "first"])
    #expect(chain.map(\.verdict) == [.problem, .healthy, .healthy])
    #expect(chain[0].parent == chain[1].id && chain[1].parent == chain[2].id)
  }

  @Test func `what follows and cannot be given its arguments is said, and the chain is inconclusive`() throws
  {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "first.rb",
      "runbook \"F\"\nstep a\n  run echo many\n  capture n from output\n  passes → \"second.rb\" n=$n\n")
    try program.write(
      "second.rb", "runbook \"S\"\nparam n as number\nstep a\n  run echo \"$n\"\n")
    let run = try program.run("run", "first.rb")
    #expect(run.status == 3)
    #expect(run.errors.contains("second.rb follows, and was not started"), "\(run.errors)")
  }

  @Test func `a secret that is handed on stays hidden in the run that follows`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "first.rb", "runbook \"F\"\nsecret token\nstep a\n  run true\n  passes → \"second.rb\" key=$token\n")
    try program.write("second.rb", "runbook \"S\"\nparam key\nstep a\n  run echo \"$key\"\n")
    let run = try program.run("run", "first.rb", "--json", environment: ["TOKEN": "hunter2-hunter2"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("hunter2"))
    #expect(run.output.contains("[secret token]"))
  }
}
