import CDigest

/// HMAC-SHA256 (RFC 2104) of bytes that come in pieces.
///
/// Whoever knows the key can say of two digests whether the bytes were the same, and of nobody's else what they were.
package struct KeyedDigest: Sendable {
  /// A key, made ready once for many digests.
  package struct Key: Sendable {
    package let bytes: [UInt8]
    fileprivate let inner: [UInt32]
    fileprivate let outer: [UInt32]

    package init(_ bytes: [UInt8]) {
      self.bytes = bytes
      let short = bytes.count > 64 ? Self.raw(bytes) : bytes
      let block = short + [UInt8](repeating: 0, count: 64 - short.count)
      inner = Self.state(after: block.map { $0 ^ 0x36 })
      outer = Self.state(after: block.map { $0 ^ 0x5c })
    }

    private static func state(after block: [UInt8]) -> [UInt32] {
      var state = Digest.first
      digest_absorb(&state, block, 1)
      return state
    }

    private static func raw(_ bytes: [UInt8]) -> [UInt8] {
      bytes.withUnsafeBytes { KeyedDigest.bytes(Digest.state(of: $0, absorb: digest_absorb)) }
    }
  }

  private let outer: [UInt32]
  private var state: [UInt32]
  private var tail: [UInt8] = []
  private var count = 64

  package init(_ key: Key) {
    state = key.inner
    outer = key.outer
  }

  package mutating func append(_ bytes: some Sequence<UInt8>) {
    let before = tail.count
    tail.append(contentsOf: bytes)
    count += tail.count - before
    let blocks = tail.count / 64
    guard blocks > 0 else { return }
    digest_absorb(&state, tail, blocks)
    tail.removeFirst(blocks * 64)
  }

  /// Of all bytes so far.
  package var digest: Digest {
    let inner = Self.bytes(Self.padded(state, tail, count: count))
    return Digest(state: Self.padded(outer, inner, count: 64 + inner.count))
  }

  private static func padded(_ state: [UInt32], _ tail: [UInt8], count: Int) -> [UInt32] {
    var state = state
    let tail = Digest.padded(tail, total: count)
    digest_absorb(&state, tail, tail.count / 64)
    return state
  }

  private static func bytes(_ state: [UInt32]) -> [UInt8] {
    state.flatMap { word in stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) } }
  }
}
