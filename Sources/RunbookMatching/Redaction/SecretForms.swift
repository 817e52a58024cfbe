import RunbookModel

/// The ways in which a secret's value turns up in what tools print.
///
/// As it is; line by line, for keys are printed indented; in base64 with every alignment, for
/// `user:secret` and whole files are encoded around it, padded or not, URL-safe or not, wrapped as
/// `base64` and `openssl` wrap; escaped for JSON (as Go, Python and PHP do), for URLs (as Go, curl
/// and browsers do), for the shell, for YAML and HTML.
///
/// A value of less than 4 bytes is taken as it is and as a whole word only: everything else that
/// looks like it would vanish too, and with it the evidence. A value of blanks is no secret.
struct SecretForms {
  struct Form {
    let bytes: [UInt8]
    /// The first character of base64 before it, or behind it, holds bits of the secret too.
    var takesLeft = false
    var takesRight = false
    var isWord = false
  }

  static let shortest = 4

  private(set) var forms: [Form] = []
  private var known: Set<[UInt8]> = []

  init(_ value: String) {
    var bytes = Array(value.utf8)
    while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
    guard !bytes.allSatisfy(isBlank) else { return }
    guard bytes.count >= Self.shortest else {
      add(Form(bytes: bytes, isWord: true))
      return
    }
    add(Form(bytes: bytes))
    for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) where line.count < bytes.count {
      let line = trimmed(line)
      // `-----BEGIN …` is in every key of the world.
      if line.count >= 8, !line.starts(with: Array("-----".utf8)) { add(Form(bytes: Array(line))) }
    }
    addBase64(bytes)
    for escaped in Escaping.all(bytes) { add(Form(bytes: escaped)) }
  }

  private mutating func add(_ form: Form) {
    if known.insert(form.bytes).inserted { forms.append(form) }
  }

  private mutating func addBase64(_ value: [UInt8]) {
    for alphabet in [Base64.Alphabet.standard, .urlSafe] {
      for before in 0..<3 {
        let text = Base64.letters(of: [UInt8](repeating: 0, count: before) + value, alphabet)
        let bits = (before + value.count) % 3
        // The first characters hold bits of what stands before the secret.
        let start = [0, 2, 3][before]
        let whole = Array(text[start...])
        let sure = bits == 0 ? whole : Array(whole.dropLast())
        if sure.count >= Self.shortest {
          add(Form(bytes: sure, takesLeft: before > 0, takesRight: bits != 0))
        }
        if bits != 0 {
          add(
            Form(bytes: whole + Array(repeating: UInt8(ascii: "="), count: 3 - bits), takesLeft: before > 0))
        }
        if before == 0 {
          let padding = Array(repeating: UInt8(ascii: "="), count: (3 - bits) % 3)
          for width in [76, 64] where text.count + padding.count > width {
            add(Form(bytes: Base64.wrapped(text, width), takesRight: bits != 0))
            add(Form(bytes: Base64.wrapped(text + padding, width)))
          }
        }
      }
    }
  }
}

extension Base64 {
  /// In lines of a width, as `base64` and `openssl` wrap.
  static func wrapped(_ text: [UInt8], _ width: Int) -> [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in text.enumerated() {
      if index > 0, index % width == 0 { result.append(10) }
      result.append(byte)
    }
    return result
  }
}
