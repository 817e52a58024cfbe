import RunbookModel
import Testing

/// A selector against labels, with the nearest miss.
struct NearestTests {
  private func nearest(_ selector: String, _ pods: [[String: String]]) -> Computed {
    compute(
      .nearest,
      [.selector: selector, .pods: list(pods.enumerated().map { pod("p\($0.offset)", $0.element) })])
  }

  @Test func `where a pod matches there is no miss`() {
    #expect(nearest("app=web", [["app": "db"], ["app": "web", "tier": "front"]]) == .lines([]))
    #expect(
      nearest("{\"app\": \"web\", \"tier\": \"front\"}", [["app": "web", "tier": "front"]]) == .lines([]))
    #expect(nearest("{\"matchLabels\": {\"app\": \"web\"}}", [["app": "web"]]) == .lines([]))
    #expect(nearest("app==web, tier=front", [["app": "web", "tier": "front"]]) == .lines([]))
  }

  @Test func `the misspelt label is named with what is wanted`() {
    #expect(
      nearest("app=web", [["app": "db"], ["app": "webb"], ["app": "wbbe"]])
        == .lines(["p1 has app=webb, the selector wants app=web"]))
    #expect(
      nearest("app=web", [["ap": "web"], ["app.kubernetes.io/name": "web"]])
        == .lines(["p0 has ap=web, the selector wants app=web"]))
    #expect(
      nearest("app=web", [["app.kubernetes.io/name": "web", "tier": "front"]])
        == .lines(["p0 has app.kubernetes.io/name=web, the selector wants app=web"]))
  }

  @Test func `who has most of the labels is nearer than who has a misspelt one`() {
    #expect(
      nearest(
        "app=web,tier=front",
        [["app": "webb", "tier": "frond"], ["app": "web", "tier": "database"], ["app": "web"]])
        == .lines(["p1 has tier=database, the selector wants tier=front"]))
    #expect(
      nearest("app=web,version=2", [["app": "web"]])
        == .lines(["p0 has no label version, the selector wants version=2"]))
  }

  @Test func `pods that differ alike are one line`() {
    #expect(
      nearest("app=web", [["app": "webb"], ["app": "webb"], ["app": "webb"], ["app": "wed"]])
        == .lines([
          "p0 has app=webb, the selector wants app=web (and 2 more pods)",
          "p3 has app=wed, the selector wants app=web",
        ]))
  }

  @Test func `a pod that has nothing in common is another application's`() {
    #expect(
      nearest("app=web", [["app": "database"], ["k8s-app": "kube-dns"]]) == .lines(["no pod has app=web"]))
    #expect(nearest("app=web,tier=front", []) == .lines(["no pod has app=web", "no pod has tier=front"]))
  }

  @Test(arguments: ["", "{}", "app", "app=web,", "[]", "{\"matchExpressions\": []}", "{\"app\": {}}"])
  func `a selector that asks for nothing, or cannot be read, is refused`(selector: String) {
    guard case .unknown(let reason) = nearest(selector, [["app": "web"]]) else {
      Issue.record("it was read")
      return
    }
    #expect(reason.hasPrefix("`selector=` needs labels such as `app=shop,tier=front`, or as JSON, found "))
  }
}
