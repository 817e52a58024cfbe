import RunbookModel
import Testing

/// Which policies select a pod, and what they leave open: known recipes with the answers that are known of them.
struct PolicyTests {
  static let web = pod(
    "web-1", ["app": "web", "tier": "front"], ip: "10.1.0.5",
    ports: "{\"name\": \"http\", \"containerPort\": 8080}")
  static let api = pod(
    "api-1", ["app": "api"], ip: "10.1.0.6",
    ports: "{\"name\": \"dns\", \"containerPort\": 53, \"protocol\": \"UDP\"}")
  static let dns = pod("dns-1", in: "kube-system", ["k8s-app": "kube-dns"], ip: "10.1.0.7", node: "10.9.0.2")
  static let probe = pod("probe", in: "ops", ["app": "web"], ip: "10.1.0.8", node: "10.9.0.2")
  static let host = pod(
    "agent", in: "ops", ["app": "web"], ip: "10.9.0.2", spec: ", \"hostNetwork\": true", node: "10.9.0.2")
  static let namespaces = list([
    namespace("shop", ["team": "shop"]), namespace("ops", ["team": "ops"]), namespace("kube-system"),
  ])

  struct Recipe: CustomTestStringConvertible {
    let name: String
    let policies: [String]
    let from: String
    let to: String
    let port: String
    let expected: [String]
    var testDescription: String { name }

    init(
      _ name: String, _ policies: [String], from: String = PolicyTests.api, to: String = PolicyTests.web,
      port: String = "TCP 8080", _ expected: String...
    ) {
      (self.name, self.policies, self.from, self.to, self.port) = (name, policies, from, to, port)
      self.expected = expected
    }
  }

  private static let isWeb = "{\"matchLabels\": {\"app\": \"web\"}}"
  private static let isApi = "{\"matchLabels\": {\"app\": \"api\"}}"
  private static func from(_ peers: String, ports: String = "") -> String {
    "{\"from\": [\(peers)], \"ports\": [\(ports)]}"
  }
  private static func to(_ peers: String, ports: String = "") -> String {
    "{\"to\": [\(peers)], \"ports\": [\(ports)]}"
  }
  private static let closed = "denied ingress by shop/p"
  private static let shut = "denied egress by shop/p"
  private static let allowDNS = policy(
    "p", types: "\"Egress\"",
    egress: to(
      "{\"namespaceSelector\": {\"matchLabels\": {\"kubernetes.io/metadata.name\": \"kube-system\"}}, \"podSelector\": {\"matchLabels\": {\"k8s-app\": \"kube-dns\"}}}",
      ports: "{\"protocol\": \"UDP\", \"port\": 53}, {\"protocol\": \"TCP\", \"port\": 53}"))

