func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

extension ArraySlice<UInt8> {
  /// Whether these bytes stand somewhere in it, one behind the other.
  func contains(sequence wanted: some Collection<UInt8>) -> Bool {
    guard let first = wanted.first, count >= wanted.count else { return false }
    var index = startIndex
    while index <= endIndex - wanted.count {
      if self[index] == first, self[index..<index + wanted.count].elementsEqual(wanted) { return true }
      index += 1
    }
    return false
  }
}

/// Bytes as a key: hashed as one, where a slice hashes them one by one.
struct ByteKey: Hashable {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  static func == (one: Self, other: Self) -> Bool {
    one.bytes.withUnsafeBytes { left in other.bytes.withUnsafeBytes { left.elementsEqual($0) } }
  }

  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
