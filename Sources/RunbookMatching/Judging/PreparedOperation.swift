import RunbookModel

/// An operator whose operands are worked out and whose pattern is compiled.
struct PreparedOperation {
  enum Relation: String {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="

    func holds(_ order: TypedValue.Order) -> Bool {
      switch self {
      case .less: order == .less
      case .atMost: order != .greater
      case .more: order == .greater
      case .atLeast: order != .less
      }
    }
  }

  enum Kind {
    case compare(Relation, Operand)
    case equals(Operand)
    case isEmpty, isComplete
    case isOneOf([Operand])
    case isWithin([Operand])
    case overlaps([Operand])
    case contains(Operand)
    case startsWith(Operand)
    case endsWith(Operand)
    case matches(Matcher)
    case exists
  }

  let kind: Kind
  let isNegated: Bool
  /// As it is written, operands worked out.
  let written: String

  init(_ operation: Operation, _ variables: Variables) throws(Uncertainty) {
    isNegated = operation.isNegated
    let not = operation.isNegated ? "not " : ""
    func list(_ value: Value) throws(Uncertainty) -> OperandList { try OperandList(value, variables) }
    func compare(_ relation: Relation, _ value: Value) throws(Uncertainty) -> (Kind, String) {
      let list = try list(value)
      return (.compare(relation, try list.one()), "\(not)\(relation.rawValue) \(list.written)")
    }
    switch operation.kind {
    case .less(let value): (kind, written) = try compare(.less, value)
    case .atMost(let value): (kind, written) = try compare(.atMost, value)
    case .more(let value): (kind, written) = try compare(.more, value)
    case .atLeast(let value): (kind, written) = try compare(.atLeast, value)
    case .equals(let value):
      let list = try list(value)
      (kind, written) = (.equals(try list.one()), "is \(not)\(list.written)")
    case .isEmpty: (kind, written) = (.isEmpty, "is \(not)empty")
    case .isComplete: (kind, written) = (.isComplete, "is \(not)complete")
    case .isOneOf(let values):
      var operands: [Operand] = []
      var texts: [String] = []
      for value in values {
        let list = try list(value)
        operands += list.operands
        texts.append(list.written)
      }
      (kind, written) = (.isOneOf(operands), "is \(not)one of \(texts.joined(separator: ", "))")
    case .isWithin(let value):
      let list = try list(value)
      (kind, written) = (.isWithin(list.operands), "is \(not)within \(list.written)")
    case .overlaps(let value):
      let list = try list(value)
      (kind, written) = (.overlaps(list.operands), "\(not)overlaps \(list.written)")
    case .contains(let value):
      let list = try list(value)
      (kind, written) = (.contains(try list.one()), "\(not)contains \(list.written)")
    case .startsWith(let value):
      let list = try list(value)
      (kind, written) = (.startsWith(try list.one()), "\(not)starts with \(list.written)")
    case .endsWith(let value):
      let list = try list(value)
      (kind, written) = (.endsWith(try list.one()), "\(not)ends with \(list.written)")
    case .matches(let pattern):
      (kind, written) = (.matches(Matcher(pattern)), "\(not)matches /\(pattern.text)/")
    case .exists: (kind, written) = (.exists, "\(not)exists")
    }
  }

  /// `<` … `within`, `overlaps`: over nothing there is nothing to compare.
  var isTypedComparison: Bool {
    switch kind {
    case .compare, .isWithin, .overlaps: true
    case .equals, .isEmpty, .isComplete, .isOneOf, .contains, .startsWith, .endsWith, .matches, .exists: false
    }
  }

  var isExistence: Bool { if case .exists = kind { true } else { false } }

  /// Whether it holds for a value, negation included.
  func answer(_ text: ArraySlice<UInt8>, _ state: Selection.State, type: ValueType?) -> Answer {
    let answer = positive(text, state, type: type)
    return isNegated ? answer.negated : answer
  }

  /// Without the negation.
  func positive(_ text: ArraySlice<UInt8>, _ state: Selection.State, type: ValueType?) -> Answer {
    switch kind {
    case .compare(let relation, let operand): compare(text, state, type, operand) { relation.holds($0) }
    case .equals(let operand): equals(text, state, type, operand)
    case .isOneOf(let operands): any(operands) { equals(text, state, type, $0) }
    case .isEmpty: Self.isEmpty(text, state) ? .holds : .fails
    case .isComplete: Self.isComplete(text) ? .holds : .fails
    case .isWithin(let operands): blocks(text, state, operands) { $1.contains($0) }
    case .overlaps(let operands): blocks(text, state, operands) { $0.overlaps($1) }
    case .contains(let operand):
      state != .absent
        && operand.text.withUnsafeBufferPointer { wanted in
          text.withUnsafeBufferPointer { Find.first(wanted, in: $0) != nil }
        } ? .holds : .fails
    case .startsWith(let operand): state != .absent && text.starts(with: operand.text) ? .holds : .fails
    case .endsWith(let operand):
      state != .absent && text.suffix(operand.text.count).elementsEqual(operand.text) ? .holds : .fails
    case .matches(let matcher): state == .absent ? .fails : Self.matches(matcher, text)
    case .exists: state == .absent ? .fails : .holds
    }
  }

  static func matches(_ matcher: Matcher, _ text: ArraySlice<UInt8>, open: OpenEnds = []) -> Answer {
    switch matcher.first(in: text, open: open) {
    case .found: .holds
    case .nothing: .fails
    case .exceeded(let reason): .unknown(reason)
    }
  }

  /// `<none>`, null, blanks, and a list without elements.
  static func isEmpty(_ text: ArraySlice<UInt8>, _ state: Selection.State) -> Bool {
    guard state == .value else { return true }
    let core = trimmed(text)
    return core.isEmpty || core.elementsEqual("<none>".utf8)
  }

  /// `n/n` with n at least 1.
  static func isComplete(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = withoutRemark(text).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.count < 10 && $0.allSatisfy(isDigit) })
    else { return false }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 48) } }
    return numbers[0] == numbers[1] && numbers[0] >= 1
  }
}
