import RunbookMatching

/// Words that are others each time: with digits, times, addresses, what was made up at random, secrets.
enum Varying {
  static func mayVary(_ word: String) -> Bool {
    word.contains(where: \.isNumber) || word.contains("\u{FFFD}") || Address(word.utf8) != nil
      || Redactor.isRedacted(word) || word.contains(where: { "‹›".contains($0) || $0.isControl })
      || word.split { !$0.isLetter }.contains { moments.contains(String($0)) || isRandom($0) }
  }

  /// Digits in the place of digits, anything in the place of what varies, and the rest as it stands.
  static func pattern(of word: String, isClock: Bool) -> String {
    let isMadeOfDigits = word.allSatisfy { $0.isASCII && !$0.isLetter }
    let isOneValue =
      !isMadeOfDigits && (isClock || Noise.normal(of: word) != word || !word.contains(where: \.isNumber))
    if isOneValue || Redactor.isRedacted(word) || word.contains(":") && Address(word.utf8) != nil {
      return #"\S+"#
    }
    var (pattern, rest) = ("", word[...])
    while let first = rest.first {
      let piece =
        first.isLetter || first.isNumber ? rest.prefix { $0.isLetter || $0.isNumber } : rest.prefix(1)
      rest = rest[piece.endIndex...]
      if piece.allSatisfy(\.isNumber) {
        pattern += #"\d+"#
      } else if piece.contains(where: \.isNumber) || isRandom(piece) {
        pattern += #"\w+"#
      } else {
        pattern += escaped(String(piece))
      }
    }
    return pattern
  }

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += #"\^$.|?*+()[]{}/"#.contains($1) ? "\\\($1)" : String($1) }
  }

  /// As `date` writes them; `Noise` knows them only in the forms that it knows.
  private static let moments: Set = [
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
    "Sep", "Oct", "Nov", "Dec", "UTC", "GMT", "CET", "CEST", "AM", "PM",
  ]

  /// As `mktemp` and makers of names write: no vowel, a number in hexadecimal, capitals all over.
  private static func isRandom(_ letters: Substring) -> Bool {
    guard letters.allSatisfy(\.isASCII) else { return false }
    if letters.allSatisfy(\.isHexDigit), letters.count == 2 || letters.count >= 8 { return true }
    guard letters.count >= 5 else { return false }
    let capitals = zip(letters, letters.dropFirst()).count { $0.isLowercase && $1.isUppercase }
    return !letters.lowercased().contains(where: { "aeiouy".contains($0) })
      || (capitals > 1 && letters.count < 4 * (capitals + 1))
  }
}

extension Character {
  fileprivate var isControl: Bool { unicodeScalars.contains { $0.properties.generalCategory == .control } }
}
