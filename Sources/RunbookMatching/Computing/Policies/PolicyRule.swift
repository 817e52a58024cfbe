/// One entry of `ingress` or `egress`: whom it lets through, and to which ports.
struct PolicyRule {
  /// Nil: everybody.
  private let peers: [Peer]?
  /// Nil: every port.
  private let ports: [PolicyPort]?

  init(_ value: JSONValue, _ direction: Policy.Direction, _ namespace: String) throws(Uncertainty) {
    var peers: [Peer] = []
    for peer in value.list(direction.peers) { peers.append(try Peer(peer, namespace)) }
    self.peers = peers.isEmpty ? nil : peers
    let ports = value.list("ports").map(PolicyPort.init)
    self.ports = ports.isEmpty ? nil : ports
  }

  /// Whether it lets the other side through to this port of the side that is spoken to.
  func allows(_ other: Party, _ port: TrafficPort, of target: Party, _ namespaces: [String: Labels]) -> Answer
  {
    if let ports, !ports.contains(where: { $0.covers(port, of: target) }) { return .fails }
    guard let peers else { return .holds }
    return .any(peers) { $0.meets(other, namespaces) }
  }
}

/// An entry of `ports`.
struct PolicyPort {
  private let transport: String
  /// Nil: every port of the protocol.
  private let port: String?
  private let end: Int?

  init(_ value: JSONValue) {
    transport = value.string("protocol") ?? "TCP"
    port = value.string("port")
    end = value.string("endPort").flatMap { Int($0) }
  }

  /// A name means what the containers of the pod that is spoken to call so.
  func covers(_ wanted: TrafficPort, of target: Party) -> Bool {
    guard transport == wanted.transport else { return false }
    guard let port else { return true }
    if let number = Int(port) { return (number...max(number, end ?? number)).contains(wanted.number) }
    guard case .pod(let pod) = target else { return false }
    return pod.ports.contains { $0.name == port && $0.transport == transport && $0.number == wanted.number }
  }
}
