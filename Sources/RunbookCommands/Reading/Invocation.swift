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
    name = words.first?.lastComponent
  }

  /// As it stands in a plan; nil for builtins and what is known only at run time.
  var program: ProgramUse? {
    guard let name, !isCall, !builtins.contains(name) else { return nil }
    return ProgramUse(name: name, verbs: Tool.named(name)?.verbs(of: Array(words.dropFirst())) ?? [])
  }
}

extension Word {
  /// Of the path that it is; nil where it has none or is known only at run time.
  var lastComponent: String? {
    let text = text
    guard !text.hasHoles, let last = text.bytes.lastIndex(where: { $0 != .slash }) else { return nil }
    let first = text.bytes[..<last].lastIndex(of: .slash).map { $0 + 1 } ?? 0
    return String(decoding: text.bytes[first...last], as: UTF8.self)
  }

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
