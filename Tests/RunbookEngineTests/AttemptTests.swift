import RunbookModel
import Testing

@testable import RunbookEngine

struct AttemptTests {
  let world = World()

  @Test func `a command that exits with 0 has passed, and the run is healthy`() {
    let result = world.run(plan([.step(step("a"))]))
    #expect(world.verdict("a") == .passed)
    #expect(result.ended.verdict == .healthy)
    #expect(world.shell.commands == ["a"])
  }

  @Test func `exit 0 is expected unless an expectation of the exit status stands there`() {
    world.shell.on("a", .exits(3, stderr: "oh\nno\n"))
    world.shell.on("b", .exits(3))
    let result = world.run(
      plan([
        .step(step("b", expect: [expect(.exit, .equals(.literal("3")))])),
        .step(step("a", expect: [expect(.output, .equals(text("")))])),
      ]))
    #expect(world.verdict("b") == .passed)
    #expect(world.verdict("a") == .failed)
    #expect(world.ended("a")?.reason == "exit status 3: no")
    #expect(result.ended.verdict == .problem)
    #expect(result.ended.reason == "a failed: exit status 3: no")
  }

  @Test func `the record says what a command does, and whether its author declared it`() {
    let reading = CommandEffect(.read, program: "ls", reason: "", range: 0..<2)
    func step(_ name: String, declares effect: Effect?) -> Step {
      Step(
        name: name, command: Command(text: name, effect: reading, place: here), cleanup: command("tidy"),
        effect: effect, place: here)
    }
    world.run(plan([.step(step("a", declares: nil)), .step(step("b", declares: .probe))]))
    let started = world.folded.attempts.map(\.start)
    #expect(started.map(\.effect) == [.read, .probe, .unknown, .unknown])
    #expect(started.map(\.isDeclared) == [nil, true, nil, nil])
  }

  @Test func `141 counts as 0, for expectations too`() {
    world.shell.on("a", .exits(141))
    world.shell.on("b", .exits(141))
    world.shell.on("c", Reply(ending: .signalled(13)))
    world.run(
      plan([
        .step(step("a")), .step(step("b", expect: [expect(.exit, .equals(.literal("0")))])), .step(step("c")),
      ]))
    #expect(["a", "b", "c"].map { world.verdict($0) } == [.passed, .passed, .passed])
  }

  @Test
  func `a failed expectation weighs more than one that cannot be judged, that more than the exit status`() {
    world.shell.on("a", .exits(1))
    world.shell.on("b", .exits(1))
    let unclear = expect(.variable(VariableReference("nothing")), .equals(text("x")))
    let wrong = expect(.output, .equals(text("x")))
    world.run(
      plan([
        .step(step("a", expect: [unclear, wrong], to: Branches(fails: arrow(.next)))),
        .step(step("b", expect: [unclear])),
      ]))
    #expect(world.verdict("a") == .failed)
    #expect(world.verdict("b") == .unknown)
  }

  @Test func `all expectations are judged and told in the order of the file`() {
    world.shell.on("a", .prints("x"))
    world.run(
      plan([
        .step(step("a", expect: [expect(.output, .equals(text("y"))), expect(.output, .equals(text("x")))]))
      ]))
    let judged = world.facts.compactMap { if case .expectationJudged(let fact) = $0 { fact } else { nil } }
    #expect(judged.map(\.index) == [1, 2])
    #expect(judged.map(\.judgement.verdict) == [.failed, .passed])
  }

  @Test func `a time-out has failed, whatever else holds`() {
    world.shell.on("a", Reply(output: "x", takes: .seconds(31)))
    world.run(plan([.step(step("a", expect: [expect(.output, .equals(text("x")))]))]))
    #expect(world.verdict("a") == .failed)
    #expect(world.ended("a")?.reason == "not done within 30s")
    #expect(world.ended("a")?.duration == 30_000)
  }

  @Test func `where stop after struck, no exit status is expected`() {
    world.shell.on("a", Reply(ending: .exited(status: 1), output: "x", takes: .seconds(100)))
    world.run(
      plan([
        .step(
          step(
            "a", timeout: .seconds(15), stopAfter: .seconds(10), expect: [expect(.output, .equals(text("x")))]
          ))
      ]))
    #expect(world.verdict("a") == .passed)
    #expect(world.ended("a")?.duration == 10_000)
  }

  @Test func `a command that ends before stop after strikes is judged by its exit status`() {
    world.shell.on("a", .exits(1))
    world.run(plan([.step(step("a", timeout: .seconds(15), stopAfter: .seconds(10)))]))
    #expect(world.verdict("a") == .failed)
  }

  @Test func `after a time-out of a cluster tool a silent API server makes it unknown`() {
    world.shell.on("kubectl get x", .hangs)
    world.shell.on(
      "kubectl get --raw /version --request-timeout=5s",
      [.prints("{}"), .exits(1, stderr: "Unable to connect to the server")])
    let result = world.run(plan([.step(step("a", run: "kubectl get x"))]))
    #expect(world.verdict("a") == .unknown)
    #expect(result.ended.verdict == .inconclusive)
    let reach = world.shell.ran.first { $0.execution.attempt.purpose == .reach }
    #expect(reach?.execution.attempt == AttemptKey(.reach, name: "a"))
  }

  @Test func `after a time-out of a cluster tool an API server that answers leaves it failed`() {
    world.shell.on("kubectl get x", .hangs)
    world.shell.on(
      "kubectl get --raw /version --request-timeout=5s",
      .exits(1, stderr: "Error from server (Forbidden): no"))
    world.run(plan([.step(step("a", run: "kubectl get x"))]))
    #expect(world.verdict("a") == .failed)
    #expect(world.shell.ran.contains { $0.execution.attempt.purpose == .reach })
  }

