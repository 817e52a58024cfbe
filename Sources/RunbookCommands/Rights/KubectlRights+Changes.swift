import RunbookModel

extension KubectlRights {
  /// The objects of a file, each in its own namespace.
  mutating func write(_ verbs: String) {
    guard let file else {
      if invocation.isOpen { reading.gap(RightsProblems.objects("-f")) }
      return
    }
    for object in manifest(file) {
      var name: String?
      if case .named(let constant) = object.object { name = constant }
      add(verbs, object.kind, object: name, at: object.place)
      if object.kind.group == "rbac.authorization.k8s.io" {
        reading.gap(RightsProblems.escalating(object.kind.name))
      }
    }
  }

  mutating func create(_ verbs: [String]) {
    if file != nil { return write("create") }
    guard verbs.count > 1 else {
      return reading.gap(
        operands.first?.literal.map { RightsProblems.plugin("create \($0)") } ?? RightsProblems.verbAtRunTime)
    }
    if verbs[1] == "token" {
      var name: String?
      if let word = operands.first { name = word.literal }
      return add("create", .named("serviceaccounts"), below: "/token", object: name)
    }
    if let source = arguments.values(of: "--from").last { add("get", selected: "get", of: targets([source])) }
    let kind = ResourceKind.named(verbs[1])
    add("create", kind)
    if kind.group == "rbac.authorization.k8s.io" { reading.gap(RightsProblems.escalating(kind.name)) }
  }

  mutating func apply(_ verbs: [String]) {
    switch verbs.last {
    case "view-last-applied": add("get", selected: "list", of: targets())
    case "set-last-applied": write("get patch")
    case "edit-last-applied": add("get patch", selected: "list patch", of: targets())
    default:
      write(arguments.isOn("--server-side") ? "patch create" : "get create patch")
      if arguments.isOn("--force") { write("delete") }
      if arguments.isOn("--prune") { reading.gap(RightsProblems.prune("apply")) }
    }
  }

  /// What it deletes by name it does not look at; what it selects it lists, and deletes one by one.
  mutating func delete() {
    if file != nil { return write("delete") }
    add("delete", selected: "list delete", of: targets())
  }

  mutating func patch() {
    let part = arguments.values(of: "--subresource").last?.literal
    // `-p` takes a value here, and none behind `logs`.
    let text = arguments.options.filter { $0.name == "-p" }.map(\.range.upperBound)
    let words = operands.filter { word in
      !text.contains { end in word == operands.first { $0.range.lowerBound >= end } }
    }
    let targets = targets(words[...])
    guard let part else { return add("get patch", selected: "list patch", of: targets) }
    add("get patch", selected: "list patch", of: targets, below: "/" + part)
  }

  mutating func set(_ what: String) {
    if arguments.isOn("--local") { return }
    // `set image deployment/shop app=…`, `set env deploy/shop NAME-`
    let words = operands.prefix { word in
      !word.text.bytes.contains(.equals) && word.text.bytes.last != .minus
    }
    let isRead = what == "env" && arguments.isOn("--list")
    add(isRead ? "get" : "get patch", selected: isRead ? "list" : "list patch", of: targets(words))
    if what == "env", let source = arguments.values(of: "--from").last {
      add("get", selected: "get", of: targets([source]))
    }
  }

  mutating func scale() {
    let isConditional = arguments.first("--current-replicas", "--resource-version") != nil
    let targets = targets()
    add("get", selected: "list", of: targets)
    let verbs = isConditional ? "get update" : arguments.first("--timeout") == nil ? "patch" : "patch get"
    add(verbs, selected: verbs, of: targets, below: "/scale")
  }

  mutating func rollout(_ what: String) {
    let targets = targets()
    for target in targets {
      let isDeployment = target.kind.name == "deployments"
      let revisions = isDeployment ? "replicasets" : "controllerrevisions"
      switch what {
      case "status": add("get list watch", selected: "list watch", of: [target])
      case "history":
        add("get", selected: "list get", of: [target])
        add("list", revisions)
      case "undo":
        add("get patch", selected: "list patch", of: [target])
        add("list", revisions)
      case "restart", "pause", "resume": add("get patch", selected: "list patch", of: [target])
      default: reading.gap(RightsProblems.plugin("rollout \(what)"))
      }
    }
  }
}
