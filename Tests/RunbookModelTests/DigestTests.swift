import CDigest
import Testing

@testable import RunbookModel

@Suite struct DigestTests {
  /// The examples of FIPS 180-4's own test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `a digest is that of the standard`(text: String, expected: String) {
    #expect(Digest(of: Array(text.utf8)).description == expected)
  }

  @Test func `a million letters give the standard's digest`() {
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      Digest(of: letters).description == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `bytes that come in pieces have the digest of the whole`() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for size in [1, 7, 63, 64, 65, 200, 1000] {
      var running = Digest.Running()
      for start in stride(from: 0, to: bytes.count, by: size) {
        #expect(running.digest == Digest(of: Array(bytes[..<start])))
        running.take(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(running.digest == Digest(of: bytes))
    }
  }

  @Test func `the processor's own instructions and portable code give the same state`() {
    for count in [0, 1, 55, 56, 63, 64, 65, 127, 128, 1000, 10_007] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
      bytes.withUnsafeBytes { bytes in
        #expect(
          Digest.state(of: bytes, absorb: digest_absorb)
            == Digest.state(of: bytes, absorb: digest_absorb_portably))
      }
    }
  }
}

@Suite struct KeyedDigestTests {
  /// RFC 4231, test cases 1, 2 and 6.
  @Test func `the keyed digest is that of the standard, whole and in pieces`() {
    #expect(
      keyed([UInt8](repeating: 0x0b, count: 20), "Hi There")
        == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    #expect(
      keyed(Array("Jefe".utf8), "what do ya want for nothing?")
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      keyed([UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First")
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  private func keyed(_ key: [UInt8], _ text: String) -> String {
    var digest = KeyedDigest(KeyedDigest.Key(key))
    for byte in text.utf8 { digest.take([byte]) }
    return digest.digest.description
  }
}
