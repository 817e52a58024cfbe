import RunbookModel

/// What is wrong with operators, choices and measures.
extension Problem {
  /// What an operator may be, for the help line.
  static let operators =
    "operators are is, is not, <, <=, >, >=, contains, matches, starts with, ends with, overlaps, exists, "
    + "is empty, is complete, is one of, is within; `not` stands before a verb"

  static func unknownOperator(_ found: String, _ nearest: String?) -> Problem {
    let meant: [String: String] = [
      "==": "is", "=": "is", "===": "is", "!=": "is not", "<>": "is not", "=>": ">=", "=<": "<=",
      "~": "matches",
      "=~": "matches", "equals": "is", "isn't": "is not", "has": "contains", "includes": "contains",
      "in": "is one of",
      "does": "not", "not is": "is not", "not are": "are not", "like": "matches",
    ]
    return Problem(
      SyntaxCode.unknownOperator, message: "`\(found)` is no operator", label: "expected an operator",
      help: (meant[found] ?? nearest).map { "did you mean `\($0)`? \(operators)" } ?? operators)
  }

  static func twoOperators(_ second: String) -> Problem {
    Problem(
      SyntaxCode.unknownOperator, message: "`is` stands alone, and here `\(second)` follows",
      label: "a second operator",
      help: second.utf8.allSatisfy(Bytes.isLetter)
        ? "leave out `is`; the negation of a verb is `not \(second)`" : "leave out `is`")
  }

  static func unknownSelector(_ found: String, _ nearest: String?) -> Problem {
    let meant = [
      "all": "every", "each": "every", "any": "some", "none": "no", "stdout": "output", "status": "exit",
      "code": "exit", "time": "duration", "table": "rows", "regex": "find", "average": "median",
      "mean": "median",
    ]
    let nearest = meant[found] ?? nearest
    return Problem(
      SyntaxCode.unknownSelector, message: "`\(found)` is nothing that can be looked at",
      label: "expected a selector",
      help: (nearest.map { "did you mean `\($0)`? " } ?? "")
        + "selectors are output, stderr, exit, duration, lines, line N, find /…/, rows, column NAME, json PATH, yaml PATH, $name, and functions: \(Computation.Function.allCases.map(\.rawValue).joined(separator: ", "))"
    )
  }

  static func unknownVerdict(_ found: String, _ all: [String], _ nearest: String?) -> Problem {
    choice(.unknownVerdict, "`\(found)` is no verdict", all, nearest)
  }

  static func unknownEffect(_ found: String, _ all: [String], _ nearest: String?) -> Problem {
    choice(.unknownEffect, "\(found) is no effect", all, nearest)
  }

  static func unknownSeverity(_ found: String, _ all: [String], _ nearest: String?) -> Problem {
    choice(.unknownSeverity, "\(found) is no severity", all, nearest)
  }

  static func unknownShell(_ found: String, _ all: [String], _ nearest: String?) -> Problem {
    choice(.unknownShell, "\(found) is no shell that runs commands", all, nearest)
  }

  static func unknownType(_ found: String, _ all: [String], _ nearest: String?) -> Problem {
    choice(.unknownType, "\(found) is no type", all, nearest)
  }

  private static func choice(_ code: SyntaxCode, _ message: String, _ all: [String], _ nearest: String?)
    -> Problem
  {
    Problem(
      code, message: message, label: "expected " + list(all),
      help: nearest.map { "did you mean `\($0)`?" } ?? "write one of " + list(all))
  }

  static func invalidNumber(_ found: String, _ what: String) -> Problem {
    Problem(
      SyntaxCode.invalidNumber, message: "expected a whole number (\(what)), and found `\(found)`",
      label: "not a whole number", help: "write digits only")
  }

  static func outOfRange(_ found: String, _ what: String, _ limits: ClosedRange<Int>) -> Problem {
    let most = limits.upperBound >= Int(Int32.max) ? "" : " and at most \(limits.upperBound)"
    return Problem(
      SyntaxCode.outOfRange,
      message: "\(what) is at least \(limits.lowerBound)\(most), and `\(found)` is not",
      label: "out of range")
  }

  static let lineZero = Problem(
    SyntaxCode.outOfRange, message: "lines count from 1, or from -1 backwards, and 0 is neither",
    label: "out of range",
    help: "`line 1` is the first line, `line -1` the last")

  static func invalidPercent(_ found: String) -> Problem {
    Problem(
      SyntaxCode.invalidPercent, message: "expected a percentage, and found `\(found)`",
      label: "not a percentage",
      help: Decimals.read(found) == nil ? "write a number and `%`: `95%`" : "write `\(found)%`")
  }

  static func percentOutOfRange(_ found: String) -> Problem {
    Problem(
      SyntaxCode.outOfRange, message: "a percentage is above 0% and at most 100%, and `\(found)` is not",
      label: "out of range")
  }

  static let certaintySampled = Problem(
    SyntaxCode.outOfRange, message: "`sample up to` needs less than 100%, for no sample proves certainty",
    label: "must be below 100%", help: "write `need 99%`, or `sample N times` for a fixed number")

  private static let units = "units are ns, us, ms, s, m, h, d and w: `200ms`, `30s`, `1h30m`"

  static func invalidDuration(_ found: String) -> Problem {
    let isBare = Decimals.read(found) != nil
    return Problem(
      SyntaxCode.invalidDuration, message: "expected a duration, and found `\(found)`",
      label: isBare ? "no unit" : "not a duration",
      help: isBare ? "did you mean `\(found)s`? \(units)" : units)
  }

  static func splitDuration(_ together: String) -> Problem {
    Problem(
      SyntaxCode.invalidDuration, message: "a duration is one word, and here it is two", label: "two words",
      help: "write `\(together)`")
  }

  static func durationOutOfRange(_ found: String) -> Problem {
    Problem(
      SyntaxCode.outOfRange, message: "a duration is at least 1ms and at most 366d, and `\(found)` is not",
      label: "out of range")
  }

  static func invalidSize(_ found: String) -> Problem {
    Problem(
      SyntaxCode.invalidSize, message: "expected a size, and found `\(found)`", label: "not a size",
      help: "write a number and B, KB, MB, GB, KiB, MiB or GiB: `16MiB`")
  }

  static func sizeOutOfRange(_ found: String) -> Problem {
    Problem(
      SyntaxCode.outOfRange, message: "a size is at least 1KiB and at most 1GiB, and `\(found)` is not",
      label: "out of range")
  }

  static func invalidVersion(_ found: String) -> Problem {
    Problem(
      SyntaxCode.invalidVersion, message: "expected a version, and found `\(found)`", label: "not a version",
      help: "`1.20+` is at least 1.20, `1.20` is that minor release; no `v` and no `>=`")
  }

  static func quotedMember(_ name: String) -> Problem {
    Problem(
      SyntaxCode.invalidPath, message: "the path cannot be read: a member in quotes stands in brackets",
      label: "without brackets", help: "write `[\"\(name)\"]`")
  }

  static func invalidPath(_ rule: String) -> Problem {
    Problem(
      SyntaxCode.invalidPath, message: "the path cannot be read: \(rule)", label: "here",
      help: "a path is members, indexes and `[]`: `.items[].metadata.labels[\"a/b\"]`")
  }
}
