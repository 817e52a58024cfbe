#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Finds bytes in bytes: `memchr` for one of them, then a comparison around it.
package enum Find {
  /// The offset of the first place; 0 for nothing wanted.
  static func first(_ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let pattern = wanted.baseAddress, !wanted.isEmpty else { return 0 }
    guard let start = bytes.baseAddress, bytes.count >= wanted.count else { return nil }
    let anchor = rarest(wanted)
    var position = anchor
    let end = bytes.count - wanted.count + anchor
    while position <= end {
      guard let hit = memchr(start + position, Int32(wanted[anchor]), end - position + 1) else { return nil }
      position = UnsafeRawPointer(hit) - UnsafeRawPointer(start)
      if memcmp(start + position - anchor, pattern, wanted.count) == 0 { return position - anchor }
      position += 1
    }
    return nil
  }

  /// The index of the first place; the start for nothing wanted.
  package static func first(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      wanted.withUnsafeBufferPointer { first($0, in: buffer).map { bytes.startIndex + $0 } }
    }
  }

  package static func contains(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    first(wanted, in: bytes) != nil
  }

  package static func isEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    guard let first = a.baseAddress, let second = b.baseAddress else { return true }
    return memcmp(first, second, a.count) == 0
  }

  /// A byte of the pattern that stands seldom in what tools print: no blank, no small letter or digit where there is another.
  private static func rarest(_ wanted: UnsafeBufferPointer<UInt8>) -> Int {
    func rank(_ byte: UInt8) -> Int {
      switch byte {
      case 32: 4
      case UInt8(ascii: "a")...UInt8(ascii: "z"): 3
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): 2
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
      default: 0
      }
    }
    return wanted.indices.min { rank(wanted[$0]) < rank(wanted[$1]) } ?? 0
  }
}
