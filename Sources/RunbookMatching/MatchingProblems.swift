import CPCRE2

/// The wording of all that people read from this room, in one place.
enum MatchingProblems {
  static let cut = "output was cut"

  /// For a negative code of `pcre2_match`.
  static func exceeded(_ code: Int32) -> String {
    switch code {
    case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
      "the pattern exceeded its limit: it tries too many ways to match this text"
    default: "the pattern could not be matched: PCRE2 error \(code)"
    }
  }
}
