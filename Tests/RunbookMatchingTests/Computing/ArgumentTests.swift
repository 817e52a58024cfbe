import RunbookMatching
import RunbookModel
import Testing

/// Arguments that are not what they must be, and functions in expectations.
struct ArgumentTests {
  @Test(arguments: [
    ("", "no JSON: there is no text"),
    ("Error from server", "no JSON: expected a value, found `Error from server` in line 1"),
    ("3", "no object: `3`"), ("{}", "an object without `kind` and `metadata`"),
    (namespace("shop"), "an object of kind Namespace"),
    ("[{\"kind\": \"Service\"}]", "an object of kind Service"),
    (
      "{\"kind\": \"NetworkPolicy\", \"apiVersion\": \"projectcalico.org/v3\"}",
      "an object of kind NetworkPolicy of projectcalico.org/v3"
    ),
  ])
  func `an argument that is no such object says what was found`(text: String, found: String) {
    #expect(
      compute(.selecting, [.pod: pod("web-1"), .policies: text])
        == .unknown("`policies=` needs NetworkPolicies as JSON, found \(found)"))
  }

  @Test func `one object is one`() {
    #expect(
      compute(.selecting, [.pod: list([pod("a"), pod("b")]), .policies: list([])])
        == .unknown("`pod=` needs one pod as JSON, found 2 objects of kind Pod"))
    #expect(
      compute(.selecting, [.pod: list([]), .policies: list([])])
        == .unknown("`pod=` needs one pod as JSON, found an empty list"))
    #expect(
      compute(.selecting, [.pod: list([pod("a")]), .policies: policy("p")]) == .lines(["ingress shop/p"]))
  }

  @Test func `lists are read as kubectl, the API server and a path give them`() {
    let plain =
      "{\"kind\": \"NetworkPolicyList\", \"items\": [{\"metadata\": {\"name\": \"p\", \"namespace\": \"shop\"}, \"spec\": {}}]}"
    for text in [plain, "[\(policy("p"))]", list([policy("p")])] {
      #expect(compute(.selecting, [.pod: pod("a"), .policies: text]) == .lines(["ingress shop/p"]))
    }
    #expect(
      compute(.selecting, [.pod: pod("a"), .policies: "{\"kind\": \"PodList\", \"items\": null}"])
        == .lines([]))
  }

  @Test func `a captured list is one object each`() {
    let policies = VariableValue(list: [policy("p"), policy("q")])
    let computation = Computation(
      .selecting,
      [
        Computation.Argument(.pod, .variable(VariableReference("pod"))),
        Computation.Argument(.policies, value("$policies")),
      ])
    let variables: Variables = ["pod": VariableValue(pod("a")), "policies": policies]
    #expect(
      judged(aggregate: .count, of: .computed(computation), .equals(value("2")), .nothing, variables).verdict
        == .passed)
    let missing = judged(
      aggregate: .count, of: .computed(computation), .equals(value("2")), .nothing,
      ["pod": VariableValue("x")])
    #expect(missing.verdict == .unknown && missing.reason == "`$policies` was never captured")
  }

  private func overlaps(_ lines: String) -> Selector.Source {
    .computed(Computation(.overlaps, [Computation.Argument(.ranges, quoted(lines))]))
  }

  @Test func `is empty asks for lines, however many there are`() {
    let two = overlaps("a 10.0.0.0/8\nb 10.1.0.0/16\nc 10.1.1.0/24")
    let judgement = judged(of: two, .isEmpty, .nothing)
    #expect(judgement.verdict == .failed && judgement.found == "3 lines")
    #expect(judgement.deciding.first == "a 10.0.0.0/8 overlaps b 10.1.0.0/16")
    #expect(judged(of: two, not(.isEmpty), .nothing).verdict == .passed)
    #expect(judged(of: two, .exists, .nothing).verdict == .passed)
    let one = overlaps("a 10.0.0.0/8\nb 10.1.0.0/16")
    #expect(judged(of: one, .isEmpty, .nothing).verdict == .failed)
    #expect(judged(of: one, not(.isEmpty), .nothing).verdict == .passed)
    let none = overlaps("a 10.0.0.0/8")
    let passed = judged(of: none, .isEmpty, .nothing)
    #expect(passed.verdict == .passed && passed.found == "nothing")
    let failed = judged(of: none, not(.isEmpty), .nothing)
    #expect(failed.verdict == .failed && failed.reason == "no two ranges overlap")
    #expect(judged(of: none, not(.exists), .nothing).verdict == .passed)
    #expect(judged(.no, of: none, .contains(value("a")), .nothing).verdict == .passed)
    #expect(judged(.some, of: two, .matches(Pattern("^b")), .nothing).verdict == .passed)
    #expect(judged(.exactly(1), aggregate: .first(1), of: two, .exists, .nothing).verdict == .passed)
  }

  @Test func `an argument that cannot be read makes the verdict unknown, whatever is expected`() {
    let source = overlaps("none at all")
    for judgement in [
      judged(of: source, .isEmpty, .nothing), judged(.every, of: source, .exists, .nothing),
      judged(of: source, not(.exists), .nothing),
      judged(aggregate: .count, of: source, .equals(value("0")), .nothing),
    ] {
      #expect(judgement.verdict == .unknown)
      #expect(judgement.reason == "`ranges=` needs lines `[NAME] CIDR`, found \"none at all\"")
    }
  }

  @Test func `a fixed argument is read before anything runs`() {
    #expect(unfitness(of: "10.0.0.0/8", as: .range) == nil)
    #expect(
      unfitness(of: "10.0.0.0", as: .range)
        == "`range=` needs one network such as `10.1.0.0/24`, found 10.0.0.0")
    #expect(unfitness(of: "UDP 53", as: .port) == nil && unfitness(of: "tcp 8080", as: .port) == nil)
    for port in ["", "53 UDP", "0", "65536", "http", "ICMP 1", "TCP 80 81"] {
      #expect(unfitness(of: port, as: .port) != nil, "\(port)")
    }
    #expect(unfitness(of: "fd00::1", as: .from) == nil && unfitness(of: "somewhere", as: .to) != nil)
  }

  @Test(arguments: 0..<60) func `nothing that is printed makes a function trap`(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    func mutated(_ text: String) -> String {
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 0...6, using: &random) { mutate(&bytes, &random) }
      return String(decoding: bytes, as: UTF8.self)
    }
    let pods = mutated(list([PolicyTests.web, PolicyTests.dns, PolicyTests.host]))
    let policies = mutated(
      list(PolicyTests.recipes.flatMap(\.policies).shuffled(using: &random).prefix(4).map { $0 }))
    let service =
      "{\"kind\": \"Service\", \"metadata\": {}, \"spec\": {\"selector\": {\"app\": \"web\"}, \"ports\": [{\"port\": 80}]}}"
    for function in Computation.Function.allCases {
      let given = function.parameters.map { parameter -> Computation.Argument in
        let text =
          switch parameter {
          case .pods, .endpoints: pods
          case .pod, .from, .to: mutated(PolicyTests.web)
          case .policies: policies
          case .namespaces: mutated(PolicyTests.namespaces)
          case .service: mutated(service)
          case .ranges: mutated("pods 10.1.0.0/16\nsix fd00::/0, 0.0.0.0/0")
          case .range: mutated("fd00::/0")
          case .port: mutated("UDP 53")
          case .selector: mutated("app=web,tier=front")
          case .product: "calico"
          case .version, .kubernetes: mutated("v3.18.4")
          case .listeners: mutated("LISTEN 0 128 [::1]:80 *:*")
          }
        return Computation.Argument(parameter, .text(Template(verbatim: text)))
      }
      _ = captured(of: .computed(Computation(function, given)), .nothing)
    }
  }
}
