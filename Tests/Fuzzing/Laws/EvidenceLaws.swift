import RunbookMatching
import RunbookModel

/// What holds for every output that is read as a table.
enum EvidenceLaws {
  static func broken(by bytes: [UInt8]) -> String? {
    let text = Cleaning.cleaned(bytes)
    let lines = text.count { $0 == 10 } + 1
    for source in [.rows, .lines] + columns(of: text).map(Selector.Source.column) {
      let found = captured(source, bytes)
      if case .found(let value) = found {
        guard value.texts.count <= lines else { return "there are no more rows than lines" }
        for cell in value.texts where !stands(cell, in: text[...]) { return "every cell stands in the text" }
      }
      if bytes.last != 10, bytes.last != 13, captured(source, bytes + [10]) != found {
        return "a line end at the end changes nothing"
      }
    }
    guard let table = Table(whole: text[...]) else { return nil }
    for row in 0..<table.rowCount {
      for column in table.columns.indices {
        let cell = String(decoding: table.cell(row: row, column: column), as: UTF8.self)
        if !stands(cell, in: table.lines[row]) { return "a cell stands in its row" }
      }
    }
    return nil
  }

  private static func captured(_ source: Selector.Source, _ bytes: [UInt8]) -> CaptureResult {
    capture(
      Capture(
        name: "x", selector: Selector(source: source, text: ""), type: .list,
        place: SourcePlace(file: "", range: SourceRange(start: 0, end: 0))),
      from: Observation(output: bytes, exit: 0, duration: 0), variables: [:])
  }

  /// Some names that columns may have: words of the first line, and two that many tables have.
  private static func columns(of text: [UInt8]) -> [String] {
    let first = String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)
    return ["NAME", "STATUS"]
      + first.split { $0 == " " || $0 == "\t" || $0 == "|" }.prefix(3).map(String.init)
  }

  /// Whether each word does: a cell that was wrapped was joined.
  private static func stands(_ cell: String, in text: ArraySlice<UInt8>) -> Bool {
    cell.utf8.split { $0 == 32 || $0 == 9 || $0 == 10 }.allSatisfy { word in
      // What is no UTF-8 is shown as another character.
      word.contains(0xEF)
        || text.withUnsafeBufferPointer { isPart(Array(word), of: $0) }
    }
  }

  private static func isPart(_ word: [UInt8], of text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    while start + word.count <= text.count {
      if text[start] == word[0], text[start..<start + word.count].elementsEqual(word) { return true }
      start += 1
    }
    return false
  }
}
