import RunbookModel

/// What the tools of networks and meshes ask, read off their sources; where versions differ, the newest, which asks for most.
///
/// Of these it is known exactly what they ask, for they only forward a port to a pod and ask there. What looks at the
/// whole cluster (`istioctl analyze`, `linkerd check`, `subctl diagnose`) is not told: that list is long and changes.
extension RightsReading {
  /// With Kubernetes as its store: endpoints are pods, nodes are nodes, all else is a custom resource
  /// (`libcalico-go/lib/backend/k8s/resources`). Since 3.20 it compares versions first (`CheckVersionMismatch`);
  /// `node` asks only what runs on this machine (`commands/node/status.go`), `ipam show` lists pools and blocks
  /// (`lib/ipam`, `GetUtilization`).
  static let calicoctl: Rule = { invocation, reading in
    let arguments = Arguments(invocation.words.dropFirst(), valued: Tool.calicoctl.options)
    let verbs = arguments.operands.prefix(2).compactMap(\.literal)
    let isNamed = arguments.operands.count > 2
    var rights: [AccessRight] = []
    switch verbs {
    case _ where verbs.first == "version" && arguments.first("--client") != nil: return
    case ["node", "status"], ["node", "checksystem"], ["node", "diags"]: return
    case ["ipam", "show"] where !arguments.has("--ip", "--show-configuration"):
      rights = ["ippools", "ipamblocks"].map { AccessRight("list", $0, group: calico) }
    case _ where verbs.count == 2 && verbs[0] == "get":
      let kind = verbs[1].lowercased()
      if ["wep", "weps", "workloadendpoint", "workloadendpoints"].contains(kind) {
        rights = [AccessRight("list", "pods", scope: Self.calicoScope(arguments))]
      } else if ["no", "node", "nodes"].contains(kind) {
        rights = [AccessRight(isNamed ? "get" : "list", "nodes")]
      } else if let plural = calicoKinds.first(where: { $0.hasPrefix(kind) }) {
        rights = [AccessRight(isNamed ? "get" : "list", plural, group: calico)]
      }
    default: break
    }
    if rights.isEmpty {
      return reading.gap(RightsProblems.notKnown((["calicoctl"] + verbs).joined(separator: " ")))
    }
    if !arguments.has("--allow-version-mismatch") {
      rights.append(AccessRight("get", "clusterinformations", group: calico, object: "default"))
    }
    for right in rights { reading.add(right) }
  }

  private static let calico = "crd.projectcalico.org"
  private static let calicoKinds = [
    "ippools", "bgppeers", "bgpconfigurations", "felixconfigurations", "globalnetworkpolicies",
    "globalnetworksets", "clusterinformations", "ipamblocks", "blockaffinities",
  ]

  /// It does not look at the namespace of the context: none is `default`.
  private static func calicoScope(_ arguments: Arguments) -> AccessRight.Scope {
    if arguments.has("-a", "--all-namespaces") { return .cluster }
    guard let word = arguments.values(of: "-n", "--namespace").last else { return .namespace("default") }
    return word.literal.map { .namespace($0) } ?? .cluster
  }

  /// `proxy-status` and `remote-clusters` find the pods of istiod, forward a port to each and show a token of the
  /// namespace's default account (`istioctl/pkg/multixds`, `xds.DialOptions`), the newest verified against the root in a
  /// ConfigMap; before that they asked a debug port and needed no token. `proxy-config` forwards a port to the proxy
  /// (`pkg/kube`, `EnvoyDo`). Where `-i` names no namespace it is `istio-system`; a cluster without Istio has none of that
  /// name, and would refuse a Role there, so then it is not told.
  static let istioctl: Rule = { invocation, reading in
    let words = invocation.words.dropFirst()
    let isLocal = words.contains { ["--remote=false", "--help", "-h"].contains($0.literal) }
    let arguments = Arguments(words, valued: istioctlOptions)
    var operands = arguments.operands.map(\.literal)[...]
    if ["experimental", "x", "exp"].contains(operands.first ?? "") { operands = operands.dropFirst() }
    let verb = (operands.popFirst() ?? nil) ?? ""
    if verb == "help" || (verb == "version" && isLocal) { return }
    let home = arguments.values(of: "-i", "--istioNamespace").last.map { word in
      word.literal.map { AccessRight.Scope.namespace($0) } ?? .cluster
    }
    let reason = home == .cluster ? RightsProblems.namespaceAtRunTime : nil
    switch verb {
    case "proxy-status" where operands.isEmpty, "ps" where operands.isEmpty, "remote-clusters":
      guard let home, !arguments.has("--xds-address", "--cert-dir", "--plaintext") else { break }
      reading.add(AccessRight("list", "pods", scope: home), because: reason)
      reading.add(AccessRight("create", "pods/portforward", scope: home), because: reason)
      reading.add(
        AccessRight("create", "serviceaccounts/token", object: "default", scope: home),
        because: reason ?? RightsProblems.newestOnly)
      return reading.add(
        AccessRight("get", "configmaps", object: "istio-ca-root-cert", scope: home),
        because: reason ?? RightsProblems.newestOnly)
    case "proxy-config", "pc":
      guard operands.count > 1, !arguments.has("-f", "--file") else { break }
      return pod(operands.dropFirst().first ?? nil, arguments, &reading)
    default: break
    }
    reading.gap(RightsProblems.notKnown("istioctl " + verb))
  }

