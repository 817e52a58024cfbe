/// Works around a mistake of PCRE2 up to 10.42 (its issue 224): compiled to machine code and told that texts may be
/// invalid UTF-8, `\S`, `\D` and `\W` match no character beyond ASCII, and so no `‹token:…›`. In brackets they do.
enum NegatedClasses {
  /// The pattern with each of them in brackets.
  static func bracketed(_ pattern: String) -> String {
    guard pattern.utf8.contains(UInt8(ascii: "\\")) else { return pattern }
    var result: [UInt8] = []
    var rest = Array(pattern.utf8)[...]
    var isInClass = false
    var isQuoted = false
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.popFirst() else {
        if byte == UInt8(ascii: "["), !isInClass, !isQuoted {
          isInClass = true
          result.append(byte)
          // A bracket that closes is a letter where it comes first.
          if rest.first == UInt8(ascii: "^") { result.append(rest.removeFirst()) }
          if rest.first == UInt8(ascii: "]") { result.append(rest.removeFirst()) }
          continue
        }
        if byte == UInt8(ascii: "["), isInClass, rest.first == UInt8(ascii: ":"),
          let end = rest.firstIndex(of: UInt8(ascii: "]"))
        {
          result += [byte] + rest[...end]
          rest = rest[(end + 1)...]
          continue
        }
        if byte == UInt8(ascii: "]") { isInClass = false }
        result.append(byte)
        continue
      }
      if next == UInt8(ascii: "Q") { isQuoted = true }
      if next == UInt8(ascii: "E") { isQuoted = false }
      let isNegated = "SDW".utf8.contains(next) && !isInClass && !isQuoted
      result += isNegated ? Array("[\\".utf8) + [next, UInt8(ascii: "]")] : [byte, next]
    }
    return String(decoding: result, as: UTF8.self)
  }
}
