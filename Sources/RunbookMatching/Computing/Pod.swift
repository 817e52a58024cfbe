/// What functions read of a pod.
struct Pod {
  let name: String
  let namespace: String
  let labels: Labels
  /// None before it has a sandbox.
  let addresses: [Address]
  /// Of its node.
  let hostAddresses: [Address]
  let isOnHostNetwork: Bool
  let ports: [ContainerPort]
  /// Its Ready condition holds, and it is not being deleted.
  let isReady: Bool

  init(_ object: JSONValue) {
    name = object.objectName
    namespace = object.namespace
    labels = object.labels
    addresses = Self.addresses(object, list: "podIPs", single: "podIP")
    hostAddresses = Self.addresses(object, list: "hostIPs", single: "hostIP")
    isOnHostNetwork = object.string("spec", "hostNetwork") == "true"
    // A sidecar is an init container that is started again.
    let sidecars = object.list("spec", "initContainers").filter { $0.string("restartPolicy") == "Always" }
    ports = (object.list("spec", "containers") + sidecars).flatMap { $0.list("ports") }.compactMap(
      ContainerPort.init)
    let isReady = object.list("status", "conditions").contains {
      $0.string("type") == "Ready" && $0.string("status") == "True"
    }
    self.isReady = isReady && object.string("metadata", "deletionTimestamp") == nil
  }

  var written: String { "\(namespace)/\(name)" }

  private static func addresses(_ object: JSONValue, list: String, single: String) -> [Address] {
    var texts = object.list("status", list).compactMap { $0.string("ip") }
    if texts.isEmpty, let one = object.string("status", single) { texts = [one] }
    return texts.compactMap { Address(Array($0.utf8)) }
  }
}

/// A port that a container declares.
struct ContainerPort {
  let name: String?
  let number: Int
  let transport: String

  init?(_ value: JSONValue) {
    guard let number = value.string("containerPort").flatMap({ Int($0) }) else { return nil }
    self.number = number
    name = value.string("name")
    transport = value.string("protocol") ?? "TCP"
  }
}