  private static let istioctlOptions = ValueOptions(
    "--as --as-group --as-uid --context -c --kubeconfig -i --istioNamespace -n --namespace --vklog -r --revision"
      + " --log_output_level --xds-label --xds-port --authority --timeout -v --verbosity -o --output --fqdn --port"
      + " --direction --level --proxy-admin-port -f --file --xds-address --cert-dir")

  /// `POD.NAMESPACE`, `POD` or `deployment/NAME`, of which it first finds the pod.
  private static func pod(_ target: String?, _ arguments: Arguments, _ reading: inout RightsReading) {
    guard let target else {
      reading.add(AccessRight("get", "pods", scope: .cluster), because: RightsProblems.namespaceAtRunTime)
      return reading.add(
        AccessRight("create", "pods/portforward", scope: .cluster), because: RightsProblems.namespaceAtRunTime
      )
    }
    guard !target.contains("/") else { return reading.gap(RightsProblems.notKnown("istioctl proxy-config")) }
    let parts = target.split(separator: ".", maxSplits: 1).map(String.init)
    var scope = AccessRight.Scope.own
    if parts.count == 2 {
      scope = .namespace(parts[1])
    } else if let word = arguments.values(of: "-n", "--namespace").last {
      scope = word.literal.map { .namespace($0) } ?? .cluster
    }
    reading.add(AccessRight("get", "pods", object: parts.first, scope: scope))
    reading.add(AccessRight("create", "pods/portforward", object: parts.first, scope: scope))
  }

  /// `multicluster gateways` finds the namespace of the viz extension by its label and forwards a port to its
  /// metrics-api, whose pod it knows by its ReplicaSet (`multicluster/cmd/gateways.go`, `pkg/k8s/portforward.go`).
  static let linkerd: Rule = { invocation, reading in
    let verbs = Tool.linkerd.verbs(of: Array(invocation.words.dropFirst()))
    let isLocal = invocation.words.contains { ["--client", "--help", "-h"].contains($0.literal) }
    if verbs.first == "help" || verbs.first == "completion" || isLocal { return }
    guard ["multicluster", "mc"].contains(verbs.first), verbs.dropFirst().first == "gateways" else {
      return reading.gap(RightsProblems.notKnown((["linkerd"] + verbs.prefix(2)).joined(separator: " ")))
    }
    reading.add(AccessRight("list", "namespaces"))
    for right in [
      AccessRight("list", "pods", scope: .cluster),
      AccessRight("get", "replicasets", group: "apps", scope: .cluster),
      AccessRight("create", "pods/portforward", scope: .cluster),
    ] { reading.add(right, because: RightsProblems.namespaceAtRunTime) }
  }

  /// `show` reads Submariner's own objects in the namespace of its operator (`pkg/cluster/info.go`, `internal/show`);
  /// where Submariner is not installed `show networks` goes on to look for the ranges of the cluster.
  static let subctl: Rule = { invocation, reading in
    let verbs = Tool.subctl.verbs(of: Array(invocation.words.dropFirst()))
    guard verbs.count >= 2, verbs[0] == "show", ["connections", "gateways", "networks"].contains(verbs[1])
    else {
      if ["version", "help", "completion"].contains(verbs.first) { return }
      return reading.gap(RightsProblems.notKnown((["subctl"] + verbs.prefix(2)).joined(separator: " ")))
    }
    let home = AccessRight.Scope.namespace("submariner-operator")
    for (verb, kind, object) in [
      ("get", "submariners", "submariner"), ("get", "servicediscoveries", "service-discovery"),
      ("list", "gateways", nil),
    ] { reading.add(AccessRight(verb, kind, group: "submariner.io", object: object, scope: home)) }
  }
}
