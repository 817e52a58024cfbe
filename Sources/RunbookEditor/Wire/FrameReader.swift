/// Cuts the bytes of a connection into the bodies of messages: headers, an empty line, as many bytes as they say.
///
/// A header that cannot be read is told once and passed over; reading goes on behind it.
package struct FrameReader {
  package enum Frame: Sendable, Equatable {
    case body([UInt8])
    /// What is wrong with a header.
    case problem(String)
  }

  private var bytes: [UInt8] = []
  private var start = 0

  /// No runbook and no header is so large.
  private static let longestBody = 128 << 20
  private static let longestHeader = 64 << 10

  package init() {}

  package mutating func append(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes += more
  }

  /// The next whole message; nil until more bytes have come.
  package mutating func next() -> Frame? {
    guard let (header, behind) = header() else {
      guard bytes.count - start > Self.longestHeader else { return nil }
      start = bytes.count
      return .problem(EditorProblems.endlessHeader)
    }
    let length: Int
    switch contentLength(header) {
    case .success(let found): length = found
    case .failure(let problem):
      start = behind
      return .problem(problem.message)
    }
    guard bytes.count - behind >= length else { return nil }
    start = behind + length
    return .body(Array(bytes[behind..<start]))
  }

  /// The lines before the first empty one, and where the body begins.
  private func header() -> (lines: [ArraySlice<UInt8>], behind: Int)? {
    var lines: [ArraySlice<UInt8>] = []
    var lineStart = start
    while let end = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[lineStart..<end]
      let plain = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      lineStart = end + 1
      // Empty lines in front of a header say nothing.
      if !plain.isEmpty { lines.append(plain) } else if !lines.isEmpty { return (lines, lineStart) }
    }
    return nil
  }

  private func contentLength(_ lines: [ArraySlice<UInt8>]) -> Result<Int, ResponseError> {
    for line in lines {
      let text = String(decoding: line, as: UTF8.self)
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { return .failure(.unreadableHeader(text)) }
      guard parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].filter { $0 != " " && $0 != "\t" }
      guard let length = Int(digits), (0...Self.longestBody).contains(length) else {
        return .failure(.unreadableHeader(text))
      }
      return .success(length)
    }
    return .failure(.missingLength)
  }
}

extension [UInt8] {
  /// A message as it goes over the connection.
  package var framed: [UInt8] { Array("Content-Length: \(count)\r\n\r\n".utf8) + self }
}
