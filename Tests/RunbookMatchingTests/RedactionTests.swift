import RunbookMatching
import Testing

/// Secrets leave no trace.
struct RedactionTests {
  private let secret = "S3cr3t/+\"pass'w&rd"

  private func redacted(_ text: String, _ secrets: [(name: String, value: String)]? = nil) -> String {
    Redactor(secrets: secrets ?? [("token", secret)]).redact(text)
  }

  @Test func `as it is`() {
    #expect(redacted("a \(secret) b \(secret)") == "a [secret token] b [secret token]")
    #expect(redacted("nothing here") == "nothing here")
    #expect(redacted("") == "")
    #expect(redacted("S3cr3t/+\"pass'w&r") == "S3cr3t/+\"pass'w&r")
    #expect(redacted("x", []) == "x")
  }

  @Test(arguments: [
    #"S3cr3t/+\"pass'w&rd"#, #"S3cr3t/+\"pass'w\u0026rd"#, #"S3cr3t\/+\"pass'w&rd"#,
    "S3cr3t%2F%2B%22pass%27w%26rd",
    "S3cr3t%2f%2b%22pass%27w%26rd", "S3cr3t/%2B%22pass%27w%26rd", "S3cr3t%2F%2B%22pass'w%26rd",
    #"S3cr3t/+"pass'\''w&rd"#,
    #"S3cr3t/+\"pass\'w\&rd"#, #"S3cr3t/+"pass''w&rd"#, "S3cr3t/+&#34;pass&#39;w&amp;rd",
    #"S3cr3t/+"pass'"'"'w&rd"#,
  ])
  func `escaped for JSON, URLs, the shell, YAML and HTML`(_ form: String) {
    #expect(redacted("<\(form)>") == "<[secret token]>")
  }

  @Test func `in base64, wherever it stands in what is encoded`() {
    for value in ["hunter22", "hunter222", "hunter2222", "é\u{7f}?>?>?>"] {
      for before in ["", "u", "us", "user:", "admin1:"] {
        for after in ["", "x", "xy", "\n"] {
          for alphabet in [Base64Reference.standard, Base64Reference.urlSafe] {
            for padded in [true, false] {
              let text = Base64Reference.encode(
                Array((before + value + after).utf8), alphabet, padded: padded)
              let result = redacted("Basic \(text) end", [("k", value)])
              #expect(result.contains("[secret k]"), "\(before)\(value)\(after)")
              // What is left holds no bit of it: at most what encodes the text before and behind.
              let left = result.replacing("Basic ", with: "").replacing(" end", with: "").replacing(
                "[secret k]", with: "")
              let allowed = before.utf8.count * 8 / 6 + after.utf8.count * 8 / 6 + 3
              #expect(left.utf8.count <= allowed, "\(result)")
            }
          }
        }
      }
    }
  }

  @Test func `wrapped base64 of a long secret`() {
    let long = String(repeating: "0123456789abcdef", count: 8)
    let text = Base64Reference.encode(Array(long.utf8), Base64Reference.standard, padded: true)
    let wrapped = stride(from: 0, to: text.count, by: 76).map {
      String(Array(text)[$0..<min($0 + 76, text.count)])
    }.joined(separator: "\n")
    #expect(redacted("data: \(wrapped)\n", [("key", long)]) == "data: [secret key]\n")
  }

  @Test func `keys of several lines, also indented`() {
    let key = "-----BEGIN KEY-----\nabcdefghijklmnop\nqrstuvwxyz012345\n-----END KEY-----\n"
    #expect(redacted(key, [("key", key)]) == "[secret key]\n")
    let indented = "  -----BEGIN KEY-----\n  abcdefghijklmnop\n  qrstuvwxyz012345\n"
    #expect(redacted(indented, [("key", key)]) == "  -----BEGIN KEY-----\n  [secret key]\n  [secret key]\n")
  }

  @Test func `short secrets go where they stand as words`() {
    #expect(redacted("ab cab ab: x=ab&", [("s", "ab")]) == "[secret s] cab [secret s]: x=[secret s]&")
    #expect(redacted("ab", [("s", "ab")]) == "[secret s]")
    #expect(redacted("abc", [("s", "ab")]) == "abc")
    #expect(redacted("a b", [("s", ""), ("t", "  ")]) == "a b")
  }

  @Test func `secrets that overlap or hold each other all go`() {
    #expect(redacted("xabcdefx", [("a", "abcd"), ("b", "cdef")]) == "x[secret a]x")
    #expect(redacted("xabcdefx", [("short", "bcde"), ("long", "abcdef")]) == "x[secret long]x")
    #expect(redacted("abcdabcd", [("a", "abcd")]) == "[secret a][secret a]")
    #expect(redacted("aaaaaaaaa", [("a", "aaaa")]) == "[secret a]")
    #expect(redacted("abcdabcdab", [("a", "abcdabcdab"), ("b", "dabc")]) == "[secret a]")
  }

  @Test func `pieces are redacted like the whole, however they are cut`() {
    var random = SeededRandom(seed: 5)
    let secrets = [
      ("one", secret), ("two", "hunter22"), ("three", "aab"), ("four", "aaaaab"), ("five", "22hunter"),
      ("pin", "7"),
    ]
    let redactor = Redactor(secrets: secrets)
    let parts =
      secrets.flatMap { entry in
        (0..<3).map {
          Base64Reference.encode(
            Array((String(repeating: "x", count: $0) + entry.1).utf8), Base64Reference.standard, padded: true)
        }
      } + secrets.map(\.1) + [
        "S3cr3t%2F%2B%22pass%27w%26rd", "plain ", "aaaaaa", "hunter", "22", "\n", "7", "a", " 7 ", "=", "x",
      ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in parts.randomElement(using: &random)!
      }.joined()
      let bytes = Array(text.utf8)
      let whole = redactor.redact(bytes)
      var stream = redactor.stream()
      var pieces: [UInt8] = []
      var position = 0
      while position < bytes.count {
        let end = min(bytes.count, position + Int.random(in: 0...9, using: &random))
        pieces += stream.push(Array(bytes[position..<end]))
        position = end
      }
      pieces += stream.finish()
      #expect(pieces == whole, "\(text)")
      for (_, value) in secrets where value.utf8.count >= 4 {
        #expect(!String(decoding: whole, as: UTF8.self).contains(value), "\(text)")
      }
    }
  }

  @Test func `no more is held back than the longest form`() {
    var stream = Redactor(secrets: [("a", "abcdefghij")]).stream()
    var given = 0
    for _ in 0..<10_000 {
      given += stream.push(Array("abcdefghi".utf8)).count
    }
    #expect(given > 90_000 - 200)
    given += stream.finish().count
    #expect(given == 90_000)
  }

  @Test func `what is plain comes out at once`() {
    var stream = Redactor(secrets: [("a", "secret-value")]).stream()
    #expect(stream.push(Array("hello world\n".utf8)).count >= 11)
  }
}

/// RFC 4648, written a second time for the tests.
enum Base64Reference {
  static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  static let urlSafe = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

  static func encode(_ bytes: [UInt8], _ alphabet: [Character], padded: Bool) -> String {
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0...group.count { text.append(alphabet[bits >> (18 - 6 * index) & 63]) }
      if padded { text += String(repeating: "=", count: 3 - group.count) }
    }
    return text
  }
}
