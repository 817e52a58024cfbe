import RunbookMatching

func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

/// Bytes as a key: hashed as one, where a slice hashes them one by one.
struct ByteKey: Hashable {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  static func == (one: Self, other: Self) -> Bool {
    one.bytes.withUnsafeBufferPointer { left in
      other.bytes.withUnsafeBufferPointer { Find.isEqual(left, $0) }
    }
  }

  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
