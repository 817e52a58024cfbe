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

  /// Several in a notification, each on what the one before has left, against the edits of a plain text.
  @Test(arguments: [PositionEncoding.utf8, .utf16])
  func `edits one after the other give the text that they make`(
    encoding: PositionEncoding
  ) {
    var random = Seed.generator()
    for _ in 0..<100 {
      var document = Document(uri: "untitled:a", version: 1, text: Self.text, encoding: encoding)
      var text = Self.text
      for _ in 0..<10 {
        var changes: [Document.Change] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) {
          let bounds = Array(text.unicodeScalars.indices) + [text.endIndex]
          let ends = [bounds.randomElement(using: &random)!, bounds.randomElement(using: &random)!].sorted()
          let new = ["", "x", "\n", "🙂é", "\r\n", "\r", "a\n\nb"].randomElement(using: &random)!
          let offsets = ends.map { text.utf8.distance(from: text.startIndex, to: $0) }
          let lines = TextLines(Array(text.utf8), encoding)
          // A place between CR and LF is none for an editor.
          let places = offsets.map { lines.position(of: $0) }
          guard zip(places, offsets).allSatisfy({ lines.offset(of: $0) == $1 }) else { continue }
          changes.append(.init(range: Span(start: places[0], end: places[1]), text: new))
          text.unicodeScalars.replaceSubrange(ends[0]..<ends[1], with: new.unicodeScalars)
        }
        #expect(document.apply(changes, version: nil) == nil)
        #expect(document.source.bytes == Array(text.utf8))
      }
    }
  }

  @Test func `an edit within a character is none`() {
    var document = Document(uri: "untitled:a", version: 1, text: Self.text, encoding: .utf16)
    let half = Position(line: 1, character: 7)
    let span = Span(start: half, end: Position(line: 1, character: 9))
    #expect(document.apply([.init(range: span, text: "")], version: 2) == half)
    #expect(document.source.bytes == Array(Self.text.utf8))
  }

  @Test func `an edit beyond a line is at its end, and one beyond the text at the end of that`() {
    var document = Document(uri: "untitled:a", version: 1, text: "a\r\nb", encoding: .utf16)
    let ends = [Position(line: 0, character: 99), Position(line: 99, character: 99)]
    let changes = ends.map { Document.Change(range: Span(start: $0, end: $0), text: "!") }
    #expect(document.apply(changes, version: 2) == nil)
    #expect(document.source.text(in: SourceRange(start: 0, end: 6)) == "a!\r\nb!")
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
}
