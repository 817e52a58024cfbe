/// The options of a program that take a value, as `-n --namespace`.
struct ValueOptions: Sendable {
  private let names: Set<String>
  /// Those of one letter.
  private let letters: Set<UInt8>

  /// Letters may stand together, as in `-rn x`; else `-br` is one option.
  let joinsLetters: Bool

  init(_ names: String, joinsLetters: Bool = true) {
    self.names = Set(names.words)
    self.joinsLetters = joinsLetters
    letters = Set(self.names.compactMap { $0.utf8.count == 2 ? $0.utf8.last : nil })
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
  func contains(letter: UInt8) -> Bool { letters.contains(letter) }

  /// Whether the value of this option is the word behind it: `-n x`, `-vn x`, `--namespace x`, but not `-nx`.
  func takesNextWord(_ option: String) -> Bool {
    if names.contains(option) { return true }
    guard joinsLetters, !option.hasPrefix("--") else { return false }
    guard let first = option.utf8.firstIndex(where: letters.contains) else { return false }
    return option.utf8.index(after: first) == option.utf8.endIndex
  }
}

/// A program's arguments, told apart: options, their values, operands.
///
/// Options are read as most programs of the field do: `-n x`, `-nx`, `-rn x`, `--name x`, `--name=x`, and `--` ends them.
/// A variable that stands as a word of its own is taken for an operand.
struct Arguments: Sendable {
  struct Option: Sendable {
    /// With its dashes: `-n`, `--namespace`.
    let name: String
    let value: Word?
    let range: Range<Int>
    /// It is one of those that were asked for by name, so it abbreviates no other.
    let isKnown: Bool

    /// Whether it is this option, or its beginning as GNU programs take it.
    fileprivate func `is`(_ wanted: String) -> Bool {
      name == wanted || (!isKnown && name.hasPrefix("--") && name.utf8.count > 4 && wanted.hasPrefix(name))
    }
  }

  /// The words that are no options, in order; those behind `--` too.
  private(set) var operands: [Word] = []
  private(set) var options: [Option] = []
  /// How many operands stand before `--`; nil where it does not stand.
  private(set) var dashes: Int?

  /// `stopsAtOperand`: what follows the first operand belongs to it, as after `sudo`.
  init(_ words: some Collection<Word>, valued: ValueOptions, stopsAtOperand: Bool = false) {
    var rest = words[...]
    while let word = rest.popFirst() {
      let text = word.text
      guard text.bytes.count > 1, text.bytes[0] == .minus else {
        operands.append(word)
        if stopsAtOperand {
          operands += rest
          return
        }
        continue
      }
      if word.literal == "--" {
        dashes = operands.count
        operands += rest
        return
      }
      add(text, of: word, valued: valued) { rest.popFirst() }
    }
  }

  private mutating func add(
    _ text: ShellText, of word: Word, valued: ValueOptions, next: () -> Word?
  ) {
    let bytes = text.bytes
    func option(_ name: String, _ value: Word?) -> Option {
      Option(name: name, value: value, range: word.range, isKnown: valued.contains(name))
    }
    let equals = bytes.firstIndex(of: .equals) ?? bytes.count
    let name = String(decoding: bytes[..<equals], as: UTF8.self)
    if bytes[1] == .minus || !valued.joinsLetters || valued.contains(name) {
      if equals < bytes.count {
        options.append(option(name, word.dropping(equals + 1)))
      } else {
        options.append(option(name, valued.contains(name) ? next() : nil))
      }
      return
    }
    // Of letters written together, the first that takes a value takes the rest.
    for index in 1..<bytes.count {
      let name = "-" + String(decoding: bytes[index...index], as: UTF8.self)
      guard valued.contains(letter: bytes[index]) else {
        options.append(option(name, nil))
        continue
      }
      let start = index + 1 < bytes.count && bytes[index + 1] == .equals ? index + 2 : index + 1
      options.append(option(name, start < bytes.count ? word.dropping(start) : next()))
      return
    }
  }

  /// The operands before `--`.
  var own: ArraySlice<Word> { operands[..<(dashes ?? operands.count)] }
  /// The words behind `--`.
  var rest: ArraySlice<Word>? { dashes.map { operands[$0...] } }

  func values(of names: String...) -> [Word] {
    options.compactMap { option in names.contains(where: option.is) ? option.value : nil }
  }

  func first(_ names: String...) -> Option? { options.first { option in names.contains(where: option.is) } }

  func has(_ names: String...) -> Bool { options.contains { option in names.contains(where: option.is) } }
}

extension Word {
  /// What is left of the word without its first bytes.
  func dropping(_ count: Int) -> Word {
    if let parts = Self.dropping(count, from: parts) { return Word(parts: parts, range: range) }
    let text = text
    return Word(
      parts: [WordPart(kind: .quoted(text.part(count..<text.bytes.count)), range: range)], range: range)
  }

  /// Nil where the first bytes are not all in the first part.
  private static func dropping(_ count: Int, from parts: [WordPart]) -> [WordPart]? {
    guard let first = parts.first else { return nil }
    let kind: WordPart.Kind
    switch first.kind {
    case .literal(let text):
      guard text.bytes.count >= count else { return nil }
      kind = .literal(text.part(count..<text.bytes.count))
      if text.bytes.count == count { return Array(parts.dropFirst()) }
    case .doubleQuoted(let inner):
      guard let inner = dropping(count, from: inner) else { return nil }
      kind = .doubleQuoted(inner)
    case .quoted, .parameter, .substitution, .arithmetic, .process: return nil
    }
    return [WordPart(kind: kind, range: first.range)] + parts.dropFirst()
  }
}
