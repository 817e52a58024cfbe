/// A version by its numbers: `v1.20.2-eks-1` is 1.20.2. Missing numbers are zero.
package struct Version: Sendable, Hashable, Comparable {
  package let numbers: [Int]

  /// At least one number; what follows `-` or `+` is ignored.
  package init?(_ text: some Collection<UInt8>) {
    var bytes = ArraySlice(text)
    if let first = bytes.first, first | 0x20 == UInt8(ascii: "v") { bytes.removeFirst() }
    if let end = bytes.firstIndex(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }) {
      bytes = bytes[..<end]
    }
    var numbers: [Int] = []
    for part in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard !part.isEmpty, part.count <= 18, part.allSatisfy(isDigit) else { return nil }
      numbers.append(part.reduce(0) { $0 * 10 + Int($1 - 48) })
    }
    guard !numbers.isEmpty else { return nil }
    while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
    self.numbers = numbers
  }

  package static func < (a: Version, b: Version) -> Bool {
    for index in 0..<max(a.numbers.count, b.numbers.count) {
      let left = index < a.numbers.count ? a.numbers[index] : 0
      let right = index < b.numbers.count ? b.numbers[index] : 0
      if left != right { return left < right }
    }
    return false
  }
}
