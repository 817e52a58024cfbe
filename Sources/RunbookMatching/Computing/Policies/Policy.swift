/// A NetworkPolicy of `networking.k8s.io/v1`, with what the API server fills in.
struct Policy {
  enum Direction: String, CaseIterable {
    case ingress, egress

    /// As `policyTypes` has it.
    var typeName: String { self == .ingress ? "Ingress" : "Egress" }
    /// The member of a rule that names the others.
    var peers: String { self == .ingress ? "from" : "to" }
  }

  let name: String
  let namespace: String
  private let selector: LabelSelector
  private let rules: [Direction: [PolicyRule]]

  init(_ object: JSONValue) throws(Uncertainty) {
    name = object.objectName
    namespace = object.namespace
    let spec = object.object("spec")
    selector = try LabelSelector(spec?.object("podSelector"))
    let types = spec?.list("policyTypes").map(\.written) ?? []
    var rules: [Direction: [PolicyRule]] = [:]
    for direction in Direction.allCases {
      let written = spec?.list(direction.rawValue) ?? []
      // Without types it is about ingress, and about egress where it has a rule for it.
      let counts =
        types.isEmpty ? direction == .ingress || !written.isEmpty : types.contains(direction.typeName)
      guard counts else { continue }
      rules[direction] = []
      for rule in written { rules[direction]!.append(try PolicyRule(rule, direction, namespace)) }
    }
    self.rules = rules
  }

  var written: String { "\(namespace)/\(name)" }

  /// It decides about this pod's traffic in this direction. Plugins cannot tell a pod on the network of its node
  /// from the node, and so no policy is about it.
  func selects(_ pod: Pod, _ direction: Direction) -> Bool {
    rules[direction] != nil && !pod.isOnHostNetwork && pod.namespace == namespace
      && selector.matches(pod.labels)
  }

  func rules(_ direction: Direction) -> [PolicyRule] { rules[direction] ?? [] }

  /// One line for each policy and direction.
  static func selecting(_ pod: Pod, _ policies: [Policy]) -> [String] {
    Direction.allCases.flatMap { direction in
      policies.filter { $0.selects(pod, direction) }.map { "\(direction.rawValue) \($0.written)" }
    }
  }
}
