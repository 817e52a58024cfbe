/// What functions read of a service.
struct Service {
  let name: String
  let namespace: String
  let selector: LabelSelector
  let ports: [ServicePort]

  init(_ object: JSONValue) {
    name = object.objectName
    namespace = object.namespace
    selector = LabelSelector(object.object("spec", "selector")?.asLabels ?? [:])
    ports = object.list("spec", "ports").compactMap(ServicePort.init)
  }

  /// One line for each port that nothing behind the service serves. Throws where nothing is behind it, or where
  /// the pods do not say on which ports they listen.
  func mismatches(_ pods: [Pod], listeners: [Listener]?) throws(Uncertainty) -> [String] {
    if selector.isEmpty { throw Uncertainty(MatchingProblems.noSelector(name)) }
    let behind = pods.filter { $0.namespace == namespace && selector.matches($0.labels) }
    if behind.isEmpty { throw Uncertainty(MatchingProblems.nothingBehind(name)) }
    var lines: [String] = []
    for port in ports {
      if let reason = try port.mismatch(behind, listeners) { lines.append(port.written + reason) }
    }
    return lines
  }
}

struct ServicePort {
  enum Target {
    case number(Int)
    case name(String)
  }

  let number: Int
  let name: String?
  let transport: String
  let target: Target

  init?(_ value: JSONValue) {
    guard let number = value.string("port").flatMap({ Int($0) }) else { return nil }
    self.number = number
    name = value.string("name")
    transport = value.string("protocol") ?? "TCP"
    let target = value.string("targetPort") ?? ""
    // Left out, 0 or empty: the port itself.
    self.target =
      Int(target).map { .number($0 == 0 ? number : $0) } ?? (target.isEmpty ? .number(number) : .name(target))
  }

  var written: String { "port \(number)\(name.map { " (\($0))" } ?? "") goes to \(targetText)" }

  private var targetText: String {
    switch target {
    case .number(let number): "\(number)"
    case .name(let name): "the port named \(name)"
    }
  }

  /// Why nothing serves it; nil where something does, in one pod at least.
  func mismatch(_ pods: [Pod], _ listeners: [Listener]?) throws(Uncertainty) -> String? {
    let declared = pods.flatMap(\.ports).filter { $0.transport == transport }
    let wanted: Set<Int>
    switch target {
    case .number(let number): wanted = [number]
    case .name(let name):
      wanted = Set(declared.filter { $0.name == name }.map(\.number))
      if wanted.isEmpty { return Self.containers(declared) }
    }
    let listening = listeners?.filter { $0.transport == transport } ?? []
    // A list of listeners without UDP says nothing of UDP.
    if listeners != nil, transport == "TCP" || !listening.isEmpty {
      let there = listening.filter { wanted.contains($0.port) }
      if there.contains(where: { !$0.isLoopback }) { return nil }
      if !there.isEmpty { return ": only the loopback address listens there" }
      let open = Set(listening.filter { !$0.isLoopback }.map(\.port)).sorted().map { "\($0)" }
      return open.isEmpty ? ": nothing listens" : ": what listens is \(open.joined(separator: ", "))"
    }
    if declared.contains(where: { wanted.contains($0.number) }) { return nil }
    if declared.isEmpty { throw Uncertainty(MatchingProblems.noPortsDeclared(transport)) }
    return Self.containers(declared)
  }

  private static func containers(_ declared: [ContainerPort]) -> String {
    var seen: Set<String> = []
    let ports = declared.map { port in "\(port.number)\(port.name.map { " (\($0))" } ?? "")" }
      .filter { seen.insert($0).inserted }
    return ports.isEmpty
      ? ": the containers have none" : ": the containers have \(ports.joined(separator: ", "))"
  }
}
