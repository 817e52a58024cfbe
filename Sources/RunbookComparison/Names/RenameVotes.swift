import RunbookMatching

/// Finds out what was renamed: each place in which one text has a name where its counterpart has another is
/// a vote, and places in which both have the same are votes too.
///
/// The most votes win, and nobody is elected twice. A name with an end that Kubernetes made up needs one vote. An
/// address needs two, from different commands (one command alone may show a change that matters: another endpoint), or
/// one beside the name of its pod, which was replaced itself.
struct RenameVotes {
  private struct Pair: Hashable {
    let before: [UInt8]
    let after: [UInt8]
  }

  private struct Tally {
    var places: Set<Int> = []
    var isTied = false
    let isAddress: Bool
    let rank: Int
  }

  private var tallies: [Pair: Tally] = [:]
  private var kept: [ArraySlice<UInt8>] = []

  /// Votes of two texts that say the same but for names.
  ///
  /// - Parameters:
  ///   - place: the same number for all that one command printed.
  ///   - isTied: the texts are about something that was replaced.
  mutating func vote(
    _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>, place: Int, isTied: Bool = false
  ) {
    vote(TextLine(before), TextLine(after), place: place, isTied: isTied)
  }

  mutating func vote(_ before: TextLine, _ after: TextLine, place: Int, isTied: Bool = false) {
    guard before.shape == after.shape, before.names.count == after.names.count else { return }
    var pairs = Array(zip(before.names, after.names))
    if before.shape.contains(UInt8(ascii: ",")) {
      // The order in a list says nothing: only one that stands alone against one is a vote.
      let (left, right) = (Set(before.names.map(\.text)), Set(after.names.map(\.text)))
      let gone = before.names.filter { !right.contains($0.text) }
      let new = after.names.filter { !left.contains($0.text) }
      let same = before.names.filter { right.contains($0.text) }
      pairs = same.map { ($0, $0) }
      for isAddress in [false, true] {
        let (gone, new) = (
          gone.filter { $0.isAddress == isAddress }, new.filter { $0.isAddress == isAddress }
        )
        if Set(gone.map(\.text)).count == 1, Set(new.map(\.text)).count == 1 {
          pairs.append((gone[0], new[0]))
        }
      }
    }
    let isReplaced = isTied || pairs.contains { !$0.isAddress && $0.text != $1.text }
    for (before, after) in pairs where before.isAddress == after.isAddress {
      let pair = Pair(before: before.text, after: after.text)
      var tally = tallies[pair] ?? Tally(isAddress: before.isAddress, rank: tallies.count)
      tally.places.insert(place)
      if isReplaced { tally.isTied = true }
      tallies[pair] = tally
    }
  }

  /// Votes of texts that both have to the byte: each name in them stays. They are read only where something may have
  /// been renamed.
  mutating func keep(_ texts: [ArraySlice<UInt8>]) { kept += texts }

  /// Who was elected, in the order in which they were first seen.
  var elected: [Rename] {
    var gone: Set<[UInt8]> = []
    var new: Set<[UInt8]> = []
    var elected: [(rename: Rename, rank: Int)] = []
    let sorted = tallies.sorted {
      ($1.value.places.count, $0.value.rank) < ($0.value.places.count, $1.value.rank)
    }
    for (pair, _) in sorted where pair.before == pair.after {
      gone.insert(pair.before)
      new.insert(pair.after)
    }
    let candidates = sorted.filter { pair, tally in
      pair.before != pair.after && (!tally.isAddress || tally.isTied || tally.places.count > 1)
    }
    if candidates.isEmpty { return [] }
    for text in kept {
      for name in Name.all(in: text, noise: Noise.spans(in: text)) {
        gone.insert(Array(text[name.range]))
        new.insert(Array(text[name.range]))
      }
    }
    for (pair, tally) in candidates {
      guard !gone.contains(pair.before), !new.contains(pair.after) else { continue }
      gone.insert(pair.before)
      new.insert(pair.after)
      elected.append(
        (
          Rename(
            before: String(decoding: pair.before, as: UTF8.self),
            after: String(decoding: pair.after, as: UTF8.self)),
          tally.rank
        ))
    }
    return elected.sorted { $0.rank < $1.rank }.map(\.rename)
  }
}
