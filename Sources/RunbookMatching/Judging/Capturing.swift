package import RunbookModel

/// What came of a capture.
package enum CaptureResult: Sendable, Hashable {
  case found(VariableValue)
  /// It sets nothing.
  case nothing
  /// It cannot be said what it would have found: one sentence.
  case impossible(String)
}

/// Takes a value out of what an attempt left. Where several may be found it is a list, even of one.
package func capture(_ capture: Capture, from observation: Observation, variables: Variables) -> CaptureResult
{
  do throws(Uncertainty) {
    let selector = capture.selector
    let selecting = Selecting(
      observation: observation, variables: variables,
      isPlural: selector.aggregate != nil || capture.type == .list)
    var selection = try selecting.select(selector)
    if selection.cutText != nil { throw Uncertainty(MatchingProblems.cut) }
    if let aggregate = selector.aggregate { selection = try Aggregating.apply(aggregate, to: selection) }
    if selection.isPartial { throw Uncertainty(MatchingProblems.cut) }
    if let doubt = selection.doubts.min(by: { $0.key < $1.key }) { throw Uncertainty(doubt.value) }
    return try Capturing.value(of: selection, as: capture.type, isWhole: Capturing.isWhole(selector))
  } catch {
    return .impossible(error.reason)
  }
}

enum Capturing {
  /// The whole of a stream: where it is empty, nothing was found.
  static func isWhole(_ selector: Selector) -> Bool {
    switch selector.source {
    case .output, .stderr: true
    case .exit, .duration, .lines, .line, .find, .rows, .column, .json, .yaml, .variable, .computed: false
    }
  }

  static func value(of selection: Selection, as type: ValueType?, isWhole: Bool) throws(Uncertainty)
    -> CaptureResult
  {
    let kept = selection.texts.indices.filter {
      selection.state($0) != .absent && selection.state($0) != .null
    }
    var texts = kept.map { selection.texts[$0] }
    if type == .list, !selection.isPlural, let text = texts.first {
      texts = Lines.visible(in: Excerpt(text)).head
    }
    if texts.isEmpty || isWhole && texts.allSatisfy(\.isEmpty) { return .nothing }
    if let type, let text = texts.first(where: { TypedValue($0, as: type) == nil }) {
      throw Uncertainty(MatchingProblems.notOfType(text, type))
    }
    let strings = texts.map { String(decoding: withoutRemark($0, as: type), as: UTF8.self) }
    let given = type ?? selection.type
    let isList = selection.isPlural || type == .list
    return .found(isList ? VariableValue(list: strings, type: given) : VariableValue(strings[0], type: given))
  }
}
