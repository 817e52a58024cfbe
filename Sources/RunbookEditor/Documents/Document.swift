import RunbookLanguage
import RunbookModel

/// A text that is open in the editor.
struct Document {
  /// As the client spells it; several where it opened one file by several spellings, the newest last. They are one
  /// text: that of whoever changed it last.
  var uris: [String]
  private(set) var version: Int?
  private(set) var source: SourceText
  private(set) var lines: TextLines
  /// Of this state of the text, once it was asked for.
  var survey: Survey?
  /// What is wrong in it has not been told yet.
  var isUntold = true
  /// A change of it was lost: the text is not what the editor shows, until it gives the whole of it.
  var isDoubtful = false

  var uri: String { uris[uris.count - 1] }

  init(uri: String, version: Int?, text: String, encoding: PositionEncoding) {
    uris = [uri]
    self.version = version
    source = SourceText(name: DocumentURI.name(of: uri), text: text)
    lines = TextLines(source.bytes, encoding)
  }

  /// One change of a notification; without a range it is the whole text.
  struct Change: Decodable {
    let range: Span?
    let text: String
  }

  /// Applies changes one after the other, each to what the one before has left; or gives the position that lies
  /// within a character, and then no text is known.
  mutating func apply(_ changes: [Change], version: Int?) -> Position? {
    var editing = LineEditing(source.bytes, lines.encoding)
    for change in changes {
      guard let span = change.range else {
        editing = LineEditing(Array(change.text.utf8), lines.encoding)
        isDoubtful = false
        continue
      }
      if let split = editing.replace(span, with: change.text) { return split }
    }
    source = SourceText(name: source.name, bytes: editing.bytes)
    lines = TextLines(source.bytes, lines.encoding)
    self.version = version
    survey = nil
    isUntold = true
    return nil
  }
}
