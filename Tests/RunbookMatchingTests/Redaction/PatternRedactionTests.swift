import SampleSecrets
import Testing

@testable import RunbookMatching

@Suite struct PatternRedactionTests {
  static let redactor = Redactor(rules: PatternRules(key: [1, 2, 3]))
  static let samples = SampleSecrets(seed: 11).all

  private func redacted(_ text: String) -> String { Self.redactor.redact(text) }

  @Test(arguments: samples)
  func `a secret is removed, under its kind, and only it`(sample: SecretSample) {
    let text = redacted(sample.text)
    for secret in sample.secrets { #expect(!text.contains(secret), "\(text)") }
    #expect(text.contains("‹\(sample.kind):"), "\(text)")
    #expect(text.utf8.last == 10)
    #expect(redacted(text) == text)
  }

  @Test func `there are at least 60 secrets of 20 kinds`() {
    #expect(Self.samples.count >= 60)
    #expect(Set(Self.samples.map(\.kind)).count >= 20)
  }

  @Test(arguments: samples)
  func `pieces are redacted like the whole, at every border`(sample: SecretSample) {
    let bytes = Array(sample.text.utf8)
    let whole = Self.redactor.redact(bytes)
    for border in 0...min(bytes.count, 400) {
      var stream = Self.redactor.stream()
      let pieces =
        stream.push(Array(bytes[..<border])) + stream.push(Array(bytes[border...])) + stream.finish()
      #expect(pieces == whole, "at \(border)")
    }
    var stream = Self.redactor.stream()
    #expect(bytes.flatMap { stream.push([$0]) } + stream.finish() == whole, "byte by byte")
  }

  @Test func `any text in any pieces: the same, and twice is once`() {
    var random = SeededRandom(seed: 3)
    let redactor = Self.redactor
    let odds =
      LookAlikes.all + [
        "\n", " ", "\"", "'", "\\", "{", "}", ": ", "=", "-----BEGIN ", "data:", "‹token:", "›",
      ]
    for _ in 0..<300 {
      var bytes = (0..<Int.random(in: 1...6, using: &random)).flatMap { _ in
        Array(
          (Bool.random(using: &random)
            ? Self.samples.randomElement(using: &random)!.text : odds.randomElement(using: &random)!).utf8)
      }
      for _ in 0..<Int.random(in: 0...6, using: &random) { mutate(&bytes, &random) }
      let whole = redactor.redact(bytes)
      var stream = redactor.stream()
      var pieces: [UInt8] = []
      var position = 0
      let most = [3, 40, 2000].randomElement(using: &random)!
      while position < bytes.count {
        let end = min(bytes.count, position + Int.random(in: 0...most, using: &random))
        pieces += stream.push(Array(bytes[position..<end]))
        position = end
      }
      pieces += stream.finish()
      #expect(pieces == whole, "\(String(decoding: bytes, as: UTF8.self))")
      let twice = redactor.redact(whole)
      #expect(
        twice == whole,
        "\(String(decoding: bytes, as: UTF8.self))\n→ \(String(decoding: whole, as: UTF8.self))\n→ \(String(decoding: twice, as: UTF8.self))"
      )
    }
  }

  @Test(arguments: LookAlikes.all)
  func `what only looks like a secret stays`(text: String) {
    #expect(redacted(text) == text)
    #expect(redacted("  \(text)\n") == "  \(text)\n")
  }

