import RunbookModel

/// What is wrong with bytes, lines and blocks of text.
extension Problem {
  static let emptyFile = Problem(
    SyntaxCode.emptyFile, message: "the file is empty", label: "no statement stands in it",
    help: "a runbook begins with `runbook \"Title\"`")

  static func invalidUTF8(_ byte: UInt8) -> Problem {
    Problem(
      SyntaxCode.invalidUTF8, message: "a runbook is UTF-8, and the byte 0x\(hex(byte)) here is not",
      label: "not UTF-8", help: "save the file as UTF-8")
  }

  static let nulByte = Problem(
    SyntaxCode.controlCharacter, message: "a runbook is text, and has a NUL byte here", label: "NUL",
    help: "remove it; no shell could take it")

  static func controlCharacter(_ byte: UInt8) -> Problem {
    Problem(
      SyntaxCode.controlCharacter, message: "a control character (0x\(hex(byte))) stands outside of text",
      label: "invisible", help: "remove it")
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  static let tabInIndentation = Problem(
    SyntaxCode.tabInIndentation, message: "lines are indented with blanks, and here stands a tab",
    label: "a tab",
    help: "write two blanks for each level")

  static let noBreakSpace = Problem(
    SyntaxCode.noBreakSpace, message: "words are parted by blanks, and here stands a no-break space",
    label: "looks like a blank, is none",
    help: "write a blank; such spaces come with text copied from web pages")

  static let curlyQuote = Problem(
    SyntaxCode.curlyQuote, message: "text stands between straight quotes, and here stands a curly one",
    label: "a curly quote", help: "write `\"`")

  static let singleQuotes = Problem(
    SyntaxCode.singleQuotes, message: "text stands between double quotes, and here stand single ones",
    label: "single quotes", help: "write `\"…\"`")

  static let loneDollar = Problem(
    SyntaxCode.loneDollar, message: "`$` begins the name of a variable, and no name follows",
    label: "a name follows, without braces", help: "write `$name`")

  static let unclosedString = Problem(
    SyntaxCode.unclosedString, message: "text in quotes ends on its line, and this does not",
    label: "begins here",
    help: "end it with `\"`; a quote inside is `\\\"`")

  static func unknownEscape(_ escape: String) -> Problem {
    Problem(
      SyntaxCode.unknownEscape, message: "`\(escape)` means nothing in text in quotes",
      label: "known are `\\\"` `\\\\` `\\n` `\\t` `\\$`", help: "write `\\\\` for a backslash")
  }

  static let unclosedPattern = Problem(
    SyntaxCode.unclosedPattern, message: "a pattern ends with `/` on its line, and this does not",
    label: "begins here", help: "end it with `/`; a slash inside is `\\/`")

  static let emptyPattern = Problem(
    SyntaxCode.emptyPattern, message: "a pattern has at least one character, and this has none",
    label: "matches everything", help: "for anything at all, say `not empty`: `expect output is not empty`")

  static func invalidPattern(_ reason: String) -> Problem {
    Problem(
      SyntaxCode.invalidPattern, message: "the pattern does not compile: \(reason)", label: "here",
      help: "patterns are PCRE2, as in `grep -P`")
  }

  static func patternOptions(_ options: String) -> Problem {
    Problem(
      SyntaxCode.patternOptions, message: "options stand inside a pattern, and `\(options)` stands behind it",
      label: "not behind the slash", help: "write `/(?\(options))…/`")
  }

  static func wrongIndentation(expected: Int, found: Int) -> Problem {
    Problem(
      SyntaxCode.wrongIndentation,
      message: "a block is indented by two, so this line by \(expected), and it is by \(found)",
      label: expected == 0 ? "expected at the start of the line" : "expected \(blanks(expected))",
      help: expected == 0 ? "remove the blanks" : "indent it by \(blanks(expected))")
  }

  static func unexpectedIndentation(under word: String, expected: Int, found: Int) -> Problem {
    Problem(
      SyntaxCode.unexpectedIndentation,
      message: "nothing stands under `\(word)`: a statement is one line, never continued",
      label: "indented by \(found), expected \(expected)",
      help: "put it on the line above, or indent it by \(blanks(expected)) if it is a statement of its own")
  }

  private static func blanks(_ count: Int) -> String { count == 1 ? "1 blank" : "\(count) blanks" }

  static func betweenIndentations(found: Int, parent: Int, text: Int) -> Problem {
    Problem(
      SyntaxCode.betweenIndentations,
      message: "a text block is indented by its first line's \(text), and this line by \(found)",
      label: "between the \(parent) of the word above and the \(text) of the text",
      help: "indent it by \(text) or more, or by \(parent) if the text has ended")
  }

  static let proseGoesOn = Problem(
    SyntaxCode.betweenIndentations, message: "prose ended at the comment above, and here the block goes on",
    label: "this is no part of the prose",
    help: "indent the comment like the prose, or put it above the block")

  static func missingCommand(_ word: String) -> Problem {
    Problem(
      SyntaxCode.missingText, message: "`\(word)` takes a command, and none stands here",
      label: "no command behind it and no block under it",
      help: "write the command behind `\(word)`, or in an indented block under it")
  }

  static func continuedCommand(_ word: String) -> Problem {
    Problem(
      SyntaxCode.continuedCommand, message: "a command behind `\(word)` is one line, and this one goes on",
      label: "continues on the next line", help: "put the whole command in an indented block under `\(word)`")
  }

  static func textAndBlock(_ word: String) -> Problem {
    Problem(
      SyntaxCode.textAndBlock, message: "`\(word)` has a command on its line and a block under it",
      label: "would not run", help: "put all of it in the block, or all of it behind `\(word)`")
  }

  static func textBeside(_ word: String) -> Problem {
    Problem(
      SyntaxCode.textBeside,
      message: "the text of `\(word)` stands in a block under it, and here stands some behind it",
      label: "not on this line", help: "put it on the next line, two deeper")
  }

  static func emptyBlock(_ word: String, _ what: String) -> Problem {
    Problem(
      SyntaxCode.emptyBlock, message: "`\(word)` has an indented block, \(what), and none stands here",
      label: "nothing stands under it", help: "write \(what) on the next lines, two deeper")
  }

  static func nearMissInProse(_ word: String, meant: String) -> Problem {
    Problem(
      SyntaxCode.nearMissInProse, message: "`\(word)` begins the prose, but reads like `\(meant)`",
      label: "one of them is meant",
      help: "did you mean `\(meant)`? If it is prose, begin it with a capital letter or another word")
  }

  static func clauseInProse(_ word: String) -> Problem {
    Problem(
      SyntaxCode.clauseInProse, .warning, message: "`\(word)` stands behind the prose, so it is prose too",
      label: "has no effect", help: "put it above the prose")
  }
}
