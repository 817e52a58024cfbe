import RunbookMatching
import RunbookModel

/// How many lines differ as they stand: lines of one text that the other does not have, counted on the side that has more of them.
enum RawLines {
  static func count(_ pairs: EvidencePairs, _ reader: inout EvidenceReader) -> Int {
    var counted: [[Digest]: Int] = [:]
    var total = 0
    for (before, after) in pairs.pairs {
      for (one, other) in zip(before.attempts, after.attempts) {
        for (a, b) in [(one.output, other.output), (one.stderr, other.stderr)] where a != b {
          let count = counted[[a, b]] ?? count(reader.bytes(a), reader.bytes(b))
          counted[[a, b]] = count
          total += count
        }
      }
    }
    return total
  }

  static func count(_ before: [UInt8], _ after: [UInt8]) -> Int {
    func lines(_ text: [UInt8]) -> [ByteKey] { Lines.all(in: text[...]).map(ByteKey.init) }
    let (_, gone, new) = TextComparison.pair(lines(before), lines(after))
    return max(gone.count, new.count)
  }
}
