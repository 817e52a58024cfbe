import RunbookModel
import Testing

@testable import RunbookEngine

/// A run goes on from another one.
struct ResumeTests {
  let world = World()

  /// The record of a run that was killed with so many of its events written.
  private func killed(after step: String) -> [RunEvent] {
    let end = world.events.lastIndex { event in
      if case .stepEnded(let fact) = event.fact { fact.step == StepKey(step) } else { false }
    }
    return Array(world.events.prefix(through: end!))
  }

  private func resumption(_ events: [RunEvent], called: [String: [RunEvent]] = [:]) -> Resumption {
    Resumption(of: "r123456789", events: events) { called[$0] ?? [] }
  }

  private func resume(_ plan: Plan, _ resumption: Resumption, on shell: (World) -> Void = { _ in }) -> World {
    let other = World()
    shell(other)
    other.run(plan, resuming: resumption)
    return other
  }

  private func six(cleanup: String? = nil) -> Plan {
    plan(
      (1...6).map { number in
        .step(
          step(
            "s\(number)", run: number == 5 ? "use $x" : "s\(number)",
            capture: number == 2 ? [capture("x")] : [], cleanup: number == 3 ? cleanup : nil))
      })
  }

  @Test func `a run that was killed after its third step goes on with its fourth`() {
    world.shell.on("s2", .prints("seven"))
    world.run(six())
    let other = resume(six(), resumption(killed(after: "s3")))
    #expect(other.shell.commands == ["s4", "use $x", "s6"])
    #expect(other.shell.ran[1].execution.variables == ["x": "seven"])
    #expect(
      other.folded.steps.map(\.ended?.takenFrom) == ["r123456789", "r123456789", "r123456789", nil, nil, nil])
    #expect(
      other.folded.way
        == world.folded.way.map(\.self).enumerated().map { index, point in
          guard index < 3, case .step(let ended) = point else { return point }
          return .step(
            StepEnded(
              step: ended.step, verdict: ended.verdict, duration: ended.duration, takenFrom: "r123456789"))
        })
    #expect(other.folded.started?.resumes == "r123456789")
    #expect(other.folded.end?.verdict == .healthy)
  }

  @Test func `and again: what was taken over is taken over again, from where it ran`() {
    world.shell.on("s2", .prints("seven"))
    world.run(six())
    let second = resume(six(), resumption(killed(after: "s3")))
    let cut = second.events.firstIndex { event in
      if case .stepEnded(let fact) = event.fact { fact.step == StepKey("s4") } else { false }
    }
    let record = Array(second.events.prefix(through: cut!))
    let third = World()
    third.run(
      six(), resuming: Resumption(of: "second0000", events: record) { _ in world.events })
    #expect(third.shell.commands == ["use $x", "s6"])
    #expect(third.shell.ran[0].execution.variables == ["x": "seven"])
    #expect(
      third.folded.steps.map(\.ended?.takenFrom).prefix(4) == [
        "r123456789", "r123456789", "r123456789", "second0000",
      ])
    #expect(third.folded.started?.mark == "r123456789")
  }

  @Test func `what a killed run made is still there: it keeps its mark, and is cleaned up in the end`() {
    world.shell.on("s2", .prints("seven"))
    world.run(six(cleanup: "remove $run"))
    let other = resume(six(cleanup: "remove $run"), resumption(killed(after: "s3")))
    #expect(other.shell.commands == ["s4", "use $x", "s6", "remove $run"])
    #expect(other.shell.ran.last?.execution.variables == ["run": "r123456789"])
  }

  @Test func `what an interrupted run has cleaned up is made again`() {
    world.shell.on("s4", .does({ [world] in world.interrupt() }, takes: .seconds(100)))
    world.run(six(cleanup: "remove"))
    #expect(world.shell.commands == ["s1", "s2", "s3", "s4", "remove"])
    let other = resume(six(cleanup: "remove"), resumption(world.events)) { $0.shell.on("s2", .prints("no")) }
    #expect(other.shell.commands.prefix(2) == ["s3", "s4"])
  }

  @Test func `where finally has run, all that may have made something runs again`() {
    let read = Step(name: "r", command: command("r"), effect: .read, place: here)
    let everything = plan(
      [.step(read), .step(step("a")), .step(step("b"))], finally: [.run(command("sweep"))])
    world.shell.on("b", .does({ [world] in world.interrupt() }, takes: .seconds(100)))
    world.run(everything)
    let other = resume(everything, resumption(world.events))
    #expect(other.shell.commands == ["a", "b", "sweep"])
  }

  @Test func `of a cut run a failed step that led on is settled, of one that ended by itself it is not`() {
    let flow = plan(
      [.step(step("a", to: Branches(fails: arrow(.path("p"))))), .step(step("other"))],
      paths: [path("p", [.step(step("b")), .step(step("c")), .arrow(arrow(.outcome("it")))])],
      outcomes: [outcome("it", .critical)])
    world.shell.on("a", .exits(1))
    world.run(flow)
    #expect(world.folded.end?.verdict == .problem)
    let cut = resume(flow, resumption(killed(after: "b")))
    #expect(cut.shell.commands == ["c"])
    #expect(cut.folded.end?.outcome == "it")
    let ended = resume(flow, resumption(world.events))
    #expect(ended.shell.commands == ["a", "other"])
    #expect(ended.folded.end?.verdict == .healthy)
  }

  @Test func `of an each the items that are missing are run, and the lists are whole`() {
    let flow = plan(
      [
        .step(step("look", run: "ask $node", each: each("node", in: "nodes"), capture: [capture("x")])),
        .step(step("tell", run: "tell $x")),
      ], parameters: [list("nodes", "a", "b", "c")])
    for node in ["a", "b", "c"] { world.shell.on("ask $node @\(node)", .prints(node + "!")) }
    world.run(flow)
    let cut = world.events.firstIndex { event in
      if case .stepEnded(let fact) = event.fact { fact.step.items == ["b"] } else { false }
    }
    let other = resume(flow, resumption(Array(world.events.prefix(through: cut!)))) {
      $0.shell.on("ask $node @c", .prints("new"))
    }
    #expect(other.shell.commands == ["ask $node", "tell $x"])
    #expect(other.shell.ran[0].execution.variables == ["node": "c"])
    #expect(other.shell.ran[1].execution.variables == ["x": "a!\nb!\nnew"])
    #expect(other.ended("look", ["a"])?.takenFrom == "r123456789")
    #expect(other.ended("look")?.takenFrom == nil)
  }

  @Test func `with new text a step is taken over only where it asks the same`() {
    func flow(_ command: String, _ wanted: String) -> Plan {
      plan([
        .step(step("a", run: command)), .step(step("b", expect: [expect(.output, .contains(text(wanted)))])),
        .step(step("c")),
      ])
    }
    world.shell.on("b", .prints("yes"))
    world.run(flow("one", "yes"))
    var changed = resumption(killed(after: "b"))
    changed.isNewText = true
    #expect(resume(flow("one", "yes"), changed).shell.commands == ["c"])
    #expect(resume(flow("two", "yes"), changed).shell.commands == ["two", "c"])
    #expect(resume(flow("one", "no"), changed).shell.commands == ["b"])
  }

  @Test func `a call that did not end goes on where it was, one that ended is taken over`() {
    let other = plan([.step(step("i")), .step(step("j"))])
    let flow = plan([call("net"), .step(step("z"))], files: ["other.rb": PlanReference(other)])
    world.run(flow)
    let inner = world.events(of: "called0001").prefix { event in
      if case .stepStarted(let fact) = event.fact { fact.step != StepKey("j") } else { true }
    }
    let outer = world.events.prefix { event in
      if case .captured = event.fact { false } else { true }
    }
    let went = resume(flow, resumption(Array(outer), called: ["called0001": Array(inner)]))
    #expect(went.shell.commands == ["j", "z"])
    let called = Run(id: "called0001", events: went.events(of: "called0001"))
    #expect(called.started?.resumes == "called0001")
    let ended = resume(
      flow, resumption(killed(after: "net"), called: ["called0001": world.events(of: "called0001")]))
    #expect(ended.shell.commands == ["z"])
    #expect(ended.folded.variables["net.outcome"]?.written == "")
  }

  @Test func `a fix that passed is not run again, and what was answered is not asked again`() {
    let look = step("look")
    let flow = plan([
      .ask(Ask(name: "count", question: Template(verbatim: "How many?"), place: here)),
      .confirm(Confirm(name: "sure", question: Template(verbatim: "Sure?"), place: here)),
      fix("mend", run: "mend $count", undo: "unmend", verify: look), .step(step("z")), .step(step("last")),
    ])
    let person = ScriptedPerson(world.clock, ["count": ["7"], "sure": ["yes"], "mend": ["yes"]])
    world.run(flow, person: person)
    #expect(world.shell.commands == ["mend $count", "look", "z", "last"])
    let other = resume(flow, resumption(killed(after: "z")))
    #expect(other.shell.commands == ["last"])
    #expect(other.folded.variables["count"]?.written == "7")
    #expect(other.ended("mend")?.takenFrom == "r123456789")
    #expect(other.folded.end?.fixed == ["mend"])
  }

  @Test func `a no is asked again, and so is what nobody was there to do`() {
    let flow = plan([
      .step(step("a")), .manual(Manual(step: Step(name: "pull", command: nil, place: here))),
      .confirm(Confirm(name: "sure", question: Template(verbatim: "Sure?"), place: here)), .step(step("z")),
    ])
    world.run(flow)
    #expect(world.folded.end?.verdict == .stopped)
    let other = World()
    let person = ScriptedPerson(other.clock, ["pull": ["passed"], "sure": ["no"]])
    other.run(flow, person: person, resuming: resumption(world.events))
    #expect(person.asked.map(\.name) == ["pull", "sure"])
    #expect(other.folded.end?.verdict == .stopped)
    let third = World()
    let other2 = ScriptedPerson(third.clock, ["sure": ["yes"]])
    third.run(
      flow, person: other2, resuming: Resumption(of: "r123456789", events: other.events) { _ in world.events }
    )
    #expect(other2.asked.map(\.name) == ["sure"])
    #expect(third.shell.commands == ["z"])
  }

  @Test func `what runs in the background is started again`() {
    let flow = plan([start(step("tunnel")), .step(step("a")), .step(step("b"))])
    world.shell.on("tunnel", .hangs)
    world.run(flow)
    let other = resume(flow, resumption(killed(after: "a"))) { $0.shell.on("tunnel", .hangs) }
    #expect(other.shell.commands == ["tunnel", "b"])
  }
}
