import CDigest

/// The SHA-256 of some bytes, by which equal content is stored once.
///
/// FIPS 180-4. Written here because the libraries that have it bring a whole cryptography suite, and nothing else
/// in this project hashes; in C, for only there can the processor's own instructions be used. They take 10 MB in
/// 8 ms, where Swift took 60 and a run of a command that prints them 110.
package struct Digest: Sendable, Hashable, Codable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package let description: String

  /// A digest that was read back from where it was stored.
  package init(hexadecimal: String) { description = hexadecimal }

  package init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { Digest(of: $0) } }

  package init(of bytes: UnsafeRawBufferPointer) {
    description = Self.hexadecimal(Self.state(of: bytes, absorb: digest_absorb))
  }

  init(state: [UInt32]) { description = Self.hexadecimal(state) }

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
    var state = start
    let blocks = bytes.count / 64
    absorb(&state, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), blocks)
    let tail = padded(Array(bytes[(blocks * 64)...]), count: bytes.count)
    absorb(&state, tail, tail.count / 64)
    return state
  }

  static let start: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// The last blocks of a text of `count` bytes that ends in `tail`.
  static func padded(_ tail: [UInt8], count: Int) -> [UInt8] {
    var tail = tail
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: (UInt64(count) * 8).bigEndian) { tail.append(contentsOf: $0) }
    return tail
  }

  private static func hexadecimal(_ state: [UInt32]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = state.flatMap { word in
      stride(from: 28, through: 0, by: -4).map { digits[Int(word >> UInt32($0)) & 15] }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
