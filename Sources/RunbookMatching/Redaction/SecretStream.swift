/// Removes declared secrets from bytes that come in pieces, however the pieces cut them.
///
/// What comes out is the same as for all bytes at once. Held back is only what may be the start of a
/// secret, and one byte before it, for that may hold bits of a secret in base64: never more than the
/// longest form. A place that was found is given out once nothing that is still open can overlap it.
struct SecretStream: Sendable {
  private struct Place {
    var start: Int
    var end: Int
    var secret: Int
    /// The start and end of the match that gives the name.
    var named: (start: Int, end: Int)
  }

  private let automaton: SecretAutomaton
  private let pseudonyms: [[UInt8]]
  private var node: Int32 = 0
  /// Bytes that are not given out yet, the first of them at this place of the stream.
  private var pending: [UInt8] = []
  private var base = 0
  /// Disjoint, in order.
  private var places: [Place] = []
  /// Short secrets that end where the stream stands now: the next byte says whether they are words.
  private var words: [(start: Int, secret: Int)] = []
  /// The next byte belongs to the last place, if it is a letter of base64.
  private var takesNext = false

  init(_ automaton: SecretAutomaton, _ pseudonyms: [[UInt8]]) {
    self.automaton = automaton
    self.pseudonyms = pseudonyms
  }

  /// Takes the next bytes and gives out what is certain.
  mutating func push(_ bytes: [UInt8]) -> [UInt8] {
    let start = pending.count
    pending += bytes
    automaton.nodes.withUnsafeBufferPointer { nodes in
      automaton.roots.withUnsafeBufferPointer { roots in
        walk(automaton, nodes, roots, from: start)
      }
    }
    let open = Int(automaton.nodes[Int(node)].depth)
    let end = base + pending.count
    return give(upTo: min(end - open - 1, words.map { $0.start - 1 }.min() ?? end))
  }

  /// Gives out the rest. The stream has ended.
  mutating func finish() -> [UInt8] {
    let end = base + pending.count
    settleWords(next: nil, at: end)
    return give(upTo: end)
  }

  private mutating func walk(
    _ automaton: SecretAutomaton, _ nodes: UnsafeBufferPointer<SecretAutomaton.Node>,
    _ roots: UnsafeBufferPointer<Int32>, from start: Int
  ) {
    var index = start
    let count = pending.count
    while index < count {
      if node == 0, words.isEmpty, !takesNext {
        // At the root nothing is open: look for a byte with which something begins.
        index = pending.withUnsafeBufferPointer { bytes in
          var index = index
          while index < count, roots[Int(bytes[index])] == 0 { index += 1 }
          return index
        }
        if index == count { return }
      }
      let byte = pending[index]
      if !words.isEmpty { settleWords(next: byte, at: base + index) }
      if takesNext {
        takesNext = false
        if ByteSet.base64Letter.contains(byte), let last = places.indices.last {
          places[last].end = max(places[last].end, base + index + 1)
        }
      }
      node = automaton.step(node, byte, nodes, roots)
      index += 1
      var ending = nodes[Int(node)].ending
      while ending != 0 {
        note(automaton.patterns[Int(nodes[Int(ending)].pattern) - 1], end: index)
        ending = nodes[Int(nodes[Int(ending)].suffix)].ending
      }
    }
  }

  /// Notes a match that ends at an index of `pending`.
  private mutating func note(_ pattern: SecretAutomaton.Pattern, end: Int) {
    var start = end - pattern.length
    let before = start > 0 ? pending[start - 1] : nil
    if pattern.form.isWord {
      if before.map(Self.isWordByte) != true { words.append((base + start, pattern.secret)) }
      return
    }
    let named = (base + start, base + end)
    if pattern.form.takesLeft, before.map(ByteSet.base64Letter.contains) == true { start -= 1 }
    insert(Place(start: base + start, end: base + end, secret: pattern.secret, named: named))
    if pattern.form.takesRight { takesNext = true }
  }

  private mutating func settleWords(next: UInt8?, at position: Int) {
    if next.map(Self.isWordByte) != true {
      for word in words {
        insert(Place(start: word.start, end: position, secret: word.secret, named: (word.start, position)))
      }
    }
    words = []
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// Joins a place with those that it overlaps. Matches come in the order of their ends, so these are the last ones.
  private mutating func insert(_ place: Place) {
    var place = place
    while let last = places.last, last.end > place.start {
      place.start = min(place.start, last.start)
      place.end = max(place.end, last.end)
      let isFirst =
        last.named.start != place.named.start
        ? last.named.start < place.named.start : last.named.end >= place.named.end
      if isFirst { (place.secret, place.named) = (last.secret, last.named) }
      places.removeLast()
    }
    places.append(place)
  }

  /// Gives out all before a place of the stream, as far as no place reaches beyond it.
  private mutating func give(upTo limit: Int) -> [UInt8] {
    var limit = max(limit, base)
    if let crossing = places.first(where: { $0.end > limit }) { limit = min(limit, crossing.start) }
    guard limit > base else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(limit - base)
    var position = base
    var done = 0
    while done < places.count, places[done].end <= limit {
      result += pending[position - base..<places[done].start - base]
      result += pseudonyms[places[done].secret]
      position = places[done].end
      done += 1
    }
    result += pending[position - base..<limit - base]
    places.removeFirst(done)
    pending.removeFirst(limit - base)
    base = limit
    return result
  }
}
