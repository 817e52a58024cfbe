/// One expansion of a variable in a shell text: `$name`, `${name…}`, or a bare name in arithmetic.
package struct VariableUse: Sendable, Hashable {
  package let name: String
  /// Bytes of the text: the whole expansion from its `$`, or the bare name.
  package let range: Range<Int>
  /// It stands in double quotes, in a here-document, or where the shell does not split words.
  package let isQuoted: Bool
  /// False where reading cannot decide whether the name is set by then, or whether it is a name at all.
  package let isCertain: Bool
  /// The expansion itself says what holds when the name is not set: `${x:-y}`, `${x:+y}`, `${x:=y}`.
  package let hasDefault: Bool

  /// It is a whole word where it may be split: of `for … in`, or an argument that no program takes for an option.
  package let isMeantToSplit: Bool
  /// It stands in an arithmetic expression, where bash reads its value as one too: `a[$(…)]` runs a command.
  package let isEvaluated: Bool

  package init(
    name: String, range: Range<Int>, isQuoted: Bool, isCertain: Bool = true, hasDefault: Bool = false,
    isMeantToSplit: Bool = false, isEvaluated: Bool = false
  ) {
    self.name = name
    self.range = range
    self.isQuoted = isQuoted
    self.isCertain = isCertain
    self.hasDefault = hasDefault
    self.isMeantToSplit = isMeantToSplit
    self.isEvaluated = isEvaluated
  }
}
