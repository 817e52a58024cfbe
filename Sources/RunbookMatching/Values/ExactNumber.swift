/// A decimal number without rounding: `mantissa · 10^exponent`.
///
/// `0.1 + 0.2` is 0.3 here and 9007199254740993 is not 9007199254740992, for a person who reads
/// "0.30000000000000004 is not 0.3" at night loses faith in the tool. Digits after the 38th are cut off.
package struct ExactNumber: Sendable, Hashable {
  /// Never a multiple of ten, unless it is zero.
  let mantissa: Int128
  /// 0 where the mantissa is zero.
  let exponent: Int

  init(_ mantissa: Int128, exponent: Int = 0) {
    var (mantissa, exponent) = (mantissa, exponent)
    if mantissa == 0 { exponent = 0 }
    while mantissa != 0, mantissa % 10 == 0 {
      mantissa /= 10
      exponent += 1
    }
    self.mantissa = mantissa
    self.exponent = exponent
  }

  static let zero = ExactNumber(0)
  /// Beyond this magnitude an exponent is taken as this one; nothing that is measured comes near.
  private static let greatestExponent = 10_000

  /// Reads a number at the start of the bytes and moves the start behind it: `-12`, `3.50`, `.5`, `1e-9`.
  /// An `e` that no digits follow is left standing, for it may be a unit.
  static func read(_ bytes: inout ArraySlice<UInt8>) -> ExactNumber? {
    var rest = bytes
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    var mantissa: Int128 = 0
    var exponent = 0
    var digits = 0
    var hasPoint = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !hasPoint, rest.dropFirst().first.map(isDigit) == true {
        hasPoint = true
      } else if isDigit(byte) {
        digits += 1
        if mantissa < largestBeforeDigit {
          mantissa = mantissa * 10 + Int128(byte - 48)
          if hasPoint { exponent -= 1 }
        } else if !hasPoint {
          exponent += 1
        }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard digits > 0 else { return nil }
    exponent += readExponent(&rest)
    bytes = rest
    return ExactNumber(isNegative ? -mantissa : mantissa, exponent: exponent)
  }

  private static func readExponent(_ rest: inout ArraySlice<UInt8>) -> Int {
    guard let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") else { return 0 }
    var behind = rest.dropFirst()
    var isNegative = false
    if let sign = behind.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      behind.removeFirst()
    }
    guard behind.first.map(isDigit) == true else { return 0 }
    var value = 0
    while let byte = behind.first, isDigit(byte) {
      value = min(value * 10 + Int(byte - 48), greatestExponent)
      behind.removeFirst()
    }
    rest = behind
    return isNegative ? -value : value
  }

  /// 10^37: one more digit than a number below it has still fits in 38.
  private static let largestBeforeDigit: Int128 = power(of: 10, 37)

  static func power(of base: Int128, _ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= base }
    return result
  }
}

@inline(__always) func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

extension ExactNumber: Comparable {
  package static func < (a: ExactNumber, b: ExactNumber) -> Bool {
    if a.mantissa.signum() != b.mantissa.signum() { return a.mantissa < b.mantissa }
    if a.exponent == b.exponent { return a.mantissa < b.mantissa }
    let (sizeA, sizeB) = (a.digitCount + a.exponent, b.digitCount + b.exponent)
    if sizeA != sizeB { return (sizeA < sizeB) == (a.mantissa > 0) }
    // Equal sizes: aligned, neither has more than 38 digits.
    let low = min(a.exponent, b.exponent)
    return a.mantissa * power(of: 10, a.exponent - low) < b.mantissa * power(of: 10, b.exponent - low)
  }

  private var digitCount: Int {
    var rest = mantissa.magnitude
    var count = 0
    while rest > 0 {
      rest /= 10
      count += 1
    }
    return count
  }
}

extension ExactNumber {
  /// Nil: the result has more than 38 digits.
  func adding(_ other: ExactNumber) -> ExactNumber? {
    if mantissa == 0 { return other }
    if other.mantissa == 0 { return self }
    let low = min(exponent, other.exponent)
    guard let a = mantissa(at: low), let b = other.mantissa(at: low) else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : ExactNumber(sum, exponent: low)
  }

  /// Nil: the result has more than 38 digits.
  func multiplied(by other: ExactNumber) -> ExactNumber? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    return overflow ? nil : ExactNumber(product, exponent: exponent + other.exponent)
  }

  /// The quotient where it has at most `digits` digits behind the point, else nil.
  func divided(by divisor: Int128, digits: Int) -> ExactNumber? {
    guard let scaled = mantissa(at: min(exponent, -digits)), scaled % divisor == 0 else { return nil }
    return ExactNumber(scaled / divisor, exponent: min(exponent, -digits))
  }

  /// The nearest number with at most `digits` digits behind the point; halves away from zero.
  func rounded(digits: Int) -> ExactNumber {
    guard exponent < -digits else { return self }
    guard -digits - exponent <= 38 else { return .zero }
    let divisor = Self.power(of: 10, min(-digits - exponent, 38))
    let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: divisor)
    let carry: Int128 = rest.magnitude >= divisor.magnitude - rest.magnitude ? Int128(mantissa.signum()) : 0
    return ExactNumber(quotient + carry, exponent: -digits)
  }

  private func mantissa(at low: Int) -> Int128? {
    if mantissa == 0 { return 0 }
    guard exponent - low <= 37 else { return nil }
    let (value, overflow) = mantissa.multipliedReportingOverflow(by: Self.power(of: 10, exponent - low))
    return overflow ? nil : value
  }
}

extension ExactNumber: CustomStringConvertible {
  /// All digits, without an exponent where that is readable: `0.3`, `1200`, `1e40`.
  package var description: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    if exponent >= 0 {
      return exponent <= 20
        ? sign + digits + String(repeating: "0", count: exponent) : "\(sign)\(digits)e\(exponent)"
    }
    let point = digits.count + exponent
    if point > 0 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
    return point > -20
      ? sign + "0." + String(repeating: "0", count: -point) + digits : "\(sign)\(digits)e\(exponent)"
  }
}
