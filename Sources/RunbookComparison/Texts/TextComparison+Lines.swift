import RunbookMatching

/// Lines: those that say the same belong together wherever they stand, for the order in which tools list things
/// changes with their names. Most are the same to the byte, and nothing in them is looked at. What is left belongs
/// together where it says the same but for names, or where half of the words are the same.
extension TextComparison {
  mutating func compareLines(
    _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>, as subject: Difference.Subject = .line
  ) {
    let (old, young) = (Lines.all(in: before), Lines.all(in: after))
    let (equal, oldOnly, youngOnly) = Self.pair(old.map(ByteKey.init), young.map(ByteKey.init))
    votes?.keep(equal.map { old[$0.0] })
    if oldOnly.isEmpty, youngOnly.isEmpty { return }
    let left = TextLine.all(in: renames.translated(before), only: oldOnly)
    let right = TextLine.all(in: after, only: youngOnly)
    let (same, gone, new) = Self.pair(left.map(\.key), right.map(\.key))
    let (alike, onlyLeft, onlyRight) = Self.pair(gone.map { left[$0].shape }, new.map { right[$0].shape })
    var pairs = alike.map { (gone[$0], new[$1]) }
    guard votes == nil else {
      // What a run made itself is always new.
      let isOwn = young.count <= 8 && Find.contains(renames.marks.after, in: after)
      for (a, b) in same + pairs { votes?.vote(left[a], right[b], place: place, isTied: isOwn) }
      return
    }
    let rest = Self.similar(onlyLeft.map { left[gone[$0]] }, onlyRight.map { right[new[$0]] })
    pairs += rest.map { (gone[onlyLeft[$0]], new[onlyRight[$1]]) }
    let changed = Dictionary(uniqueKeysWithValues: pairs.map { ($1, $0) })
    let isPaired = Set(pairs.map(\.0))
    for index in gone where !isPaired.contains(index) {
      report(subject, Marked(left[index].bytes), nil)
    }
    for index in new {
      guard let other = changed[index] else {
        report(subject, nil, Marked(right[index].bytes))
        continue
      }
      let (before, after) = WordMarks.marked(left[other], right[index])
      report(subject, before, after)
    }
  }

  /// Pairs the first with the first of the same key, the second with the second …; and says who is left.
  static func pair(_ left: [ByteKey], _ right: [ByteKey]) -> (pairs: [(Int, Int)], left: [Int], right: [Int])
  {
    // The first on the right of each key that is free, and behind each the next of its key.
    var free: [ByteKey: Int?] = Dictionary(minimumCapacity: right.count)
    var next = [Int?](repeating: nil, count: right.count)
    for index in right.indices.reversed() {
      next[index] = free.updateValue(index, forKey: right[index]) ?? nil
    }
    var isAlone = [Bool](repeating: true, count: right.count)
    var pairs: [(Int, Int)] = []
    var alone: [Int] = []
    for index in left.indices {
      if let place = free.index(forKey: left[index]), let other = free.values[place] {
        free.values[place] = next[other]
        isAlone[other] = false
        pairs.append((index, other))
      } else {
        alone.append(index)
      }
    }
    return (pairs, alone, right.indices.filter { isAlone[$0] })
  }

  static func pair(_ left: [[UInt8]], _ right: [[UInt8]]) -> (pairs: [(Int, Int)], left: [Int], right: [Int])
  {
    pair(left.map { ByteKey($0[...]) }, right.map { ByteKey($0[...]) })
  }

  /// Pairs lines that share at least half of their words, the most alike first.
  private static func similar(_ left: [TextLine], _ right: [TextLine]) -> [(Int, Int)] {
    guard left.count * right.count <= 40_000 else { return [] }
    let words = (left.map(words), right.map(words))
    var candidates: [(share: Double, a: Int, b: Int)] = []
    for (a, one) in words.0.enumerated() {
      for (b, other) in words.1.enumerated() {
        let common = one.intersection(other).count
        let share = Double(2 * common) / Double(max(1, one.count + other.count))
        if share >= 0.5 { candidates.append((share, a, b)) }
      }
    }
    var (takenLeft, takenRight): (Set<Int>, Set<Int>) = ([], [])
    var pairs: [(Int, Int)] = []
    for (_, a, b) in candidates.sorted(by: {
      ($1.share, abs($0.a - $0.b), $0.a) < ($0.share, abs($1.a - $1.b), $1.a)
    })
    where !takenLeft.contains(a) && !takenRight.contains(b) {
      takenLeft.insert(a)
      takenRight.insert(b)
      pairs.append((a, b))
    }
    return pairs
  }

  private static func words(_ line: TextLine) -> Set<ArraySlice<UInt8>> {
    Set(
      line.shape.split { !((($0 | 0x20) &- 97) < 26 || $0 &- 48 < 10 || $0 >= 0x80 || $0 == 46 || $0 == 45) })
  }
}
