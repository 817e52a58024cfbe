package import RunbookModel

/// What a cluster said, before anything ran, about the rights that a runbook needs.
package struct Preflight: Sendable {
  /// As it was given; nil: the kubeconfig's own.
  package let context: String?
  package let needs: AccessNeeds
  /// How many rights were asked about.
  package let asked: Int
  package let missing: Set<AccessNeed>
  /// Why the cluster could not be asked; nothing is known then.
  package let silence: String?

  package init(
    context: String?, needs: AccessNeeds, asked: Int = 0, missing: Set<AccessNeed> = [],
    silence: String? = nil
  ) {
    self.context = context
    self.needs = needs
    self.asked = asked
    self.missing = missing
    self.silence = silence
  }

  /// Every right is there.
  package var isClear: Bool { silence == nil && missing.isEmpty }

  /// The steps that could not look, in their order, each with what it lacks.
  var blind: [(place: AccessNeed.Place, rights: [AccessRight])] {
    let lacking = needs.needs.filter(missing.contains)
    return AccessRules.unique(lacking.map(\.place)).map { place in
      (place, AccessRules.unique(lacking.filter { $0.place == place }.map(\.right)))
    }
  }
}

/// A preflight for people.
package struct PreflightView {
  private let preflight: Preflight
  private let runbook: String

  package init(_ preflight: Preflight, runbook: String) {
    self.preflight = preflight
    self.runbook = runbook
  }

  package var lines: [StyledText] {
    let place = preflight.context.map { StyledText(" in context \($0)") } ?? StyledText()
    let head = StyledText(runbook, .strong) + place + StyledText(": ")
    if let silence = preflight.silence {
      return [head + StyledText("the cluster could not be asked", .doubt) + StyledText(": \(silence)")]
    }
    let asked = Written.count(preflight.asked, "right")
    let blind = preflight.blind
    if blind.isEmpty {
      return [
        head + StyledText("every right is there", .good)
          + StyledText(" (\(asked) asked for; nothing was run)")
      ]
    }
    var table = Table("STEP", "COULD NOT LOOK: IT MAY NOT")
    for (place, rights) in blind {
      let name = place.runbook == runbook ? place.step : "\(place.runbook): \(place.step)"
      for (index, right) in rights.enumerated() {
        table.add([StyledText(index == 0 ? name : "", .doubt), StyledText(right.phrase)])
      }
    }
    let summary = "\(Set(preflight.missing.map(\.right)).count) of \(asked) missing"
    return [head + StyledText(summary, .bad) + StyledText(" (nothing was run)")] + table.lines + [
      StyledText("   = help: ", .faint) + StyledText("`runbook rbac \(runbook)` prints the rights it needs")
    ]
  }
}

/// Preflights as `run --preflight --json` prints them, one for each context; `v` is the version of this form.
package struct PreflightDocument: Encodable {
  private let v = 1
  private let runbook: String
  private let contexts: [Part]

  private struct Part: Encodable {
    let context: String?
    let asked: Int
    let silence: String?
    let missing: [Missing]
    let gaps: [AccessDocument.Gap]
  }

  private struct Missing: Encodable {
    let verb: String
    let group: String?
    let resource: String
    let object: String?
    /// Absent: in the whole cluster; empty: in the namespace of the context.
    let namespace: String?
    let steps: [AccessDocument.Step]
  }

  package init(_ preflights: [Preflight], runbook: String) {
    self.runbook = runbook
    contexts = preflights.map { preflight in
      let lacking = preflight.needs.needs.filter(preflight.missing.contains)
      return Part(
        context: preflight.context, asked: preflight.asked, silence: preflight.silence,
        missing: AccessRules.unique(lacking.map(\.right)).map { right in
          Missing(
            verb: right.verb, group: right.isPath ? nil : right.group, resource: right.resource,
            object: right.object, namespace: right.namespace,
            steps: AccessRules.unique(lacking.filter { $0.right == right }.map(\.place)).map(
              AccessDocument.Step.init))
        }, gaps: preflight.needs.gaps.map(AccessDocument.Gap.init))
    }
  }

  package var text: String { JSONText.pretty(self) }
}

extension AccessRight {
  fileprivate var namespace: String? {
    switch scope {
    case .cluster: nil
    case .own: ""
    case .namespace(let name): name
    }
  }

  /// `list pods in namespace shop`, `get deployments (apps) "cart" in the whole cluster`.
  fileprivate var phrase: String {
    let kind = group.isEmpty || isPath ? resource : "\(resource) (\(group))"
    let what = "\(verb) \(kind)" + (object.map { " \"\($0)\"" } ?? "")
    switch scope {
    case .cluster: return isPath ? what : "\(what) in the whole cluster"
    case .own: return "\(what) in the context's namespace"
    case .namespace(let name): return "\(what) in namespace \(name)"
    }
  }
}
