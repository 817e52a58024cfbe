#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Walks over the lines of bytes with `memchr`; a `String` per line would cost a hundred times more.
package enum Lines {
  /// The lines that are not empty, as `split(separator: 10)` gives them.
  package static func all(in bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    forEach(in: bytes) { range in
      if !range.isEmpty { lines.append(bytes[range]) }
      return true
    }
    return lines
  }

  /// Calls the body with the range of each line, without its line end, until it returns false.
  static func forEach(in bytes: ArraySlice<UInt8>, _ body: (Range<Int>) -> Bool) {
    bytes.withUnsafeBufferPointer { buffer in
      let base = bytes.startIndex
      forEach(in: buffer) { body($0.lowerBound + base..<$0.upperBound + base) }
    }
  }

  /// As above, over a buffer from 0.
  @inline(__always)
  static func forEach(in buffer: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Bool) {
    guard let start = buffer.baseAddress else { return }
    var position = 0
    while position < buffer.count {
      let end =
        memchr(start + position, 10, buffer.count - position).map {
          UnsafeRawPointer($0) - UnsafeRawPointer(start)
        } ?? buffer.count
      guard body(position..<end) else { return }
      position = end + 1
    }
  }

  /// Whether no byte is above 127.
  @inline(__always)
  static func isASCII(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(buffer)
    var seen: UInt64 = 0
    var position = 0
    while position + 8 <= raw.count {
      seen |= raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      position += 8
    }
    var rest: UInt8 = 0
    while position < raw.count {
      rest |= raw[position]
      position += 1
    }
    return seen & 0x8080_8080_8080_8080 == 0 && rest < 0x80
  }

  /// Where the first of these bytes stands.
  static func first(_ byte: UInt8, in buffer: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = buffer.baseAddress else { return nil }
    return memchr(start, Int32(byte), buffer.count).map { UnsafeRawPointer($0) - UnsafeRawPointer(start) }
  }

  /// The lines that are not blank, without blanks at their end; those at a gap are left out.
  static func visible(in excerpt: Excerpt) -> (head: [ArraySlice<UInt8>], tail: [ArraySlice<UInt8>]) {
    var head: [ArraySlice<UInt8>] = []
    append(Self.whole(head: excerpt), to: &head)
    var tail: [ArraySlice<UInt8>] = []
    append(Self.whole(tail: excerpt), to: &tail)
    return (head, tail)
  }

  /// The head up to its last line end, where a gap follows.
  static func whole(head excerpt: Excerpt) -> ArraySlice<UInt8> {
    guard excerpt.isCut else { return excerpt.head }
    let end = excerpt.head.lastIndex(of: 10).map { $0 + 1 } ?? excerpt.head.startIndex
    return excerpt.head[..<end]
  }

  /// The tail from its first line start.
  static func whole(tail excerpt: Excerpt) -> ArraySlice<UInt8> {
    guard let tail = excerpt.tail else { return [] }
    if excerpt.tailIsFresh { return tail }
    let start = tail.firstIndex(of: 10).map { $0 + 1 } ?? tail.endIndex
    return tail[start...]
  }

  private static func append(_ bytes: ArraySlice<UInt8>, to lines: inout [ArraySlice<UInt8>]) {
    bytes.withUnsafeBufferPointer { buffer in
      forEach(in: buffer) { range in
        let end = trimmedEnd(buffer, range)
        if end > range.lowerBound {
          lines.append(bytes[range.lowerBound + bytes.startIndex..<end + bytes.startIndex])
        }
        return true
      }
    }
  }

  /// Where the line ends when blanks at its end do not count.
  @inline(__always)
  static func trimmedEnd(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, isBlank(buffer[end - 1]) { end -= 1 }
    return end
  }
}
