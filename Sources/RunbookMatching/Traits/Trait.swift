import RunbookModel

/// Something that is typical of a run and may be typical of others: a step that fails, what it finds, where that leads.
package struct Trait: Sendable, Hashable {
  /// What it says. Their order is stored: new ones go to the end.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// An outcome that was found.
    case outcome
    case runbook
    /// The verdict of the run; `died` where it has none.
    case ending
    /// Why something could not be looked at, or a tool was not to be had.
    case refusal
    /// What was found where an expectation did not hold.
    case found
    /// Why a step did not pass where no expectation tells: its exit status and last words, a time limit.
    case reason
    /// A step that did not pass, and how.
    case step
    /// An expectation that did not hold, as it is written.
    case expectation
    /// Where a step, a table or the flow led.
    case decision
    /// Whether all items of a step did not pass, or some.
    case share
    /// A line that speaks of trouble, printed by a step that did not pass.
    case evidence
    /// A step that passed.
    case passed

    /// What it counts before rarity is weighed.
    ///
    /// What people would say first counts most. A step that passed hardly counts: a hundred of them are no likeness.
    var weight: Double {
      switch self {
      case .outcome: 2
      case .refusal: 1.5
      case .found, .reason, .step: 1
      case .expectation: 0.7
      case .decision, .runbook: 0.4
      case .share: 0.3
      case .evidence: 0.25
      case .ending: 0.2
      case .passed: 0.03
      }
    }

    /// Its place among all; there is room for 16.
    fileprivate var number: Int { Self.all.firstIndex(of: self)! }
    fileprivate static let all = allCases

    /// The same text says the same at any step.
    fileprivate var isOfAnyStep: Bool {
      switch self {
      case .refusal, .found, .reason, .expectation, .evidence, .outcome, .runbook, .ending: true
      case .step, .decision, .share, .passed: false
      }
    }
  }

  package let kind: Kind
  /// Where it was seen.
  package let step: String?
  package let text: String
  package let id: ID

  package init(_ kind: Kind, step: String? = nil, _ text: String) {
    self.kind = kind
    self.step = step
    self.text = text
    id = ID(kind, "\(kind.isOfAnyStep ? "" : step ?? "")\u{0}\(text)")
  }

  /// Names a trait in 46 bits: the first 42 of its SHA-256, then its kind.
  ///
  /// A million traits share an id once in nine histories, and then two runs seem a little more alike.
  package struct ID: Sendable, Hashable, Comparable {
    package let number: Int

    package init(number: Int) { self.number = number }

    fileprivate init(_ kind: Kind, _ text: String) {
      let digits = Digest(of: Array(text.utf8)).description.prefix(11)
      number = (Int(digits, radix: 16)! >> 2) << 4 | kind.number
    }

    /// A step that passed, of any name: too common to be looked up.
    package var isPassed: Bool { kind == .passed }

    fileprivate var weight: Double { kind?.weight ?? 0 }

    private var kind: Kind? { Kind.all.indices.contains(number & 15) ? Kind.all[number & 15] : nil }

    package static func < (a: ID, b: ID) -> Bool { a.number < b.number }
  }

  /// How common traits are in a history, and so how much each says.
  package struct Frequencies: Sendable {
    /// All that were counted.
    package let runs: Int
    /// How many have each; one that was never counted is in one run.
    package let counts: [ID: Int]

    package init(runs: Int, counts: [ID: Int]) {
      self.runs = runs
      self.counts = counts
    }

    /// What a trait counts: half of all runs have it, little; one in a thousand, much.
    package func weight(_ id: ID) -> Double {
      if id.isPassed { return id.weight }
      let share = Double(max(runs, 1)) / Double(max(counts[id] ?? 1, 1))
      return id.weight * logarithm(1 + share)
    }
  }
}

/// Of base 2, between the powers of two by a straight line, which is at most 6 % less: no library is needed, and
/// every machine gets the same.
private func logarithm(_ value: Double) -> Double { Double(value.exponent) + value.significand - 1 }
