import RunbookModel

extension Parser {
  /// `NAME parameter=value …`, up to the operator. Which arguments a function has is not asked here.
  mutating func function(_ function: Computation.Function) -> FunctionSyntax? {
    guard let name = peek else { return nil }
    cursor += 1
    var arguments: [ArgumentSyntax] = []
    while let token = peek, token.kind == .word || token.kind == .variable, peekSecond?.kind == .equals {
      guard let name = self.name(.variable), expectEquals(), let value = argumentValue() else { return nil }
      arguments.append(ArgumentSyntax(name: name, value: value))
    }
    if let token = peek, token.kind == .word,
      let parameter = function.parameters.first(where: { $0.rawValue == text(token) })
    {
      cursor += 1
      failHere(.missingWord, "`=`", help: "an argument is `\(parameter.rawValue)=VALUE`")
      return nil
    }
    if let token = peek, [.variable, .string, .literal].contains(token.kind) {
      let parameter = function.parameters.first { known in
        !arguments.contains { $0.name.text == known.rawValue }
      }
      failHere(
        .missingName, "the name of an argument",
        help: parameter.map { "did you mean `\($0.rawValue)=\(text(token))`?" })
      return nil
    }
    return FunctionSyntax(function: function, nameRange: name.range, arguments: arguments)
  }

  /// A variable, a text in quotes, or a bare value that begins with a digit. A bare word is reported, and read as
  /// the text that it is.
  private mutating func argumentValue() -> ValueSyntax? {
    guard let first = peek, first.kind == .word || first.kind == .path else { return value(.compared) }
    if Grammar.operators.contains(text(first)) {
      failHere(.missingValue, "a value")
      return nil
    }
    cursor += 1
    var end = first.end
    while let next = peek, next.start == end {
      cursor += 1
      end = next.end
    }
    let range = self.range(from: first.start)
    report(.unquotedText(text(range)), at: range)
    return ValueSyntax(.text(Template(verbatim: text(range))), range: range)
  }
}
