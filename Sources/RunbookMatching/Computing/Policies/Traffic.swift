/// A port and how it is spoken to: `UDP 53`.
struct TrafficPort {
  let transport: String
  let number: Int

  /// Without a protocol it is TCP.
  init?(_ text: String) {
    let words = text.split { $0 == " " || $0 == "\t" }
    guard (1...2).contains(words.count), let last = words.last, last.utf8.allSatisfy(isDigit),
      let number = Int(last),
      (1...65535).contains(number)
    else { return nil }
    self.number = number
    transport = words.count == 2 ? words[0].uppercased() : "TCP"
    guard ["TCP", "UDP", "SCTP"].contains(transport) else { return nil }
  }
}

/// Whether NetworkPolicies let one side speak to a port of another.
///
/// A direction is open where no policy selects the pod for it, or where a rule of one of those that do allows it:
/// rules only ever add. Both directions must be open. An answer that hangs on what is not known (the labels of a
/// namespace that is not listed) is none, unless another rule allows it or the other direction is closed anyway.
struct Traffic {
  let from: Party
  let to: Party
  let port: TrafficPort
  let policies: [Policy]
  let namespaces: [String: Labels]

  /// `allowed`, or a line for each direction that is closed.
  func lines() throws(Uncertainty) -> [String] {
    var lines: [String] = []
    var doubt: String?
    for (direction, own, other) in [(Policy.Direction.egress, from, to), (.ingress, to, from)] {
      guard case .pod(let pod) = own, !Self.isAlwaysOpen(between: pod, other) else { continue }
      let selecting = policies.filter { $0.selects(pod, direction) }
      if selecting.isEmpty { continue }
      let answer = Answer.any(selecting.flatMap { $0.rules(direction) }) {
        $0.allows(other, port, of: to, namespaces)
      }
      switch answer {
      case .holds: break
      case .fails:
        lines.append("denied \(direction.rawValue) by \(selecting.map(\.written).joined(separator: ", "))")
      case .unknown(let reason): doubt = reason
      }
    }
    if lines.isEmpty, let doubt { throw Uncertainty(doubt) }
    return lines.isEmpty ? ["allowed"] : lines
  }

  /// A pod speaks with itself and with its node whatever the policies say.
  private static func isAlwaysOpen(between pod: Pod, _ other: Party) -> Bool {
    switch other {
    case .pod(let other) where !other.isOnHostNetwork:
      return other.name == pod.name && other.namespace == pod.namespace
    case .pod(let other): return other.addresses.contains(where: pod.hostAddresses.contains)
    case .address(let address): return (pod.hostAddresses + pod.addresses).contains(address)
    }
  }
}
