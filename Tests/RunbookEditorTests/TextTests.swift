import RunbookModel
import Testing

@testable import RunbookEditor

@Suite struct `Positions and edits` {
  static let text = "a\r\ngrüße 🙂 x\n\nlast"

  @Test(arguments: [
    (PositionEncoding.utf16, 1, 9, "grüße 🙂 "), (.utf16, 1, 7, "grüße "), (.utf8, 1, 12, "grüße 🙂"),
    (.utf16, 1, 99, "grüße 🙂 x"), (.utf16, 0, 5, "a"), (.utf8, 3, 2, "la"), (.utf16, 9, 0, "last"),
  ])
  func `a position is a byte of its line`(
    encoding: PositionEncoding, line: Int, character: Int, before: String
  ) {
    let lines = TextLines(Array(Self.text.utf8), encoding)
    let offset = lines.offset(of: Position(line: line, character: character))
    let start = lines.line(at: offset).lowerBound
    #expect(String(decoding: lines.bytes[start..<offset], as: UTF8.self) == before)
  }

  @Test(arguments: [PositionEncoding.utf8, .utf16]) func `every character has one position`(
    encoding: PositionEncoding
  ) {
    let lines = TextLines(Array(Self.text.utf8), encoding)
    for (offset, byte) in lines.bytes.enumerated() where byte & 0xC0 != 0x80 && byte != 10 {
      #expect(lines.offset(of: lines.position(of: offset)) == offset)
    }
  }

  @Test func `edits one after the other give the text that they make`() {
    var random = SystemRandomNumberGenerator()
    for encoding in [PositionEncoding.utf8, .utf16] {
      var document = Document(uri: "untitled:a", version: 1, text: Self.text, encoding: encoding)
      var text = Self.text
      for _ in 0..<200 {
        let bounds = [text.startIndex] + text.unicodeScalars.indices.dropFirst() + [text.endIndex]
        let ends = [bounds.randomElement(using: &random)!, bounds.randomElement(using: &random)!].sorted()
        let new = ["", "x", "\n", "🙂é", "\r\n"].randomElement(using: &random)!
        let offsets = ends.map { text.utf8.distance(from: text.startIndex, to: $0) }
        let lines = document.lines
        // A place between CR and LF is none for an editor.
        let places = offsets.map { lines.position(of: $0) }
        guard zip(places, offsets).allSatisfy({ lines.offset(of: $0) == $1 }) else { continue }
        document.apply([.init(range: Span(start: places[0], end: places[1]), text: new)], version: nil)
        text.unicodeScalars.replaceSubrange(ends[0]..<ends[1], with: new.unicodeScalars)
        #expect(document.source.bytes == Array(text.utf8))
      }
    }
  }

  @Test(arguments: [
    ("file:///a%20b/c.rb", "/a b/c.rb"), ("file:///a/../b/./c.rb", "/b/c.rb"),
    ("untitled:Untitled-1", "untitled:Untitled-1"), ("file://localhost/x", "/x"),
    ("file:///%zz%2", "/%zz%2"),
  ])
  func `a file has one name`(uri: String, name: String) {
    #expect(DocumentURI.name(of: uri) == name)
    if name.hasPrefix("/") { #expect(DocumentURI.name(of: DocumentURI.uri(of: name)) == name) }
  }

  @Test func `messages are cut out of whatever comes, in whatever pieces`() {
    let bytes = Array("{\"a\":1}".utf8).framed + Array("Nonsense\r\n\r\n".utf8) + Array("{}".utf8).framed
    for size in 1...bytes.count {
      var reader = FrameReader()
      var frames: [FrameReader.Frame] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        reader.append(Array(bytes[start..<min(bytes.count, start + size)]))
        while let frame = reader.next() { frames.append(frame) }
      }
      #expect(frames.count == 3)
      #expect(frames.first == .body(Array("{\"a\":1}".utf8)) && frames.last == .body(Array("{}".utf8)))
    }
  }
}
