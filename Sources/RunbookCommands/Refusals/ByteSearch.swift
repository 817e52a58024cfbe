/// Looks for bytes among bytes.
enum ByteSearch {
  /// Where the piece first stands.
  static func find(_ piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = piece.first else { return bytes.startIndex }
    return bytes.withUnsafeBufferPointer { hay in
      piece.withUnsafeBufferPointer { needle in
        var index = 0
        while index + needle.count <= hay.count {
          if hay[index] == first {
            var length = 1
            while length < needle.count, hay[index + length] == needle[length] { length += 1 }
            if length == needle.count { return bytes.startIndex + index }
          }
          index += 1
        }
        return nil
      }
    }
  }
}
