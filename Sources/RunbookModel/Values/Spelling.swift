/// Finds the name that was probably meant.
package enum Spelling {
  /// The nearest of the candidates by edit distance; nil when more than half of the letters differ.
  /// Ties go to the candidate that comes first.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    var best: (name: String, distance: Int)?
    let letters = Array(word.lowercased())
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased())
      // So many more letters differ at least; one of the two may be a megabyte long.
      guard abs(letters.count - other.count) * 2 <= max(letters.count, other.count) else { continue }
      let distance = self.distance(letters, other)
      guard distance * 2 <= max(letters.count, other.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.name
  }

  /// How many letters differ, case included.
  package static func distance(_ a: String, _ b: String) -> Int { distance(Array(a), Array(b)) }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of
  /// neighbours count one each (Damerau 1964, restricted).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        current[j] = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], before[j - 2] + 1)
        }
      }
      (before, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
