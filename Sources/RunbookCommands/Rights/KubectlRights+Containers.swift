import RunbookModel

extension KubectlRights {
  /// A pod by its name, or by what it belongs to: then its pods are listed, and waited for where there is none yet.
  private mutating func pods(below: [String: String]) {
    guard let first = operands.first else {
      if invocation.isOpen {
        add("get", "pods")
        for (part, verb) in below { add(verb, "pods", below: part) }
      } else if file != nil {
        reading.gap(RightsProblems.objects(file!.shown))
      }
      return
    }
    // `exec POD COMMAND` and `logs POD CONTAINER` name one object, and `TYPE/NAME` is one word.
    let targets =
      first.text.bytes.contains(.slash)
      ? self.targets([first])
      : [Target(kind: .named("pods"), object: first.literal.map(Target.Object.named) ?? .atRunTime)]
    for target in targets {
      let isPod = target.kind == .named("pods")
      var pod: String?
      if isPod, case .named(let name) = target.object { pod = name }
      add("get", selected: "get", of: [target])
      if !isPod { add("list watch", "pods") }
      for (part, verb) in below.sorted(by: { $0.key < $1.key }) {
        add(verb, .named("pods"), below: part, object: pod)
      }
    }
  }

  mutating func logs() {
    if arguments.first("-l", "--selector") != nil {
      add("list", "pods")
      return add("get", "pods", below: "/log")
    }
    pods(below: ["/log": "get"])
  }

  /// `create`, also where newer ones speak WebSocket: a refused one is tried again the old way, and servers of
  /// 1.35 ask for `create` in either.
  mutating func inside(_ part: String) {
    pods(below: ["/" + part: "create"])
    if part == "portforward", operands.first?.text.bytes.contains(.slash) ?? false { add("get", "pods") }
  }

  mutating func run() {
    let object = operands.first?.literal
    add("create", "pods")
    if arguments.has("--expose") { add("create", "services") }
    let isRemoved = arguments.isOn("--rm")
    if isAttached { follow(object, removing: isRemoved) }
  }

  private var isAttached: Bool {
    if arguments.has("--attach") { return arguments.isOn("--attach") }
    return ["-i", "-t", "--stdin", "--tty", "--rm"].contains { arguments.isOn($0) }
  }

  /// Waits for a pod of its own, speaks with it, and reads its log where it is too late for that.
  private mutating func follow(_ object: String?, removing isRemoved: Bool = false) {
    add("get list watch", .named("pods"), object: object)
    add("create", .named("pods"), below: "/attach", object: object)
    add("get", .named("pods"), below: "/log", object: object)
    if isRemoved { add("delete", .named("pods"), object: object) }
  }

  mutating func debug() {
    let targets =
      operands.first.map { first in
        first.text.bytes.contains(.slash)
          ? self.targets([first])
          : [Target(kind: .named("pods"), object: first.literal.map(Target.Object.named) ?? .atRunTime)]
      } ?? self.targets()
    add("get", selected: "list", of: targets)
    for target in targets {
      let isCopied = target.kind.name == "nodes" || arguments.has("--copy-to")
      if isCopied {
        add("create", "pods")
        if arguments.has("--replace") { add("delete", selected: "delete", of: [target]) }
      } else {
        add("patch", selected: "patch", of: [target], below: "/ephemeralcontainers")
      }
    }
    if isAttached { follow(nil) }
  }

  mutating func drain() {
    add("get patch", selected: "list patch", of: nodes())
    let everywhere = Place(scope: .cluster)
    add("get list", "pods", at: everywhere)
    add("get", "daemonsets", at: everywhere)
    add(
      arguments.isOn("--disable-eviction") ? "delete" : "create", "pods",
      below: arguments.isOn("--disable-eviction") ? "" : "/eviction", at: everywhere)
  }

  /// The nodes that are named, or selected.
  mutating func nodes() -> [Target] {
    let named = operands.map { word in
      Target(
        kind: .named("nodes"),
        object: word.lastComponent.map { .named($0) } ?? .atRunTime)
    }
    return named.isEmpty
      ? [Target(kind: .named("nodes"), object: invocation.isOpen ? .atRunTime : .any)] : named
  }
}
