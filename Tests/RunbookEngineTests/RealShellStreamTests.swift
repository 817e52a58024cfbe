import RunbookModel
import Testing

@testable import RunbookEngine

@Suite struct `What is kept of a stream` {
  private static let stream = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) }

  @Test(arguments: [0, 1, 2, 3, 10, 11, 999, 4999, 5000, 6000], [1, 3, 64, 700, 5000])
  func `is head and tail, in whatever pieces it came`(keep: Int, piece: Int) {
    var kept = KeptStream(keep: keep)
    for start in stride(from: 0, to: Self.stream.count, by: piece) {
      Self.stream[start..<min(start + piece, 5000)].withUnsafeBytes { kept.append($0) }
    }
    let result = kept.take()
    if keep >= 5000 {
      #expect(result.bytes == Self.stream)
      #expect(result.cut == nil)
    } else {
      #expect(result.bytes == Array(Self.stream.prefix(keep / 2) + Self.stream.suffix(keep - keep / 2)))
      #expect(result.cut == Evidence.Cut(head: keep / 2, lost: 5000 - keep))
    }
  }

  @Test(arguments: [0, 100, 4000, 4999, 5000], [10, 300, 10000])
  func `can be looked at while it grows`(offset: Int, limit: Int) {
    for keep in [100, 999, 5000] {
      var kept = KeptStream(keep: keep)
      Self.stream.withUnsafeBytes { kept.append($0) }
      let (start, bytes) = kept.newest(behind: offset, atMost: limit)
      #expect(start >= offset)
      #expect(bytes.count <= limit)
      #expect(bytes == Array(Self.stream[start...]))
      #expect(start == max(offset, 5000 - limit, keep >= 5000 ? 0 : 5000 - (keep - keep / 2)))
    }
  }
}
