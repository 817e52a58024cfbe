import RunbookLanguage
import RunbookModel

/// A text that is open in the editor.
struct Document {
  /// As the client spells it.
  let uri: String
  private(set) var version: Int?
  private(set) var source: SourceText
  private(set) var lines: TextLines
  /// Of this state of the text, once it was asked for.
  var survey: Survey?
  /// What is wrong in it has not been told yet.
  var isUntold = true

  init(uri: String, version: Int?, text: String, encoding: PositionEncoding) {
    self.uri = uri
    self.version = version
    source = SourceText(name: DocumentURI.name(of: uri), text: text)
    lines = TextLines(source.bytes, encoding)
  }

  /// One change of a notification; without a range it is the whole text.
  struct Change: Decodable {
    let range: Span?
    let text: String
  }

  /// Applies changes one after the other, each to what the one before has left.
  mutating func apply(_ changes: [Change], version: Int?) {
    for change in changes {
      var bytes = Array(change.text.utf8)
      if let span = change.range {
        let range = lines.range(of: span)
        bytes = Array(lines.bytes[..<range.start]) + bytes + lines.bytes[range.end...]
      }
      lines = TextLines(bytes, lines.encoding)
    }
    source = SourceText(name: source.name, bytes: lines.bytes)
    self.version = version
    survey = nil
    isUntold = true
  }
}
