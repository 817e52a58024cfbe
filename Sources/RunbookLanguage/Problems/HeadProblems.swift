import RunbookModel

/// The wording of what is wrong in the head, and with values.
extension Problem {
  static func unsupportedLanguage(_ version: Int) -> Problem {
    Problem(
      HeadCode.unsupportedLanguage, message: "language \(version) is not known to this tool",
      label: "it reads language \(RunbookModel.languageVersion)")
  }

  static func duplicateNeed(_ name: String) -> Problem {
    Problem(
      ClauseCode.duplicateClause, message: "`needs \(name)` stands twice", label: "needed already",
      help: "keep the one that is meant")
  }

  static func severalDefaults(_ name: String, _ type: ValueType?) -> Problem {
    Problem(
      HeadCode.severalDefaults, message: "parameter `\(name)` has several defaults, and is no list",
      label: type.map { "it is a \($0.rawValue)" } ?? "one value is expected",
      help: "say `param \(name) as list = …` for a list, or put quotes around the whole")
  }

  static func variableInDefault(_ name: String) -> Problem {
    Problem(
      HeadCode.variableInDefault, message: "the values of parameter `\(name)` are not fixed",
      label: "a variable cannot stand here",
      help: "a value made of others is a `let`; a plain dollar sign is `\\$`")
  }

  static func letTooEarly(_ written: String, _ kind: Names.VariableName.Kind?) -> Problem {
    Problem(
      HeadCode.letTooEarly, message: "a `let` is worked out before the first step",
      label: "`\(written)` is not known then", help: "write it where it is used, after it was captured")
  }

  static func letBelow(_ name: String) -> Problem {
    Problem(
      HeadCode.letTooEarly, message: "a `let` names only what stands above it",
      label: "`$\(name)` is not known yet", help: "move the definition of `\(name)` up")
  }

  static func unfitValue(_ text: String, _ type: ValueType, for place: String) -> Problem {
    Problem(
      HeadCode.unfitValue, message: "\(place) needs \(type.described), found `\(text)`",
      label: "not \(type.described)", help: type.example.map { "for example `\($0)`" })
  }

  static func notOneOf(_ text: String, _ choices: [String]) -> Problem {
    Problem(
      HeadCode.unfitValue, message: "`\(text)` is none of the values that are allowed",
      label: "not allowed here",
      help: Spelling.nearest(to: text, in: choices).map { "did you mean `\($0)`?" }
        ?? "one of \(choices.map { "`\($0)`" }.joined(separator: ", "))")
  }

  static func notMatching(_ text: String, _ pattern: String) -> Problem {
    Problem(
      HeadCode.unfitValue, message: "`\(text)` does not match /\(pattern)/",
      label: "not of the form that is asked for")
  }

  static func unreadableValue(_ text: String, isQuoted: Bool) -> Problem {
    isQuoted
      ? Problem(
        HeadCode.unreadableValue, message: "`\(text)` cannot be less or more than anything",
        label: "this is text",
        help: "compare numbers, percentages, quantities, durations or versions")
      : Problem(
        HeadCode.unreadableValue, message: "`\(text)` is no number and nothing else that can be compared",
        label: "no number, percentage, quantity, duration, version or address",
        help: "text stands in quotes: `\"\(text)\"`")
  }

  static var nothingToRun: Problem {
    Problem(
      HeadCode.nothingToRun, message: "a runbook has at least one step, found none",
      label: "nothing follows the head",
      help: "add a `step`, or a `path` or an `outcome` for other files to use")
  }
}

extension ValueType {
  /// With its article.
  fileprivate var described: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .percent: "a percentage"
    case .duration: "a duration"
    case .quantity: "a quantity"
    case .version: "a version"
    case .ip: "an IP address"
    case .cidr: "a network"
    case .list: "a list"
    }
  }

  fileprivate var example: String? {
    switch self {
    case .text, .list: nil
    case .number: "3"
    case .percent: "95%"
    case .duration: "1m30s"
    case .quantity: "500m"
    case .version: "1.20"
    case .ip: "10.96.0.10"
    case .cidr: "10.96.0.0/12"
    }
  }
}
