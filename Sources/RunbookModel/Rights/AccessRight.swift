/// One thing that an API server must allow: a verb on a kind of objects, or on a path of its own.
package struct AccessRight: Sendable, Hashable {
  package enum Scope: Sendable, Hashable {
    /// What belongs to no namespace, or all namespaces.
    case cluster
    /// The namespace that the kubeconfig's context names.
    case own
    case namespace(String)
  }

  package let verb: String
  /// Empty is the core group, `*` any: where the group is not known.
  package let group: String
  /// In the plural, with what lies below it: `pods`, `pods/exec`; or a path, `/metrics`.
  package let resource: String
  /// Nil: any object. `list`, `watch` and `create` cannot be limited to one.
  package let object: String?
  package let scope: Scope

  package init(
    _ verb: String, _ resource: String, group: String = "", object: String? = nil, scope: Scope = .cluster
  ) {
    self.verb = verb
    self.group = group
    self.resource = resource
    self.object = object
    self.scope = scope
  }

  /// It is about a path of the server, and no kind of objects.
  package var isPath: Bool { resource.utf8.first == UInt8(ascii: "/") }

  /// Whoever has this right has the other one too.
  package func covers(_ other: AccessRight) -> Bool {
    verb == other.verb && resource == other.resource && (group == other.group || group == "*")
      && (object == nil || object == other.object) && (scope == .cluster || scope == other.scope)
  }
}

/// A right, and what in a runbook needs it.
package struct AccessNeed: Sendable, Hashable {
  /// A command in a runbook, by the runbook's name and the step's; a part of the step behind it: `(cleanup)`.
  package struct Place: Sendable, Hashable {
    package let runbook: String
    package let step: String
    /// Where the step asks another context (`on`); `$…` where that is known only at run time.
    package let context: String?

    /// In the place of a context that is known only at run time.
    package static let unknownContext = "$…"

    package init(runbook: String, step: String, context: String? = nil) {
      self.runbook = runbook
      self.step = step
      self.context = context
    }
  }

  package let right: AccessRight
  package let place: Place
  /// Why the right is wider than what the command may ask for in the end.
  package let reason: String?

  package init(_ right: AccessRight, at place: Place, reason: String? = nil) {
    self.right = right
    self.place = place
    self.reason = reason
  }
}

/// Something whose rights cannot be read off its text.
package struct AccessGap: Sendable, Hashable {
  package let place: AccessNeed.Place
  /// One sentence without a period.
  package let reason: String

  package init(at place: AccessNeed.Place, reason: String) {
    self.place = place
    self.reason = reason
  }
}

/// All rights that a runbook needs, in the order in which it needs them.
package struct AccessNeeds: Sendable {
  package var needs: [AccessNeed] = []
  package var gaps: [AccessGap] = []
  /// The fixes whose rights were left out.
  package var fixesLeftOut: [AccessNeed.Place] = []

  package init() {}
}
