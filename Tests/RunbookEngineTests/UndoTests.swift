import RunbookEngine
import RunbookModel
import Testing

struct UndoTests {
  let world = World()

  private func change(
    _ fix: String, undo: String?, variables: [String: String] = [:], hidden: [String] = [],
    missing: [String] = [], context: String? = nil
  ) -> Changed {
    Changed(
      fix: StepKey(fix), title: "Fix \(fix)", state: .changed, command: "do \(fix)",
      undo: undo.map {
        .init(
          command: $0, shell: .bash, variables: variables, hidden: hidden, missing: missing, timeout: 30_000)
      }, noUndo: undo == nil ? "it is gone" : nil, context: context)
  }

  private func takeBack(
    _ changes: [Changed], cluster: ClusterIdentity? = nil, yes: Bool = true, person: any Person = Nobody()
  ) -> RunResult {
    var consent = Consent()
    consent.undo = yes
    return world.run(
      plan([]), person: person, consent: consent,
      undoing: Reversal(run: "before", changes: changes, cluster: cluster))
  }

  @Test func `changes are taken back in their order with the values of the record`() {
    let result = takeBack([
      change("two", undo: "undo2 $x", variables: ["x": "1\n2", "run": "before"]),
      change("one", undo: "undo1"),
    ])
    #expect(result.ended.verdict == .healthy)
    #expect(result.ended.reason == "2 changes taken back")
    #expect(world.shell.commands == ["undo2 $x", "undo1"])
    #expect(world.shell.ran[0].execution.variables == ["x": "1\n2", "run": "before"])
    #expect(world.shell.ran[0].execution.attempt == AttemptKey(.undo, name: "two"))
    #expect(world.folded.started?.undoes == "before")
    #expect(world.verdict("one") == .passed)
  }

  @Test func `the first that fails ends it`() {
    world.shell.on("undo2", .exits(3, stderr: "no such thing"))
    let result = takeBack([change("two", undo: "undo2"), change("one", undo: "undo1")])
    #expect(result.ended.verdict == .problem)
    #expect(world.shell.commands == ["undo2"])
    #expect(result.ended.reason.contains("no such thing"))
  }

  @Test func `what cannot be taken back from the record is refused with its reason, and the rest goes on`() {
    let result = takeBack([
      change("three", undo: nil), change("two", undo: "undo2", hidden: ["token"]),
      change("one", undo: "undo1", missing: ["old"]), change("zero", undo: "undo0"),
    ])
    #expect(world.shell.commands == ["undo0"])
    #expect(result.ended.verdict == .inconclusive)
    #expect(world.ended("three")?.reason == "nothing takes it back: it is gone")
    #expect(world.ended("two")?.reason == "$token holds a secret, which the record does not hold")
    #expect(world.ended("one")?.reason == "$old was never captured")
  }

  @Test func `a person may keep one, and sees what was changed and what undoes it`() {
    let person = ScriptedPerson(world.clock, ["two": ["no"], "one": ["yes"]])
    let result = takeBack(
      [change("two", undo: "undo2 $x", variables: ["x": "7"]), change("one", undo: "undo1")], yes: false,
      person: person)
    #expect(world.shell.commands == ["undo1"])
    #expect(person.asked[0].details == [.init("changed", "do two"), .init("undo", "undo2 7")])
    #expect(result.ended.verdict == .stopped)
    #expect(result.ended.reason == "two stays: a person said no")
  }

  private let here = ClusterIdentity(context: "lab", server: "https://a", uid: "u-1", version: "v1")

  private func answers(uid: String) {
    world.shell.on(
      "kubectl get --raw /api/v1/namespaces/kube-system --request-timeout=5s",
      .prints("{\"metadata\": {\"uid\": \"\(uid)\"}}"))
    world.shell.on("kubectl get --raw /version --request-timeout=5s", .prints("{\"gitVersion\": \"v1\"}"))
  }

  @Test func `the same cluster must answer`() {
    answers(uid: "u-1")
    let result = takeBack([change("one", undo: "kubectl apply -f x", context: "lab")], cluster: here)
    #expect(result.ended.verdict == .healthy)
    #expect(world.shell.ran.last?.execution.context == "lab")
  }

  @Test func `another cluster under the same name is refused`() {
    answers(uid: "u-2")
    let result = takeBack([change("one", undo: "kubectl apply -f x")], cluster: here)
    #expect(result.ended.verdict == .inconclusive)
    #expect(result.ended.reason.contains("is another cluster: u-2, and the fix ran on u-1"))
    #expect(!world.shell.commands.contains("kubectl apply -f x"))
  }

  @Test func `a cluster that does not answer is refused, and a file on this machine is none of its business`()
  {
    world.shell.on(
      "kubectl get --raw /api/v1/namespaces/kube-system --request-timeout=5s",
      .exits(
        1,
        stderr:
          "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?")
    )
    let result = takeBack(
      [change("two", undo: "kubectl apply -f x"), change("one", undo: "write file")], cluster: here)
    #expect(result.ended.verdict == .inconclusive)
    #expect(world.shell.commands.last == "write file")
    #expect(!world.shell.commands.contains("kubectl apply -f x"))
  }
}
