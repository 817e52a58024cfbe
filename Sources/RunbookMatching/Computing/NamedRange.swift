/// A range of addresses, and whose it is.
struct NamedRange {
  let name: String
  let block: AddressBlock
  /// The range as it was given.
  let text: String

  var written: String { name.isEmpty ? text : "\(name) \(text)" }

  /// The ranges of a line `[NAME] CIDR…`; nil where it has none and does not say so with `<none>`.
  static func read(_ line: String) -> [NamedRange]? {
    let words = line.split { $0 == " " || $0 == "\t" || $0 == "," || $0 == "\r" }
    var ranges: [NamedRange] = []
    var first = words.endIndex
    while first > words.startIndex {
      let word = words[first - 1]
      let block = AddressBlock.reading(Array(word.utf8)[...])
      guard block != nil || word == "<none>" else { break }
      first -= 1
    }
    let name = words[..<first].joined(separator: " ")
    for word in words[first...] {
      guard let block = AddressBlock.reading(Array(word.utf8)[...]) else { continue }
      ranges.append(NamedRange(name: name, block: block, text: String(word)))
    }
    return first == words.endIndex && !words.isEmpty ? nil : ranges
  }
}

/// What is worked out of ranges.
enum Ranges {
  /// One line for each two that share an address, in the order in which they were given.
  ///
  /// Two blocks share an address only where one lies in the other. So in the order of their first addresses, the
  /// larger before the smaller, those that contain the current one are a stack: each pair is met once, and ranges
  /// that share nothing are never compared.
  static func overlaps(_ ranges: [NamedRange]) -> [String] {
    var known: [String: Set<AddressBlock>] = [:]
    let ranges = ranges.filter { known[$0.name, default: []].insert($0.block).inserted }
    let order = ranges.indices.sorted { ranges[$0].block < ranges[$1].block }
    var around: [Int] = []
    var pairs: [(Int, Int)] = []
    for index in order {
      while let last = around.last, !ranges[last].block.contains(ranges[index].block) { around.removeLast() }
      pairs += around.map { (min($0, index), max($0, index)) }
      around.append(index)
    }
    return pairs.sorted { $0 < $1 }.map { "\(ranges[$0].written) overlaps \(ranges[$1].written)" }
  }

  /// How many addresses the host-local IPAM plugin hands out of a range when nothing else is configured: it leaves out the
  /// network's own, the gateway's, which is the next, and the broadcast address of IPv4
  /// (containernetworking/plugins, plugins/ipam/host-local/backend/allocator/range.go). It refuses ranges of one or two.
  static func capacity(_ range: AddressBlock) -> UInt128 {
    let host = range.first.width - range.prefix
    if host < 2 { return 0 }
    // All of IPv6 has one address more than the type can say.
    let last: UInt128 = host == 128 ? .max : (UInt128(1) << UInt128(host)) - 1
    return last - (range.first.isSix ? 1 : 2)
  }
}
