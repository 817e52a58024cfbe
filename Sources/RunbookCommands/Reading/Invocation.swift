import RunbookModel

/// One program as a shell text runs it.
struct Invocation: Sendable {
  /// The program first, then its arguments; what ran it (`sudo`, `timeout 5`) is taken off.
  let words: [Word]
  /// The programs that were taken off, outermost first.
  let runners: [String]
  /// What it can read from its standard input.
  let input: Input
  /// More arguments are added at run time: `xargs`.
  let isOpen: Bool
  /// It is a call of a function that the same text defines.
  var isCall = false

  /// The last component of the path; nil where it is known only at run time.
  let name: String?

  init(words: [Word], runners: [String] = [], input: Input = .nothing, isOpen: Bool = false) {
    self.words = words
    self.runners = runners
    self.input = input
    self.isOpen = isOpen
    let path = words.first?.literal ?? ""
    name =
      path.utf8.contains(.slash)
      ? path.split(separator: "/").last.map(String.init) : path.isEmpty ? nil : path
  }

  /// As it stands in a plan; nil for builtins and what is known only at run time.
  var program: ProgramUse? {
    guard let name, !isCall, !builtins.contains(name) else { return nil }
    return ProgramUse(name: name, verbs: Tool.named(name)?.verbs(of: Array(words.dropFirst())) ?? [])
  }
}

extension Word {
  /// `NAME=…`
  var literalPrefixIsAssignment: Bool {
    let bytes = text.bytes
    let name = bytes.prefix { $0.isNamePart }
    return !name.isEmpty && name.count < bytes.count && bytes[name.count] == .equals
  }

  /// The same word with what a runner replaces in it (`xargs -I {}`, `find -exec … {}`) as a hole.
  func filled(at placeholder: [UInt8]) -> Word {
    let text = text
    guard !placeholder.isEmpty, text.bytes.count >= placeholder.count else { return self }
    var builder = ShellTextBuilder()
    var index = 0
    while index < text.bytes.count {
      if text.bytes[index...].starts(with: placeholder) {
        builder.append(ShellText.hole, at: text.place(index))
        index += placeholder.count
      } else {
        builder.append(text.bytes[index], at: text.place(index))
        index += 1
      }
    }
    guard builder.bytes.count != text.bytes.count || builder.bytes != text.bytes else { return self }
    let filled = builder.take(at: range.lowerBound)
    return Word(parts: [WordPart(kind: .quoted(filled), range: range)], range: range)
  }
}
