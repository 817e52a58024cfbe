/// A word that people put on a run or on a step of it, to find it again: `truth=coredns-throttled`.
package struct Label: Sendable, Hashable, Codable {
  /// Nil: the run as a whole.
  package let step: String?
  package let key: String
  package let value: String
  package let author: String?
  package let host: String?
  package let time: Moment

  package init(
    step: String? = nil, key: String, value: String, author: String?, host: String?, time: Moment
  ) {
    self.step = step
    self.key = key
    self.value = value
    self.author = author
    self.host = host
    self.time = time
  }

  /// The key whose value ties runs together: what `run --incident` says, said later.
  package static let incident = "incident"

  /// The key whose value is the outcome that people know to be the right one.
  package static let truth = "truth"

  /// Letters, digits and `-`, `_`, `.`, `/`, the first a letter or digit; at most 63 of them.
  package static func isKey(_ text: String) -> Bool {
    func isWord(_ byte: UInt8) -> Bool { byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 }
    guard let first = text.utf8.first, isWord(first), text.utf8.count <= 63 else { return false }
    return text.utf8.allSatisfy { isWord($0) || "-_./".utf8.contains($0) }
  }

  /// One line of text without blanks around it, of at most 256 bytes.
  package static func isValue(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      text.utf8.count <= 256, !first.properties.isWhitespace, !last.properties.isWhitespace
    else { return false }
    return text.unicodeScalars.allSatisfy {
      !($0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0x2028 || $0.value == 0x2029)
    }
  }

  /// Which labels are meant, as `truth=dns` or, whatever its value, `truth`.
  package struct Match: Sendable, Hashable {
    package let key: String
    /// Nil: any.
    package let value: String?

    package init(key: String, value: String? = nil) {
      self.key = key
      self.value = value
    }

    /// Nil where no label can be like that.
    package init?(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard Label.isKey(parts[0]), parts.count == 1 || Label.isValue(parts[1]) else { return nil }
      self.init(key: parts[0], value: parts.count == 1 ? nil : parts[1])
    }
  }
}
