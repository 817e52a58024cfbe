import GRDB
package import RunbookMatching
package import RunbookModel

/// Looks for something in all that was recorded.
///
/// The index narrows it down to contents that hold the words in whatever way, `bm25` ranks these, and the words and the
/// pattern themselves decide on the text of each, the best first, until there are enough. Contents are told apart, not
/// runs: what a thousand runs share is one hit, with the newest of them.
extension History {
  /// What bounds a search that an index cannot narrow down.
  package struct SearchLimits: Sendable {
    /// Hits at most.
    package var hits = 20
    /// Of so many contents that hold the words, the newest, the rank is worked out.
    package var ranked = 5000
    /// For how long contents are read, in milliseconds.
    package var reading = 3000
    /// Lines of each hit.
    package var lines = 3

    package init(hits: Int = 20) { self.hits = hits }
  }

  /// - Parameter progress: told now and then how many runs were taken into the index first, and of how many.
  package func search(
    _ query: SearchQuery, pattern: SearchPattern? = nil, in filter: HistoryFilter = HistoryFilter(),
    _ limits: SearchLimits = SearchLimits(), progress: (Int, Int) -> Void = { _, _ in }
  ) throws(HistoryProblem) -> SearchAnswer {
    let waiting = try indexIfPossible(progress: progress)
    return try read { database in
      var search = Search(query: query, pattern: pattern, limits: limits, database: database)
      search.answer.waiting = waiting
      try search.run(in: try SearchScope(filter, in: database))
      return search.answer
    }
  }
}

private struct Search {
  let query: SearchQuery
  let pattern: SearchPattern?
  let limits: History.SearchLimits
  let database: Database
  var answer = SearchAnswer()

  mutating func run(in scope: SearchScope) throws {
    answer.partial =
      try database.first("SELECT count(*) FROM search_document WHERE left_out > 0") { $0.integer(0)! } ?? 0
    let end = Moment.now.milliseconds + Int64(limits.reading)
    let candidates = try candidates(in: scope)
    for (index, document) in candidates.enumerated() {
      if answer.hits.count > limits.hits { break }
      if Moment.now.milliseconds > end {
        answer.unread = candidates.count - index
        break
      }
      if let hit = try hit(document, in: scope) { answer.hits.append(hit) }
    }
    answer.isCut = answer.hits.count > limits.hits
    answer.hits = Array(answer.hits.prefix(limits.hits))
  }

  /// The documents that may be hits, the best first.
  private mutating func candidates(in scope: SearchScope) throws -> [Int] {
    var candidates: [(document: Int, rank: Double)] = []
    if let narrowing = query.narrowing(and: pattern?.words ?? []) {
      var isMore = false
      try database.walk(
        "SELECT rowid, bm25(search_index) FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC",
        [.text(narrowing)]
      ) { row in
        let document = row.integer(0)!
        if !scope.mayHold(document) { return true }
        isMore = candidates.count == limits.ranked
        if !isMore { candidates.append((document, row.real(1) ?? 0)) }
        return !isMore
      }
      answer.isRankedInPart = isMore
      // Less is better, and the newest was found first.
      candidates.sort { $0.rank < $1.rank }
    } else {
      try database.each("SELECT id FROM search_document ORDER BY id DESC") {
        if scope.mayHold($0.integer(0)!) { candidates.append(($0.integer(0)!, 0)) }
      }
      return candidates.map(\.document)
    }
    return try newestFirst(candidates, in: scope)
  }

  /// Of those with the same rank, the newest first: as far as anybody will look.
  private func newestFirst(_ candidates: [(document: Int, rank: Double)], in scope: SearchScope) throws
    -> [Int]
  {
    let seen = 500
    var first: [(document: Int, rank: Double, newest: Int)] = []
    for candidate in candidates.prefix(seen) {
      guard let newest = try scope.newest(of: candidate.document, in: database) else { continue }
      first.append((candidate.document, candidate.rank, newest))
    }
    first.sort { $0.rank == $1.rank ? $0.newest > $1.newest : $0.rank < $1.rank }
    return first.map(\.document) + candidates.dropFirst(seen).map(\.document)
  }

  /// Nil where the text does not hold what is wanted, or stands in no run that is.
  private func hit(_ document: Int, in scope: SearchScope) throws -> SearchHit? {
    guard let text = try RunIndex.text(of: document, in: database) else { return nil }
    let folded = FoldedText(text.bytes)
    var found: [[Range<Int>]] = []
    for word in query.words {
      let ranges = word.ranges(in: folded)
      if word.isExcluded {
        if !ranges.isEmpty { return nil }
      } else {
        // The index is right about a plain word, whatever its letters.
        if ranges.isEmpty, !word.isPlain { return nil }
        found.append(ranges)
      }
    }
    if let pattern {
      let ranges = pattern.ranges(in: text)
      if ranges.isEmpty { return nil }
      found.append(ranges)
    }
    guard let places = try scope.places(of: document, in: database),
      let run = try database.first(
        "SELECT \(History.summaryColumns) FROM run r WHERE id = ?", .text(places.run),
        make: {
          try History.summary($0, in: database)
        })
    else { return nil }
    let (lines, more) = text.lines(with: found, limit: limits.lines)
    return SearchHit(
      part: places.part.hit, run: run, step: try step(places), runs: places.count, isInMore: places.areMore,
      lines: lines.map { SearchHit.Line($0, of: text) }, moreLines: more)
  }

  private func step(_ places: SearchScope.Places) throws -> StepKey? {
    let (table, position): (String, Int)
    switch places.part {
    case .run: return nil
    case .ending: (table, position) = ("step", places.position)
    case .note: (table, position) = ("step", places.position - 1)
    case .step, .attempt, .output, .stderr: (table, position) = ("attempt", places.position)
    }
    return try database.first(
      "SELECT name, items FROM \(table) WHERE run = ? AND position = ?", .text(places.run),
      .of(position)
    ) { row in StepKey(row.text(0)!, items: try row.withBytes(1) { try JSONValue($0).texts }) }
  }
}

extension SearchHit.Line {
  /// Of a line that is longer, a window around its first mark is kept.
  private static let longest = 160

  fileprivate init(_ line: FoundLine, of text: SearchText) {
    var window = line.range
    if window.count > Self.longest, let first = line.marks.first {
      let start = max(
        window.lowerBound, min(first.lowerBound - Self.longest / 3, window.upperBound - Self.longest))
      window = start..<min(window.upperBound, start + Self.longest)
    }
    // Not in the middle of a character.
    func isInside(_ index: Int) -> Bool { text.bytes[index] & 0xC0 == 0x80 }
    var (low, high) = (window.lowerBound, window.upperBound)
    while low > line.range.lowerBound, isInside(low) { low -= 1 }
    while high < line.range.upperBound, isInside(high) { high += 1 }
    var pieces: [Piece] = low > line.range.lowerBound ? [Piece("…")] : []
    func add(_ range: Range<Int>, isMatch: Bool) {
      if range.isEmpty { return }
      pieces.append(Piece(String(decoding: text.bytes[range], as: UTF8.self), isMatch: isMatch))
    }
    var position = low
    for mark in line.marks {
      let mark = min(max(mark.lowerBound, position), high)..<min(max(mark.upperBound, position), high)
      if mark.isEmpty { continue }
      add(position..<mark.lowerBound, isMatch: false)
      add(mark, isMatch: true)
      position = mark.upperBound
    }
    add(position..<high, isMatch: false)
    if high < line.range.upperBound { pieces.append(Piece("…")) }
    self.init(number: line.number, pieces: pieces)
  }
}
