package import RunbookModel

/// The rights of a runbook as `rbac --json` prints them; `v` is the version of this form.
package struct AccessDocument: Encodable {
  private let v = 1
  private let runbook: String
  private let account: String
  private let namespace: String
  private let rules: [Rule]
  private let gaps: [Gap]
  private let fixesLeftOut: [Step]

  private struct Rule: Encodable {
    /// Absent: in the whole cluster.
    let namespace: String?
    let group: String?
    let resources: [String]?
    let objects: [String]?
    let paths: [String]?
    let verbs: [Verb]
    let reasons: [String]
  }

  private struct Verb: Encodable {
    let verb: String
    let steps: [Step]
  }

  struct Step: Encodable {
    let runbook: String
    let step: String
    let context: String?

    init(_ place: AccessNeed.Place) {
      runbook = place.runbook
      step = place.step
      context = place.context
    }
  }

  struct Gap: Encodable {
    let runbook: String
    let step: String
    let reason: String

    init(_ gap: AccessGap) {
      runbook = gap.place.runbook
      step = gap.place.step
      reason = gap.reason
    }
  }

  package init(_ needs: AccessNeeds, runbook: String, account: AccessManifest.Account) {
    self.runbook = runbook
    self.account = account.name
    namespace = account.namespace
    rules = AccessRules(needs.needs, own: account.namespace).rules.map { rule in
      var namespace: String?
      if case .namespace(let name) = rule.scope { namespace = name }
      return Rule(
        namespace: namespace, group: rule.isPath ? nil : rule.group,
        resources: rule.isPath ? nil : rule.resources, objects: rule.objects.isEmpty ? nil : rule.objects,
        paths: rule.isPath ? rule.resources : nil,
        verbs: rule.verbs.map { Verb(verb: $0.name, steps: $0.places.map(Step.init)) }, reasons: rule.reasons)
    }
    gaps = needs.gaps.map(Gap.init)
    fixesLeftOut = needs.fixesLeftOut.map(Step.init)
  }

  package var text: String { JSONText.pretty(self) }
}
