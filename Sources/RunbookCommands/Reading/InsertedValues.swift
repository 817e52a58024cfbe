/// Finds where values become part of a text that somebody reads as code: another shell, here, in a container or on
/// another machine; awk, sed, whose `e` runs commands, Python and other languages.
///
/// Shells that run on this machine are read by `InvocationReading`. Everywhere else a shell is recognised by its name
/// among the arguments of any program (`kubectl exec … -- sh -c`, `docker exec x bash -lc`), for who runs it makes no
/// difference to what it does with its text.
struct InsertedValues {
  private(set) var values: [InsertedValue] = []

  init(_ invocations: InvocationReading) {
    for text in invocations.texts { add(text, .shell) }
    for invocation in invocations.invocations { read(invocation, level: invocations.level) }
  }

  private mutating func add(_ text: ShellText, _ reader: InsertedValue.Reader) {
    for (index, byte) in text.bytes.enumerated() where byte == ShellText.hole {
      let value = InsertedValue(place: text.place(index), reader: reader)
      if !values.contains(value) { values.append(value) }
    }
  }

  private mutating func read(_ invocation: Invocation, level: Int) {
    let arguments = invocation.words.dropFirst()
    for script in Self.scripts(of: invocation.name ?? "", arguments) { add(script.text, .language) }
    if invocation.name == "ssh" {
      let operands = Arguments(
        arguments, valued: ValueOptions("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B"),
        stopsAtOperand: true
      ).operands
      readInner(
        SyntaxTree(ShellText(joining: operands.dropFirst())), ShellText(joining: operands.dropFirst()), level)
    }
    guard let shell = arguments.firstIndex(where: \.isShell) else { return }
    let words = arguments[shell...]
    let inner = InvocationReading(words, input: invocation.input, level: level + 1)
    guard level < InvocationReading.levelLimit else { return }
    for value in InsertedValues(inner).values where !values.contains(value) { values.append(value) }
  }

  private mutating func readInner(_ tree: SyntaxTree, _ text: ShellText, _ level: Int) {
    add(text, .shell)
    guard level < InvocationReading.levelLimit else { return }
    for value in InsertedValues(InvocationReading(tree, level: level + 1)).values
    where !values.contains(value) {
      values.append(value)
    }
  }

  /// The programs in languages of their own among the arguments.
  private static func scripts(of name: String, _ arguments: ArraySlice<Word>) -> [Word] {
    switch name {
    case "awk", "gawk", "mawk", "nawk":
      let split = AwkProgram.arguments(arguments)
      return split.has("-f", "--file", "-E", "--exec") ? [] : Array(split.operands.prefix(1))
    case "sed":
      let split = SedScript.arguments(arguments)
      return split.has("--sandbox") ? [] : SedScript.scripts(among: split).scripts
    case "perl", "ruby", "node", "lua":
      return Arguments(arguments, valued: ValueOptions("-e -E")).values(of: "-e", "-E")
    case "python", "python2", "python3", "psql":
      return Arguments(arguments, valued: ValueOptions("-c -h -U -p -d -W -X"), stopsAtOperand: true).values(
        of: "-c")
    case "mysql":
      return Arguments(arguments, valued: ValueOptions("-e --execute -h -u -P -D")).values(
        of: "-e", "--execute")
    default: return []
    }
  }
}

/// A value that becomes part of code.
package struct InsertedValue: Sendable, Hashable {
  package enum Reader: Sendable {
    case shell
    /// awk, Python ….
    case language
  }

  /// A byte of the text, within the expansion.
  package let place: Int
  package let reader: Reader
}

extension Word {
  /// It names a shell.
  var isShell: Bool { lastComponent.map(Runner.shells.contains) ?? false }
}
