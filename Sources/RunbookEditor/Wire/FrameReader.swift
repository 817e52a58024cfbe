/// Cuts the bytes of a connection into the bodies of messages: headers, an empty line, as many bytes as they say.
///
/// What they say may be wrong, and what cannot be read is told once and passed over, up to the next header. No
/// valid JSON holds `Content-Length: 5` and a raw line end behind it, so a header is known wherever it stands:
/// behind the rest of a message that was longer than it said, and within one that was said to be longer than it is.
package struct FrameReader {
  package enum Frame: Sendable, Equatable {
    case body([UInt8])
    /// What is wrong with a header; the message behind it is lost.
    case problem(String)
  }

  /// No runbook and no header is so large.
  static let longestBody = 64 << 20
  private static let longestHeader = 64 << 10
  /// After so much that is no message, none will come.
  private static let longestNonsense = 128 << 20

  private var bytes: [UInt8] = []
  /// What lies before it was cut out or passed over.
  private var start = 0
  /// Of the body that is being waited for; nil while its header is read.
  private var length: Int?
  /// How far that body was searched for a header.
  private var searched = 0
  /// Since the last header that could be read; nil while all is well.
  private var passedOver: Int?

  package init() {}

  package mutating func append(_ more: [UInt8]) {
    if start > 0 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    bytes += more
  }

  /// The next whole message; nil until more bytes have come.
  package mutating func next() -> Frame? {
    while length == nil {
      if let problem = readHeaderLine() { return .problem(problem.message) }
      if length == nil, !hasLine { return nil }
    }
    return body()
  }

  /// What is missing where the input ends now; nil between two messages.
  package var unfinished: String? {
    let count = bytes.count - start
    if let length { return EditorProblems.endsInMessage(count, of: length) }
    guard passedOver == nil else { return EditorProblems.endsInNonsense }
    return count > 0 || isInHeader
      ? EditorProblems.endsInHeader(String(decoding: bytes[start...], as: UTF8.self)) : nil
  }

  /// So much was no message that reading on is in vain.
  package var isHopeless: Bool { passedOver.map { $0 > Self.longestNonsense } ?? false }

  // MARK: The header

  private var declared: Int?
  private var isInHeader = false

  private var hasLine: Bool { bytes[start...].contains(UInt8(ascii: "\n")) }

  /// Takes one line of a header, and gives what is to be told about it.
  private mutating func readHeaderLine() -> ResponseError? {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else {
      guard bytes.count - start > Self.longestHeader else { return nil }
      // The end may be the beginning of a header.
      return passOver(upTo: bytes.count - HeaderLine.longest, .endlessHeader)
    }
    let line = HeaderLine(bytes[start..<end])
    switch line.kind {
    case .empty:
      start = end + 1
      guard isInHeader else { return nil }
      defer { (isInHeader, declared) = (false, nil) }
      guard let declared else { return lose(.missingLength) }
      guard declared <= Self.longestBody else { return lose(.tooLong(declared, limit: Self.longestBody)) }
      (length, searched, passedOver) = (declared, start, nil)
      return nil
    case .length(let found, let isAlone):
      start = end + 1
      let problem = isAlone ? nil : lose(.unreadableHeader(line.text))
      (isInHeader, declared) = (true, found)
      return problem
    case .other:
      start = end + 1
      isInHeader = true
      return nil
    case .none:
      (isInHeader, declared) = (false, nil)
      return passOver(upTo: end + 1, .unreadableHeader(line.text))
    }
  }

  private mutating func passOver(upTo end: Int, _ problem: ResponseError) -> ResponseError? {
    let told = lose(problem)
    passedOver = (passedOver ?? 0) + end - start
    start = end
    return told
  }

  /// Nil where it was told already that something is lost.
  private mutating func lose(_ problem: ResponseError) -> ResponseError? {
    defer { passedOver = passedOver ?? 0 }
    return passedOver == nil ? problem : nil
  }

  // MARK: The body

  private mutating func body() -> Frame? {
    guard let length else { return nil }
    let end = start + length
    while let lineEnd = bytes[searched..<min(end, bytes.count)].firstIndex(of: UInt8(ascii: "\n")) {
      searched = lineEnd + 1
      let line = HeaderLine(bytes[max(start, lineEnd - HeaderLine.longest)..<lineEnd])
      if case .length = line.kind { return cut(line.start) }
    }
    searched = min(end, bytes.count)
    guard searched == end else { return nil }
    return cut(end - HeaderLine.begun(at: bytes[start..<end]))
  }

  private mutating func cut(_ end: Int) -> Frame {
    defer { (start, length) = (end, nil) }
    return .body(Array(bytes[start..<end]))
  }
}

extension [UInt8] {
  /// A message as it goes over the connection.
  package var framed: [UInt8] { Array("Content-Length: \(count)\r\n\r\n".utf8) + self }
}
