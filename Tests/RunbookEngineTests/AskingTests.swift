import RunbookEngine
import RunbookModel
import Testing

struct AskingTests {
  let world = World()

  private func answers(_ pairs: [String: String]) -> Consent {
    var consent = Consent()
    consent.answers = pairs
    return consent
  }

  private let use: [FlowNode] = [.step(step("use", run: "use $size"))]

  private var used: String? { world.shell.ran.last?.execution.variables["size"] }

  @Test func `an answer becomes a variable, whoever gives it`() {
    world.run(plan([ask("size")] + use), consent: answers(["size": "3"]))
    #expect(used == "3")
    #expect(world.folded.answers.first?.source == .option)
    #expect(world.folded.variables["size"] == VariableValue("3"))
  }

  @Test func `a person is asked before the default holds, and again until the answer will do`() {
    let person = ScriptedPerson(world.clock, ["size": ["much", "80%"]])
    world.run(plan([ask("size", as: .percent, default: .literal("50%"))] + use), person: person)
    #expect(used == "80%")
    #expect(person.asked.map(\.problem) == [nil, "`much` cannot be read as a percent"])
    #expect(world.folded.variables["size"]?.type == .percent)
    #expect(world.folded.answers.map(\.source) == [.person])
  }

  @Test func `an empty line takes the default, and so does a run without a person`() {
    let person = ScriptedPerson(world.clock, ["size": [""]])
    world.run(plan([ask("size", default: .literal("5"))] + use), person: person)
    #expect(used == "5")
    let other = World()
    other.run(plan([ask("size", default: .literal("5"))] + use))
    #expect(other.shell.ran.last?.execution.variables["size"] == "5")
    #expect(other.folded.answers.first?.source == .standard)
  }

  @Test func `without an answer the run is stopped with the sentence that says what to pass`() {
    let result = world.run(plan([ask("size")] + use))
    #expect(result.ended.verdict == .stopped)
    #expect(result.ended.verdict.exitStatus == 4)
    #expect(result.ended.reason == "size was not answered: pass --answer size=…")
    #expect(world.shell.commands.isEmpty)
  }

  @Test func `an answer in advance that will not do stops a run without a person, default or not`() {
    let choices: [Value] = [.literal("1"), .literal("3")]
    let result = world.run(
      plan([ask("size", default: .literal("1"), oneOf: choices)] + use), consent: answers(["size": "2"]))
    #expect(result.ended.verdict == .stopped)
    #expect(result.ended.reason == "size has no answer: --answer: `2` is none of 1, 3")
  }

  @Test func `a choice is named by its beginning, and variables are choices too`() {
    let person = ScriptedPerson(world.clock, ["size": ["a", "ap"]])
    world.run(
      plan([ask("size", oneOf: [variable("all")])] + use, parameters: [list("all", "apple", "avocado")]),
      person: person)
    #expect(used == "apple")
    #expect(person.asked[0].kind == .choice(["apple", "avocado"]))
  }

  @Test func `a list is written with commas`() {
    let each = step("each-size", run: "use $one", each: each("one", in: "size"))
    world.run(plan([ask("size", as: .list), .step(each)]), consent: answers(["size": "a, b"]))
    #expect(world.shell.ran.map { $0.execution.variables["one"] } == ["a", "b"])
  }

  @Test func `what need not be asked is not asked`() {
    let never = condition(.variable(VariableReference("run"), Operation(.isEmpty, text: "is empty")))
    world.run(plan([ask("size", default: .literal("7"), when: never)] + use))
    #expect(used == "7")
    #expect(world.folded.answers.isEmpty)
    let other = World()
    other.run(plan([ask("size", when: never)] + use))
    #expect(other.ended("use")?.verdict == .unknown)
    #expect(other.ended("use")?.reason?.contains("it was not asked") == true)
  }

  @Test(arguments: [
    ("yes", "went"), ("no", "left"),
  ])
  func `confirm follows its arrows`(answer: String, outcome name: String) {
    let flow = [confirm("sure", yes: arrow(.outcome("went")), no: arrow(.outcome("left")))]
    let result = world.run(
      plan(flow, outcomes: [outcome("went", .ok), outcome("left", .info)]), consent: answers(["sure": answer])
    )
    #expect(result.ended.outcome == name)
  }

  @Test func `without arrows yes goes on and no stops`() {
    world.run(plan([confirm("sure"), .step(step("go"))]), consent: answers(["sure": "y"]))
    #expect(world.shell.commands == ["go"])
    let other = World()
    let result = other.run(plan([confirm("sure"), .step(step("go"))]), consent: answers(["sure": "n"]))
    #expect(result.ended.verdict == .stopped)
    #expect(result.ended.reason == "sure: a person said no")
    #expect(other.shell.commands.isEmpty)
    let nobody = World().run(plan([confirm("sure")]))
    #expect(nobody.ended.reason == "sure was not answered: pass --answer sure=yes")
  }

  @Test func `what was found before a no is not forgotten`() {
    world.shell.on("bad", .exits(1))
    let bad = step("bad", to: Branches(fails: arrow(.outcome("broken"), andNext: true)))
    let result = world.run(
      plan([.step(bad), confirm("sure")], outcomes: [outcome("broken", .critical)]),
      consent: answers(["sure": "no"]))
    #expect(result.ended.verdict == .problem)
    #expect(result.ended.outcome == "broken")
  }

  @Test(arguments: [
    ("p", Verdict.passed, nil), ("failed the lamp is red", .failed, "the lamp is red"),
    ("fl: on and off", .flaky, "on and off"), ("unknown", .unknown, nil), ("s", .skipped, nil),
  ])
  func `a person says how it went`(said: String, verdict: Verdict, remark: String?) {
    let person = ScriptedPerson(world.clock, ["look": ["whatever", said]])
    world.run(
      plan(
        [manual("look", to: Branches(otherwise: arrow(.next)), prose: "Look at it."), .step(step("after"))]),
      person: person)
    #expect(world.verdict("look") == verdict)
    #expect(world.ended("look")?.reason == remark)
    #expect(world.folded.answers.first?.remark == remark)
    #expect(person.asked[0].details == [.init(nil, "Look at it.")])
    #expect(world.shell.commands == ["after"])
  }

  @Test func `without a person a manual step stops the run, unless its answer is given`() {
    let result = world.run(plan([manual("look")]))
    #expect(result.ended.reason == "look was not answered: pass --answer look=passed")
    #expect(result.ended.verdict == .stopped)
    let other = World()
    #expect(other.run(plan([manual("look")]), consent: answers(["look": "failed"])).ended.verdict == .problem)
  }

  @Test func `a replay is answered as the run was`() {
    let person = ScriptedPerson(
      world.clock, takes: .zero, ["size": ["", "3"], "look": ["f not yet"], "raise": ["yes", "no"]])
    let flow: [FlowNode] = [
      ask("size", as: .number), ask("way", default: .literal("left")), confirm("sure"),
      manual("look", to: Branches(fails: arrow(.next))), fix("other", run: "other"),
      fix("raise", run: "use $size", undo: "unuse $size", verify: step("check", run: "check")),
    ]
    world.shell.on("check", .exits(1))
    world.run(plan(flow), person: person, consent: answers(["sure": "yes"]))
    let again = World()
    again.run(
      plan(flow), person: RecordedPerson(events: world.events),
      shell: RecordedShell(events: world.events, clock: again.clock))
    #expect(again.facts == world.facts)
    #expect(world.names.contains("answered") && world.names.contains("changed"))
  }
}
