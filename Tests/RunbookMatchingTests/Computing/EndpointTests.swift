import RunbookModel
import Testing

/// Listed addresses against ready pods.
struct EndpointTests {
  private func endpoints(_ addresses: [String], notReady: [String] = [], extra: String = "") -> String {
    func ips(_ list: [String]) -> String { list.map { "{\"ip\": \"\($0)\"}" }.joined(separator: ", ") }
    return """
      {"kind": "Endpoints", "metadata": {"name": "web", "namespace": "shop"\(extra)},
       "subsets": [{"addresses": [\(ips(addresses))], "notReadyAddresses": [\(ips(notReady))], "ports": [{"port": 8080}]}]}
      """
  }

  private func slice(_ family: String, _ endpoints: String...) -> String {
    """
    {"kind": "EndpointSlice", "metadata": {"name": "web-\(family)", "namespace": "shop"}, "addressType": "\(family)",
     "endpoints": [\(endpoints.joined(separator: ", "))]}
    """
  }

  private let pods = list([
    pod("web-1", ip: "10.1.0.5"), pod("web-2", ip: "10.1.0.6"), pod("web-3", ip: "10.1.0.7", isReady: false),
    pod("web-4", ip: "10.1.0.8", extra: ", \"deletionTimestamp\": \"2024-01-01T00:00:00Z\""),
    pod("web-5", ip: nil),
  ])

  @Test func `what is listed is compared with the pods that are ready`() {
    func differences(_ endpoints: String) -> Computed {
      compute(.endpoints, [.endpoints: endpoints, .pods: pods])
    }
    #expect(differences(endpoints(["10.1.0.5", "10.1.0.6"], notReady: ["10.1.0.7"])) == .lines([]))
    #expect(differences(endpoints(["10.1.0.6"])) == .lines(["missing 10.1.0.5 web-1"]))
    #expect(
      differences(endpoints(["10.1.0.5", "10.1.0.6", "10.1.0.7", "10.1.0.9", "10.1.0.9"]))
        == .lines(["dead 10.1.0.7", "dead 10.1.0.9"]))
    #expect(
      differences("{\"kind\": \"Endpoints\", \"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"}}")
        == .lines(["missing 10.1.0.5 web-1", "missing 10.1.0.6 web-2"]))
    #expect(differences(list([])) == .lines(["missing 10.1.0.5 web-1", "missing 10.1.0.6 web-2"]))
  }

  @Test func `slices list what is ready, or does not say that it is not`() {
    let slices = list([
      slice(
        "IPv4", "{\"addresses\": [\"10.1.0.5\"], \"conditions\": {\"ready\": true}}",
        "{\"addresses\": [\"10.1.0.6\"]}"),
      slice("IPv4", "{\"addresses\": [\"10.1.0.7\"], \"conditions\": {\"ready\": false, \"serving\": true}}"),
    ])
    #expect(compute(.endpoints, [.endpoints: slices, .pods: pods]) == .lines([]))
  }

  @Test func `a pod is looked for in each family that is listed`() {
    let both = """
      {"kind": "Pod", "metadata": {"name": "web-1", "namespace": "shop"},
       "status": {"podIP": "10.1.0.5", "podIPs": [{"ip": "10.1.0.5"}, {"ip": "fd00::5"}],
         "conditions": [{"type": "Ready", "status": "True"}]}}
      """
    let four = slice("IPv4", "{\"addresses\": [\"10.1.0.5\"]}")
    func differences(_ slices: [String]) -> Computed {
      compute(.endpoints, [.endpoints: list(slices), .pods: both])
    }
    #expect(differences([four]) == .lines([]))
    #expect(differences([four, slice("IPv6")]) == .lines(["missing fd00::5 web-1"]))
    #expect(differences([four, slice("IPv6", "{\"addresses\": [\"fd00:0::0:5\"]}")]) == .lines([]))
    #expect(
      differences([four, slice("IPv6", "{\"addresses\": [\"fd00:0:0:1:0:0:0:0\", \"fd00::5\"]}")])
        == .lines(["dead fd00:0:0:1::"]))
  }

  @Test func `pods of other namespaces are other pods`() {
    let pods = list([pod("web-1", in: "test", ip: "10.1.0.5")])
    #expect(
      compute(.endpoints, [.endpoints: endpoints(["10.1.0.5"]), .pods: pods]) == .lines(["dead 10.1.0.5"]))
  }

  @Test func `a list that was cut is not believed`() {
    let cut = endpoints(
      ["10.1.0.5"], extra: ", \"annotations\": {\"endpoints.kubernetes.io/over-capacity\": \"truncated\"}")
    #expect(
      compute(.endpoints, [.endpoints: cut, .pods: pods])
        == .unknown("the Endpoints object was cut at 1000 addresses: give the EndpointSlices"))
  }
}
