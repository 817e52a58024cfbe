import RunbookModel

/// The fewest rules that give all rights, as a role holds them.
struct AccessRules {
  /// Rights that one rule gives: each of its verbs for each of its resources.
  struct Rule {
    /// Never `.own`: that is the namespace of the account.
    let scope: AccessRight.Scope
    let group: String
    var resources: [String]
    var objects: [String]
    let verbs: [Verb]
    /// Why it is wider than what is asked for.
    let reasons: [String]

    var isPath: Bool { resources[0].utf8.first == UInt8(ascii: "/") }
  }

  struct Verb: Equatable {
    let name: String
    let places: [AccessNeed.Place]
  }

  let rules: [Rule]

  init(_ needs: [AccessNeed], own: String) {
    let needs = needs.map { $0.placed(own) }
    var rights: [AccessRight] = []
    for need in needs where !rights.contains(need.right) { rights.append(need.right) }
    // What another right gives as well needs no rule of its own.
    let widest = rights.filter { right in !rights.contains { $0 != right && $0.covers(right) } }
    var rules: [Rule] = []
    var done: Set<AccessRight> = []
    for right in widest where !done.contains(right) {
      let alike = widest.filter { $0.isAbout(right) }
      done.formUnion(alike)
      let found = needs.filter { need in alike.contains { $0.covers(need.right) } }
      let verbs = alike.sorted { Self.order($0.verb) < Self.order($1.verb) }.map { right in
        Verb(name: right.verb, places: Self.unique(found.filter { right.covers($0.right) }.map(\.place)))
      }
      rules.append(
        Rule(
          scope: right.scope, group: right.group, resources: [right.resource],
          objects: right.object.map { [$0] } ?? [], verbs: verbs,
          reasons: Self.unique(found.compactMap(\.reason))))
    }
    self.rules = Self.joined(rules).sorted { Self.order($0) < Self.order($1) }
  }

  /// Rules that differ in their resources alone, or in the objects alone, become one.
  private static func joined(_ rules: [Rule]) -> [Rule] {
    var joined: [Rule] = []
    for rule in rules {
      let twin = joined.firstIndex { other in
        other.scope == rule.scope && other.group == rule.group && other.verbs == rule.verbs
          && other.reasons == rule.reasons && other.isPath == rule.isPath
          && (other.objects == rule.objects
            || (other.resources == rule.resources && !other.objects.isEmpty && !rule.objects.isEmpty))
      }
      guard let twin else {
        joined.append(rule)
        continue
      }
      if joined[twin].objects == rule.objects {
        joined[twin].resources += rule.resources
      } else {
        joined[twin].objects += rule.objects
      }
    }
    return joined
  }

  private static let verbs = [
    "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection",
  ]

  private static func order(_ verb: String) -> Int { verbs.firstIndex(of: verb) ?? verbs.count }

  /// What belongs to the cluster first, then namespace by namespace; objects before paths.
  private static func order(_ rule: Rule) -> (String, Int, String, String) {
    var place = ""
    if case .namespace(let name) = rule.scope { place = name }
    return (place, rule.isPath ? 1 : 0, rule.group, rule.resources[0])
  }

  static func unique<Item: Equatable>(_ items: [Item]) -> [Item] {
    var unique: [Item] = []
    for item in items where !unique.contains(item) { unique.append(item) }
    return unique
  }
}

extension AccessRight {
  /// They differ in the verb alone.
  fileprivate func isAbout(_ other: AccessRight) -> Bool {
    group == other.group && resource == other.resource && object == other.object && scope == other.scope
  }
}

extension AccessNeed {
  /// With the namespace of the account where the right is for the one of the context.
  fileprivate func placed(_ own: String) -> AccessNeed {
    guard right.scope == .own else { return self }
    return AccessNeed(
      AccessRight(
        right.verb, right.resource, group: right.group, object: right.object, scope: .namespace(own)),
      at: place, reason: reason)
  }
}
