/// The header of a table: the names of its columns and where they stand.
struct TableHeader {
  struct Column {
    var name: String
    /// Of a header of two lines, the name in the first.
    var shortName: String?
    /// In character cells.
    var start: Int
    var end: Int

    func isNamed(_ wanted: String) -> Bool { name == wanted || shortName == wanted }
  }

  enum Form: Equatable {
    /// Padded with blanks, at least two between columns.
    case spaced
    /// Padded with blanks, one is enough: `df`, `ps`, `ss`.
    case tight
    /// Tabs between columns, blanks around them: helm.
    case tabbed
    /// Bars between columns; so many stand at the left of each line.
    case boxed(bar: [UInt8], leading: Int)
  }

  var columns: [Column]
  let form: Form
  /// The index behind the header's last line.
  var end: Int

  func index(of name: String) -> Int? {
    columns.firstIndex { $0.name == name } ?? columns.firstIndex { $0.shortName == name }
  }

  /// Finds the first line of the text that has all these columns; without names, the first line that is not blank.
  ///
  /// A line whose cells bear the names comes before a line in which they are only words, so that a
  /// sentence in front of a table is not taken for its header.
  static func find(_ wanted: [String], in text: ArraySlice<UInt8>) -> TableHeader? {
    guard let first = wanted.first else { return TableHeader.first(in: text) }
    let word = Array(first.utf8.prefix { $0 != 32 })
    var words: TableHeader?
    var found: TableHeader?
    Lines.forEach(in: text) { range in
      let line = text[range]
      guard line.count >= word.count, contains(line, word) else { return true }
      if let header = TableHeader(line, in: text), header.has(wanted) {
        found = header
        return false
      }
      if words == nil { words = TableHeader(line, words: wanted) }
      return true
    }
    return found ?? words
  }

  private func has(_ wanted: [String]) -> Bool { wanted.allSatisfy { index(of: $0) != nil } }

  private static func first(in text: ArraySlice<UInt8>) -> TableHeader? {
    var found: TableHeader?
    Lines.forEach(in: text) { range in
      let line = text[range]
      guard !LineShape.isBlankLine(line), !LineShape.isRule(line) else { return true }
      found = TableHeader(line, in: text)
      return false
    }
    return found
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    line.withUnsafeBufferPointer { line in word.withUnsafeBufferPointer { Find.first($0, in: line) != nil } }
  }

  /// A line read as a header, with the lines under it that belong to it.
  private init?(_ line: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) {
    if let box = BoxLine.header(line, in: text) {
      self = box
      return
    }
    let display = DisplayLine(line)
    end = line.endIndex
    if line.contains(9) {
      form = .tabbed
      columns = line.split(separator: 9, omittingEmptySubsequences: false).map {
        Column(name: String(decoding: trimmed($0), as: UTF8.self), start: 0, end: 0)
      }
      return
    }
    form = .spaced
    columns = display.chunks(gap: 2).map {
      Column(
        name: String(decoding: display.bytes($0), as: UTF8.self), start: $0.lowerBound, end: $0.upperBound)
    }
    guard !columns.isEmpty else { return nil }
    if let next = Self.line(behind: end, in: text), joinSecondLine(DisplayLine(text[next])) {
      end = next.upperBound
    }
  }

  /// A line in which the names stand as words, one blank apart from others.
  private init?(_ line: ArraySlice<UInt8>, words wanted: [String]) {
    let display = DisplayLine(line)
    let words = display.chunks(gap: 1)
    let texts = words.map { String(decoding: display.bytes($0), as: UTF8.self) }
    var named: [Int: Int] = [:]
    for name in wanted {
      let parts = name.split(separator: " ").map(String.init)
      guard !parts.isEmpty, texts.count >= parts.count,
        let start = (0...texts.count - parts.count).first(where: {
          Array(texts[$0..<$0 + parts.count]) == parts
        })
      else { return nil }
      named[start] = max(named[start] ?? 0, parts.count)
    }
    var columns: [Column] = []
    var index = 0
    while index < words.count {
      let count = named[index] ?? 1
      columns.append(
        Column(
          name: texts[index..<index + count].joined(separator: " "), start: words[index].lowerBound,
          end: words[index + count - 1].upperBound))
      index += count
    }
    self.columns = columns
    form = .tight
    end = line.endIndex
  }

  /// `ENFORCEMENT` under `POLICY (ingress)`: takes the names of a second header line in.
  ///
  /// It is one when its first column is empty, all it has stands exactly under columns, and it is in capitals.
  private mutating func joinSecondLine(_ line: DisplayLine) -> Bool {
    let chunks = line.chunks(gap: 2)
    guard !chunks.isEmpty, chunks.count < columns.count,
      LineShape.isCapitals(columns[0].name.utf8)
    else { return false }
    var joined = columns
    for chunk in chunks {
      guard let index = columns.firstIndex(where: { $0.start == chunk.lowerBound }), index > 0,
        LineShape.isCapitals(line.bytes(chunk)), !line.bytes(chunk).contains(where: isDigit)
      else { return false }
      joined[index].shortName = columns[index].name
      joined[index].name += " " + String(decoding: line.bytes(chunk), as: UTF8.self)
      joined[index].end = max(columns[index].end, chunk.upperBound)
    }
    columns = joined
    return true
  }

  /// The next line, without its line end.
  static func line(behind end: Int, in text: ArraySlice<UInt8>) -> Range<Int>? {
    guard end < text.endIndex, end + 1 < text.endIndex else { return nil }
    var next: Range<Int>?
    Lines.forEach(in: text[(end + 1)...]) {
      next = $0
      return false
    }
    return next
  }
}

extension TableHeader {
  init(columns: [Column], form: Form, end: Int) {
    self.columns = columns
    self.form = form
    self.end = end
  }

  /// The names of the columns of the line that looks most like a header, for a message.
  static func likely(_ wanted: [String], in text: ArraySlice<UInt8>) -> [String] {
    var best: (score: Int, names: [String]) = (0, [])
    var count = 0
    Lines.forEach(in: text) { range in
      let line = text[range]
      count += 1
      guard count <= 1000, line.count < 10_000 else { return count <= 1000 }
      guard !LineShape.isBlankLine(line), !LineShape.isRule(line), let header = TableHeader(line, in: text)
      else {
        return true
      }
      let names = header.columns.map(\.name).filter { !$0.isEmpty }
      let known = wanted.count { name in header.columns.contains { $0.isNamed(name) } }
      let capitals = names.allSatisfy { LineShape.isCapitals($0.utf8) } ? 1 : 0
      let score = known * 4 + (names.count > 1 ? 2 : 0) + capitals
      if score > best.score, names.count > 1 || known > 0 || capitals > 0 { best = (score, names) }
      return true
    }
    return best.names
  }
}
