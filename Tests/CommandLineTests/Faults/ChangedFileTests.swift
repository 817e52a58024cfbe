import Foundation
import RunbookHistory
import RunbookModel
import Testing

/// A runbook, and those it calls and leads to, are changed while it runs.
@Suite struct ChangedFileTests {
  @Test(arguments: [
    "printf broken > FILE", "rm FILE", #"printf 'runbook "Other"\nstep x\n  run touch other\n' > FILE"#,
  ])
  func `what was checked is what runs and what is stored`(change: String) throws {
    let program = try Program()
    defer { program.remove() }
    let changes = ["first.rb", "called.rb", "second.rb"].map { change.replacing("FILE", with: $0) }
    let first = """
      runbook "First"
      step change
        run \(changes.joined(separator: "; "))
        effect probe
      call inner "called.rb"
      step after
        run echo after >> trace
        effect probe
      → "second.rb"

      """
    try program.write("first.rb", first)
    for name in ["called", "second"] {
      try program.write(
        name + ".rb", "runbook \"\(name)\"\nstep say\n  run echo \(name) >> trace\n  effect probe\n")
    }
    let ran = try program.run("run", "first.rb")
    #expect(ran.status == 0, "\(ran.output)\(ran.errors)")
    #expect(program.trace == ["called", "after", "second"])
    #expect(!program.has("other"))
    let history = try History(path: program.history)
    let run = try history.run(try history.resolve("first"))
    let stored = try #require(run.started?.sources.first { $0.name == "first.rb" })
    #expect(try history.content(stored.text.digest) == Array(first.utf8))
    #expect(try program.run("replay", "first").status == 0)
  }
}