  static let recipes = [
    Recipe("no policy at all", [], "allowed"),
    Recipe("deny all traffic to an application", [policy("p", of: isWeb, ingress: "")], closed),
    Recipe(
      "… does not concern the others", [policy("p", of: isWeb, ingress: "")], from: web, to: api, "allowed"),
    Recipe("allow all traffic to an application", [policy("p", of: isWeb, ingress: "{}")], "allowed"),
    Recipe(
      "an empty list of peers is everybody", [policy("p", ingress: "{\"from\": []}")], from: "192.0.2.1",
      "allowed"),
    Recipe(
      "limit traffic: the one who may",
      [policy("p", of: isWeb, ingress: from("{\"podSelector\": \(isApi)}"))], "allowed"),
    Recipe(
      "limit traffic: one who may not",
      [policy("p", of: isWeb, ingress: from("{\"podSelector\": \(isApi)}"))], from: pod("x"), closed),
    Recipe("default deny of a namespace", [policy("p", types: "\"Ingress\"")], closed),
    Recipe("… lets egress alone", [policy("p", types: "\"Ingress\"")], to: dns, port: "UDP 53", "allowed"),
    Recipe("default deny of another namespace", [policy("p", in: "ops", types: "\"Ingress\"")], "allowed"),
    Recipe(
      "only from the same namespace: from it", [policy("p", ingress: from("{\"podSelector\": {}}"))],
      "allowed"),
    Recipe(
      "only from the same namespace: from another", [policy("p", ingress: from("{\"podSelector\": {}}"))],
      from: probe, closed),
    Recipe(
      "from all namespaces", [policy("p", ingress: from("{\"namespaceSelector\": {}}"))], from: probe,
      "allowed"),
    Recipe(
      "from all namespaces is not from outside", [policy("p", ingress: from("{\"namespaceSelector\": {}}"))],
      from: "192.0.2.1", closed),
    Recipe(
      "from one namespace by its labels",
      [policy("p", ingress: from("{\"namespaceSelector\": {\"matchLabels\": {\"team\": \"ops\"}}}"))],
      from: probe, "allowed"),
    Recipe(
      "from one namespace: not from here",
      [policy("p", ingress: from("{\"namespaceSelector\": {\"matchLabels\": {\"team\": \"ops\"}}}"))],
      closed),
    Recipe(
      "some pods of some namespaces: both must hold",
      [
        policy(
          "p",
          ingress: from(
            "{\"namespaceSelector\": {\"matchLabels\": {\"team\": \"ops\"}}, \"podSelector\": \(isApi)}"))
      ],
      from: probe, closed),
    Recipe(
      "two peers: one must hold",
      [
        policy(
          "p",
          ingress: from(
            "{\"namespaceSelector\": {\"matchLabels\": {\"team\": \"ops\"}}}, {\"podSelector\": \(isApi)}"))
      ],
      from: probe, "allowed"),
    Recipe("only to a port: to it", [policy("p", ingress: from("", ports: "{\"port\": 8080}"))], "allowed"),
    Recipe("only to a port: to another", [policy("p", ingress: from("", ports: "{\"port\": 80}"))], closed),
    Recipe(
      "only to a port: over another protocol", [policy("p", ingress: from("", ports: "{\"port\": 8080}"))],
      port: "UDP 8080", closed),
    Recipe("a port by its name", [policy("p", ingress: from("", ports: "{\"port\": \"http\"}"))], "allowed"),
    Recipe(
      "a port by the name of another", [policy("p", ingress: from("", ports: "{\"port\": \"dns\"}"))], closed),
    Recipe(
      "a name in egress is the target's",
      [policy("p", types: "\"Egress\"", egress: to("", ports: "{\"protocol\": \"UDP\", \"port\": \"dns\"}"))],
      from: web, to: api, port: "UDP 53", "allowed"),
    Recipe(
      "ports up to another: the last",
      [policy("p", ingress: from("", ports: "{\"port\": 8000, \"endPort\": 8080}"))], "allowed"),
    Recipe(
      "ports up to another: beyond",
      [policy("p", ingress: from("", ports: "{\"port\": 8000, \"endPort\": 8079}"))], closed),
    Recipe(
      "a protocol with all its ports", [policy("p", ingress: from("", ports: "{\"protocol\": \"UDP\"}"))],
      port: "UDP 9", "allowed"),
    Recipe(
      "from outside", [policy("p", ingress: from("{\"ipBlock\": {\"cidr\": \"0.0.0.0/0\"}}"))],
      from: "192.0.2.1", "allowed"),
    Recipe(
      "from outside but for some",
      [
        policy("p", ingress: from("{\"ipBlock\": {\"cidr\": \"0.0.0.0/0\", \"except\": [\"192.0.2.0/24\"]}}"))
      ],
      from: "192.0.2.1", closed),
    Recipe(
      "a block holds pods too", [policy("p", ingress: from("{\"ipBlock\": {\"cidr\": \"10.1.0.0/16\"}}"))],
      "allowed"),
    Recipe(
      "a block of IPv4 is none of IPv6",
      [policy("p", ingress: from("{\"ipBlock\": {\"cidr\": \"0.0.0.0/0\"}}"))], from: "2001:db8::1", closed),
    Recipe("deny egress of an application", [policy("p", of: isApi, types: "\"Egress\"")], shut),
    Recipe(
      "deny egress, and ingress at the other end", [policy("p", types: "\"Ingress\", \"Egress\"")], shut,
      closed),
    Recipe(
      "a rule for egress makes it one of egress",
      [policy("p", of: isApi, egress: to("{\"podSelector\": \(isApi)}"))], shut),
    Recipe("… and of ingress too", [policy("p", egress: "{}")], closed),
    Recipe(
      "egress inside the cluster only: inside",
      [policy("p", types: "\"Egress\"", egress: to("{\"namespaceSelector\": {}}"))], to: probe, "allowed"),
    Recipe(
      "egress inside the cluster only: outside",
      [policy("p", types: "\"Egress\"", egress: to("{\"namespaceSelector\": {}}"))], to: "192.0.2.1",
      port: "443", shut),
    Recipe("allow DNS: names", [allowDNS], to: dns, port: "UDP 53", "allowed"),
    Recipe("allow DNS: long answers", [allowDNS], to: dns, port: "TCP 53", "allowed"),
    Recipe("allow DNS: nothing else", [allowDNS], to: dns, port: "TCP 9153", shut),
    Recipe("allow DNS: of another", [allowDNS], shut),
    Recipe(
      "policies add up",
      [policy("q", types: "\"Ingress\""), policy("p", ingress: from("{\"podSelector\": \(isApi)}"))],
      "allowed"),
    Recipe(
      "all that close are named",
      [policy("q", types: "\"Ingress\""), policy("p", ingress: from("{\"podSelector\": \(isWeb)}"))],
      "denied ingress by shop/q, shop/p"),
    Recipe("a pod speaks with itself", [policy("p", types: "\"Ingress\", \"Egress\"")], from: web, "allowed"),
    Recipe("the own node gets in", [policy("p", types: "\"Ingress\"")], from: "10.9.0.1", "allowed"),
    Recipe("another node does not", [policy("p", types: "\"Ingress\"")], from: host, closed),
    Recipe(
      "labels of a pod on its node do not count",
      [policy("p", ingress: from("{\"podSelector\": {}, \"namespaceSelector\": {}}"))], from: host, closed),
    Recipe(
      "… but its address does", [policy("p", ingress: from("{\"ipBlock\": {\"cidr\": \"10.9.0.0/24\"}}"))],
      from: host, "allowed"),
    Recipe(
      "no policy is about a pod on its node", [policy("p", in: "ops", types: "\"Ingress\", \"Egress\"")],
      to: host, "allowed"),
    Recipe(
      "expressions: in",
      [
        policy(
          "p",
          of:
            "{\"matchExpressions\": [{\"key\": \"app\", \"operator\": \"In\", \"values\": [\"web\", \"x\"]}]}"
        )
      ], closed),
    Recipe(
      "expressions: not in, and not there",
      [
        policy(
          "p",
          of: "{\"matchExpressions\": [{\"key\": \"zone\", \"operator\": \"NotIn\", \"values\": [\"a\"]}]}")
      ],
      closed),
    Recipe(
      "expressions: there",
      [policy("p", of: "{\"matchExpressions\": [{\"key\": \"zone\", \"operator\": \"Exists\"}]}")], "allowed"),
    Recipe(
      "expressions: not there",
      [policy("p", of: "{\"matchExpressions\": [{\"key\": \"tier\", \"operator\": \"DoesNotExist\"}]}")],
      "allowed"),
    Recipe(
      "an exempting label",
      [
        policy(
          "p",
          of: "{\"matchExpressions\": [{\"key\": \"app\", \"operator\": \"NotIn\", \"values\": [\"web\"]}]}")
      ], "allowed"),
  ]

