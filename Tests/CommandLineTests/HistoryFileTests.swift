import Foundation
import Testing

/// What can be asked about the file itself, and in SQL.
@Suite struct HistoryFileTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.write("a.rb", "runbook \"A\"\nstep say\n  run echo \"hello, \\\"world\\\"\"\n")
  }

  @Test func `a question in SQL is answered as a table, as JSON and as CSV`() throws {
    defer { program.remove() }
    #expect(try program.run("run", "a.rb", "--quiet").status == 0)
    let query =
      "select r.runbook, steps, text, null as n from run_summary r join evidence_text on run = id where stream = 'output'"
    #expect(
      try program.run("sql", query).output
        == "runbook  steps  text             n\na        1      hello, \"world\"⏎  \n")
    #expect(
      try program.run("sql", query, "--csv").output
        == "runbook,steps,text,n\na,1,\"hello, \"\"world\"\"\n\",\n")
    #expect(
      try program.run("sql", query, "--json").output
        == "[{\"runbook\":\"a\",\"steps\":1,\"text\":\"hello, \\\"world\\\"\\n\",\"n\":null}]\n")
    #expect(try program.run("sql", "select 1 where 0", "--json").output == "[]\n")
    let refused = try program.run("sql", "delete from run")
    #expect(refused.status == 64)
    #expect(refused.errors == "error: only questions are answered, and a change of run is none\n")
  }

  @Test func `a file is checked, and what can be read of a damaged one is saved`() throws {
    defer { program.remove() }
    #expect(try program.run("history", "--check").output.hasPrefix("nothing has run yet"))
    for _ in 0..<3 { #expect(try program.run("run", "a.rb", "--quiet").status == 0) }
    let sound = try program.run("history", "--check")
    #expect(sound.status == 0)
    #expect(sound.output.hasPrefix("✓ sound: 3 runs, "))
    let file = program.folder.appending(path: "history.db")
    var bytes = try Data(contentsOf: file)
    bytes.replaceSubrange(0..<4096, with: Data(count: 4096))
    try bytes.write(to: file)
    let damaged = try program.run("history", "--check")
    #expect(damaged.status == 70)
    #expect(damaged.errors.contains("is damaged"))
    #expect(
      damaged.errors.contains(
        "= help: `runbook history --recover NEW` saves what can be read into a new file"))
    let saved = try program.run("history", "--recover", "new.db")
    #expect(saved.status == 0)
    #expect(saved.output.contains("  3 runs with all their events\n"))
    #expect(try Data(contentsOf: file) == bytes)
    let new = program.folder.appending(path: "new.db").path
    #expect(try program.run("history", "--check", environment: ["RUNBOOK_HISTORY": new]).status == 0)
    #expect(try program.run("history", "--recover", "new.db").errors.contains("something lies at"))
  }

  @Test func `the schema is told without a history`() throws {
    defer { program.remove() }
    let schema = try program.run("history", "--schema")
    #expect(schema.status == 0)
    #expect(schema.output.contains("CREATE VIEW run_summary"))
  }

  @Test func `a generated history is one that could have been recorded`() throws {
    defer { program.remove() }
    let generator = Program.path.replacing(/runbook$/, with: "HistoryGenerator")
    let made = try program.run([program.history, "60"], program: generator)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try program.run("history", "--check").output.hasPrefix("✓ sound: 60 runs, "))
    #expect(
      try program.run(
        "sql", "select avg(size) from (select sum(size) as size from evidence group by run)", "--csv"
      ).output.contains(/\n(19|2[0-3])\d\d\d/))
    let found = try program.run("search", "needle-30-*")
    #expect(found.output.split(separator: "\n").count == 2)
    #expect(try program.run("stats", "dns-broken").output.contains("conntrack"))
  }

  @Test func `statistics are told for people and programs`() throws {
    defer { program.remove() }
    #expect(try program.run("stats").output == "nothing has run yet\n")
    #expect(try program.run("run", "a.rb", "--quiet").status == 0)
    let told = try program.run("stats", "a")
    #expect(told.output.contains("1 run on "))
    #expect(told.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(try program.run("stats", "a.rb", "--json").output.contains("\"looked\" : 1"))
    let coverage = try program.run("stats", "a", "--coverage")
    #expect(coverage.output.contains("steps that never ran: 0 of 1\n"))
    #expect(coverage.output.contains("steps that never failed: 1 of 1\n  say\n"))
    #expect(try program.run("stats", "--coverage").status == 64)
    #expect(try program.run("stats", "b").output == "no run is like that\n")
  }
}
