package import RunbookModel

/// What came of two runs otherwise, before one looks at any output.
package struct Course: Sendable, Hashable, Encodable {
  /// In the order of the later run: what is found first is most likely what the rest comes from.
  package let steps: [StepChange]
  /// In the order in which the later run took them.
  package let decisions: [DecisionChange]
  /// Outcomes that only the earlier, or only the later run found.
  package let outcomesBefore: [String]
  package let outcomesAfter: [String]
  /// Steps that only one of them came to.
  package let stepsBefore: [String]
  package let stepsAfter: [String]
  /// Parameters, tools and the cluster's version, where they differ.
  package let settings: [Setting]

  package struct Setting: Sendable, Hashable, Encodable {
    package let name: String
    package let before: String?
    package let after: String?
  }

  package var isEmpty: Bool {
    steps.isEmpty && decisions.isEmpty && outcomesBefore.isEmpty && outcomesAfter.isEmpty
      && stepsBefore.isEmpty
      && stepsAfter.isEmpty && settings.isEmpty
  }
}

/// A step, or items of it, whose verdict is not what it was.
package struct StepChange: Sendable, Hashable, Encodable {
  package let step: String
  package let title: String
  /// Of the step as a whole.
  package let before: Verdict
  package let after: Verdict
  /// The items whose verdict changed.
  package let items: [String]
  /// Of the later verdict, in one line.
  package let reason: String?
  /// What decided, where an expectation did.
  package let deciding: [Deciding]

  /// An expectation with what was found each time.
  package struct Deciding: Sendable, Hashable, Encodable {
    package let expectation: String
    /// Of whom; nil where the step has no items.
    package let item: String?
    package let before: String?
    package let after: String
    /// The lines or values that decided, at most ten.
    package let values: [String]
  }

  /// It was seen to be well, and nobody knows any longer.
  package var isLostSight: Bool { before == .passed && after == .unknown }
}

/// A decision that went the other way.
package struct DecisionChange: Sendable, Hashable, Encodable {
  /// The path in which it stands; nil: the flow at the top.
  package let path: String?
  /// The step whose arrow it is; nil: a table.
  package let step: String?
  package let before: String
  package let after: String
  /// Why the later run went there.
  package let because: String
  /// The variables that it names, where they differ.
  package let values: [Course.Setting]
}
