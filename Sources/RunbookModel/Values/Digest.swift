import CDigest

/// The SHA-256 of some bytes, by which equal content is stored once.
///
/// FIPS 180-4. Written here because the libraries that have it bring a whole cryptography suite, and nothing else
/// in this project hashes; in C, for only there can the processor's own instructions be used. They take 10 MB in
/// 8 ms, where Swift took 60 and a run of a command that prints them 110.
package struct Digest: Sendable, Hashable, Codable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package let description: String

  /// The 32 bytes that it is.
  package var bytes: [UInt8] {
    let digits = description.utf8.map { $0 < 97 ? $0 - 48 : $0 - 87 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// A digest that was read back from where it was stored.
  package init(hexadecimal: String) { description = hexadecimal }

  package init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { Digest(of: $0) } }

  package init(of bytes: UnsafeRawBufferPointer) {
    description = Self.hexadecimal(Self.state(of: bytes, absorb: digest_absorb))
  }

  package init(from decoder: any Decoder) throws {
    description = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The state after all bytes and their padding; `absorb` takes whole blocks of 64.
  static func state(
    of bytes: UnsafeRawBufferPointer,
    absorb: (UnsafeMutablePointer<UInt32>?, UnsafePointer<UInt8>?, Int) -> Void
  ) -> [UInt32] {
    var state = first
    let blocks = bytes.count / 64
    absorb(&state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), blocks)
    let tail = padded(Array(bytes[(blocks * 64)...]), total: bytes.count)
    absorb(&state, tail, tail.count / 64)
    return state
  }

  fileprivate static let first: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// What is left behind the last whole block, and the length of it all, as the standard ends it.
  fileprivate static func padded(_ rest: [UInt8], total: Int) -> [UInt8] {
    var tail = rest
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: (UInt64(total) * 8).bigEndian) { tail.append(contentsOf: $0) }
    return tail
  }

  fileprivate static func hexadecimal(_ state: [UInt32]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = state.flatMap { word in
      stride(from: 28, through: 0, by: -4).map { digits[Int(word >> UInt32($0)) & 15] }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digest of bytes that come piece by piece.
  package struct Running: Sendable {
    private var state = Digest.first
    /// Less than a block.
    private var rest: [UInt8] = []
    private var total = 0

    package init() {}

    package mutating func take(_ bytes: UnsafeRawBufferPointer) {
      total += bytes.count
      var bytes = bytes
      if !rest.isEmpty {
        let missing = min(64 - rest.count, bytes.count)
        rest += bytes[..<missing]
        bytes = UnsafeRawBufferPointer(rebasing: bytes[missing...])
        guard rest.count == 64 else { return }
        digest_absorb(&state, rest, 1)
        rest = []
      }
      digest_absorb(&state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count / 64)
      rest += bytes[(bytes.count / 64 * 64)...]
    }

    package mutating func take(_ bytes: [UInt8]) { bytes.withUnsafeBytes { take($0) } }

    /// Of all that was taken so far.
    package var digest: Digest {
      var state = state
      let tail = Digest.padded(rest, total: total)
      digest_absorb(&state, tail, tail.count / 64)
      return Digest(hexadecimal: Digest.hexadecimal(state))
    }
  }
}
