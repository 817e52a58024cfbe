package import RunbookModel

/// The rights of a runbook as objects for `kubectl apply -f -`, with comments that say what needs them.
package struct AccessManifest {
  private let needs: AccessNeeds
  private let rules: AccessRules
  private let runbook: String
  private let account: Account
  private let values: [String]

  /// The service account that gets the rights, and the name of all objects.
  package struct Account: Sendable {
    package let name: String
    package let namespace: String

    package init(name: String, namespace: String) {
      self.name = name
      self.namespace = namespace
    }
  }

  /// - Parameter values: the parameters as `name=value` for which this holds.
  package init(_ needs: AccessNeeds, runbook: String, account: Account, values: [String]) {
    self.needs = needs
    self.runbook = runbook
    self.account = account
    self.values = values
    rules = AccessRules(needs.needs, own: account.namespace)
  }

  package var text: String {
    var lines = head
    lines += ["apiVersion: v1", "kind: ServiceAccount", "metadata: \(metadata(in: account.namespace))"]
    var scopes = AccessRules.unique(rules.rules.map(\.scope))
    if let cluster = scopes.firstIndex(of: .cluster) { scopes.insert(scopes.remove(at: cluster), at: 0) }
    for scope in scopes { lines += role(scope) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    var lines = comment("The least rights that \(runbook) needs in a cluster.")
    if !values.isEmpty { lines += comment("They are for " + values.joined(separator: " ")) }
    if needs.needs.contains(where: { $0.right.scope == .own }) {
      lines += comment(
        "Commands without -n ask in the namespace of the kubeconfig's context: here it is \(account.namespace)."
      )
    }
    lines += comment(
      "Every account may see the API's kinds and versions and its own rights: the rules for that are not repeated."
    )
    if needs.needs.contains(where: { $0.right.resource.hasSuffix("/exec") }) {
      lines += comment(
        "Newer kubectl ask for pods/exec with get first and, where that is refused, as here with create.")
    }
    if !needs.fixesLeftOut.isEmpty {
      lines += comment("Left out, without --with-fixes: the fixes \(Self.list(needs.fixesLeftOut))")
    }
    for gap in needs.gaps {
      lines += comment("NOT KNOWN, so rights may be missing: \(Self.list([gap.place])): \(gap.reason)")
    }
    return lines
  }

  private func role(_ scope: AccessRight.Scope) -> [String] {
    var namespace: String?
    if case .namespace(let name) = scope { namespace = name }
    let kind = namespace == nil ? "ClusterRole" : "Role"
    let version = "apiVersion: rbac.authorization.k8s.io/v1"
    var lines = ["---", version, "kind: \(kind)", "metadata: \(metadata(in: namespace))", "rules:"]
    for rule in rules.rules where rule.scope == scope { lines += entry(rule) }
    let role =
      "roleRef: {apiGroup: rbac.authorization.k8s.io, kind: \(kind), name: \(Self.scalar(account.name))}"
    let subject =
      "subjects: [{kind: ServiceAccount, name: \(Self.scalar(account.name)), namespace: \(Self.scalar(account.namespace))}]"
    return lines + [
      "---", version, "kind: \(kind)Binding", "metadata: \(metadata(in: namespace))", role, subject,
    ]
  }

  private func entry(_ rule: AccessRules.Rule) -> [String] {
    var lines: [String] = []
    if rule.verbs.allSatisfy({ $0.places == rule.verbs[0].places }) {
      lines += comment(Self.list(rule.verbs[0].places))
    } else {
      for verb in rule.verbs { lines += comment("\(verb.name): \(Self.list(verb.places))") }
    }
    for reason in rule.reasons { lines += comment("(\(reason))") }
    if rule.isPath {
      lines.append("- nonResourceURLs: \(Self.scalars(rule.resources))")
    } else {
      lines.append("- apiGroups: \(Self.scalars([rule.group]))")
      lines.append("  resources: \(Self.scalars(rule.resources))")
    }
    if !rule.objects.isEmpty { lines.append("  resourceNames: \(Self.scalars(rule.objects))") }
    lines.append("  verbs: \(Self.scalars(rule.verbs.map(\.name)))")
    return lines
  }

  private func metadata(in namespace: String?) -> String {
    "{name: \(Self.scalar(account.name))"
      + (namespace.map { ", namespace: \(Self.scalar($0))" } ?? "") + "}"
  }

  /// `network-triage: nodes, probes; dns-broken: running`
  static func list(_ places: [AccessNeed.Place]) -> String {
    AccessRules.unique(places.map(\.runbook)).map { runbook in
      let steps = places.filter { $0.runbook == runbook }.map { place in
        place.step + (place.context.map { " (on \($0))" } ?? "")
      }
      return "\(runbook): \(AccessRules.unique(steps).joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private static let width = 110

  /// In lines that are not too long; nothing in the text can end the comment.
  private func comment(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "#"
    for word in Visible.text(text).split(whereSeparator: \.isWhitespace) {
      if line.count + word.count >= Self.width, line.count > 3 {
        lines.append(line)
        line = "#  "
      }
      line += " " + word
    }
    return lines + [line]
  }

  private static func scalars(_ texts: [String]) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }

  /// A text that YAML takes for nothing else, also between brackets.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { ($0 | 32) >= UInt8(ascii: "a") && ($0 | 32) <= UInt8(ascii: "z") } ?? false
    let isName = text.utf8.allSatisfy { byte in
      (byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z"))
        || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || "-./".utf8.contains(byte)
    }
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    return isPlain && isName && !words.contains(text.lowercased())
      ? text : JSONText.text(text, JSONText.encoder())
  }
}
