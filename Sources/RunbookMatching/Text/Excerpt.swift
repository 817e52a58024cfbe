/// The text that is judged: one piece, or two with a gap where evidence was cut.
///
/// What is certain in spite of a gap: text found in either piece was printed, and what the head
/// begins with the output began with. A line at the gap is only a part of a line, so it is no line.
struct Excerpt: Sendable {
  /// From the start to the gap, or to the end.
  var head: ArraySlice<UInt8>
  /// Behind the gap; nil: nothing is missing.
  var tail: ArraySlice<UInt8>?
  /// The tail begins where a pattern ended, not in the middle of something unknown.
  var tailIsFresh = false

  init(_ head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>? = nil, tailIsFresh: Bool = false) {
    self.head = head
    self.tail = tail
    self.tailIsFresh = tailIsFresh
  }

  init(_ text: String) { self.init(Array(text.utf8)[...]) }

  static let empty = Excerpt([])

  var isCut: Bool { tail != nil }

  /// No bytes at all and none lost.
  var isEmpty: Bool { head.isEmpty && tail == nil }

  /// What is left when everything up to the end of the first match is taken away; nil where nothing matches.
  /// Where an earlier match may lie in the gap, what is left begins with the gap.
  func after(_ matcher: Matcher) throws(Uncertainty) -> Excerpt? {
    switch matcher.first(in: head, open: isCut ? .end : []) {
    case .found(let match):
      return Excerpt(head[match.whole.upperBound...], tail: tail, tailIsFresh: tailIsFresh)
    case .exceeded(let reason): throw Uncertainty(reason)
    case .nothing: break
    }
    guard let tail else { return nil }
    switch matcher.first(in: tail, open: tailIsFresh ? [] : .start) {
    case .found(let match): return Excerpt([], tail: tail[match.whole.upperBound...], tailIsFresh: true)
    case .exceeded(let reason): throw Uncertainty(reason)
    case .nothing: throw Uncertainty(MatchingProblems.cut)
    }
  }

  /// What comes before the first match; all of it where nothing matches.
  func before(_ matcher: Matcher) throws(Uncertainty) -> Excerpt {
    switch matcher.first(in: head, open: isCut ? .end : []) {
    case .found(let match): return Excerpt(head[..<match.whole.lowerBound])
    case .exceeded(let reason): throw Uncertainty(reason)
    case .nothing: break
    }
    // It may match in the gap: only the head is certain.
    return isCut ? Excerpt(head, tail: []) : self
  }

  /// Without the line ends at its end.
  var withoutLastLineEnds: Excerpt {
    var result = self
    if let tail { result.tail = Self.chomped(tail) } else { result.head = Self.chomped(head) }
    return result
  }

  private static func chomped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = bytes.endIndex
    while end > bytes.startIndex, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return bytes[..<end]
  }
}

/// Why something cannot be judged, in one sentence.
struct Uncertainty: Error {
  let reason: String
  /// What was asked for is not there: `exists` can say no.
  let isAbsence: Bool

  init(_ reason: String, isAbsence: Bool = false) {
    self.reason = reason
    self.isAbsence = isAbsence
  }
}
