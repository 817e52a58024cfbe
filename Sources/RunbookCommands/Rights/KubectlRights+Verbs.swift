import RunbookModel

extension RightsReading {
  /// By verb, of the sources of kubectl 1.20 to 1.34.
  static let kubectl: Rule = { invocation, reading in
    let tool = Tool.kubectl
    let words = Array(invocation.words.dropFirst())
    let arguments = Arguments(words, valued: tool.options)
    if arguments.first("--as", "--as-group", "--as-uid") != nil { reading.gap(RightsProblems.otherIdentity) }
    guard let first = arguments.own.first else { return }
    let verbs = tool.verbs(of: words)
    guard let verb = verbs.first, first.literal == verb else {
      return reading.gap(first.literal.map(RightsProblems.plugin) ?? RightsProblems.verbAtRunTime)
    }
    if verb == "calico" {
      let words = [first.named("calicoctl")] + arguments.operands.dropFirst()
      return calicoctl(Invocation(words: words, input: invocation.input), &reading)
    }
    var rights = KubectlRights(
      invocation: invocation, arguments: arguments, verbs: Array(arguments.own.prefix(verbs.count)),
      reading: reading)
    rights.read(verbs)
    reading = rights.reading
  }
}

extension KubectlRights {
  /// What asks nobody, or only for what every account may see: the API's kinds and versions, its own rights.
  private static let free: Set<String> = [
    "version", "options", "help", "completion", "api-resources", "api-versions", "explain", "config",
    "plugin",
    "kustomize", "kuberc",
  ]

  mutating func read(_ verbs: [String]) {
    let verb = verbs[0] == "alpha" ? verbs.dropFirst().first ?? "" : verbs[0]
    let second = verbs.last!
    if let path = arguments.values(of: "--raw").last { return raw(path, verb) }
    switch verb {
    case "get": get()
    case "describe": describe()
    case "logs", "log": logs()
    case "top": top(second)
    case "events": add(arguments.has("-w", "--watch") ? "list watch" : "list", "events")
    case "wait": wait()
    case "exec": inside("exec")
    case "attach": inside("attach")
    case "port-forward": inside("portforward")
    case "cp":
      add("get", "pods")
      add("create", "pods", below: "/exec")
    case "run": run()
    case "create": create(verbs)
    case "expose":
      add("get", selected: "list", of: targets())
      add("create", "services")
    case "apply": apply(verbs)
    case "diff": write("get patch create")
    case "replace": write(arguments.has("--force") ? "get delete create" : "get update")
    case "delete": delete()
    case "patch", "edit": patch()
    case "label", "annotate":
      let words = operands.prefix { word in
        !word.text.bytes.contains(.equals) && word.text.bytes.last != .minus
      }
      add(reads, selected: reads(selected: true), of: targets(words))
    case "taint":
      add(
        "get patch", selected: "list patch", of: targets(operands.prefix { !$0.text.bytes.contains(.colon) }))
    case "set": set(second)
    case "scale": scale()
    case "autoscale":
      add("get", selected: "list", of: targets())
      add("create", "horizontalpodautoscalers")
    case "rollout": rollout(second)
    case "cordon", "uncordon": add("get patch", selected: "list patch", of: nodes())
    case "drain": drain()
    case "debug": debug()
    case "cluster-info": clusterInfo(isDump: second == "dump")
    case "auth": if second == "reconcile" { reading.gap(RightsProblems.plugin("auth reconcile")) }
    case "certificate":
      add("get", "certificatesigningrequests")
      add("update", "certificatesigningrequests", below: "/approval")
      reading.gap(
        RightsProblems.escalating("the approval of a certificate: the right to approve for its signer, and"))
    case "proxy": reading.gap(RightsProblems.proxied)
    default: if !Self.free.contains(verb) { reading.gap(RightsProblems.plugin(verb)) }
    }
  }

  /// Labels are read with `--list`, else written.
  private var reads: String { arguments.has("--list") ? "get" : "get patch" }
  private func reads(selected: Bool) -> String { arguments.has("--list") ? "list" : "list patch" }

  // Looking.

  private mutating func get() {
    let watches = arguments.isOn("-w") || arguments.isOn("--watch") || arguments.isOn("--watch-only")
    add(watches ? "get watch" : "get", selected: watches ? "list watch" : "list", of: targets())
  }

  private mutating func describe() {
    let targets = targets()
    add("get", selected: "list get", of: targets)
    for target in targets { describeMore(target) }
  }

  /// What it shows beside the object itself.
  private mutating func describeMore(_ target: Target) {
    let everywhere = Place(scope: .cluster)
    switch target.kind.name {
    case "secrets", "networkpolicies": return
    case "nodes":
      add("list", "pods", at: everywhere)
      add("get", "leases", at: Place(scope: .namespace("kube-node-lease")))
      return add("list", "events", at: everywhere)
    case "namespaces":
      var place = everywhere
      if case .named(let name) = target.object { place = Place(scope: .namespace(name)) }
      add("list", "resourcequotas", at: place)
      return add("list", "limitranges", at: place)
    case "deployments": add("list", "replicasets")
    case "replicasets", "daemonsets", "statefulsets", "replicationcontrollers", "persistentvolumeclaims":
      add("list", "pods")
    case "serviceaccounts": add("list", "secrets")
    case "services", "ingresses":
      // The older ones ask for the first, the newer ones for the second.
      if target.kind.name == "ingresses" { add("get", "services") }
      add("get", "endpoints")
      add("list", "endpointslices")
    default: break
    }
    add("list", "events", at: target.kind.isNamespaced ? nil : everywhere)
  }

  private mutating func top(_ second: String) {
    guard ["node", "nodes", "no", "pod", "pods", "po"].contains(second) else {
      return reading.gap(RightsProblems.kindAtRunTime)
    }
    let isNodes = second.hasPrefix("no")
    let plural = isNodes ? "nodes" : "pods"
    let targets =
      operands.first.map { word in
        [word.literal.map(Target.Object.named) ?? .atRunTime]
      } ?? [.any]
    let kinds = ["\(plural).metrics.k8s.io"] + (isNodes ? ["nodes"] : [])
    add(
      "get", selected: "list",
      of: kinds.map(ResourceKind.named).flatMap { kind in targets.map { Target(kind: kind, object: $0) } })
  }

  private mutating func wait() {
    add("get list watch", selected: "list watch", of: targets())
  }

  private mutating func clusterInfo(isDump: Bool) {
    guard isDump else { return add("list", "services", at: Place(scope: .namespace("kube-system"))) }
    let named = arguments.values(of: "--namespaces").last?.literal?.split(separator: ",").map(String.init)
    let places =
      place.scope == .cluster
      ? [place]
      : (named ?? ["kube-system"]).map { Place(scope: .namespace($0)) } + (named == nil ? [place] : [])
    add("list", "nodes")
    for place in places {
      for kind in [
        "events", "replicationcontrollers", "services", "daemonsets", "deployments", "replicasets", "pods",
      ] { add("list", kind, at: place) }
      add("get", "pods", below: "/log", at: place)
    }
  }
}
