/// Finds where one of the triggers stands, skipping most bytes without looking at them.
///
/// Wu and Manber's way: the last two bytes of a window of four say how far the window can move at least, for
/// most pairs of bytes end no trigger's beginning. Text that nothing in it comes near is passed at three bytes
/// a look-up; an automaton like the one for declared secrets looks at each.
final class TriggerScanner: Sendable {
  static let window = 4

  let triggers: [Trigger]
  /// By the last two bytes of the window: how far to move; 0: look closer.
  private let moves: [UInt8]
  /// By the same two bytes: the first trigger whose first four bytes end so, from 1; then along `following`.
  private let first: [UInt16]
  private let following: [UInt16]
  /// The texts of the triggers one behind the other, and where each lies there.
  private let letters: [UInt8]
  private let entries: [Entry]
  /// Of one, two and three bytes, those with which a trigger begins.
  private let beginnings: [Set<UInt32>]

  private struct Entry {
    let start: Int
    let count: Int
    let isFolded: Bool
  }

  static let shared = TriggerScanner(Trigger.all)

  init(_ triggers: [Trigger]) {
    // The longest first: `secret_key` says more than `secret`.
    let triggers = triggers.sorted { $0.text.count > $1.text.count }
    self.triggers = triggers
    var moves = [UInt8](repeating: UInt8(Self.window - 1), count: 65536)
    var first = [UInt16](repeating: 0, count: 65536)
    var following = [UInt16](repeating: 0, count: triggers.count + 1)
    var beginnings = [Set<UInt32>](repeating: [], count: Self.window - 1)
    for (index, trigger) in triggers.enumerated().reversed() {
      precondition(trigger.text.count >= Self.window)
      for place in 0..<Self.window - 1 {
        for (left, right) in Self.pairs(trigger, at: place) {
          let pair = Self.pair(left, right)
          moves[pair] = min(moves[pair], UInt8(Self.window - 2 - place))
        }
      }
      for count in 1..<Self.window { beginnings[count - 1].formUnion(Self.beginnings(of: trigger, count)) }
      // Chained under the pair in lower case: both cases look there.
      let pair = Self.pair(lowered(trigger.text[2]), lowered(trigger.text[3]))
      following[index + 1] = first[pair]
      first[pair] = UInt16(index + 1)
    }
    var letters: [UInt8] = []
    entries = triggers.map { trigger in
      letters += trigger.text
      return Entry(
        start: letters.count - trigger.text.count, count: trigger.text.count, isFolded: trigger.isFolded)
    }
    self.letters = letters
    self.moves = moves
    self.first = first
    self.following = following
    self.beginnings = beginnings
  }

  @inline(__always) private static func pair(_ left: UInt8, _ right: UInt8) -> Int {
    // As the two lie in memory.
    Int(UInt16(littleEndian: UInt16(right) << 8 | UInt16(left)))
  }

  private static func cases(_ byte: UInt8, _ isFolded: Bool) -> [UInt8] {
    isFolded && byte &- 97 < 26 ? [byte, byte & 0xdf] : [byte]
  }

  private static func pairs(_ trigger: Trigger, at place: Int) -> [(UInt8, UInt8)] {
    cases(trigger.text[place], trigger.isFolded).flatMap { left in
      cases(trigger.text[place + 1], trigger.isFolded).map { (left, $0) }
    }
  }

  private static func beginnings(of trigger: Trigger, _ count: Int) -> [UInt32] {
    trigger.text.prefix(count).reduce([0]) { known, byte in
      known.flatMap { value in cases(byte, trigger.isFolded).map { value << 8 | UInt32($0) } }
    }
  }

  /// The first place from an index on at which a trigger stands, or may stand once more bytes are there.
  func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    let end = bytes.count
    let last = end - Self.window
    var index = start
    let found = moves.withUnsafeBufferPointer { moves -> Bool in
      var place = index
      defer { index = place }
      @inline(__always) func move(at place: Int) -> UInt8 {
        moves[Int(base.loadUnaligned(fromByteOffset: place + 2, as: UInt16.self))]
      }
      while place <= last {
        // Four look-ups that need not wait for each other, as long as nothing comes near.
        while place + 9 <= last,
          move(at: place) & move(at: place + 3) & move(at: place + 6) & move(at: place + 9) == 3
        {
          place += 12
        }
        if place > last { break }
        let move = move(at: place)
        if move == 0 {
          if isCandidate(bytes, at: place) { return true }
          place += 1
        } else {
          place += Int(move)
        }
      }
      return false
    }
    if found { return index }
    while index < end {
      let value = bytes[index..<end].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if beginnings[end - index - 1].contains(value) { return index }
      index += 1
    }
    return nil
  }

  @inline(__always)
  private func isCandidate(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    var next = first[Self.pair(lowered(bytes[index + 2]), lowered(bytes[index + 3]))]
    while next != 0 {
      if stands(entries[Int(next) - 1], bytes, at: index) { return true }
      next = following[Int(next)]
    }
    return false
  }

  /// As far as its bytes are there.
  @inline(__always)
  private func stands(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    for offset in 0..<min(entry.count, bytes.count - index) {
      let byte = bytes[index + offset]
      if (entry.isFolded ? lowered(byte) : byte) != letters[entry.start + offset] { return false }
    }
    return true
  }

  /// The triggers that stand at a place, the longest first; nil where bytes are missing to say so.
  func standing(at index: Int, in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> [Trigger]? {
    guard index + Self.window <= bytes.count else { return isLast ? [] : nil }
    var standing: [Trigger] = []
    var next = first[Self.pair(lowered(bytes[index + 2]), lowered(bytes[index + 3]))]
    while next != 0 {
      let entry = entries[Int(next) - 1]
      if stands(entry, bytes, at: index) {
        if index + entry.count <= bytes.count {
          standing.append(triggers[Int(next) - 1])
        } else if !isLast {
          return nil
        }
      }
      next = following[Int(next)]
    }
    return standing
  }
}
