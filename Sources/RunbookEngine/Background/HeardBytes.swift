import RunbookModel

/// What was heard of a stream that still runs: its first words and its newest, at most a mebibyte in all.
struct HeardBytes: Sendable {
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  /// Where in the stream the tail begins.
  private var tailStart = 0

  private static let most = 512 << 10

  var bytes: [UInt8] { head + tail }

  /// Nil: it is all there was.
  var cut: Evidence.Cut? {
    tail.isEmpty || tailStart == head.count
      ? nil : Evidence.Cut(head: head.count, lost: tailStart - head.count)
  }

  mutating func take(_ new: [UInt8], at offset: Int) {
    if tail.isEmpty, offset == head.count, head.count + new.count <= Self.most {
      head += new
      return
    }
    if tail.isEmpty || offset != tailStart + tail.count { (tail, tailStart) = ([], offset) }
    tail += new
    guard tail.count > Self.most else { return }
    let extra = tail.count - Self.most / 2
    tail.removeFirst(extra)
    tailStart += extra
  }
}
