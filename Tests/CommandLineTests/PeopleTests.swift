import Foundation
import Glibc
import RunbookHistory
import RunbookModel
import Testing

/// Labels, notes, incidents, and histories that travel.
@Suite struct PeopleTests {
  private static let runbook = """
    runbook "Door"
    step door "The door is open"
      run printf 'open\\n\\033[31mred'
      expect output contains "open"
      passes → well
    outcome well "It is open"
      severity ok

    """

  private func prepared() throws -> Program {
    let program = try Program()
    try program.write("door.rb", Self.runbook)
    return program
  }

  private func ids(_ program: Program, _ arguments: String..., environment: [String: String] = [:]) throws
    -> [String]
  {
    let listed = try program.run(["history"] + arguments, environment: environment)
    return listed.output.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != " " }) }
  }

  @Test func `labels and notes are put on runs and steps, shown, found and taken away`() throws {
    let program = try prepared()
    defer { program.remove() }
    for _ in 1...2 { #expect(try program.run("run", "door.rb", "--quiet").status == 0) }
    #expect(try program.run("label", "last", "truth=well", "owner=ada").output == "")
    #expect(try program.run("label", "last", "door", "kind=slow door").status == 0)
    #expect(try program.run("note", "last", "door", "the hinge\nsqueaks").status == 0)
    let listed = try program.run("history").output
    #expect(listed.contains("LABELS\n"))
    #expect(listed.contains("owner=ada, truth=well, door: kind=slow door, 1 note\n"), "\(listed)")
    #expect(listed.hasSuffix("  -\n"))
    let shown = try program.run("show", "last").output
    #expect(shown.contains("\n\n  labels: owner=ada, truth=well, door: kind=slow door\n"), "\(shown)")
    #expect(
      shown.contains(
        #/\n  note \w{8}  on door  .*, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n    │ the hinge\n    │ squeaks\n/#),
      "\(shown)")
    let step = try program.run("show", "last", "door").output
    #expect(step.contains("labels: door: kind=slow door\n") && step.contains("│ squeaks"), "\(step)")
    #expect(!step.contains("truth=well"))
    #expect(try ids(program, "--label", "truth").count == 1)
    #expect(try ids(program, "--label", "truth=other").isEmpty)
    #expect(try program.run("history", "--json").output.contains("\"value\" : \"well\""))
    #expect(try program.run("show", "last", "--json").output.contains("\"text\" : \"the hinge\\nsqueaks\""))
    #expect(try program.run("label", "last").output.hasPrefix("owner=ada  "))
    #expect(try program.run("label", "last", "truth=", "owner=").status == 0)
    #expect(try ids(program, "--label", "truth").isEmpty)
    let note = try #require(try program.run("note", "last").output.firstMatch(of: /note (\w{8})/)?.1)
    #expect(
      try program.run("note", "last", "--remove", String(note.prefix(5))).output
        == "note \(note) is removed\n")
    #expect(try program.run("note", "last", "--json").output == "[\n\n]\n")
  }

  @Test func `what is no label or note is refused in a sentence`() throws {
    let program = try prepared()
    defer { program.remove() }
    let nothing = try program.run("label", "last", "a=b")
    #expect(nothing.status == 64)
    #expect(nothing.errors.hasPrefix("error: nothing has run yet\n"))
    #expect(try program.run("run", "door.rb", "--quiet").status == 0)
    for (arguments, sentence) in [
      (["label", "last", "a b=c"], "`a b` cannot be the key of a label"),
      (["label", "last", "a=x\ny"], "cannot be the value of label `a`"),
      (["label", "last", "dor", "a=b"], "has no step `dor`; did you mean `door`?"),
      (["label", "last", "a=b", "c"], "`c` is no label"),
      (["label", "nope", "a=b"], "no run is called `nope`"),
      (["note", "last", " "], "a note without text says nothing"),
      (["note", "last", "this", "is", "it"], "a note is one text: put it in quotes"),
      (["note", "last", "--remove", "x"], "has no note `x`"),
      (["run", "door.rb", "--incident", " x"], "` x` cannot name an incident"),
      (["history", "--label", "a b"], "a b"),
    ] {
      let result = try program.run(arguments)
      #expect(result.status == 64, "\(arguments)")
      #expect(result.errors.contains(sentence), "\(result.errors)")
    }
  }

  @Test func `a note comes from standard input too`() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("run", "door.rb", "--quiet").status == 0)
    let piped = "printf 'from a pipe\\n\\n' | \"$0\" note last -"
    #expect(try program.run(["-c", piped, Program.path], program: "/bin/sh").status == 0)
    #expect(try program.run("note", "last", "--json").output.contains("\"text\" : \"from a pipe\""))
    let odd = "printf '\\377' | \"$0\" note last -"
    let refused = try program.run(["-c", odd, Program.path], program: "/bin/sh")
    #expect(refused.status == 64 && refused.errors.contains("no text in UTF-8"))
  }

  @Test func `all that a run leads to, calls, or goes on with belongs to its incident`() throws {
    let program = try prepared()
    defer { program.remove() }
    try program.write("next.rb", "runbook \"Next\"\nstep a\n  run exit 1\n")
    try program.write(
      "caller.rb", "runbook \"Caller\"\ncall inner \"door.rb\"\nstep b\n  run true\n→ \"next.rb\"\n")
    let run = try program.run("run", "caller.rb", "--incident", "INC 42")
    #expect(run.output.contains(" · incident INC 42"), "\(run.output)\(run.errors)")
    #expect(try ids(program, "--incident", "INC 42").count == 3)
    #expect(try program.run("resume", "last").status == 1)
    #expect(try ids(program, "--incident", "INC 42").count == 4)
    #expect(try program.run("run", "door.rb", "--quiet").status == 0)
    #expect(try program.run("label", "last", "incident=INC 42").status == 0)
    #expect(try ids(program, "--incident", "INC 42").count == 5)
    #expect(try ids(program, "--label", "incident=INC 42").count == 5)
    #expect(
      try program.run("history", "--incident", "INC 42", "--json").output.contains(
        "\"incident\" : \"INC 42\""))
  }

  @Test func `runs travel to another machine, look the same there, and come back the same`() throws {
    let program = try prepared()
    defer { program.remove() }
    let there = ["RUNBOOK_HISTORY": program.folder.appending(path: "there.db").path]
    for _ in 1...3 { #expect(try program.run("run", "door.rb", "--quiet").status == 0) }
    #expect(try program.run("note", "last", "as it was").status == 0)
    #expect(try program.run("export", "last", "-o", "one.jsonl").output == "1 run written to one.jsonl\n")
    #expect(try program.run("export", "-o", "all.jsonl").output == "3 runs written to all.jsonl\n")
    #expect(
      try program.run("import", "one.jsonl", environment: there).output
        == "1 run imported, 1 new or changed among labels and notes\n")
    #expect(
      try program.run("import", "all.jsonl", "one.jsonl", environment: there).output
        == "2 runs imported, 2 here already\n")
    #expect(
      try program.run("export", environment: there).output
        == program.text(program.folder.appending(path: "all.jsonl")))
    for id in try ids(program) {
      for arguments in [["show", id], ["show", id, "--json"], ["show", id, "door"]] {
        #expect(try program.run(arguments, environment: there).output == program.run(arguments).output)
      }
    }
    let gzipped = "gzip -c all.jsonl > all.gz; \"$0\" import all.gz; gzip -dc all.gz | \"$0\" import - --json"
    let result = try program.run(["-c", gzipped, Program.path], environment: there, program: "/bin/sh")
    #expect(
      result.errors == "error: `all.gz` is compressed: `zcat` it, and let `runbook import -` read that\n")
    #expect(result.output.contains("\"known\" : 3"))
    let cut = try program.run(
      ["-c", "head -c 3000 all.jsonl | \"$0\" import -", Program.path], program: "/bin/sh")
    #expect(cut.status == 70)
    #expect(cut.errors.contains("error: `standard input` cannot be imported: line "), "\(cut.errors)")
    #expect(try program.run("export", "last", "--since", "1d").status == 64)
  }

  @Test func `a folder brings two machines to the same runs`() throws {
    let program = try prepared()
    defer { program.remove() }
    let there = ["RUNBOOK_HISTORY": program.folder.appending(path: "there.db").path]
    #expect(try program.run("run", "door.rb", "--quiet").status == 0)
    #expect(try program.run("run", "door.rb", "--quiet", environment: there).status == 0)
    #expect(try program.run("label", "last", "truth=well").status == 0)
    #expect(
      try program.run("sync", "team").output
        == "0 runs imported\n1 run written to team, and 1 among labels and notes\n")
    #expect(
      try program.run("sync", "team", environment: there).output
        == "1 run imported, 1 new or changed among labels and notes\n1 run written to team\n")
    #expect(try program.run("sync", "team", "--json").output.contains("\"written\" : 0"))
    #expect(try program.run("export").output == program.run("export", environment: there).output)
    #expect(try ids(program).count == 2)
    let nowhere = try program.run("sync", "no/such")
    #expect(nowhere.status == 70 && nowhere.errors.contains("is not there and cannot be made"))
  }

  @Test func `prune shows what would go, and deletes it when told to`() throws {
    let program = try prepared()
    defer { program.remove() }
    for _ in 1...4 { #expect(try program.run("run", "door.rb", "--quiet").status == 0) }
    let runs = try ids(program)
    #expect(try program.run("note", runs[3], "keep this").status == 0)
    let dry = try program.run("prune", "--keep", "1").output
    #expect(dry.contains("\(runs[1])  ") && dry.contains("\(runs[2])  ") && !dry.contains("\(runs[3])  "))
    #expect(
      dry.contains(
        #/\n\n2 of 4 runs would go, about \d+ KiB of \d+ KiB; kept all the same: 1 with a note\n/#), "\(dry)")
    #expect(dry.hasSuffix("nothing is deleted yet: --yes does it\n"))
    #expect(try ids(program) == runs)
    let done = try program.run("prune", "--keep", "1", "--yes").output
    #expect(done.contains(#/deleted; the history has \d+ KiB now\n$/#), "\(done)")
    #expect(try ids(program) == [runs[0], runs[3]])
    #expect(try program.run("prune", "--older-than", "1d", "--yes").output.hasPrefix("0 of 2 runs go"))
    #expect(try program.run("prune").status == 64)
    #expect(try program.run("prune", "--max-size", "many").status == 64)
  }

  /// What a file of others says is shown, not believed: numbers at their limits, text without end.
  @Test func `a hostile run can be shown like any other`() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("run", "door.rb", "--quiet").status == 0)
    let file = try program.run("export").output
    let id = try #require(try ids(program).first)
    let lines = file.split(separator: "\n").map(String.init)
    let events = lines.indices.filter { lines[$0].hasPrefix(#"{"event""#) }
    var hostile: [String] = []
    for index in events {
      guard let body = lines[index].range(of: "\"body\":") else { continue }
      for (number, limit) in [(#/:\d+(?=[,}])/#, ":281474976710655"), (#/:\d+(?=[,}])/#, ":0")] {
        let text = String(lines[index][body.upperBound...]).replacing(number) { _ in limit }
        if text == lines[index][body.upperBound...] { continue }
        let name = "h\(hostile.count)"
        var changed = lines.map { $0.replacing(id, with: name) }
        changed[index] = (String(lines[index][..<body.upperBound]) + text).replacing(id, with: name)
        let signed = changed.enumerated().filter { events.contains($0.offset) }.map { $0.element + "\n" }
          .joined()
        changed[0] = changed[0].replacing(
          /"digest":"\w+"/, with: "\"digest\":\"\(Digest(of: Array(signed.utf8)))\"")
        let before = changed.dropLast().map { $0 + "\n" }.joined()
        changed[changed.count - 1] = "{\"end\":\"\(name)\",\"sha256\":\"\(Digest(of: Array(before.utf8)))\"}"
        hostile.append(changed.map { $0 + "\n" }.joined())
      }
    }
    var shown = 0
    for (number, text) in hostile.enumerated() {
      try program.write("hostile.jsonl", text)
      guard try program.run("import", "hostile.jsonl").status == 0 else { continue }
      shown += 1
      for arguments in [["show", "h\(number)"], ["show", "h\(number)", "door"]] {
        #expect(try [0, 64].contains(program.run(arguments).status), "\(arguments) \(text)")
      }
    }
    #expect(shown > 5, "\(shown) of \(hostile.count)")
    #expect(try program.run("history").status == 0)
  }
}
