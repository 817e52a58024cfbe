import Testing

@testable import RunbookEditor

@Suite struct `Messages on the wire` {
  private func frames(_ bytes: [UInt8], pieces size: Int = 7) -> [FrameReader.Frame] {
    var reader = FrameReader()
    var frames: [FrameReader.Frame] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.append(Array(bytes[start..<min(bytes.count, start + size)]))
      while let frame = reader.next() { frames.append(frame) }
    }
    return frames
  }

  private func bodies(_ frames: [FrameReader.Frame]) -> [String] {
    frames.compactMap { if case .body(let body) = $0 { String(decoding: body, as: UTF8.self) } else { nil } }
  }

  private func problems(_ frames: [FrameReader.Frame]) -> [String] {
    frames.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
  }

  static let messages = (1...4).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"grüße"}"# }

  /// The second of the four says that it is `length` bytes.
  private func wire(_ length: String) -> [UInt8] {
    Self.messages.enumerated().flatMap { index, message in
      index == 1
        ? Array("Content-Length: \(length)\r\n\r\n\(message)".utf8) : Array(message.utf8).framed
    }
  }

  @Test func `messages are cut out of whatever comes, in whatever pieces`() {
    let bytes = Array("{\"a\":1}".utf8).framed + Array("Nonsense\r\n\r\n".utf8) + Array("{}".utf8).framed
    for size in 1...bytes.count {
      let frames = frames(bytes, pieces: size)
      #expect(frames.count == 3)
      #expect(frames.first == .body(Array("{\"a\":1}".utf8)) && frames.last == .body(Array("{}".utf8)))
    }
  }

  @Test func `a length that is too small costs its own message only`() {
    let length = Self.messages[1].utf8.count
    for wrong in 0..<length {
      let bodies = bodies(frames(wire("\(wrong)")))
      #expect(bodies.count == 4 && bodies[1] != Self.messages[1], "\(wrong)")
      #expect([bodies[0]] + bodies[2...] == [Self.messages[0]] + Self.messages[2...], "\(wrong)")
    }
  }

  @Test func `a length that is too large costs nothing`() {
    let length = Self.messages[1].utf8.count
    for wrong in length...(length + 200) {
      #expect(bodies(frames(wire("\(wrong)"))) == Self.messages, "\(wrong)")
    }
  }

  @Test(arguments: [
    ("-5", "`Content-Length: -5` is no header"), ("many", "`Content-Length: many` is no header"),
    ("", "`Content-Length: ` is no header"), ("99999999999999999999", "is no header"),
    ("67108865", "a message has at most 67108864 bytes, and this one 67108865"),
  ])
  func `a length that none can be is told, and the next message is read`(length: String, problem: String) {
    let frames = frames(wire(length))
    #expect(problems(frames).count == 1 && problems(frames)[0].contains(problem), "\(problems(frames))")
    #expect(bodies(frames) == [0, 2, 3].map { Self.messages[$0] })
  }

  @Test func `a header without a length is told, and one with more fields is read`() {
    let without = frames(Array("Content-Type: x\r\n\r\n{}".utf8) + Array("[]".utf8).framed)
    #expect(problems(without) == ["the header has no `Content-Length`"] && bodies(without) == ["[]"])
    let more = frames(Array("content-type: a; charset=utf-8\ncontent-length:2\n\n{}".utf8))
    #expect(more == [.body(Array("{}".utf8))])
  }

  @Test func `a header that does not end is told once, and passed over`() {
    let frames = frames([UInt8](repeating: 120, count: 300_000) + Array("{}".utf8).framed, pieces: 60_000)
    #expect(problems(frames).count == 1 && bodies(frames) == ["{}"])
  }

  @Test func `what stands in a text is no header`() {
    let text = Array(#"{"text":"Content-Length: 5\r\n\r\n{}"}"#.utf8)
    #expect(frames(text.framed + text.framed) == [.body(text), .body(text)])
    let lines = Array("{\n  \"a\": 5,\n  \"b\": \"}c\"\n}\n".utf8)
    #expect(frames(lines.framed + lines.framed) == [.body(lines), .body(lines)])
  }

  @Test(arguments: [
    ("", nil), ("Content-Length: 2\r\n\r\n{}", nil), ("\r\n", nil),
    ("garbage", "within a header: `garbage`"), ("Content-Le", "within a header: `Content-Le`"),
    ("Content-Length: 5\r\n", "within a header"),
    ("Content-Length: 5\r\n\r\n{", "a message: 1 of its 5 bytes came"),
    ("garbage\n", "what came last was no message"), ("Content-Length: -1\r\n\r\n{}", "no message"),
  ])
  func `where the input ends too early is said`(input: String, said: String?) {
    var reader = FrameReader()
    reader.append(Array(input.utf8))
    while reader.next() != nil {}
    let found = reader.unfinished
    #expect(said.map { found?.contains($0) ?? false } ?? (found == nil), "\(found ?? "nothing")")
  }
}
