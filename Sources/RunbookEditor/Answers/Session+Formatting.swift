import RunbookLanguage
import RunbookModel

extension Session {
  /// The canonical layout as one edit of the lines that differ; none where nothing does.
  func formatting(_ document: Document) throws(ResponseError) -> [TextEdit] {
    let formatted = format(document.source)
    guard let new = formatted.bytes else {
      let first = formatted.errors.first
      let start = first?.mark.place.range.start ?? 0
      throw .unformattable(line: document.lines.position(of: start).line + 1, first?.message ?? "")
    }
    let old = document.source.bytes
    guard old != new else { return [] }
    var start = zip(old, new).prefix { $0 == $1 }.count
    while start > 0, old[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    let most = min(old.count, new.count) - start
    var same = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    same = min(same, most)
    // A kept end begins with a line, in both texts.
    while same > 0, !old[..<(old.count - same)].endsLine || !new[..<(new.count - same)].endsLine { same -= 1 }
    let range = SourceRange(start: start, end: old.count - same)
    return [
      TextEdit(
        range: document.lines.span(range),
        newText: String(decoding: new[start..<(new.count - same)], as: UTF8.self))
    ]
  }
}

extension ArraySlice<UInt8> {
  fileprivate var endsLine: Bool { last == UInt8(ascii: "\n") }
}
