import RunbookModel
import Testing

/// Ports of a service against containers and listeners.
struct MismatchTests {
  private func service(_ ports: String, selector: String = "{\"app\": \"web\"}") -> String {
    "{\"kind\": \"Service\", \"metadata\": {\"name\": \"web\", \"namespace\": \"shop\"}, \"spec\": {\"selector\": \(selector), \"ports\": [\(ports)]}}"
  }

  private func web(_ ports: String, name: String = "web-1") -> String {
    pod(name, ["app": "web"], ports: ports)
  }

  private func mismatches(_ ports: String, _ pods: [String], listeners: String? = nil) -> Computed {
    listeners.map {
      compute(.mismatches, [.service: service(ports), .pods: list(pods), .listeners: $0])
    } ?? compute(.mismatches, [.service: service(ports), .pods: list(pods)])
  }

  private let http = "{\"name\": \"http\", \"containerPort\": 8081}"

  @Test func `a target is a number, a name, or the port itself`() {
    #expect(mismatches("{\"port\": 80, \"targetPort\": 8081}", [web(http)]) == .lines([]))
    #expect(mismatches("{\"port\": 80, \"targetPort\": \"http\"}", [web(http)]) == .lines([]))
    #expect(mismatches("{\"port\": 8081}", [web(http)]) == .lines([]))
    #expect(
      mismatches("{\"name\": \"web\", \"port\": 80, \"targetPort\": 8080}, {\"port\": 8081}", [web(http)])
        == .lines(["port 80 (web) goes to 8080: the containers have 8081 (http)"]))
    #expect(
      mismatches("{\"port\": 80, \"targetPort\": \"web\"}", [web(http)])
        == .lines(["port 80 goes to the port named web: the containers have 8081 (http)"]))
    #expect(
      mismatches("{\"port\": 80, \"targetPort\": \"web\"}", [web("")])
        == .lines(["port 80 goes to the port named web: the containers have none"]))
  }

  @Test func `ports of another protocol are other ports`() {
    #expect(
      mismatches(
        "{\"port\": 8081, \"protocol\": \"UDP\"}",
        [web(http + ", {\"containerPort\": 53, \"protocol\": \"UDP\"}")])
        == .lines(["port 8081 goes to 8081: the containers have 53"]))
  }

  @Test func `one pod that serves it is enough, and a sidecar may`() {
    let sidecar = pod(
      "web-2", ["app": "web"],
      spec: ", \"initContainers\": [{\"restartPolicy\": \"Always\", \"ports\": [{\"containerPort\": 9090}]}]")
    #expect(mismatches("{\"port\": 9090}", [web(http), sidecar]) == .lines([]))
  }

  @Test func `containers that declare nothing say nothing`() {
    #expect(
      mismatches("{\"port\": 80}", [web("")])
        == .unknown("the containers declare no ports of TCP: say with `listeners=` where they listen"))
    #expect(mismatches("{\"port\": 80}", [web("")], listeners: ss("0.0.0.0:80")) == .lines([]))
  }

  private func ss(_ addresses: String...) -> String {
    (["State   Recv-Q  Send-Q   Local Address:Port   Peer Address:Port Process"]
      + addresses.map { "LISTEN  0       4096     \($0)      0.0.0.0:*         users:((\"web\",pid=1,fd=3))" })
      .joined(separator: "\n")
  }

  @Test func `listeners are believed more than what is declared`() {
    let port = "{\"port\": 80, \"targetPort\": \"http\"}"
    #expect(mismatches(port, [web(http)], listeners: ss("[::]:8081", "127.0.0.1:9")) == .lines([]))
    #expect(
      mismatches(port, [web(http)], listeners: ss("*:8080", "[::1]:8081", "127.0.0.11:9"))
        == .lines(["port 80 goes to the port named http: only the loopback address listens there"]))
    #expect(
      mismatches(port, [web(http)], listeners: ss("*:8080", "10.1.0.5:22"))
        == .lines(["port 80 goes to the port named http: what listens is 22, 8080"]))
    #expect(
      mismatches(port, [web(http)], listeners: ss())
        == .lines(["port 80 goes to the port named http: nothing listens"]))
  }

  @Test func `ss and netstat are read, with UDP and without`() {
    let netstat = """
      Active Internet connections (only servers)
      Proto Recv-Q Send-Q Local Address           Foreign Address         State
      tcp        0      0 127.0.0.1:9000          0.0.0.0:*               LISTEN
      tcp        0      0 10.1.0.5:8081           10.1.0.9:40000          ESTABLISHED
      tcp        0      0 :::8081                 :::*                    LISTEN
      udp        0      0 0.0.0.0:53              0.0.0.0:*
      """
    let both = """
      Netid State  Recv-Q Send-Q  Local Address:Port  Peer Address:Port
      udp   UNCONN 0      0       127.0.0.53%lo:53    0.0.0.0:*
      udp   UNCONN 0      0       0.0.0.0:53          0.0.0.0:*
      tcp   LISTEN 0      128     0.0.0.0:8081        0.0.0.0:*
      """
    let ports = "{\"port\": 8081}, {\"port\": 53, \"protocol\": \"UDP\"}, {\"port\": 9000}"
    for text in [netstat, both] {
      #expect(
        mismatches(ports, [web("")], listeners: text)
          == .lines([
            text == netstat
              ? "port 9000 goes to 9000: only the loopback address listens there"
              : "port 9000 goes to 9000: what listens is 8081"
          ]))
    }
    // A list of TCP says nothing of UDP.
    #expect(
      mismatches("{\"port\": 53, \"protocol\": \"UDP\"}", [web("")], listeners: ss("0.0.0.0:53"))
        == .unknown("the containers declare no ports of UDP: say with `listeners=` where they listen"))
  }

  @Test func `only the pods of the service count`() {
    let other = pod("db", ["app": "db"], ports: "{\"containerPort\": 80}")
    let elsewhere = pod("web-1", in: "test", ["app": "web"], ports: "{\"containerPort\": 80}")
    #expect(
      mismatches("{\"port\": 80}", [other, elsewhere])
        == .unknown("none of the pods matches the selector of the service web"))
    #expect(
      compute(.mismatches, [.service: service("{\"port\": 80}", selector: "null"), .pods: list([other])])
        == .unknown("the service web has no selector, so there are no pods to compare it with"))
  }

  @Test func `what is no list of listeners is refused`() {
    #expect(
      mismatches("{\"port\": 80}", [web("")], listeners: "sh: ss: not found")
        == .unknown("`listeners=` needs what `ss -ltn` prints, found \"sh: ss: not found\""))
    guard case .unknown = mismatches("{\"port\": 80}", [web("")], listeners: ss("0.0.0.0:http")) else {
      Issue.record("names of ports were taken for ports")
      return
    }
  }
}
