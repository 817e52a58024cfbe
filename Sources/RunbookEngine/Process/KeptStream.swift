import RunbookModel

/// The bytes of one stream within a limit: the first half of the limit from the head, the rest from
/// the tail. One buffer holds both; its second part is a ring once the limit is reached, so that a
/// gibibyte passes through without another copy of what is kept.
struct KeptStream {
  private var bytes: [UInt8] = []
  private let head: Int
  private let tail: Int
  private var keep: Int { head + tail }
  /// All bytes that came.
  private(set) var total = 0

  private static let small = 256 << 10
  private static let large = 64 << 20

  init(keep: Int) {
    head = max(0, keep) / 2
    tail = max(0, keep) - head
  }

  mutating func append(_ new: UnsafeRawBufferPointer) {
    let fitting = min(keep - bytes.count, new.count)
    if fitting > 0 {
      // Memory that was reserved and never written costs nothing, growing by doubling does.
      if bytes.count + fitting > Self.small, keep <= Self.large { bytes.reserveCapacity(keep) }
      bytes.append(contentsOf: new[..<fitting])
    }
    if tail > 0, fitting < new.count { overwrite(new, from: max(fitting, new.count - tail)) }
    total += new.count
  }

  /// Puts the bytes of the piece that begin at `start` over the oldest ones of the ring.
  private mutating func overwrite(_ piece: UnsafeRawBufferPointer, from start: Int) {
    var source = start
    var place = self.place(of: total + start)
    let (head, end) = (head, keep)
    bytes.withUnsafeMutableBytes { ring in
      while source < piece.count {
        let count = min(piece.count - source, end - place)
        ring.baseAddress!.advanced(by: place)
          .copyMemory(from: piece.baseAddress!.advanced(by: source), byteCount: count)
        source += count
        place = head
      }
    }
  }

  /// Where in the buffer the byte with this offset in the stream lies, if it lies there still.
  private func place(of offset: Int) -> Int { offset < head ? offset : head + (offset - head) % tail }

  /// The first bytes, at most so many.
  func first(atMost limit: Int) -> [UInt8] { Array(bytes.prefix(min(limit, total <= keep ? total : head))) }

  /// The newest bytes behind an offset, at most so many; what is lost or too much at the front is left out.
  func newest(behind offset: Int, atMost limit: Int) -> (offset: Int, bytes: [UInt8]) {
    let oldest = total <= keep ? 0 : total - tail
    let start = min(total, max(offset, total - limit, oldest))
    var result: [UInt8] = []
    result.reserveCapacity(total - start)
    var at = start
    while at < total {
      let place = place(of: at)
      let count = min(total - at, (place < head ? head : keep) - place)
      result.append(contentsOf: bytes[place..<place + count])
      at += count
    }
    return (start, result)
  }

  /// What was kept, in order. The stream is empty afterwards.
  mutating func take() -> KeptBytes {
    defer { self = KeptStream(keep: keep) }
    guard total > keep else { return KeptBytes(bytes) }
    if tail > 0 { rotate(by: (total - head) % tail) }
    return KeptBytes(bytes, cut: Evidence.Cut(head: head, lost: total - keep))
  }

  /// Moves the oldest byte of the ring to its front, with a copy of the smaller part only.
  private mutating func rotate(by shift: Int) {
    guard shift > 0 else { return }
    let (head, tail) = (head, tail)
    bytes.withUnsafeMutableBytes { all in
      let ring = all.baseAddress!.advanced(by: head)
      let rest = tail - shift
      withUnsafeTemporaryAllocation(byteCount: min(shift, rest), alignment: 1) { aside in
        let aside = aside.baseAddress!
        if shift <= rest {
          aside.copyMemory(from: ring, byteCount: shift)
          ring.copyMemory(from: ring.advanced(by: shift), byteCount: rest)
          ring.advanced(by: rest).copyMemory(from: aside, byteCount: shift)
        } else {
          aside.copyMemory(from: ring.advanced(by: shift), byteCount: rest)
          ring.advanced(by: rest).copyMemory(from: ring, byteCount: shift)
          ring.copyMemory(from: aside, byteCount: rest)
        }
      }
    }
  }
}
