/// Bytes that are stored once, by their digest: output, the text of a runbook, standard input.
///
/// Its coded form is digest and size only, for the bytes lie beside the event, not in it. With
/// `CodingUserInfoKey.withBytes` the bytes are coded too, as `text` where they are UTF-8, else as
/// hexadecimal `bytes`.
package struct Content: Sendable, Hashable, Codable {
  package let digest: Digest
  package let size: Int
  /// Nil where an event was read back without its bytes.
  package let bytes: [UInt8]?

  package init(_ bytes: [UInt8]) {
    digest = Digest(of: bytes)
    size = bytes.count
    self.bytes = bytes
  }

  package init(digest: Digest, size: Int, bytes: [UInt8]? = nil) {
    self.digest = digest
    self.size = size
    self.bytes = bytes
  }

  /// The same content without its bytes in memory.
  package var withoutBytes: Content { Content(digest: digest, size: size) }

  private enum Key: String, CodingKey { case digest, size, text, bytes }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    digest = try container.decode(Digest.self, forKey: .digest)
    size = try container.decode(Int.self, forKey: .size)
    bytes = nil
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(digest, forKey: .digest)
    try container.encode(size, forKey: .size)
    guard encoder.userInfo[.withBytes] as? Bool == true, let bytes else { return }
    if let text = String(validating: bytes, as: UTF8.self) {
      try container.encode(text, forKey: .text)
    } else {
      try container.encode(Self.hexadecimal(bytes), forKey: .bytes)
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension CodingUserInfoKey {
  /// True: contents are coded with their bytes.
  package static let withBytes = CodingUserInfoKey(rawValue: "withBytes")!
}

package enum Stream: String, Sendable, Codable, CaseIterable {
  case output, stderr
}

/// What one stream of one attempt left behind, as it is stored: after redaction and after the cut.
package struct Evidence: Sendable, Hashable, Codable {
  package let content: Content
  /// Nil: nothing is missing.
  package let cut: Cut?

  package init(_ content: Content, cut: Cut? = nil) {
    self.content = content
    self.cut = cut
  }

  package static let empty = Evidence(Content([]))

  /// Where bytes are missing: the first `head` bytes of the content were the first of the stream,
  /// then `lost` bytes were dropped, then comes the rest.
  package struct Cut: Sendable, Hashable, Codable {
    package let head: Int
    package let lost: Int

    package init(head: Int, lost: Int) {
      self.head = head
      self.lost = lost
    }
  }
}
