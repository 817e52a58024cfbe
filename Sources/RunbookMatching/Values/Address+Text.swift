extension Address {
  /// As it is usually written: of IPv6 the shortest form (RFC 5952, section 4).
  var written: String {
    guard isSix else {
      return [24, 16, 8, 0].map { "\(UInt8(truncatingIfNeeded: bits >> $0))" }.joined(separator: ".")
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * UInt128($0))) }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    // The first of the longest stretches of zeros, where it is longer than one.
    var zeros = 0..<0
    var start: Int?
    for index in 0...8 {
      if index < 8, groups[index] == 0 {
        start = start ?? index
      } else if let first = start {
        if index - first > max(1, zeros.count) { zeros = first..<index }
        start = nil
      }
    }
    return zeros.isEmpty ? text(0..<8) : "\(text(0..<zeros.lowerBound))::\(text(zeros.upperBound..<8))"
  }
}
