import RunbookModel

/// What is wrong with words and with the shape of statements.
extension Problem {
  static let missingTitle = Problem(
    SyntaxCode.missingTitle, message: "a file begins with `runbook \"Title\"`, and this one does not",
    label: "expected `runbook \"Title\"` above", help: "write `runbook \"Title\"` in the first line")

  static let secondTitle = Problem(
    SyntaxCode.secondTitle, message: "`runbook` stands once, in the first line, and here again",
    label: "the second", help: "one file is one runbook: put the other one into a file of its own")

  static func wrongOrder(_ word: String, behind: String, canMoveIn: Bool) -> Problem {
    let rule = "the order is head, flow, paths and outcomes, finally"
    return Problem(
      SyntaxCode.wrongOrder, message: "`\(word)` stands behind `\(behind)`: \(rule)", label: "too late",
      help: canMoveIn ? "indent it by two if it belongs to `\(behind)`, else move it up" : "move it up")
  }

  static func misplacedWord(_ word: String, in place: String, belongs: String) -> Problem {
    Problem(
      SyntaxCode.misplacedWord, message: "`\(word)` stands \(belongs), and not \(place)",
      label: "does not belong here",
      help: "move it, or correct its indentation")
  }

  static func unknownWord(_ word: String, in place: String, nearest: String?, all: [String]) -> Problem {
    Problem(
      SyntaxCode.unknownWord, message: "no statement \(place) begins with `\(word)`", label: "unknown word",
      help: nearest.map { "did you mean `\($0)`?" } ?? "known are " + list(all))
  }

  /// Something that must stand in a line, and what stands there; nil is the end of the line.
  static func missing(_ code: SyntaxCode, expected: String, found: String?) -> Problem {
    Problem(
      code, message: "expected \(expected), and found \(found ?? "the end of the line")",
      label: found == nil ? "the line ends here" : "this stands here instead")
  }

  static func unexpectedText(_ text: String) -> Problem {
    Problem(
      SyntaxCode.unexpectedText, message: "the statement is complete, and `\(text)` follows",
      label: "expected the end of the line", help: "remove it; a comment begins with `#`")
  }

  static func unquoted(_ text: String, _ wanted: String) -> Problem {
    Problem(
      SyntaxCode.unquotedText, message: "expected \(wanted), and found bare words", label: "no quotes",
      help: "write `\"\(text)\"`")
  }

  static func unquotedText(_ text: String) -> Problem {
    let help =
      text.hasPrefix("/") && text.hasSuffix("/") && text.count > 1
      ? "for a pattern say `matches \(text)`; for this text write `\"\(text)\"`"
      : "write `\"\(text)\"`"
    return Problem(
      SyntaxCode.unquotedText,
      message: "text that is compared stands in double quotes, and this does not", label: "no quotes",
      help: help)
  }

  static func mixedWord(_ text: String) -> Problem {
    Problem(
      SyntaxCode.mixedWord, message: "a bare word has no `$` and no quotes, and this has",
      label: "a bare word ends before",
      help: "put all of it in double quotes: `$names` are replaced there")
  }

  static func invalidName(_ name: String) -> Problem {
    Problem(
      SyntaxCode.invalidName,
      message: "a name has small letters and digits with single hyphens between, and `\(name)` does not",
      label: "not a name", help: suggestion(name, separator: "-"))
  }

  static func invalidVariableName(_ name: String) -> Problem {
    Problem(
      SyntaxCode.invalidVariableName,
      message: "a variable has small letters, digits and `_`, a letter first, and `\(name)` does not",
      label: "not the name of a variable", help: suggestion(name, separator: "_"))
  }

  /// The name that was probably meant, spelled as the rule wants it.
  private static func suggestion(_ name: String, separator: Character) -> String? {
    var letters = ""
    for letter in name.lowercased() {
      if letter.isASCII, letter.isLetter || letter.isNumber {
        letters.append(letter)
      } else if let last = letters.last, last != separator {
        letters.append(separator)
      }
    }
    while letters.last == separator { letters.removeLast() }
    guard let first = letters.first, first.isLetter else { return "begin it with a small letter" }
    return "write `\(letters)`"
  }

  static func nameWithDollar(_ name: String) -> Problem {
    Problem(
      SyntaxCode.nameWithDollar, message: "`$` stands where a variable is used, not where a name is given",
      label: "without `$`", help: "write `\(name)`")
  }

  static func reservedName(_ name: String) -> Problem {
    Problem(
      SyntaxCode.reservedName, message: "`\(name)` has a meaning of its own and can be no name",
      label: "reserved",
      help: "choose another name; reserved are " + list(Words.reserved))
  }

  static func capitalVariable(_ name: String) -> Problem {
    Problem(
      SyntaxCode.capitalVariable, message: "`$\(name)` is no variable of a runbook: those have small letters",
      label: "capital letters belong to the environment",
      help: "in shell text `$\(name)` is the shell's own; here use `$\(name.lowercased())` or a `param`")
  }

  static func invalidEnvironmentName(_ name: String) -> Problem {
    Problem(
      SyntaxCode.invalidEnvironmentName,
      message: "an environment variable has letters, digits and `_`, and `\(name)` does not",
      label: "not such a name",
      help: "write the names with blanks between them, without `$` and without values")
  }

  static func wrongArrow(_ arrow: String) -> Problem {
    Problem(
      SyntaxCode.missingArrow, message: "an arrow is `→` or `->`, and here stands `\(arrow)`",
      label: "not an arrow",
      help: "write `→`")
  }

  static let misplacedNext = Problem(
    SyntaxCode.misplacedNext, message: "`, next` follows the name of an outcome, and here something else",
    label: "does not belong here", help: "remove it")

  static let secondNext = Problem(
    SyntaxCode.misplacedNext, message: "`, next` stands once, and here twice", label: "the second",
    help: "remove it")

  static func outcomeLeadsInside(_ target: String) -> Problem {
    Problem(
      SyntaxCode.outcomeLeadsInside,
      message: "from an outcome an arrow leads to a file, and this one to `\(target)`",
      label: "expected a file in double quotes",
      help: "an outcome ends its runbook; `→ \"other.rb\"` names the one that follows")
  }

  static func orInCondition(isRow: Bool) -> Problem {
    Problem(
      SyntaxCode.orInCondition, message: "checks are joined by `and`, and here stands `or`", label: "no `or`",
      help: isRow ? "write a row for each: the first that holds is taken" : "write a step for each")
  }

  static func list(_ words: [String]) -> String {
    words.filter { $0 != "->" }.map { "`\($0)`" }.joined(separator: ", ")
  }
}
