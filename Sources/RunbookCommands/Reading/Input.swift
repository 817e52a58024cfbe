/// What a program can read from its standard input, as far as the text tells.
enum Input: Sendable {
  /// It is empty, as it is unless the text or the runbook says otherwise.
  case nothing
  /// A here-document, a here-string, `stdin`, or what `echo` prints into a pipe.
  case text(ShellText)
  /// A pipe, a file: known only at run time.
  case other
}

extension Input {
  /// Of what stands behind a pipe.
  init(pipedFrom command: ShellCommand, _ documents: [HereDocument]) {
    self = .other
    guard case .simple(let simple) = command.kind, let name = simple.words.first?.bare else { return }
    let arguments = simple.words.dropFirst()
    switch name {
    case "echo":
      let words = arguments.drop { ["-n", "-e", "-ne", "-E"].contains($0.literal) }
      guard command.redirections.isEmpty else { return }
      self = .printed(ShellText(joining: words))
    case "printf":
      guard command.redirections.isEmpty, let format = arguments.first?.literal else { return }
      if arguments.count == 1, !format.utf8.contains(.percent) {
        self = .printed(arguments.first!.text)
      } else if ["%s", "%s\\n"].contains(format) {
        self = .printed(ShellText(joining: arguments.dropFirst()))
      }
    case "cat":
      guard arguments.isEmpty else { return }
      self = Input(command.redirections, documents) ?? .other
    default: return
    }
  }

  /// Of a command's own redirections; nil where they leave its standard input alone.
  init?(_ redirections: [Redirection], _ documents: [HereDocument]) {
    var found: Input?
    for redirection in redirections where redirection.descriptor ?? 0 == 0 {
      switch redirection.operator {
      case .hereString: found = .text(redirection.target.text)
      case .hereDocument, .hereDocumentIndented:
        guard let document = redirection.document else { continue }
        found = .text(Word(parts: documents[document].parts, range: documents[document].range).text)
      case .read: found = redirection.target.literal == "/dev/null" ? .nothing : .other
      case .duplicateInput, .readWrite: found = .other
      case .append, .appendBoth, .write, .writeBoth, .overwrite, .duplicateOutput: continue
      }
    }
    guard let found else { return nil }
    self = found
  }

  /// What backslashes mean to `echo` and `printf` is not worked out.
  private static func printed(_ text: ShellText) -> Input {
    text.bytes.contains(.backslash) ? .other : .text(text)
  }
}

extension ShellText {
  /// Words with a blank between them.
  init(joining words: some Collection<Word>) {
    var text = ShellTextBuilder()
    for (index, word) in words.enumerated() {
      if index > 0 { text.append(.space, at: word.range.lowerBound) }
      text.append(word.text)
    }
    self = text.take(at: words.first?.range.lowerBound ?? 0)
  }
}
