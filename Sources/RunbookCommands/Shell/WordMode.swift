/// Where a stretch of parts stands: what ends it and which quotes count in it.
struct WordMode: Sendable {
  enum Ending: Sendable {
    /// A blank or an operator.
    case word
    /// A blank outside parentheses; `|`, `<` and the like are letters of a regular expression.
    case regularExpression
    /// The `)` of an extended pattern.
    case group
    /// `}`
    case brace
    /// `}` or `/`
    case slash
    /// `"`
    case quote
    /// The end of a here-document's body.
    case document
  }

  let ending: Ending
  /// Within double quotes, or as within them.
  let isQuoted: Bool
  /// `'` opens a quote.
  let readsSingleQuotes: Bool

  static let word = WordMode(ending: .word, isQuoted: false, readsSingleQuotes: true)
  static let regularExpression = WordMode(
    ending: .regularExpression, isQuoted: false, readsSingleQuotes: true)
  static let group = WordMode(ending: .group, isQuoted: false, readsSingleQuotes: true)
  static let doubleQuotes = WordMode(ending: .quote, isQuoted: true, readsSingleQuotes: false)
  static let document = WordMode(ending: .document, isQuoted: true, readsSingleQuotes: false)

  /// The word of `${x:-…}`.
  static func value(isQuoted: Bool) -> WordMode {
    WordMode(ending: .brace, isQuoted: isQuoted, readsSingleQuotes: !isQuoted)
  }

  /// The pattern of `${x#…}` or, up to the slash, of `${x/…/…}`: single quotes count even in double quotes.
  static func pattern(isQuoted: Bool, endsAtSlash: Bool) -> WordMode {
    WordMode(ending: endsAtSlash ? .slash : .brace, isQuoted: isQuoted, readsSingleQuotes: true)
  }

  func isEnded(by byte: UInt8) -> Bool {
    switch ending {
    case .word: byte.endsWord
    case .regularExpression: byte.isBlank || byte == .newline
    case .group: byte == .close
    case .brace: byte == .closeBrace
    case .slash: byte == .closeBrace || byte == .slash
    case .quote: byte == .quote
    case .document: false
    }
  }

  /// Whether a backslash takes a meaning from this byte.
  func escapes(_ byte: UInt8) -> Bool {
    // A pattern gives every backslash its meaning, in double quotes too.
    guard isQuoted, !readsSingleQuotes else { return true }
    switch byte {
    case .dollar, .backtick, .backslash: return true
    case .quote: return ending != .document
    case .closeBrace, .slash: return isEnded(by: byte)
    default: return false
    }
  }
}
