/// What a script of sed does beside printing: `w` writes files, `e` runs commands, both also as flags of `s`.
///
/// The script is walked command by command, as GNU sed cuts it. What is filled in at run time is text like any other,
/// but for the letter of a command and for flags.
struct SedScript {
  private(set) var deeds: [Deed] = []
  private let text: ShellText
  private let bytes: [UInt8]
  private var at = 0

  init(_ text: ShellText) {
    self.text = text
    bytes = text.bytes
    while at < bytes.count { readCommand() }
  }

  /// The arguments of sed.
  static func arguments(_ words: some Collection<Word>) -> Arguments {
    Arguments(words, valued: ValueOptions("-e --expression -f --file -l --line-length"))
  }

  /// The scripts among them, and the files behind these; a script that is in a file is none of them.
  static func scripts(among arguments: Arguments) -> (scripts: [Word], files: ArraySlice<Word>) {
    let given = arguments.values(of: "-e", "--expression")
    let operands = arguments.operands
    if !given.isEmpty || arguments.has("-f", "--file") { return (given, operands[...]) }
    return (Array(operands.prefix(1)), operands.dropFirst())
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func readCommand() {
    skip { $0.isBlank || $0 == .newline || $0 == .semicolon || $0 == .closeBrace }
    readAddress()
    while byte == .comma || byte == .tilde || byte == .plus || byte?.isBlank == true {
      at += 1
      readAddress()
    }
    skip { $0.isBlank || $0 == .bang }
    guard let command = byte else { return }
    let start = at
    at += 1
    switch command {
    case UInt8(ascii: "s"): readSubstitution()
    case UInt8(ascii: "y"): skipParts(2)
    case UInt8(ascii: "w"), UInt8(ascii: "W"): writeRest()
    case UInt8(ascii: "e"):
      let rest = takeLine()
      deeds.append(rest.bytes.isEmpty ? .unclear(text.places(start, at)) : .runs(rest))
    case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "c"), UInt8(ascii: "r"), UInt8(ascii: "R"), .hash:
      _ = takeLine()
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "T"), .colon, UInt8(ascii: "q"),
      UInt8(ascii: "Q"),
      UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "v"):
      skip { $0 != .semicolon && $0 != .newline && $0 != .closeBrace }
    case .openBrace, .closeBrace, .equals, UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "g"),
      UInt8(ascii: "G"),
      UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "p"),
      UInt8(ascii: "P"),
      UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "F"), .newline, .semicolon:
      break
    default:
      deeds.append(.unclear(text.places(start, start + 1)))
      at = bytes.count
    }
  }

  private mutating func readAddress() {
    guard let first = byte else { return }
    if first == .slash {
      skipParts(1)
    } else if first == .backslash {
      at += 1
      skipParts(1)
    } else {
      // A number, `$`, or a value in its place.
      skip { $0.isDigit || $0 == .dollar || $0 <= ShellText.runMark }
      return
    }
    skip { $0 == UInt8(ascii: "I") || $0 == UInt8(ascii: "M") }
  }

  private mutating func readSubstitution() {
    skipParts(2)
    while let flag = byte {
      switch flag {
      case UInt8(ascii: "w"):
        at += 1
        return writeRest()
      case UInt8(ascii: "e"): deeds.append(.unclear(text.places(at, at + 1)))
      case UInt8(ascii: "g"), UInt8(ascii: "p"), UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "m"),
        UInt8(ascii: "M"):
        break
      default:
        if flag.isDigit { break }
        if flag == ShellText.hole { deeds.append(.unclear(text.places(at, at + 1))) }
        return
      }
      at += 1
    }
  }

  /// Passes the delimiter at this place and so many parts, each with the delimiter behind it.
  private mutating func skipParts(_ count: Int) {
    guard let delimiter = byte else { return }
    at += 1
    for _ in 0..<count {
      while let next = byte, next != delimiter { at += next == .backslash ? 2 : 1 }
      at = min(at + 1, bytes.count)
    }
  }

  private mutating func writeRest() {
    let path = takeLine()
    deeds.append(.writes(path))
  }

  /// The rest of the line without the blanks before it.
  private mutating func takeLine() -> ShellText {
    skip { $0.isBlank }
    let start = min(at, bytes.count)
    skip { $0 != .newline }
    return text.part(start..<min(at, bytes.count))
  }

  private mutating func skip(_ holds: (UInt8) -> Bool) {
    while let byte, holds(byte) { at += 1 }
  }
}
