import RunbookModel

/// What a page shows of a stream: all of it, or its head and its tail with what is left out said between them.
///
/// Bytes are counted before anything is made readable, so a stream of any size costs no more than what is shown of it.
struct EvidenceExcerpt: Sendable {
  enum Part: Sendable, Hashable {
    case lines([String])
    /// Something is missing here: what, in words.
    case mark(String)
  }

  let parts: [Part]
  /// Lines of the whole stream, as far as it is stored.
  let lines: Int

  /// - Parameters:
  ///   - cut: where the recorder dropped bytes.
  ///   - most: how many bytes are shown, more or less.
  init(_ bytes: [UInt8], cut: Evidence.Cut? = nil, most: Int) {
    lines = bytes.count { $0 == Self.lineEnd } + (bytes.last ?? Self.lineEnd == Self.lineEnd ? 0 : 1)
    guard let cut else {
      parts = Self.bounded(bytes[...], most)
      return
    }
    let head = bytes[..<min(max(0, cut.head), bytes.count)]
    parts =
      Self.bounded(head, most / 2)
      + [.mark("\(Written.bytes(cut.lost)) (\(cut.lost) bytes) were cut here when it was recorded")]
      + Self.bounded(bytes[head.endIndex...], most / 2)
  }

  /// All of it as text, the marks in brackets.
  var text: String {
    parts.map {
      switch $0 {
      case .lines(let lines): lines.joined(separator: "\n")
      case .mark(let text): "[… \(text) …]"
      }
    }.joined(separator: "\n")
  }

  private static let lineEnd = UInt8(ascii: "\n")
  /// A longer line is shown from both its ends.
  private static let longest = 4000

  private static func bounded(_ bytes: ArraySlice<UInt8>, _ most: Int) -> [Part] {
    if bytes.isEmpty { return [] }
    guard bytes.count > most else { return split(bytes) }
    let head = whole(bytes.prefix(most * 2 / 3), isHead: true)
    let tail = whole(bytes.suffix(most / 3), isHead: false)
    let between = bytes[head.endIndex..<tail.startIndex]
    let lines = between.count { $0 == lineEnd }
    let what = (lines > 0 ? "\(Written.count(lines, "line")), " : "") + Written.bytes(between.count)
    return split(head) + [.mark("\(what) left out of this report")] + split(tail)
  }

  /// Without the part of a line at the inner end, or at least without part of a character.
  private static func whole(_ bytes: ArraySlice<UInt8>, isHead: Bool) -> ArraySlice<UInt8> {
    if isHead {
      if let end = bytes.lastIndex(of: lineEnd) { return bytes[...end] }
      let start = bytes.lastIndex { $0 & 0xC0 != 0x80 } ?? bytes.startIndex
      return bytes[start...].count < length(bytes[start]) ? bytes[..<start] : bytes
    }
    if let end = bytes.dropLast().firstIndex(of: lineEnd) { return bytes[(end + 1)...] }
    return bytes.drop { $0 & 0xC0 == 0x80 }
  }

  /// Of a UTF-8 sequence, by its first byte.
  private static func length(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  private static func split(_ bytes: ArraySlice<UInt8>) -> [Part] {
    var rows = bytes.split(separator: lineEnd, omittingEmptySubsequences: false)
    if rows.last?.isEmpty == true { rows.removeLast() }
    var parts: [Part] = []
    var lines: [String] = []
    for row in rows {
      let row = row.last == UInt8(ascii: "\r") ? row.dropLast() : row
      guard row.count > longest else {
        lines.append(Visible.text(row))
        continue
      }
      let head = whole(row.prefix(longest * 3 / 4), isHead: true)
      let tail = whole(row.suffix(longest / 8), isHead: false)
      parts.append(.lines(lines + [Visible.text(head)]))
      let left = tail.startIndex - head.endIndex
      parts.append(.mark("\(Written.bytes(left)) of this line left out of this report"))
      lines = [Visible.text(tail)]
    }
    return lines.isEmpty ? parts : parts + [.lines(lines)]
  }
}

extension String {
  /// At most so many characters; where some are left out it says how long it was.
  func clipped(to most: Int) -> String {
    // A text of megabytes is not to be cut into characters.
    let size = utf8.count
    if size <= most { return self }
    let head = prefix(most)
    return head.endIndex == endIndex ? self : head + "… (\(Written.bytes(size)) in all)"
  }

  /// For a place that has one line only.
  var inOneLine: String {
    guard utf8.contains(0x0A) else { return self }
    // Not by characters: CR and LF are one.
    let lines = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { String($0.last == "\r" ? $0.dropLast() : $0) }.joined(separator: " ⏎ ")
  }
}
