import RunbookModel
import Testing

@testable import RunbookEngine

struct BeforeTests {
  let world = World()
  private let version = "kubectl get --raw /version --request-timeout=5s"
  private let namespace = "kubectl get --raw /api/v1/namespaces/kube-system --request-timeout=5s"
  private let context =
    #"kubectl config view --minify -o jsonpath='{.current-context}{"\n"}{.clusters[0].cluster.server}{"\n"}'"#
  private let cluster = Need(.cluster, place: here)

  private func tool(_ name: String, _ numbers: [Int] = [], orNewer: Bool = true) -> Need {
    Need(
      .tool(name: name, version: numbers.isEmpty ? nil : VersionWanted(numbers: numbers, orNewer: orNewer)),
      place: here)
  }

  private func answers() {
    world.shell.on(context, .prints("kind-a\nhttps://127.0.0.1:6443\n"))
    world.shell.on(version, .prints(#"{"major": "1", "gitVersion": "v1.20.2"}"#))
    world.shell.on(
      namespace, .prints(#"{"kind": "Namespace", "metadata": {"name": "kube-system", "uid": "77-uid"}}"#))
  }

  @Test func `a tool that is new enough is a need that is met`() {
    world.shell.on(
      ToolVersion.question("kubectl"), .prints(#"{"clientVersion": {"gitVersion": "v1.32.4-dispatcher"}}"#))
    let result = world.run(plan([.step(step("a"))], needs: [tool("kubectl", [1, 20])]))
    #expect(result.ended.verdict == .healthy)
    #expect(world.folded.needs == [NeedJudged(need: "kubectl 1.20+", found: "1.32.4", verdict: .passed)])
  }

  @Test(arguments: [
    (Reply.exits(127), "jq is not installed, or not on the PATH"),
    (.prints("jq-1.4"), "jq is 1.4, wanted is 1.5+"),
    (.hangs, "no answer within 5s"),
  ])
  func `missing, too old or silent is inconclusive, and nothing runs`(reply: Reply, reason: String) {
    world.shell.on(ToolVersion.question("jq"), reply)
    let result = world.run(
      plan([.step(step("a"))], finally: [.run(command("last"))], needs: [tool("jq", [1, 5]), cluster]))
    #expect(result.ended.verdict == .inconclusive)
    #expect(result.ended.reason == "needs jq 1.5+: \(reason)")
    #expect(world.shell.ran.count == 1)
    #expect(world.folded.needs.map(\.verdict) == [.unknown])
  }

  @Test func `a version that cannot be read warns and runs on`() {
    world.shell.on(ToolVersion.question("jq"), .prints("master"))
    let result = world.run(plan([.step(step("a"))], needs: [tool("jq", [1, 5])]))
    #expect(result.ended.verdict == .healthy)
    #expect(world.folded.warnings == ["the version of jq cannot be read from what it says"])
  }

  @Test func `versions are read from what tools really say`() {
    func read(_ text: String) -> [Int]? { ToolVersion.read(Array(text.utf8)) }
    #expect(read("Client Version: v1.32.4-dispatcher\nKustomize Version: v5.5.0") == [1, 32, 4])
    #expect(read("version.BuildInfo{Version:\"v3.5.2\", GoVersion:\"go1.15.7\"}") == [3, 5, 2])
    #expect(read("jq-1.6") == [1, 6])
    #expect(read("ip utility, iproute2-6.1.0, libbpf 1.1.0") == [6, 1, 0])
    #expect(read("v1.20.2+k3s1") == [1, 20, 2])
    #expect(read("stable-2.9.4") == [2, 9, 4])
    #expect(read("GNU bash, version 5.2.15(1)-release") == [5, 2, 15])
    #expect(read("nothing here 7") == nil)
    #expect(read("") == nil)
  }

  @Test func `1_24 plus is at least, 1_24 is that minor release`() {
    let newer = VersionWanted(numbers: [1, 24], orNewer: true)
    let exact = VersionWanted(numbers: [1, 24], orNewer: false)
    #expect(newer.isMet(by: [1, 24, 0]) && newer.isMet(by: [1, 30]) && newer.isMet(by: [2, 0]))
    #expect(!newer.isMet(by: [1, 9, 9]) && !newer.isMet(by: [0, 30]))
    #expect(exact.isMet(by: [1, 24, 17]) && exact.isMet(by: [1, 24]))
    #expect(!exact.isMet(by: [1, 25, 0]) && !exact.isMet(by: [1, 23]))
    #expect(VersionWanted(numbers: [2], orNewer: true).isMet(by: [2, 0]))
  }

  @Test func `a cluster that answers says who it is`() {
    answers()
    let result = world.run(plan([.step(step("a", run: "echo $context"))], needs: [cluster]))
    #expect(result.ended.verdict == .healthy)
    #expect(
      world.folded.cluster
        == ClusterIdentity(
          context: "kind-a", server: "https://127.0.0.1:6443", uid: "77-uid", version: "v1.20.2"))
    #expect(world.shell.ran.last?.execution.variables == ["context": "kind-a"])
    #expect(world.folded.needs == [NeedJudged(need: "cluster", found: "v1.20.2", verdict: .passed)])
    #expect(world.shell.ran.prefix(3).allSatisfy { $0.execution.attempt.purpose == .identity })
  }

  @Test func `a cluster that swallows every packet is inconclusive within 12 seconds`() {
    for question in [version, namespace] { world.shell.on(question, .hangs) }
    let result = world.run(
      plan([.step(step("a", run: "kubectl get x"))], needs: [tool("kubectl"), cluster]))
    #expect(result.ended.verdict == .inconclusive)
    #expect(result.ended.reason == "needs cluster: no answer within 5s")
    #expect(result.ended.duration < 12_000)
    #expect(!world.shell.commands.contains("kubectl get x"))
  }

  @Test func `a cluster that forbids to look at kube-system is there`() {
    answers()
    world.shell.on(
      namespace, .exits(1, stderr: #"Error from server (Forbidden): namespaces "kube-system" is forbidden"#))
    let result = world.run(plan([.step(step("a"))], needs: [cluster]))
    #expect(result.ended.verdict == .healthy)
    #expect(world.folded.cluster?.uid == nil)
    #expect(world.folded.cluster?.version == "v1.20.2")
  }

  @Test func `a server that does not know us is no cluster that answers`() {
    answers()
    world.shell.on(namespace, .exits(1, stderr: "error: You must be logged in to the server (Unauthorized)"))
    let result = world.run(plan([.step(step("a"))], needs: [cluster]))
    #expect(result.ended.verdict == .inconclusive)
    #expect(result.ended.reason.hasPrefix("needs cluster: "))
  }

  @Test func `without needs cluster the first use of a cluster tool asks quietly, once`() {
    world.shell.on(version, .exits(1))
    world.shell.on(namespace, .exits(1))
    world.shell.on(context, .prints("kind-a\n\n"))
    let result = world.run(
      plan([.step(step("a")), .step(step("b", run: "kubectl get x")), .step(step("c", run: "kubectl get y"))])
    )
    #expect(result.ended.verdict == .healthy)
    #expect(world.shell.commands == ["a", context, version, namespace, "kubectl get x", "kubectl get y"])
    #expect(world.folded.cluster == ClusterIdentity(context: "kind-a", server: nil, uid: nil, version: nil))
    #expect(world.folded.needs.isEmpty)
  }

  @Test func `the context that was asked for goes to every command`() {
    answers()
    world.run(
      plan([.step(step("a", cleanup: "tidy"))], finally: [.run(command("last"))], needs: [cluster]),
      context: "east")
    let contexts = world.shell.ran.filter { $0.execution.attempt.purpose != .need }.map(\.execution.context)
    #expect(contexts == Array(repeating: "east", count: 6))
    #expect(world.folded.started?.context == "east")
  }

  @Test func `parameters, lets and what is built in are there from the beginning`() {
    let label = Let(
      name: "label", value: .text(Template([.text("run="), .variable(VariableReference("run"))])), place: here
    )
    world.run(
      plan(
        [.step(step("a", run: "echo $label $name"))],
        parameters: [Parameter(name: "name", standard: ["x"], place: here)], lets: [label]),
      arguments: ["name": VariableValue("y")])
    #expect(world.shell.ran.first?.execution.variables == ["label": "run=r123456789", "name": "y"])
    #expect(world.folded.started?.parameters == ["name": VariableValue("y")])
  }

  @Test func `the start tells every source with its bytes`() {
    world.run(plan([]))
    guard case .runStarted(let started) = world.facts.first else {
      return #expect(Bool(false), "it has no start")
    }
    #expect(started.sources.first?.text.bytes == Array("runbook \"Test\"\n".utf8))
    #expect(world.folded.started?.runbook == "test")
  }
}