  @Test(arguments: recipes) func `a known policy has its known effect`(recipe: Recipe) {
    let found = compute(
      .allowed,
      [
        .from: recipe.from, .to: recipe.to, .port: recipe.port, .policies: list(recipe.policies),
        .namespaces: Self.namespaces,
      ])
    #expect(found == .lines(recipe.expected))
  }

  @Test func `the policies that select a pod are named for each direction`() {
    let policies = list([
      policy("a", types: "\"Ingress\", \"Egress\""), policy("b", of: Self.isWeb, egress: "{}"),
      policy("c", of: Self.isApi),
      policy("d", in: "ops"), policy("e", of: "{\"matchLabels\": {\"app\": \"web\", \"tier\": \"back\"}}"),
    ])
    #expect(
      compute(.selecting, [.pod: Self.web, .policies: policies])
        == .lines(["ingress shop/a", "ingress shop/b", "egress shop/a", "egress shop/b"]))
    #expect(compute(.selecting, [.pod: Self.host, .policies: policies]) == .lines([]))
    #expect(compute(.selecting, [.pod: Self.api, .policies: policy("one")]) == .lines(["ingress shop/one"]))
  }

  @Test func `what hangs on an unknown namespace is unknown, where it matters`() {
    let byTeam = policy(
      "p", ingress: Self.from("{\"namespaceSelector\": {\"matchLabels\": {\"team\": \"ops\"}}}"))
    func allowed(_ policies: [String], port: String = "8080") -> Computed {
      compute(
        .allowed,
        [.from: Self.probe, .to: Self.web, .port: port, .policies: list(policies), .namespaces: list([])])
    }
    #expect(allowed([byTeam]) == .unknown("`namespaces=` lacks the namespace `ops`, whose labels decide"))
    #expect(allowed([byTeam, policy("all", ingress: "{}")]) == .lines(["allowed"]))
    #expect(
      allowed([byTeam, policy("out", in: "ops", types: "\"Egress\"")]) == .lines(["denied egress by ops/out"])
    )
  }

  @Test func `a pod without an address is not judged by a block`() {
    let found = compute(
      .allowed,
      [
        .from: pod("new", ip: nil), .to: Self.web, .port: "8080", .namespaces: Self.namespaces,
        .policies: policy("p", ingress: Self.from("{\"ipBlock\": {\"cidr\": \"0.0.0.0/0\"}}")),
      ])
    #expect(found == .unknown("the pod shop/new has no address yet"))
  }
}
