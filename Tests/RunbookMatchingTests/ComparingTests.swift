import RunbookModel
import Testing

@testable import RunbookMatching

/// Typed values and how two texts compare.
struct ComparingTests {
  private func order(_ a: String, _ b: String, as type: ValueType? = nil) -> TypedValue.Order? {
    TypedPair(Array(a.utf8)[...], Array(b.utf8)[...], given: type).flatMap { $0.left.order(to: $0.right) }
  }

  @Test(arguments: [
    ("3", "20"), ("-1", "0"), ("0.1", "0.11"), ("1e3", "1001"), ("9007199254740992", "9007199254740993"),
    ("95%", "100%"), ("95", "95.5%"), ("500m", "1"), ("41m", "5"), ("900Ki", "1Mi"), ("1000M", "1Gi"),
    ("1.5G", "2G"),
    ("41m", "1"), ("5m30s", "3d4h"), ("250ms", "1s"), ("999us", "1ms"), ("1.5 s", "2 sec"), ("59s", "1m"),
    ("2h", "1d"),
    ("6d", "1w"), ("364d", "1y1d"), ("v1.9.0", "v1.10.0-eks-1"), ("1.20.2", "1.20.10"),
    ("10.0.0.9", "10.0.0.10"),
    ("10.0.0.0/8", "11.0.0.0/8"), ("::1", "::2"), ("29 (42s ago)", "30"), ("100m (5%)", "1 (0%)"),
    ("5m", "41m"),
    ("99999999999999999999999999", "100000000000000000000000000"), ("-2", "-1"), ("1.2.3", "v2"),
    ("5m", "3d4h"),
  ])
  func `the smaller comes first, and the greater second`(_ pair: (String, String)) {
    #expect(order(pair.0, pair.1) == .less)
    #expect(order(pair.1, pair.0) == .greater)
    #expect(order(pair.0, pair.0) == .equal)
    #expect(order(pair.1, pair.1) == .equal)
  }

  @Test(arguments: [
    ("0.3", "300m"), ("1", "1000m"), ("1Ki", "1024"), ("1.0", "1"), ("60s", "1m"), ("1d", "24h"),
    ("100%", "100"),
    ("1.20.0", "v1.20"), ("v1.20.2-rc1", "v1.20.2+k3s1"), ("::1", "0:0:0:0:0:0:0:1"),
    ("10.1.2.3/8", "10.0.0.0/8"),
    ("1E", "1000P"), ("1e3", "1k"), ("512MB", "512M"), ("-0", "0"), ("1h30m", "1h 30m"), ("1000µs", "1ms"),
    ("5 min", "300s"),
  ])
  func `two ways to write one value`(_ pair: (String, String)) {
    #expect(order(pair.0, pair.1) == .equal)
    #expect(order(pair.1, pair.0) == .equal)
  }

  @Test(arguments: [
    ("abc", "1"), ("5s", "1"), ("10.0.0.1", "10.0.0.0/8"), ("1Mi", "1s"), ("", "1"), ("<none>", "0"),
    ("1,234", "1"),
    ("0x10", "16"), ("5m30", "5m"), ("1.2.3.4.5", "10.0.0.1/8"), ("Infinity", "1"), ("NaN", "1"),
    ("1/1", "1"),
  ])
  func `texts that have no type in common`(_ pair: (String, String)) {
    #expect(order(pair.0, pair.1) == nil)
    #expect(order(pair.1, pair.0) == nil)
  }

  @Test func `versions are numbers unless said otherwise`() {
    #expect(order("1.9", "1.19") == .greater)
    #expect(order("1.9", "1.19", as: .version) == .less)
  }

