import RunbookModel
import Testing

/// What holds of all policies, on random ones.
struct PolicyLawTests {
  private struct World {
    var policies: [String] = []
    let pods: [String]
    let port: String

    init(_ random: inout SeededRandom) {
      pods = (0..<2).map { index in
        pod(
          "pod-\(index)", in: ["a", "b"].randomElement(using: &random)!,
          ["app": ["x", "y"].randomElement(using: &random)!], ip: "10.1.0.\(index + 1)",
          node: "10.9.0.\(index + 1)")
      }
      port = ["UDP 53", "TCP 80", "TCP 8080"].randomElement(using: &random)!
      for index in 0..<Int.random(in: 0...4, using: &random) { policies.append(Self.policy(index, &random)) }
    }

    private static func selector(_ random: inout SeededRandom) -> String {
      ["{}", "{\"matchLabels\": {\"app\": \"x\"}}", "{\"matchLabels\": {\"app\": \"y\"}}"].randomElement(
        using: &random)!
    }

    static func policy(_ index: Int, _ random: inout SeededRandom) -> String {
      func rules(_ word: String) -> String {
        (0..<Int.random(in: 0...2, using: &random)).map { _ in
          let peer = [
            "{\"podSelector\": \(selector(&random))}",
            "{\"namespaceSelector\": {\"matchLabels\": {\"kubernetes.io/metadata.name\": \"a\"}}}",
            "{\"ipBlock\": {\"cidr\": \"10.1.0.0/31\"}}",
          ].randomElement(using: &random)!
          let port = ["", "{\"port\": 80}", "{\"protocol\": \"UDP\", \"port\": 53}"].randomElement(
            using: &random)!
          return "{\"\(word)\": [\(peer)], \"ports\": [\(port)]}"
        }.joined(separator: ", ")
      }
      return RunbookMatchingTests.policy(
        "p\(index)", in: ["a", "b"].randomElement(using: &random)!, of: selector(&random),
        types: [nil, "\"Ingress\"", "\"Egress\"", "\"Ingress\", \"Egress\""].randomElement(using: &random)!,
        ingress: rules("from"), egress: rules("to"))
    }

    func denied(_ policies: [String]) -> Set<String> {
      let found = compute(
        .allowed,
        [
          .from: pods[0], .to: pods[1], .port: port, .policies: list(policies),
          .namespaces: list([namespace("a"), namespace("b")]),
        ])
      guard case .lines(let lines) = found else { return ["unknown"] }
      return Set(lines.filter { $0 != "allowed" }.map { String($0.split(separator: " ")[1]) })
    }

    /// The directions that matter here and for which a policy selects a pod.
    func selected(_ policies: [String]) -> Set<String> {
      var directions: Set<String> = []
      for (pod, direction) in zip(pods, ["egress", "ingress"]) {
        guard case .lines(let lines) = compute(.selecting, [.pod: pod, .policies: list(policies)]) else {
          continue
        }
        if lines.contains(where: { $0.hasPrefix(direction) }) { directions.insert(direction) }
      }
      return directions
    }
  }

  @Test(arguments: 0..<150) func `policies only ever add to what is open, once one selects`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let world = World(&random)
    let denied = world.denied(world.policies)
    #expect(world.denied(world.policies.reversed()) == denied)
    // What no policy selects is open.
    #expect(denied.isSubset(of: world.selected(world.policies)))
    #expect(world.denied([]) == [])
    for index in world.policies.indices {
      var fewer = world.policies
      fewer.remove(at: index)
      let still = world.selected(fewer)
      // Taking one away opens a direction only where it was the last that selected …
      #expect(denied.intersection(still).isSubset(of: world.denied(fewer)))
      // … and then it does.
      #expect(world.denied(fewer).isSubset(of: still))
    }
    let more = world.policies + [World.policy(9, &random)]
    #expect(world.denied(more).intersection(world.selected(world.policies)).isSubset(of: denied))
  }
}
