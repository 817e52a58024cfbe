import Foundation
import Glibc
import RunbookHistory
import Testing

/// `run`, `history` and `show` as people use them.
@Suite struct RunTests {
  static let healthy = """
    runbook "All is well"

    param word = fine "what is said"

    step say "It says the word"
      run echo "$word"
      expect output is "fine"
      passes → well

    outcome well "Well"
      severity ok
      Nothing to do.

    """

  static let problem = """
    runbook "Something is wrong"

    step count "There are three"
      run printf 'one\\ntwo\\n'
      expect count lines is 3
      fails → two

    outcome two "There are two"
      severity critical
      One is missing.

    """

  @Test func `a healthy run exits 0, is listed and can be shown`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("well.rb", Self.healthy)
    let run = try program.run("run", "well.rb")
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("✓ say"))
    #expect(run.output.contains("HEALTHY  well  Well"))
    let history = try program.run("history")
    #expect(history.status == 0)
    #expect(history.output.contains(/well +healthy +well/), "\(history.output)")
    let shown = try program.run("show", "last")
    let withoutEvidence = run.output.split(separator: "\n").dropLast()
    #expect(shown.output.split(separator: "\n").elementsEqual(withoutEvidence), "\(shown.output)")
  }

  @Test func `a run by name finds it in Runbooks, and a wrong name gets the nearest`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("Runbooks/well.rb", Self.healthy)
    #expect(try program.run("run", "well").status == 0)
    let wrong = try program.run("run", "wel")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean `well.rb`?"), "\(wrong.errors)")
  }

  @Test func `a problem exits 1 and shows what was expected and what was found`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("two.rb", Self.problem)
    let run = try program.run("run", "two.rb")
    #expect(run.status == 1)
    #expect(run.output.contains("two.rb:5:10"), "\(run.output)")
    #expect(run.output.contains("PROBLEM  two  There are two"))
    #expect(run.output.contains("One is missing."))
    #expect(!run.output.contains("\u{1B}"))
    let step = try program.run("show", "last", "count")
    #expect(step.output.contains("│ one\n"), "\(step.output)")
    #expect(step.output.contains("exit 0"))
  }

  @Test func `parameters are given by name, and a wrong one gets the nearest`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("well.rb", Self.healthy)
    #expect(try program.run("run", "well.rb", "word=bad").status == 1)
    let wrong = try program.run("run", "well.rb", "wrod=fine")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("word"), "\(wrong.errors)")
    #expect(try program.run("run", "well.rb", "fine").status == 64)
  }

  @Test func `an invalid runbook exits 2 and nothing of it runs`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("bad.rb", "runbook \"Bad\"\nstep a\n  run touch ran\n  fials → b\n")
    let run = try program.run("run", "bad.rb")
    #expect(run.status == 2)
    #expect(run.errors.contains("bad.rb:4:3"), "\(run.errors)")
    #expect(run.errors.contains("fails"), "the nearest word is named: \(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "ran").path))
  }

  @Test func `the last line of --json carries verdict and outcome, and numbers have no gaps`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("two.rb", Self.problem)
    let run = try program.run("run", "two.rb", "--json")
    #expect(run.status == 1)
    let events = try run.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(events.compactMap { $0["number"] as? Int } == Array(1...events.count))
    #expect(events.last?["event"] as? String == "run-ended")
    #expect(events.last?["verdict"] as? String == "problem")
    #expect(events.last?["outcomes"] as? [String] == ["two"])
    #expect(events.first?["event"] as? String == "run-started")
  }

  @Test func `a following file runs as a run of its own, and the worst verdict is the exit status`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("two.rb", Self.problem)
    try program.write("first.rb", "runbook \"First\"\nstep a\n  run true\n  passes → \"two.rb\"\n")
    let run = try program.run("run", "first.rb")
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    for word in ["died", "running"] {
      #expect(try program.run("history", "--verdict", word).output == "no run is like that\n")
    }
    #expect(try program.run("history", "--verdict", "dead").status == 64)
    let history = try program.run("history", "--json")
    let runs = try #require(
      try JSONSerialization.jsonObject(with: Data(history.output.utf8)) as? [[String: Any]])
    #expect(runs.compactMap { $0["runbook"] as? String } == ["two", "first"])
    #expect(runs.first?["parent"] as? String == runs.last?["id"] as? String)
  }

  @Test func `a history that cannot be written is said, and the run goes on`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("well.rb", Self.healthy)
    let run = try program.run("run", "well.rb", environment: ["RUNBOOK_HISTORY": "/proc/nowhere/history.db"])
    #expect(run.status == 0)
    #expect(run.errors.contains("not recorded"), "\(run.errors)")
  }

  @Test func `without a home, a user and a terminal it still runs`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("well.rb", Self.healthy)
    let run = try program.run("run", "well.rb", environment: ["HOME": "", "TERM": ""])
    #expect(run.status == 0, "\(run.errors)")
  }

  /// No file may grow, as on a full disk: SQLite cannot make the index of its write-ahead log.
  @Test(arguments: [false, true])
  func `a history is read where nothing can be written`(hasLog: Bool) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("well.rb", Self.healthy)
    // As long as it is open here, the program leaves what it wrote in the log.
    let history = try History(path: program.history)
    #expect(try program.run("run", "well.rb").status == 0)
    if !hasLog { history.close() }
    let folder = program.folder.appending(path: "copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    for name in hasLog ? ["history.db", "history.db-wal"] : ["history.db"] {
      let file = program.folder.appending(path: name)
      #expect(try Data(contentsOf: file).count > 0)
      try FileManager.default.copyItem(at: file, to: folder.appending(path: name))
    }
    if hasLog { history.close() }
    let surroundings = ["RUNBOOK_HISTORY": folder.appending(path: "history.db").path]
    for command in ["history", "show last"] {
      let read = try program.run(
        ["-c", "(trap '' XFSZ; ulimit -f 0; exec \"$0\" \(command) 2>&1) | cat", Program.path],
        environment: surroundings, program: "/bin/bash")
      #expect(read.output.lowercased().contains("healthy"), "\(command): \(read.output)")
    }
    chmod(folder.path, 0o500)
    let read = try program.run("history", environment: surroundings)
    chmod(folder.path, 0o700)
    #expect(read.output.contains("healthy"), "\(read.output)\(read.errors)")
  }

  @Test func `--no-history leaves no file`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("well.rb", Self.healthy)
    #expect(try program.run("run", "well.rb", "--no-history").status == 0)
    #expect(!FileManager.default.fileExists(atPath: program.history))
  }

  @Test func `a secret from the environment reaches the command and nothing else`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "secret.rb",
      """
      runbook "Secret"
      secret token "of the API"
      step use
        run
          test "${#token}" = 15
          echo "the token is $token"
          printf '%s' "$token" | base64
        expect output contains "[secret token]"
      → fine
      outcome fine "Fine"
        severity ok

      """)
    let run = try program.run("run", "secret.rb", "--json", environment: ["TOKEN": "hunter2-hunter2"])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(!run.output.contains("hunter2-hunter2"))
    for name in ["history.db", "history.db-wal"] {
      let bytes = (try? Data(contentsOf: program.folder.appending(path: name))) ?? Data()
      #expect(bytes.range(of: Data("hunter2-hunter2".utf8)) == nil)
      #expect(bytes.range(of: Data("aHVudGVyMi1odW50ZXIy".utf8)) == nil)
    }
  }

  @Test func `a history that is no history is an error, and not an empty one`() throws {
    let program = try Program()
    defer { program.remove() }
    let history = try program.run("history", environment: ["RUNBOOK_HISTORY": program.folder.path])
    #expect(history.status == 70, "\(history.output)")
    #expect(try program.run("show", "zzz").status == 64)
  }

  @Test func `output that cannot be written is said`() throws {
    let program = try Program()
    defer { program.remove() }
    let listed = try program.run(
      ["-c", "\(Program.path) explain > /dev/full"], program: "/bin/bash")
    #expect(listed.status == 70)
    #expect(listed.errors.contains("output is lost"), "\(listed.errors)")
  }

  @Test func `any in a table means every step before it`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "any.rb",
      """
      runbook "Any"
      parallel
        step slow
          run sleep 0.3; false
        step fast
          run exit 7
      decide
        any fails → bad
        otherwise → good
      outcome bad "Bad"
        severity warning
      outcome good "Good"
        severity ok

      """)
    let run = try program.run("run", "any.rb")
    #expect(run.status == 1)
    #expect(run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("way: slow ✗  fast ✗  → bad"), "\(run.output)")
  }

  @Test func `beside a problem, that all is well is not found`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "both.rb",
      """
      runbook "Both"
      step one
        run false
        fails → broken, next
      step two
        run true
      → well
      outcome broken "It is broken"
        severity warning
      outcome well "All is well"
        severity ok
      """)
    let ran = try program.run("run", "both.rb", "--json")
    #expect(ran.status == 1)
    #expect(ran.output.contains(#""outcomes":["broken"]"#), "\(ran.output)")
  }
}
