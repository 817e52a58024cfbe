/// What a program of awk does beside printing: `print > "file"`, `print | "command"`, `"command" | getline`, `system()`.
///
/// Only words, strings, patterns, parentheses and the ends of statements matter, so it is scanned, not parsed. `>` writes
/// a file only in a `print` and outside parentheses; elsewhere it compares.
struct AwkProgram {
  private(set) var deeds: [Deed] = []
  private let text: ShellText
  private let bytes: [UInt8]
  private var at = 0
  /// In a `print` or `printf`, and how many parentheses were opened in it.
  private var parentheses: Int?
  /// The text of the string that was just passed.
  private var string: ShellText?
  /// The last word, and whether a `/` here would divide.
  private var word = ""
  private var followsValue = false

  init(_ text: ShellText) {
    self.text = text
    bytes = text.bytes
    while at < bytes.count { step() }
  }

  /// The arguments of awk; the program is the first operand, where no option gives one.
  static func arguments(_ words: some Collection<Word>) -> Arguments {
    Arguments(
      words,
      valued: ValueOptions("-F -v -f -i -l -E --field-separator --assign --file --include --load --exec"),
      stopsAtOperand: true)
  }

  private func peek(_ ahead: Int) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }

  private mutating func step() {
    let byte = bytes[at]
    switch byte {
    case .quote: return readString()
    case .hash:
      while at < bytes.count, bytes[at] != .newline { at += 1 }
      return
    case .slash where !followsValue: return skipPattern()
    case .open:
      if word == "system" { return readSystem() }
      if parentheses != nil { parentheses! += 1 }
    case .close: if let open = parentheses { parentheses = max(0, open - 1) }
    case .semicolon, .newline, .openBrace, .closeBrace: parentheses = nil
    case .bar: return readBar()
    case .greater: if parentheses == 0 { return readRedirection() }
    case .at: deeds.append(.unclear(text.places(at, at + 1)))
    default:
      if byte.isNameStart { return readWord() }
    }
    if !byte.isBlank {
      followsValue = byte == .close || byte == .closeBracket || byte.isDigit || byte == .dollar
      if byte <= ShellText.runMark { followsValue = true }
      word = ""
      string = nil
    }
    at += 1
  }

  private mutating func readWord() {
    let start = at
    while at < bytes.count, bytes[at].isNamePart { at += 1 }
    word = String(decoding: bytes[start..<at], as: UTF8.self)
    string = nil
    followsValue = !["return", "print", "printf", "in", "case", "else", "do"].contains(word)
    if word == "print" || word == "printf" { parentheses = 0 }
  }

  private mutating func readString() {
    let start = at + 1
    at = start
    while at < bytes.count, bytes[at] != .quote { at += bytes[at] == .backslash ? 2 : 1 }
    let end = min(at, bytes.count)
    string = text.part(start..<end)
    at = min(end + 1, bytes.count)
    followsValue = true
    word = ""
  }

  private mutating func skipPattern() {
    at += 1
    while at < bytes.count, bytes[at] != .slash, bytes[at] != .newline {
      at += bytes[at] == .backslash ? 2 : 1
    }
    at = min(at + 1, bytes.count)
    followsValue = true
  }

  /// The string that stands next; with a hole at its end where the expression goes on behind it.
  private mutating func nextString() -> ShellText? {
    while at < bytes.count, bytes[at].isBlank { at += 1 }
    guard at < bytes.count, bytes[at] == .quote else { return nil }
    readString()
    var next = at
    while next < bytes.count, bytes[next].isBlank { next += 1 }
    guard let string, next < bytes.count else { return string }
    switch bytes[next] {
    case .close, .semicolon, .newline, .closeBrace, .comma, .openBrace, .hash: return string
    default:
      var text = ShellTextBuilder()
      text.append(string)
      text.append(ShellText.hole, at: string.place(string.bytes.count))
      return text.take(at: string.place(0))
    }
  }

  private mutating func readSystem() {
    let start = at
    at += 1
    deeds.append(command(nextString(), from: start))
  }

  private mutating func readBar() {
    if peek(1) == .bar {
      at += 2
      followsValue = false
      return
    }
    let start = at
    let before = string
    at += peek(1) == .ampersand ? 2 : 1
    while at < bytes.count, bytes[at].isBlank { at += 1 }
    if bytes[min(at, bytes.count)...].starts(with: "getline".utf8) {
      deeds.append(command(before, from: start))
    } else {
      deeds.append(command(nextString(), from: start))
    }
    parentheses = nil
  }

  private mutating func readRedirection() {
    let start = at
    at += peek(1) == .greater ? 2 : 1
    guard let path = nextString(), !path.bytes.contains(.backslash) else {
      // Some file is written, whatever its name.
      return deeds.append(.writes(ShellText([.question], at: text.place(start))))
    }
    deeds.append(.writes(path))
    parentheses = nil
  }

  private func command(_ string: ShellText?, from start: Int) -> Deed {
    guard let string, !string.bytes.contains(.backslash) else {
      return .unclear(text.places(start, start + 1))
    }
    return .runs(string)
  }
}