  @Test func `after a time-out of anything else nobody is asked`() {
    world.shell.on("curl x", .hangs)
    world.run(plan([.step(step("a", run: "curl x"))]))
    #expect(world.verdict("a") == .failed)
    #expect(world.shell.commands == ["curl x"])
  }

  @Test func `a variable that was never captured means the command is not run`() {
    world.shell.on("a", .prints("", after: .zero))
    let result = world.run(
      plan([
        .step(step("a", capture: [capture("pod", from: .lines)])),
        .step(step("b", run: "echo $pod", repeat: .retry(times: 5, every: .seconds(1)))),
      ]))
    #expect(world.shell.commands == ["a"])
    #expect(world.verdict("b") == .unknown)
    #expect(world.ended("b")?.reason?.contains("$pod has no value: lines found nothing") == true)
    #expect(result.ended.verdict == .inconclusive)
    let attempts = world.folded.attempts(of: StepKey("b"))
    #expect(attempts.count == 1)
    guard case .notRun = attempts.first?.end?.ending else {
      return #expect(Bool(false), "it has another ending")
    }
  }

  @Test func `a value that no command can be given is unknown, but stdin can take it`() {
    let large = String(repeating: "x", count: 128 << 10)
    for value in [large, "a\0b"] {
      let world = World()
      let arguments = ["doc": VariableValue(value)]
      let parameters = [Parameter(name: "doc", place: here)]
      world.run(
        plan([.step(step("a", run: "cat $doc"))], parameters: parameters), arguments: arguments)
      #expect(world.verdict("a") == .unknown)
      #expect(world.shell.commands.isEmpty)
      let other = World()
      other.run(
        plan(
          [.step(step("a", stdin: Template([.variable(VariableReference("doc"))])))], parameters: parameters),
        arguments: arguments)
      #expect(other.shell.ran.first?.execution.stdin == Array(value.utf8))
    }
    let fits = World()
    fits.run(
      plan([.step(step("a", run: "cat $doc"))], parameters: [Parameter(name: "doc", place: here)]),
      arguments: ["doc": VariableValue(String(large.dropLast(5)))])
    #expect(fits.verdict("a") == .passed)
  }

  @Test func `a command gets the variables it names, lists as lines, and what is built in`() {
    world.run(
      plan(
        [.step(step("a", run: "echo $nodes $run $runbook"))],
        parameters: [list("nodes", "x", "y"), list("more", "z")]))
    #expect(
      world.shell.ran.first?.execution.variables == ["nodes": "x\ny", "run": "r123456789", "runbook": "test"])
  }

  @Test func `expectations see what the same attempt has captured`() {
    world.shell.on("a", .prints("7\n"))
    world.run(
      plan([
        .step(
          step(
            "a", expect: [expect(.variable(VariableReference("n")), .equals(.literal("7")))],
            capture: [capture("n")]))
      ]))
    #expect(world.verdict("a") == .passed)
    #expect(world.folded.variables["n"]?.written == "7")
  }

  @Test func `a step without a command judges variables only`() {
    world.shell.on("a", .prints("7"))
    world.run(
      plan([
        .step(step("a", capture: [capture("n")])),
        .step(step("b", run: nil, expect: [expect(.variable(VariableReference("n")), .more(.literal("6")))])),
        .step(step("c", run: nil, expect: [expect(.variable(VariableReference("n")), .more(.literal("8")))])),
      ]))
    #expect(world.verdict("b") == .passed)
    #expect(world.verdict("c") == .failed)
    #expect(world.shell.commands == ["a"])
    #expect(world.folded.attempts(of: StepKey("c")).first?.judgements.count == 1)
  }

  @Test func `a hint is given with its variables, and only where the step did not pass`() {
    let hint = Template([.text("look at "), .variable(VariableReference("where"))])
    let parameters = [Parameter(name: "where", standard: ["node-1"], place: here)]
    world.shell.on("b", .exits(1))
    world.run(
      plan([.step(step("a", hint: hint)), .step(step("b", hint: hint))], parameters: parameters))
    #expect(world.ended("a")?.hint == nil)
    #expect(world.ended("b")?.hint == "look at node-1")
  }

  @Test func `when it could not look nothing is expected of what it printed`() {
    world.shell.on("a", Reply(ending: .notStarted(reason: "no bash")))
    world.run(plan([.step(step("a", expect: [expect(.output, .equals(text("x")))]))]))
    #expect(world.verdict("a") == .unknown)
    #expect(!world.names.contains("expectation-judged"))
  }

  @Test(arguments: [
    (
      "kubectl get svc x", Reply.exits(1, stderr: "Error from server (NotFound): services \"x\" not found"),
      Verdict.failed
    ),
    (
      "kubectl exec x -- ls", .exits(1, stderr: "Error from server (NotFound): pods \"x\" not found"),
      .unknown
    ),
    ("kubectl get pods", .exits(1, stderr: "Error from server (Forbidden): pods is forbidden"), .unknown),
    (
      "kubectl get pods",
      .exits(
        1,
        stderr:
          "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?"),
      .unknown
    ), ("nothing-there", .exits(127, stderr: "bash: line 1: nothing-there: command not found"), .unknown),
    ("not-mine", .exits(126, stderr: "bash: line 1: ./not-mine: Permission denied"), .unknown),
    ("grep x", .exits(1), .failed),
  ])
  func `what a tool refuses was not looked at`(command: String, reply: Reply, verdict: Verdict) {
    world.shell.on(command, reply)
    world.run(plan([.step(step("a", run: command, expect: [expect(.output, .equals(text("y")))]))]))
    #expect(world.verdict("a") == verdict)
  }
}
