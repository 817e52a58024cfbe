import RunbookModel

/// Removes from bytes that come in pieces what looks like a secret, however the pieces cut it.
///
/// A scanner finds the places where something begins (`Trigger`), and small readers look on from there, at a
/// bounded stretch of what lies before and behind (`Sight`). Whoever has too little to say yes or no is asked
/// again when more is there, and what lies behind that place is held back until then: at most 4 KiB, at the
/// data of what may be a Secret 64 KiB. Once a secret was found it is taken out byte by byte (`Swallow`) and
/// nothing is held back, however long it is. As every reader sees the same stretch however the stream is cut,
/// what comes out is the same as for all bytes at once. What was redacted is passed over, so that redacting
/// it again changes nothing.
struct PatternStream: Sendable {
  private let rules: PatternRules
  private let scanner = TriggerScanner.shared
  /// A little of what was given out, then what was not.
  private var buffer: [UInt8] = []
  /// The buffer holds the stream from its start.
  private var isFromStart = true
  /// In the buffer: what is not given out yet, and what is not looked at yet.
  private var given = 0
  private var position = 0
  /// Nothing can be said before so many bytes are there.
  private var needed = 0
  private var swallow: Swallow?
  private var block: Block?
  private var expectsSecrets = false
  /// Of what was removed, in order.
  private(set) var kinds: [String] = []

  init(_ rules: PatternRules) { self.rules = rules }

  /// False where nothing in a text looks like the start of anything.
  static func mayHold(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { TriggerScanner.shared.next(in: $0, from: 0) } != nil
  }

  mutating func push(_ bytes: [UInt8]) -> [UInt8] {
    if swallow == nil, block == nil, given == buffer.count, bytes.count >= Sight.behind,
      bytes.withUnsafeBufferPointer({ scanner.next(in: $0, from: 0) }) == nil
    {
      buffer = Array(bytes.suffix(Sight.behind))
      isFromStart = false
      (given, position) = (buffer.count, buffer.count)
      return bytes
    }
    buffer += bytes
    if buffer.count < needed { return [] }
    return advance(isLast: false)
  }

  mutating func finish() -> [UInt8] { advance(isLast: true) }

  private mutating func advance(isLast: Bool) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(buffer.count - given)
    needed = 0
    let bytes = buffer
    bytes.withUnsafeBufferPointer { bytes in
      while step(bytes, isLast: isLast, to: &output) {}
      if isLast { give(bytes, upTo: bytes.count, to: &output) }
    }
    forget()
    return output
  }

  /// Drops what nobody may look at any more.
  private mutating func forget() {
    let spare = given - Sight.behind
    guard spare > 0 else { return }
    buffer.removeFirst(spare)
    isFromStart = false
    given -= spare
    position -= spare
    needed = max(0, needed - spare)
  }

  private mutating func give(
    _ bytes: UnsafeBufferPointer<UInt8>, upTo end: Int, to output: inout [UInt8]
  ) {
    guard end > given else { return }
    output += bytes[given..<end]
    given = end
  }

  /// False where nothing more can be done with what is there.
  private mutating func step(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) -> Bool {
    if swallow != nil { return goOn(bytes, isLast: isLast, to: &output) }
    guard let place = block == nil ? scanner.next(in: bytes, from: position) : position else {
      position = bytes.count
      give(bytes, upTo: position, to: &output)
      return false
    }
    give(bytes, upTo: place, to: &output)
    position = place
    let (finding, isStarved) = look(bytes, at: place, isLast: isLast)
    if isStarved {
      needed = bytes.count + (bytes.count - place) / 64 + 1
      return false
    }
    take(finding, bytes, at: place, to: &output)
    return position < bytes.count || swallow != nil
  }

  private mutating func look(
    _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, isLast: Bool
  ) -> (Sighting?, isStarved: Bool) {
    if var next = block {
      var sight = Sight(bytes, at: place, isLast: isLast, begin: isFromStart)
      let finding = next.next(&sight)
      if sight.isStarved { return (nil, true) }
      block = finding == nil ? nil : next
      // Behind the block all is as before, and the same place is looked at again.
      return (finding ?? .kept(upTo: place), false)
    }
    guard let triggers = scanner.standing(at: place, in: bytes, isLast: isLast) else { return (nil, true) }
    for trigger in triggers {
      var sight = Sight(bytes, at: place, ahead: trigger.ahead, isLast: isLast, begin: isFromStart)
      let finding = trigger.find(&sight, rules, expectsSecrets: expectsSecrets)
      if sight.isStarved { return (nil, true) }
      if finding != nil { return (finding, false) }
    }
    return (nil, false)
  }

  private mutating func take(
    _ finding: Sighting?, _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, to output: inout [UInt8]
  ) {
    switch finding {
    case nil: position = place + 1
    case .kept(let end): position = end
    case .block(let start, let found):
      position = start
      block = found
    case .objects(let areSecrets, let end):
      expectsSecrets = areSecrets
      position = end
    case .secret(let start, let kind, let ending):
      give(bytes, upTo: start, to: &output)
      position = start
      swallow = Swallow(kind, ending, key: rules.key, remembers: rules.finds != nil)
    }
  }

  /// Goes on with a secret.
  private mutating func goOn(
    _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, to output: inout [UInt8]
  ) -> Bool {
    guard let (next, isDone) = swallow?.advance(bytes, from: position, isLast: isLast) else { return false }
    position = next
    given = next
    guard isDone else {
      needed = bytes.count + 1
      return false
    }
    if let swallow, !swallow.isEmpty {
      kinds.append(swallow.kind)
      output += swallow.pseudonym
      if let secret = swallow.original { rules.finds?.note(secret, as: swallow.pseudonym) }
    }
    swallow = nil
    return true
  }
}
