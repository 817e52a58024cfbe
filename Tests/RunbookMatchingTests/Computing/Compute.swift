import RunbookMatching
import RunbookModel

/// What came of a function.
enum Computed: Equatable {
  case lines([String])
  /// It cannot say, and why.
  case unknown(String)
}

/// What a function gives for texts.
func compute(
  _ function: Computation.Function, _ arguments: KeyValuePairs<Computation.Parameter, String>
) -> Computed {
  let given = arguments.map { Computation.Argument($0.key, .text(Template(verbatim: $0.value))) }
  switch captured(of: .computed(Computation(function, given)), .nothing) {
  case .found(let value): return .lines(value.texts)
  case .nothing: return .lines([])
  case .impossible(let reason): return .unknown(reason)
  }
}

func json(_ labels: [String: String]) -> String {
  "{" + labels.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \"\($0.value)\"" }.joined(separator: ", ")
    + "}"
}

/// A pod as kubectl prints it, with what functions look at.
func pod(
  _ name: String, in namespace: String = "shop", _ labels: [String: String] = [:], ip: String? = "10.1.0.5",
  ports: String = "", isReady: Bool = true, extra: String = "", spec: String = "", node: String = "10.9.0.1"
) -> String {
  """
  {"apiVersion": "v1", "kind": "Pod",
   "metadata": {"name": "\(name)", "namespace": "\(namespace)", "labels": \(json(labels))\(extra)},
   "spec": {"containers": [{"name": "c", "ports": [\(ports)]}]\(spec)},
   "status": {"hostIP": "\(node)"\(ip.map { ", \"podIP\": \"\($0)\", \"podIPs\": [{\"ip\": \"\($0)\"}]" } ?? ""),
     "conditions": [{"type": "Ready", "status": "\(isReady ? "True" : "False")"}]}}
  """
}

func list(_ objects: [String]) -> String {
  "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [\(objects.joined(separator: ", "))]}"
}

func namespace(_ name: String, _ labels: [String: String] = [:]) -> String {
  let labels = labels.merging(["kubernetes.io/metadata.name": name]) { $1 }
  return "{\"kind\": \"Namespace\", \"metadata\": {\"name\": \"\(name)\", \"labels\": \(json(labels))}}"
}

/// A NetworkPolicy; what is left out is not written.
func policy(
  _ name: String, in namespace: String = "shop", of selector: String = "{}", types: String? = nil,
  ingress: String? = nil, egress: String? = nil
) -> String {
  var spec = ["\"podSelector\": \(selector)"]
  if let types { spec.append("\"policyTypes\": [\(types)]") }
  if let ingress { spec.append("\"ingress\": [\(ingress)]") }
  if let egress { spec.append("\"egress\": [\(egress)]") }
  return """
    {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
     "metadata": {"name": "\(name)", "namespace": "\(namespace)"}, "spec": {\(spec.joined(separator: ", "))}}
    """
}