  @Test(arguments: [
    ("500m", ValueType.quantity, true), ("5m", .duration, true), ("3d4h", .quantity, false),
    ("10", .duration, false),
    ("0", .duration, true), ("4h3d", .duration, false), ("1.2.3", .number, false),
    ("10.0.0.0/33", .cidr, false),
    ("10.0.0.0/08", .cidr, true), ("256.0.0.1", .ip, false), ("01.0.0.1", .ip, false),
    ("1::2::3", .ip, false),
    (":::", .ip, false), ("fe80::1%eth0", .ip, true), ("::ffff:10.0.0.1", .ip, true),
    ("2001:db8::/32", .cidr, true),
    ("12345::", .ip, false), ("50 %", .percent, false), ("50", .percent, true), ("", .number, false),
    ("", .text, true),
    ("v", .version, false), ("1..2", .version, false), ("1.2-", .version, true), ("KiB", .quantity, false),
    ("5mB", .quantity, false), ("2GiB", .quantity, true), ("a, b", .list, true),
    ("1:2:3:4:5:6:7:8:9", .ip, false),
  ])
  func `what can be read as a type`(_ text: String, _ type: ValueType, _ expected: Bool) {
    #expect(isReadable(text, as: type) == expected)
  }

  @Test func `comparing is antisymmetric and transitive`() {
    var random = SeededRandom(seed: 3)
    let units = ["", "m", "k", "Ki", "M", "Mi", "Gi", "n", "u", "%", "e3", "e-7", "e30", "e-30"]
    let texts = (0..<300).map { _ in
      let sign = Bool.random(using: &random) ? "-" : ""
      let fraction = Bool.random(using: &random) ? ".\(Int.random(in: 0...9999, using: &random))" : ""
      return
        "\(sign)\(Int.random(in: 0...2000, using: &random))\(fraction)\(units.randomElement(using: &random)!)"
    }
    let values = texts.compactMap {
      TypedValue(Array($0.utf8)[...], as: .quantity) ?? TypedValue(Array($0.utf8)[...], as: .percent)
    }
    let amounts = values.compactMap(\.amount)
    #expect(amounts.count > 250)
    for a in amounts {
      for b in amounts {
        #expect((a < b) == (b > a) && !(a < b && b < a) && ((a == b) == (!(a < b) && !(b < a))))
      }
    }
    let sorted = amounts.sorted()
    for (low, high) in zip(sorted, sorted.dropFirst()) { #expect(!(high < low)) }
  }

  @Test(arguments: [
    ("80% of 500m", "400m"), ("50% of 1Gi", "0.5Gi"), ("10% of 5m30s", "33s"), ("33% of 90%", "29.7%"),
    ("80% of 7", "5.6"),
    ("12.5% of 8", "1"), ("50% of 3", "1.5"), ("10% of 512Mi", "51.2Mi"), ("90% of 2h", "1h48m"),
  ])
  func `shares keep the unit of the whole`(_ text: String, _ expected: String) {
    let parts = text.split(separator: " ")
    let share = Value.share(percent: Double(parts[0].dropLast())!, of: .variable(VariableReference("whole")))
    #expect(value(share, ["whole": VariableValue(String(parts[2]))]) == .value(VariableValue(expected)))
  }

  @Test func `a share of what is no amount is impossible`() {
    let share = Value.share(percent: 50, of: .literal("10.0.0.1"))
    guard case .impossible = value(share, [:]) else {
      Issue.record("worked out")
      return
    }
  }

  @Test(arguments: [
    (0, "0s"), (1, "1ms"), (350, "350ms"), (1234, "1.234s"), (60_000, "1m"), (62_500, "1m2.5s"),
    (3_600_000, "1h"),
    (5_400_000, "1h30m"), (90_000_000, "25h"), (273_600_000, "3d4h"),
  ])
  func `durations are written as people write them, and read again`(_ milliseconds: Int, _ text: String) {
    #expect(Wording.duration(milliseconds: milliseconds) == text)
    #expect(DurationUnit.read(Array(text.utf8)[...]) == ExactNumber(Int128(milliseconds), exponent: 6))
  }

  @Test func `numbers are exact`() {
    func number(_ text: String) -> ExactNumber {
      var rest = Array(text.utf8)[...]
      return ExactNumber.read(&rest)!
    }
    #expect(number("0.1").adding(number("0.2"))?.description == "0.3")
    #expect(number("1e25").description == "1e25")
    #expect(number("-0.00000012").description == "-0.00000012")
    #expect(
      number("123456789012345678901234567890123456789012345").description
        == "123456789012345678901234567890123456780000000")
    #expect(number("2.5").rounded(digits: 0).description == "3")
    #expect(number("-2.5").rounded(digits: 0).description == "-3")
    #expect(number("1e999999999999") > number("1e9999"))
  }
}
