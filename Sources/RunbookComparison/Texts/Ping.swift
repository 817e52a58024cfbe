import RunbookMatching

/// What one `ping` said: so many packets to one address. Who answered when is noise, how many is not.
struct Ping {
  let address: ArraySlice<UInt8>
  /// By name: packets that came back, loss, the time to live of the answers, and what else was said.
  let facts: [(name: String, value: [UInt8])]

  static let life = "ttl"

  /// Takes the answers to pings out of a text; the lines that are left stay in order.
  static func take(from text: ArraySlice<UInt8>) -> (pings: [Ping], rest: [UInt8]) {
    guard Find.contains(Array("PING ".utf8), in: text) else { return ([], Array(text)) }
    var pings: [Ping] = []
    var rest: [UInt8] = []
    var open: Reading?
    var isBehind = false
    for line in text.split(separator: 10, omittingEmptySubsequences: false) {
      if line.starts(with: "PING ".utf8) {
        if let open { rest += open.lines }
        open = Reading(line)
        isBehind = false
      } else if open != nil {
        open!.take(line)
        if open!.isComplete {
          pings.append(open!.ping)
          open = nil
          isBehind = true
        }
      } else if isBehind, line.starts(with: "rtt ".utf8) || line.starts(with: "round-trip ".utf8) {
        isBehind = false
      } else {
        rest += line + [10]
      }
    }
    if let open { rest += open.lines }
    return (pings, rest)
  }

  /// One that is not complete yet.
  private struct Reading {
    let address: ArraySlice<UInt8>
    var lines: [UInt8]
    var lives: Set<[UInt8]> = []
    var others: Set<[UInt8]> = []
    var summary: ArraySlice<UInt8>?

    init(_ line: ArraySlice<UInt8>) {
      address = line.dropFirst(5).prefix { $0 != 32 && $0 != UInt8(ascii: ":") }
      lines = line + [10]
    }

    var isComplete: Bool { summary != nil }

    mutating func take(_ line: ArraySlice<UInt8>) {
      lines += line + [10]
      if Find.contains(Array("packets transmitted".utf8), in: line) {
        summary = line
      } else if Find.contains(Array("bytes from ".utf8), in: line) {
        if let life = line.split(separator: 32).first(where: { $0.starts(with: "ttl=".utf8) }) {
          lives.insert(Array(life.dropFirst(4)))
        }
      } else if !line.isEmpty, !line.starts(with: "---".utf8) {
        others.insert(TextLine(line).shape)
      }
    }

    var ping: Ping {
      let parts = summary!.split(separator: UInt8(ascii: ",")).map { $0.drop { $0 == 32 } }
      // The time it took stands last in some.
      var facts = parts.filter { !$0.starts(with: "time ".utf8) }.map { part in
        let number = part.prefix { !isBlank($0) }
        return (String(decoding: part[number.endIndex...].drop(while: isBlank), as: UTF8.self), Array(number))
      }
      facts.append(
        (Ping.life, Array(lives.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [44]))))
      facts += others.sorted { $0.lexicographicallyPrecedes($1) }.map { ("also said", $0) }
      return Ping(address: address, facts: facts)
    }
  }

  func saysTheSame(as other: Ping) -> Bool { facts.elementsEqual(other.facts) { $0 == $1 } }
}
