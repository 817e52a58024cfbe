/// HMAC-SHA256 (RFC 2104) of bytes that come in pieces.
///
/// Whoever knows the key can say of two texts whether they were the same; nobody else can guess what they were.
package struct KeyedDigest: Sendable {
  /// A key, made ready once for many digests.
  package struct Key: Sendable {
    fileprivate let inner: Digest.Running
    fileprivate let outer: Digest.Running

    package init(_ bytes: [UInt8]) {
      let short = bytes.count > 64 ? Digest(of: bytes).bytes : bytes
      let block = short + [UInt8](repeating: 0, count: 64 - short.count)
      inner = Self.running(after: block.map { $0 ^ 0x36 })
      outer = Self.running(after: block.map { $0 ^ 0x5c })
    }

    private static func running(after block: [UInt8]) -> Digest.Running {
      var running = Digest.Running()
      running.take(block)
      return running
    }
  }

  private var inner: Digest.Running
  private let outer: Digest.Running

  package init(_ key: Key) {
    inner = key.inner
    outer = key.outer
  }

  package mutating func take(_ bytes: UnsafeRawBufferPointer) { inner.take(bytes) }
  package mutating func take(_ bytes: [UInt8]) { inner.take(bytes) }

  /// Of all that was taken so far.
  package var digest: Digest {
    var outer = outer
    outer.take(inner.digest.bytes)
    return outer.digest
  }
}
