import RunbookModel

/// A file of records whose checksums are put right again, as by somebody who wants to do harm: so that what lies
/// behind the checksums is reached too. Digests of contents stay as they are.
struct SignedRecords {
  let bytes: [UInt8]

  init(_ file: [UInt8]) {
    var lines = file.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    var head: Int?
    for (index, line) in lines.enumerated() {
      if line.starts(with: #"{"runbook":1,"record":"run","#.utf8) {
        head = index
      } else if line.starts(with: #"{"runbook":"#.utf8), let start = Self.start(of: #","sha256":""#, in: line)
      {
        lines[index] = line[..<start] + Self.member("sha256", Digest(of: Array(line[..<start])))
      } else if line.starts(with: #"{"end":"#.utf8), let first = head {
        let events = lines[first..<index].filter { $0.starts(with: #"{"event":"#.utf8) }
        if let start = Self.start(of: #","events":"#, in: lines[first]) {
          lines[first] =
            lines[first][..<start] + Array(#","events":\#(events.count)"#.utf8)
            + Self.member("digest", Self.digest(of: events[...]))
        }
        if let start = Self.start(of: #","sha256":""#, in: line) {
          lines[index] = line[..<start] + Self.member("sha256", Self.digest(of: lines[first..<index]))
        }
        head = nil
      }
    }
    bytes = Array(lines.joined(separator: [10]))
  }

  private static func digest(of lines: ArraySlice<[UInt8]>) -> Digest {
    Digest(of: lines.flatMap { $0 + [10] })
  }

  private static func member(_ name: String, _ digest: Digest) -> [UInt8] {
    Array(",\"\(name)\":\"\(digest)\"}".utf8)
  }

  private static func start(of text: String, in line: [UInt8]) -> Int? {
    line.firstRange(of: Array(text.utf8))?.lowerBound
  }
}
