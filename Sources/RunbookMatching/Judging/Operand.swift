import RunbookModel

/// The right side of an operator, worked out once for all values it is compared with. A class, for it
/// is handed over once for each value.
final class Operand: Sendable {
  let text: ArraySlice<UInt8>
  let type: ValueType?
  /// It stands in quotes: `is` compares text.
  let isQuoted: Bool
  /// It came from a variable: where no type fits, `is` compares text.
  let isVariable: Bool
  /// The readings of the text, in the order of `TypedValue.inferred`.
  private let readings: [TypedValue?]

  init(_ text: String, type: ValueType? = nil, isQuoted: Bool = false, isVariable: Bool = false) {
    let bytes = Array(text.utf8)[...]
    self.text = bytes
    self.type = type == .list ? nil : type
    self.isQuoted = isQuoted
    self.isVariable = isVariable
    readings = TypedValue.inferred.map { TypedValue(bytes, as: $0) }
  }

  /// Both sides read as one type: the given one, else the first that fits both. Nil: there is none.
  func pair(with value: ArraySlice<UInt8>, given: ValueType?) -> (value: TypedValue, operand: TypedValue)? {
    if let given = given ?? type {
      guard let left = TypedValue(value, as: given), let right = TypedValue(text, as: given) else {
        return nil
      }
      return (left, right)
    }
    for (index, type) in TypedValue.inferred.enumerated() {
      if let right = readings[index], let left = TypedValue(value, as: type) { return (left, right) }
    }
    return nil
  }
}

/// The right side as it may be in the file: one value, or the items of a list.
struct OperandList {
  let operands: [Operand]
  /// With what it was worked out from: `400m (80% of 500m)`, `500m ($limit)`, `"Running"`.
  let written: String

  /// Throws where a variable has no value, or a share cannot be worked out.
  init(_ value: Value, _ variables: Variables) throws(Uncertainty) {
    let resolved: VariableValue
    switch resolve(value, variables) {
    case .value(let value): resolved = value
    case .missing(let reference): throw Uncertainty(MatchingProblems.neverCaptured(reference))
    case .impossible(let reason): throw Uncertainty(reason)
    }
    let isQuoted: Bool
    let isVariable: Bool
    switch value {
    case .text: (isQuoted, isVariable) = (true, false)
    case .variable: (isQuoted, isVariable) = (false, true)
    case .literal, .share: (isQuoted, isVariable) = (false, false)
    }
    operands = resolved.texts.map {
      Operand($0, type: resolved.type, isQuoted: isQuoted, isVariable: isVariable)
    }
    written = Self.written(value, resolved, variables)
  }

  private static func written(_ value: Value, _ resolved: VariableValue, _ variables: Variables) -> String {
    func quoted(_ text: String) -> String { "\"\(Wording.clipped(Array(text.utf8)[...], limit: 120))\"" }
    let texts = Wording.list(resolved.texts.map { Array($0.utf8)[...] })
    switch value {
    case .literal(let text): return text
    case .text: return quoted(resolved.written)
    case .variable(let reference):
      return resolved.texts.isEmpty
        ? "an empty list (\(reference.written))" : "\(texts) (\(reference.written))"
    case .share(let percent, let whole):
      let share = percent == percent.rounded() ? "\(Int(percent))" : "\(percent)"
      guard case .value(let whole) = resolve(whole, variables) else { return resolved.written }
      return "\(resolved.written) (\(share)% of \(whole.written))"
    }
  }

  /// The one value; throws where a list has several or none.
  func one() throws(Uncertainty) -> Operand {
    guard operands.count == 1 else {
      throw Uncertainty(MatchingProblems.severalExpected(operands.count, written))
    }
    return operands[0]
  }
}
