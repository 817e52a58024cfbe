/// The units of quantities and durations, and how numbers with them are read and written.

/// A Kubernetes quantity's suffix: what one of it is, in ones.
enum QuantityUnit {
  /// Longest first where one begins like another. `K` is taken as `k`: kubectl never prints it, but people write it.
  static let all: [(suffix: String, scale: ExactNumber)] = [
    ("Ki", binary(1)), ("Mi", binary(2)), ("Gi", binary(3)), ("Ti", binary(4)), ("Pi", binary(5)),
    ("Ei", binary(6)),
    ("n", ExactNumber(1, exponent: -9)), ("u", ExactNumber(1, exponent: -6)),
    ("m", ExactNumber(1, exponent: -3)),
    ("k", ExactNumber(1, exponent: 3)), ("K", ExactNumber(1, exponent: 3)),
    ("M", ExactNumber(1, exponent: 6)),
    ("G", ExactNumber(1, exponent: 9)), ("T", ExactNumber(1, exponent: 12)),
    ("P", ExactNumber(1, exponent: 15)),
    ("E", ExactNumber(1, exponent: 18)),
  ]

  private static func binary(_ power: Int) -> ExactNumber { ExactNumber(ExactNumber.power(of: 1024, power)) }

  /// What a suffix stands for; container tools write a `B` behind it (`12.5MB`, `3GiB`, `0B`).
  static func scale(of suffix: ArraySlice<UInt8>) -> ExactNumber? {
    if suffix.isEmpty { return ExactNumber(1) }
    if let unit = all.first(where: { $0.suffix.utf8.elementsEqual(suffix) }) { return unit.scale }
    guard suffix.last == UInt8(ascii: "B") else { return nil }
    let shorter = suffix.dropLast()
    if let small = shorter.first, [UInt8(ascii: "m"), UInt8(ascii: "u"), UInt8(ascii: "n")].contains(small) {
      return nil
    }
    return scale(of: shorter)
  }

  static func read(_ text: ArraySlice<UInt8>) -> ExactNumber? {
    var rest = text
    guard let number = ExactNumber.read(&rest) else { return nil }
    let spaced = rest.first == UInt8(ascii: " ") && rest.count > 1
    guard let scale = scale(of: spaced ? rest.dropFirst() : rest) else { return nil }
    return number.multiplied(by: scale)
  }

  /// The value in the unit that the model text is written in, where that takes at most three digits
  /// behind the point; else as a plain number.
  static func write(_ value: ExactNumber, like model: String) -> String {
    var rest = Array(model.utf8)[...]
    _ = ExactNumber.read(&rest)
    let suffix = rest.drop { $0 == UInt8(ascii: " ") }
    guard let scale = scale(of: suffix), let written = quotient(value, scale) else {
      return value.description
    }
    return written.description + String(decoding: rest, as: UTF8.self)
  }

  private static func quotient(_ value: ExactNumber, _ scale: ExactNumber) -> ExactNumber? {
    if scale.mantissa == 1 { return ExactNumber(value.mantissa, exponent: value.exponent - scale.exponent) }
    guard scale.exponent >= 0, scale.exponent < 19 else { return nil }
    return value.divided(by: scale.mantissa * ExactNumber.power(of: 10, scale.exponent), digits: 3)
  }
}

/// Durations in nanoseconds: `250ms`, `1.5 s`, `5m30s`, `1h 30m`, `3d4h`, and the years of kubectl's old ages (`2y45d`).
enum DurationUnit {
  private static let all: [(names: [String], nanoseconds: Int128)] = [
    (["y"], 365 * 86_400_000_000_000), (["w"], 7 * 86_400_000_000_000), (["d"], 86_400_000_000_000),
    (["h"], 3_600_000_000_000), (["m", "min"], 60_000_000_000), (["s", "sec"], 1_000_000_000),
    (["ms", "msec"], 1_000_000), (["us", "µs", "μs", "usec"], 1000), (["ns", "nsec"], 1),
  ]

  /// Units must grow smaller from left to right. A bare 0 needs none.
  static func read(_ text: ArraySlice<UInt8>) -> ExactNumber? {
    var rest = text
    var isNegative = false
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest.removeFirst()
    }
    guard rest.first.map({ isDigit($0) || $0 == UInt8(ascii: ".") }) == true else { return nil }
    var total = ExactNumber.zero
    var lastRank = -1
    while !rest.isEmpty {
      guard rest.first.map({ isDigit($0) || $0 == UInt8(ascii: ".") }) == true,
        let number = ExactNumber.read(&rest)
      else { return nil }
      if rest.isEmpty, lastRank < 0, number == .zero { return .zero }
      if rest.first == UInt8(ascii: " ") { rest.removeFirst() }
      let name = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ".") }
      guard let rank = all.firstIndex(where: { $0.names.contains { $0.utf8.elementsEqual(name) } }),
        rank > lastRank,
        let part = number.multiplied(by: ExactNumber(all[rank].nanoseconds)), let sum = total.adding(part)
      else { return nil }
      total = sum
      lastRank = rank
      rest = rest.dropFirst(name.count)
      if rest.first == UInt8(ascii: " "), rest.count > 1 { rest.removeFirst() }
    }
    return isNegative ? ExactNumber(-total.mantissa, exponent: total.exponent) : total
  }

  /// The shortest way people write it: `350ms`, `1.234s`, `1m2.5s`, `26h`, `3d4h`.
  static func write(_ nanoseconds: ExactNumber) -> String {
    if nanoseconds.mantissa < 0 {
      return "-" + write(ExactNumber(-nanoseconds.mantissa, exponent: nanoseconds.exponent))
    }
    func scaled(_ exponent: Int) -> ExactNumber {
      ExactNumber(nanoseconds.mantissa, exponent: nanoseconds.exponent - exponent)
    }
    if nanoseconds == .zero { return "0s" }
    if nanoseconds < ExactNumber(1000) { return "\(nanoseconds.rounded(digits: 3))ns" }
    if nanoseconds < ExactNumber(1_000_000) { return "\(scaled(3).rounded(digits: 3))us" }
    if nanoseconds < ExactNumber(1_000_000_000) { return "\(scaled(6).rounded(digits: 3))ms" }
    if nanoseconds < ExactNumber(60_000_000_000) { return "\(scaled(9).rounded(digits: 3))s" }
    let thousandths = scaled(6).rounded(digits: 0)
    guard thousandths.exponent < 19, thousandths < ExactNumber(1, exponent: 18) else {
      return "\(scaled(9))s"
    }
    var rest = Int(thousandths.mantissa) * Int(ExactNumber.power(of: 10, thousandths.exponent))
    var parts: [String] = []
    let days = rest >= 172_800_000
    for (unit, size) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000)] where days || unit != "d" {
      if rest >= size { parts.append("\(rest / size)\(unit)") }
      rest %= size
    }
    if rest > 0 { parts.append("\(ExactNumber(Int128(rest), exponent: -3))s") }
    return parts.joined()
  }
}
