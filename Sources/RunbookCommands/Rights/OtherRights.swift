import RunbookModel

/// The tools beside kubectl of which it is known what they ask; of all others it is said that it is not.
extension RightsReading {
  /// Releases lie in Secrets of their namespace; what it writes depends on the chart.
  static let helm: Rule = { invocation, reading in
    let arguments = Arguments(invocation.words.dropFirst(), valued: Tool.helm.options)
    let verbs = Tool.helm.verbs(of: Array(invocation.words.dropFirst()))
    var scope = AccessRight.Scope.own
    var reason: String?
    if let word = arguments.values(of: "-n", "--namespace").last {
      scope = word.literal.map { .namespace($0) } ?? .cluster
      if scope == .cluster { reason = RightsProblems.namespaceAtRunTime }
    }
    if arguments.isOn("-A") || arguments.isOn("--all-namespaces") { scope = .cluster }
    switch verbs.first {
    case "list", "ls", "history", "hist", "status":
      reading.add(AccessRight("list", "secrets", scope: scope), because: reason)
    case "get":
      for verb in ["get", "list"] {
        reading.add(AccessRight(verb, "secrets", scope: scope), because: reason)
      }
    case "version", "help", "env", "repo", "search", "show", "pull", "completion", "lint", "package",
      "dependency", "create", "plugin", "registry", "inspect", "verify":
      break
    case "template": if arguments.isOn("--validate") { reading.gap(RightsProblems.notKnown("helm template")) }
    default: reading.gap(RightsProblems.notKnown((["helm"] + verbs.prefix(1)).joined(separator: " ")))
    }
  }
}
