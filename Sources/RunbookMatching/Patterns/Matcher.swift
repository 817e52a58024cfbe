import CPCRE2
import RunbookModel

/// One place where a pattern matched, in the indexes of the bytes that were searched.
struct PatternMatch {
  let whole: Range<Int>
  /// The first group; nil where the pattern has none or it took no part.
  let group: Range<Int>?

  /// What `find` gives.
  var found: Range<Int> { group ?? whole }
}

/// What came of a search.
enum Search {
  case found(PatternMatch)
  case nothing
  /// The limits were exceeded: one sentence. Never to be taken for `nothing`.
  case exceeded(String)
}

/// Which ends of the bytes are not ends of the text, because evidence was cut there.
struct OpenEnds: OptionSet {
  let rawValue: Int
  static let start = OpenEnds(rawValue: 1)
  static let end = OpenEnds(rawValue: 2)
}

/// A pattern at work: holds what matching writes to as long as it lives. For one task at a time.
final class Matcher {
  private let pattern: CompiledPattern
  private let scratch: MatchScratch
  private var budget: SearchBudget

  /// The pattern of a plan, which compiles, or the plan would not be.
  convenience init(_ pattern: Pattern) {
    switch CompiledPattern.compiled(pattern.text) {
    case .success(let compiled): self.init(compiled)
    case .failure(let problem):
      preconditionFailure("a plan holds a pattern that does not compile: \(problem)")
    }
  }

  init(_ pattern: CompiledPattern, nanoseconds: Int = SearchBudget.standard) {
    self.pattern = pattern
    scratch = MatchScratch.borrow()
    budget = SearchBudget(nanoseconds: nanoseconds, isInterpreted: pattern.isInterpreted)
  }

  deinit { scratch.giveBack() }

  /// The first match at or behind `start`. At an open end, `^` and `$` do not hold and no match may touch it.
  func first(
    in bytes: ArraySlice<UInt8>, from start: Int? = nil, open: OpenEnds = [], options: UInt32 = 0
  ) -> Search {
    bytes.withUnsafeBufferPointer { buffer in
      search(
        buffer, base: bytes.startIndex, from: (start ?? bytes.startIndex) - bytes.startIndex, open, options)
    }
  }

  /// Whether it matches anywhere; nil where the limits were exceeded.
  func matches(_ bytes: ArraySlice<UInt8>) -> Bool? {
    switch first(in: bytes) {
    case .found: true
    case .nothing: false
    case .exceeded: nil
    }
  }

  /// All matches from left to right, none overlapping, an empty one never where the last one ended.
  /// The body returns false to end the walk. Returns the sentence where the limits were exceeded.
  func forEach(
    in bytes: ArraySlice<UInt8>, open: OpenEnds = [], _ body: (PatternMatch) -> Bool
  ) -> String? {
    bytes.withUnsafeBufferPointer { buffer in
      let base = bytes.startIndex
      var position = 0
      var lastWasEmpty = false
      while position <= buffer.count {
        // After an empty match, perl looks for one that is not empty in the same place, then goes on by a character.
        let options = lastWasEmpty ? PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED : 0
        switch search(buffer, base: base, from: position, open, options) {
        case .found(let match):
          guard body(match) else { return nil }
          lastWasEmpty = match.whole.isEmpty
          position = max(position, match.whole.upperBound - base)
        case .nothing:
          guard lastWasEmpty else { return nil }
          lastWasEmpty = false
          position += 1
          while position < buffer.count, buffer[position] & 0xc0 == 0x80 { position += 1 }
        case .exceeded(let reason): return reason
        }
      }
      return nil
    }
  }

  private func search(
    _ buffer: UnsafeBufferPointer<UInt8>, base: Int, from start: Int, _ open: OpenEnds, _ options: UInt32
  ) -> Search {
    var options = options
    if open.contains(.start) { options |= PCRE2_NOTBOL }
    if open.contains(.end) { options |= PCRE2_NOTEOL }
    // PCRE2 wants an address even for no bytes.
    let subject =
      buffer.baseAddress ?? UnsafePointer(UnsafeRawPointer(scratch.data).assumingMemoryBound(to: UInt8.self))
    var start = start
    while true {
      let last = lastPlace(from: start, in: buffer, options)
      pcre2_set_offset_limit_8(scratch.context, last)
      pcre2_set_match_limit_8(scratch.context, budget.steps)
      let code = pcre2_match_8(
        pattern.code, subject, buffer.count, start, options, scratch.data, scratch.context)
      if code == PCRE2_ERROR_MATCHLIMIT, budget.shorten() { continue }
      guard code >= 0 || code == PCRE2_ERROR_NOMATCH else {
        return .exceeded(MatchingProblems.exceeded(code))
      }
      let offsets = pcre2_get_ovector_pointer_8(scratch.data)!
      let first = code >= 0 ? min(offsets[0], offsets[1]) : last
      guard budget.tried(max(first - start, 0) + 1) else {
        return .exceeded(MatchingProblems.exceeded(PCRE2_ERROR_MATCHLIMIT))
      }
      if code == PCRE2_ERROR_NOMATCH {
        guard last < buffer.count, options & PCRE2_ANCHORED == 0 else { return .nothing }
        start = last + 1
        continue
      }
      let whole = first..<max(offsets[0], offsets[1])
      if open.contains(.end), whole.upperBound == buffer.count { return .nothing }
      if open.contains(.start), whole.lowerBound == 0 {
        // It may have begun in what is missing: look behind it.
        start = max(whole.upperBound, start + 1)
        if start > buffer.count { return .nothing }
        continue
      }
      let hasGroup = (code == 0 || code > 1) && offsets[2] >= 0 && offsets[2] <= offsets[3]
      return .found(
        PatternMatch(
          whole: whole.lowerBound + base..<whole.upperBound + base,
          group: hasGroup ? offsets[2] + base..<offsets[3] + base : nil))
    }
  }

  /// The last place at which the match that is looked for now may begin; never one in front of half a character.
  private func lastPlace(from start: Int, in buffer: UnsafeBufferPointer<UInt8>, _ options: UInt32) -> Int {
    guard !pattern.knowsStart, options & PCRE2_ANCHORED == 0 else { return buffer.count }
    var last = start + budget.places() - 1
    while last < buffer.count - 1, buffer[last + 1] & 0xc0 == 0x80 { last += 1 }
    return min(last, buffer.count)
  }
}
