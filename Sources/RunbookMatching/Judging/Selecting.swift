import RunbookModel

/// Finds what a selector names in an observation or in a captured text.
///
/// Throws what makes it impossible to say: a missing column, a text that is no JSON, a variable
/// that was never captured, evidence whose lost part could hold other values.
struct Selecting {
  let observation: Observation
  let variables: Variables
  /// `find` and `line` read alike in the plural where several are asked for.
  let isPlural: Bool

  /// Everything but the aggregate.
  func select(_ selector: Selector) throws(Uncertainty) -> Selection {
    switch selector.source {
    case .exit:
      guard let exit = observation.exit else { throw Uncertainty(MatchingProblems.noExit) }
      return .one("\(exit)")
    case .duration:
      guard let duration = observation.duration else { throw Uncertainty(MatchingProblems.nothingRan) }
      return .one(Wording.duration(milliseconds: duration), type: .duration)
    case .variable(let reference): return try variable(reference)
    case .computed(let computation): return try computation.result(variables)
    case .output, .stderr, .lines, .line, .find, .rows, .column, .json, .yaml: break
    }
    guard let text = try text(selector) else {
      var selection = Selection(isPlural: isPlural, noun: Self.noun(selector.source))
      selection.whyNothing =
        selector.filters.compactMap { filter in
          if case .after(let pattern) = filter { MatchingProblems.noMatch("after", pattern) } else { nil }
        }.first
      return selection
    }
    let tests = try tests(selector)
    switch selector.source {
    case .output, .stderr: return whole(text.withoutLastLineEnds)
    case .lines: return lines(text)
    case .line(let number): return try line(number, of: text)
    case .find(let pattern, let all):
      let matcher = Matcher(pattern)
      return try all || isPlural ? matches(matcher, in: text) : match(matcher, in: text)
    case .rows: return try rows(nil, text, tests)
    case .column(let name): return try rows(name, text, tests)
    case .json(let path): return members(path, try document(selector, text, isYAML: false), tests)
    case .yaml(let path): return members(path, try document(selector, text, isYAML: true), tests)
    case .exit, .duration, .variable, .computed: preconditionFailure("selected above")
    }
  }

  static func noun(_ source: Selector.Source) -> Selection.Noun {
    switch source {
    case .lines, .line, .computed: .line
    case .find: .match
    case .rows, .column: .row
    case .variable: .item
    case .output, .stderr, .exit, .duration, .json, .yaml: .value
    }
  }

  /// The text that is looked at; nil where `after` finds no match.
  private func text(_ selector: Selector) throws(Uncertainty) -> Excerpt? {
    var text = observation.output
    if case .stderr = selector.source { text = observation.stderr }
    if let reference = selector.document {
      guard let value = variables[reference.key] else {
        throw Uncertainty(MatchingProblems.neverCaptured(reference))
      }
      text = Excerpt(value.written)
    }
    for filter in selector.filters {
      switch filter {
      case .after(let pattern):
        guard let rest = try text.after(Matcher(pattern)) else { return nil }
        text = rest
      case .before(let pattern): text = try text.before(Matcher(pattern))
      case .whereHolds: break
      }
    }
    return text
  }

  private func variable(_ reference: VariableReference) throws(Uncertainty) -> Selection {
    guard let value = variables[reference.key] else {
      throw Uncertainty(MatchingProblems.neverCaptured(reference))
    }
    let type = value.type == .list ? nil : value.type
    return Selection(value.texts.map { Array($0.utf8)[...] }, type: type, isPlural: value.isList, noun: .item)
  }

  private func whole(_ text: Excerpt) -> Selection {
    guard text.isCut else { return Selection([text.head], isPlural: false) }
    var selection = Selection(isPlural: false)
    selection.cutText = text
    return selection
  }

  private func lines(_ text: Excerpt) -> Selection {
    let (head, tail) = Lines.visible(in: text)
    var selection = Selection(head + tail, isPlural: true, noun: .line)
    if text.isCut { (selection.certainFirst, selection.certainLast) = (head.count, tail.count) }
    return selection
  }

  /// The line of a number among those that are not blank.
  private func line(_ number: Int, of text: Excerpt) throws(Uncertainty) -> Selection {
    let lines = lines(text)
    let index = number > 0 ? number - 1 : lines.count + number
    if let last = lines.certainLast, number > 0 ? number > lines.certainFirst : -number > last {
      throw Uncertainty(MatchingProblems.cut)
    }
    guard number != 0, lines.texts.indices.contains(index) else {
      return Selection(
        isPlural: false, noun: .line, whyNothing: "there are \(Wording.count(lines.count, .line))")
    }
    return Selection([lines.texts[index]], isPlural: false, noun: .line)
  }

  /// The first match. Behind a gap it may not be the first.
  private func match(_ matcher: Matcher, in text: Excerpt) throws(Uncertainty) -> Selection {
    switch matcher.first(in: text.head, open: text.isCut ? .end : []) {
    case .found(let match):
      let line = Self.line(around: match.found, in: text.head)
      return Selection([text.head[match.found]], lines: [line], isPlural: false, noun: .match)
    case .exceeded(let reason): throw Uncertainty(reason)
    case .nothing:
      if text.isCut { throw Uncertainty(MatchingProblems.cut) }
      return Selection(isPlural: false, noun: .match, whyNothing: "no match")
    }
  }

  private func matches(_ matcher: Matcher, in text: Excerpt) throws(Uncertainty) -> Selection {
    var selection = Selection(isPlural: true, noun: .match, whyNothing: "no match")
    func collect(_ bytes: ArraySlice<UInt8>, _ open: OpenEnds) throws(Uncertainty) -> Int {
      let before = selection.count
      let problem = matcher.forEach(in: bytes, open: open) {
        selection.texts.append(bytes[$0.found])
        return true
      }
      if let problem { throw Uncertainty(problem) }
      return selection.count - before
    }
    let first = try collect(text.head, text.isCut ? .end : [])
    if let tail = text.tail {
      selection.certainLast = try collect(tail, text.tailIsFresh ? [] : .start)
      selection.certainFirst = first
    }
    return selection
  }

  /// The line or lines in which a range stands.
  static func line(around range: Range<Int>, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text[..<range.lowerBound].lastIndex(of: 10).map { $0 + 1 } ?? text.startIndex
    let end = text[max(range.lowerBound, range.upperBound - 1)...].firstIndex(of: 10) ?? text.endIndex
    return text[start..<max(start, end)]
  }
}