  @Test func `there are at least 60 of them`() { #expect(LookAlikes.all.count >= 60) }

  @Test func `the same secret has one name wherever it stands, and another in another history`() {
    let text = redacted("DB_PASSWORD=Tr0ub4dor\npostgres://a:Tr0ub4dor@db/\ntool --password Tr0ub4dor\n")
    let names = text.split { !"‹›:abcdefghijklmnopqrstuvwxyz0123456789".contains($0) }.filter {
      $0.hasPrefix("‹")
    }
    #expect(Set(names.map { $0.suffix(11) }).count == 1, "\(text)")
    let other = Redactor(rules: PatternRules(key: [9])).redact("DB_PASSWORD=Tr0ub4dor\n")
    #expect(other != redacted("DB_PASSWORD=Tr0ub4dor\n"))
  }

  @Test func `a secret longer than what is held back is removed to its end`() {
    let long = String(repeating: "aB3dE5gH", count: 40_000)
    for text in [
      "Authorization: Bearer \(long)\n", "token: \(long)\n", "x://u:\(long)@h/\n",
      "apiVersion: v1\ndata:\n  release: \(long)\nkind: Secret\n",
      #"{"data":{"release":"\#(long)"},"kind":"Secret"}"#,
    ] {
      var stream = Self.redactor.stream()
      var result: [UInt8] = []
      for piece in stride(from: 0, to: text.utf8.count, by: 1000) {
        result += stream.push(Array(text.utf8.dropFirst(piece).prefix(1000)))
      }
      result += stream.finish()
      #expect(result.count < 200)
      #expect(result == Self.redactor.redact(Array(text.utf8)))
    }
  }

  @Test func `a trigger is found at every place of a text of every length`() {
    for length in 0..<64 {
      for place in 0...length {
        let text =
          String(repeating: ".", count: place) + "\npassword: hunter2\n"
          + String(repeating: ".", count: length - place)
        #expect(redacted(text).contains("‹password:"), "\(place) of \(length)")
        let plain = String(repeating: "\0", count: place) + String(repeating: "z", count: length - place)
        #expect(redacted(plain) == plain)
      }
    }
  }

  @Test func `random bytes are no trap, and little is held back`() {
    var random = SeededRandom(seed: 8)
    var stream = Self.redactor.stream()
    var taken = 0
    var given = 0
    for _ in 0..<200 {
      let bytes = (0..<1000).map { _ in UInt8.random(in: 0...255, using: &random) }
      taken += bytes.count
      given += stream.push(bytes).count
      #expect(taken - given < 70_000)
    }
    #expect(stream.finish().count + given <= taken + 1000)
  }

  @Test func `what is plain comes out at once`() {
    var stream = Self.redactor.stream()
    let line = Array("Forwarding from 127.0.0.1:8080 -> 80\n".utf8)
    #expect(stream.push(line) == line)
    #expect(stream.push(Array("64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=0.1 ms\n".utf8)).last == 10)
  }

  @Test func `own patterns find within lines, the group of them, and twice is once`() throws {
    let own = [
      try OwnPattern(kind: "badge", pattern: #"badge-\d{4,}"#),
      try OwnPattern(kind: "pin", pattern: #"pin is (\d+)"#),
    ]
    let redactor = Redactor(rules: PatternRules(key: [1], own: own))
    let text =
      "a badge-12345 b\nthe pin is 4711, token=badge-9999\n" + String(repeating: "x", count: 100_000)
      + " badge-777777\n"
    let whole = redactor.redact(text)
    for secret in ["12345", "4711", "9999", "777777"] { #expect(!whole.contains(secret)) }
    #expect(whole.contains("the pin is ‹pin:"))
    #expect(redactor.redact(whole) == whole)
    for size in [1, 7, 4096, 65536] {
      var stream = redactor.stream()
      var pieces: [UInt8] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        pieces += stream.push(Array(bytes[start..<min(bytes.count, start + size)]))
      }
      #expect(pieces + stream.finish() == Array(whole.utf8), "\(size)")
    }
  }

  @Test func `a value goes by its name`() {
    #expect(Self.redactor.redact("hunter2", named: "db_password").hasPrefix("‹password:"))
    #expect(Self.redactor.redact("two words", named: "password").hasPrefix("‹password:"))
    #expect(Self.redactor.redact("default", named: "namespace") == "default")
  }

  @Test func `what was removed can be had again, while the run lasts`() {
    let finds = SecretFinds()
    let text = Redactor(rules: PatternRules(key: [1], finds: finds)).redact("token: abcd1234efgh\n")
    let pseudonym = text.dropFirst(7).dropLast()
    #expect(finds.reveal("x \(pseudonym) y").text == "x abcd1234efgh y")
    #expect(finds.reveal("‹token:0123456789›").text == "‹token:0123456789›")
  }
}
