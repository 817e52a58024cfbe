import Foundation
import RunbookModel
import RunbookReports
import Testing

@testable import RunbookComparison

/// What kubectl printed on a real cluster (`deployments.json`, `describe.txt`, `endpoints.txt` and `service.yaml` are
/// written after it), with all pods made anew and one thing changed that matters: it is shown, and nothing else.
@Suite struct PlantedTests {
  /// Where something is changed, and into what; of several places one is chosen.
  static let changes: [(file: String, pattern: String, new: String)] = [
    ("pods.txt", #"\b1/1\b"#, "0/1"), ("pods.txt", "Running", "Pending"),
    ("pods.txt", #"Running   0"#, "Running   7"),
    ("pods.txt", #"(?m)^default         web-.*\n"#, ""),
    ("nodes.txt", #"\bTrue "#, "False"), ("nodes.txt", "cni plugin", "cnj plugin"),
    ("endpoints.json", #""port": 53"#, #""port": 5353"#), ("endpoints.json", "CoreDNS", "OtherDNS"),
    ("endpoints.json", #""name": "dns""#, #""name": "dns-udp""#),
    ("endpoints.json", "UDP", "SCTP"),
    ("endpoints.txt", #"10.244.2.[0-9]:8080,"#, ""), ("endpoints.txt", #":8080"#, ":8081"),
    ("endpoints.txt", #"10.244.3.[0-9]:8080"#, "10.244.3.1:8080"), ("endpoints.txt", ":6443", ":6444"),
    ("service.json", #""targetPort": 53"#, #""targetPort": 54"#),
    ("service.json", #""k8s-app": "kube-dns""#, #""k8s-app": "dns""#),
    ("service.json", #""clusterIP": "10.96.0.10""#, #""clusterIP": "10.96.0.11""#),
    ("service.json", "ClusterIP", "NodePort"),
    ("service.yaml", #"port: 8080"#, "port: 8443"), ("service.yaml", "targetPort: 9102", "targetPort: 9103"),
    ("service.yaml", #"app: web"#, "app: website"),
    ("deployments.json", "coredns:1.8.0", "coredns:1.8.4"), ("deployments.json", "v2.14.1", "v2.15.0"),
    ("deployments.json", #""cpu": "500m""#, #""cpu": "100m""#), ("deployments.json", "128Mi", "64Mi"),
    ("deployments.json", #""tier": "front""#, #""tier": "back""#),
    ("deployments.json", #""replicas": 3"#, #""replicas": 2"#),
    ("deployments.json", #""containerPort": 8080"#, #""containerPort": 8090"#),
    ("deployments.json", "Corefile", "Corefile2"),
    ("deployments.json", #""timeoutSeconds": 5"#, #""timeoutSeconds": 1"#),
    ("deployments.json", #""status": "True""#, #""status": "False""#),
    ("describe.txt", "coredns:1.8.0", "coredns:1.8.3"), ("describe.txt", "170Mi", "64Mi"),
    ("describe.txt", "cpu:     500m", "cpu:     100m"),
    ("describe.txt", "k8s-app=kube-dns", "k8s-app=core"), ("describe.txt", "timeout=5s", "timeout=1s"),
    ("describe.txt", "Restart Count:  0", "Restart Count:  3"), ("describe.txt", "cc8fb77b", "cc8fb77c"),
    ("describe.txt", "9153/TCP", "9154/TCP"),
    ("ports.txt", "ready", "empty"), ("ports.txt", " 8080 ", " 8081 "),
    ("ports.txt", "10.96.0.10 53 UDP", "10.96.0.12 53 UDP"),
    ("lookup.txt", "Address: 10.96.0.1", "Address: 10.96.0.7"),
    ("lookup.txt", "kubernetes.default.svc", "kubernetes.default.old"),
    ("pings.txt", "10 packets received, 0% packet loss", "9 packets received, 10% packet loss"),
    ("pings.txt", "ttl=62", "ttl=63"),
  ]

  static func text(_ file: String) throws -> String {
    try String(contentsOf: Recording.folder.appending(path: "cluster/" + file), encoding: .utf8)
  }

  static func texts() throws -> [(name: String, text: String)] {
    try FileManager.default.contentsOfDirectory(atPath: Recording.folder.appending(path: "cluster").path)
      .sorted()
      .map { ($0, try text($0)) }
  }

  /// What went wrong with one planted change; nil: it was shown, and nothing else.
  static func plant(
    _ seed: Int, _ before: [(name: String, text: String)], _ after: [(name: String, text: String)]
  ) throws -> String? {
    var random = SeededRandom(seed: UInt64(seed))
    let isExit = seed % 12 == 0
    let change = changes[seed % changes.count]
    // Where one sees which pods were replaced stands in most runs.
    let files = Set(
      [change.file, "pods.txt", "endpoints.json"] + before.map(\.name).shuffled(using: &random).prefix(1))
    let old = before.filter { files.contains($0.name) }
    var new = after.filter { files.contains($0.name) }
    if !isExit {
      let index = new.firstIndex { $0.name == change.file }!
      let places = new[index].text.ranges(of: try Regex(change.pattern))
      guard let place = places.randomElement(using: &random) else { return "\(change) is nowhere" }
      new[index].text.replaceSubrange(place, with: change.new)
    }
    let comparison = PrintedRun("aftercmp22", new, failing: isExit ? change.file : nil)
      .compared(with: PrintedRun("kv4yh4efzj", old))
    let shown = comparison.evidence
    let isRight = shown.count == 1 && shown[0].attempt.name == change.file && shown[0].lineCount == 1
    if isRight, !isExit || shown[0].differences.map(\.subject) == [.ending] { return nil }
    let said = EvidenceLines.lines(shown, limit: 3).map(\.plain)
    return "seed \(seed), \(isExit ? "exit of \(change.file)" : "\(change)"): \(said.joined(separator: "\n"))"
  }

  @Test(arguments: 0..<4) func `of 200 changes that matter each is shown, and nothing else`(part: Int) throws
  {
    var recreation = Recreation(seed: UInt64(part))
    let before = try Self.texts()
    let after = before.map { ($0.name, recreation.recreated($0.text, as: $0.name)) }
    let wrong = try (part * 50..<part * 50 + 50).compactMap { try Self.plant($0, before, after) }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func `of pods made anew nothing is shown but that they are renamed`() throws {
    var recreation = Recreation(seed: 7)
    let before = try Self.texts()
    let after = before.map { ($0.name, recreation.recreated($0.text, as: $0.name)) }
    let comparison = PrintedRun("aftercmp22", after).compared(with: PrintedRun("kv4yh4efzj", before))
    #expect(comparison.evidence.map(\.differences) == [])
    #expect(comparison.isSame)
    #expect(comparison.rawLines > 90)
    #expect(comparison.renames.contains { $0.before == "coredns-79744774cd-5krgn" })
  }
}
