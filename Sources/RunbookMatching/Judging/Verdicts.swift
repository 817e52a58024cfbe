import RunbookModel

/// The answers of an operator for each of several values, and what a quantifier makes of them.
struct Tallied {
  enum Mark: UInt8 { case holds, fails, unknown }

  private(set) var marks: [Mark] = []
  private(set) var holding = 0
  private(set) var failing = 0
  private(set) var unknown = 0
  private(set) var reason: String?

  init(_ selection: Selection, _ operation: PreparedOperation) {
    marks.reserveCapacity(selection.count)
    for index in selection.texts.indices {
      switch operation.answer(selection.texts[index], selection.state(index), type: selection.type) {
      case .holds: add(.holds, selection.doubts[index])
      case .fails: add(.fails, selection.doubts[index])
      case .unknown(let reason): add(.unknown, reason)
      }
    }
  }

  /// A value that may not belong here counts as unknown, whatever it is.
  private mutating func add(_ mark: Mark, _ doubt: String?) {
    if let doubt {
      if reason == nil { reason = doubt }
      unknown += 1
      marks.append(.unknown)
      return
    }
    marks.append(mark)
    switch mark {
    case .holds: holding += 1
    case .fails: failing += 1
    case .unknown: unknown += 1
    }
  }

  /// What the quantifier says; nil: what is unknown, or lost, could change it.
  func verdict(_ quantifier: Expectation.Quantifier, isPartial: Bool) -> Bool? {
    // How many more may hold, beside those that do.
    let more = isPartial ? Int.max / 2 : unknown
    switch quantifier {
    case .every:
      if failing > 0 { return false }
      return more > 0 ? nil : !marks.isEmpty
    case .some:
      if holding > 0 { return true }
      return more > 0 ? nil : false
    case .no:
      if holding > 0 { return false }
      return more > 0 ? nil : true
    case .atLeast(let count):
      if holding >= count, !marks.isEmpty { return true }
      return more > 0 && holding + more >= count ? nil : false
    case .atMost(let count):
      if holding > count { return false }
      return holding + more <= count ? true : nil
    case .exactly(let count):
      if holding > count || holding + more < count { return false }
      return more > 0 ? nil : true
    }
  }

  func indexes(_ mark: Mark) -> [Int] { marks.indices.filter { marks[$0] == mark } }
}

/// A verdict with what a person needs to agree or not; becomes a `Judgement` with the expectation's place.
struct Finding {
  /// passed, failed or unknown.
  let verdict: Verdict
  let found: String
  var reason: String?
  var deciding: [String] = []
  var more = 0

  init(_ verdict: Verdict, _ found: String, reason: String? = nil) {
    self.verdict = verdict
    self.found = found
    self.reason = reason
  }

  init(_ holds: Bool?, _ found: String, reason: String? = nil) {
    self.init(holds.map { $0 ? .passed : .failed } ?? .unknown, found, reason: reason)
  }

  /// Adds the first ten of the values that decide.
  func deciding(_ indexes: [Int], of selection: Selection) -> Finding {
    var result = self
    result.deciding = indexes.prefix(10).map { selection.shown($0) }
    result.more = max(0, indexes.count - 10)
    return result
  }
}
