/// A plain line diff, in order and unmasked: for the runbook's own text, and for who wants to see everything.
package enum PlainLines {
  package static func differences(_ before: [UInt8], _ after: [UInt8]) -> [Difference] {
    if before == after { return [] }
    let left = before.split(separator: 10, omittingEmptySubsequences: false)
    let right = after.split(separator: 10, omittingEmptySubsequences: false)
    let (gone, new) = unlike(left, right)
    var differences: [Difference] = []
    var (a, b) = (0, 0)
    while a < left.count || b < right.count {
      // A run of removed and added lines is one change: the first with the first, the second with the second.
      var (removed, added): ([ArraySlice<UInt8>], [ArraySlice<UInt8>]) = ([], [])
      while let line = gone[a] {
        removed.append(line)
        a += 1
      }
      while let line = new[b] {
        added.append(line)
        b += 1
      }
      for index in 0..<max(removed.count, added.count) {
        let (one, other) = (removed.dropFirst(index).first, added.dropFirst(index).first)
        if let one, let other {
          let (before, after) = WordMarks.marked(TextLine(one), TextLine(other))
          differences.append(Difference(.line, before, after))
        } else {
          differences.append(Difference(.line, one.map { Marked($0) }, other.map { Marked($0) }))
        }
      }
      if removed.isEmpty, added.isEmpty {
        a += 1
        b += 1
      }
    }
    return differences
  }

  /// The lines of each that the other lacks, by their places: in order (Myers 1986), but where thousands of lines
  /// differ, and that would take for ever, whatever their order.
  private static func unlike(
    _ left: [ArraySlice<UInt8>], _ right: [ArraySlice<UInt8>]
  ) -> (gone: [Int: ArraySlice<UInt8>], new: [Int: ArraySlice<UInt8>]) {
    var gone: [Int: ArraySlice<UInt8>] = [:]
    var new: [Int: ArraySlice<UInt8>] = [:]
    var places: [ArraySlice<UInt8>: [Int]] = [:]
    for index in right.indices.reversed() { places[right[index], default: []].append(index) }
    for index in left.indices where places[left[index]]?.popLast() == nil { gone[index] = left[index] }
    for index in places.values.joined() { new[index] = right[index] }
    guard gone.count + new.count < 2000 else { return (gone, new) }
    (gone, new) = ([:], [:])
    for change in right.difference(from: left) {
      switch change {
      case .remove(let offset, let line, _): gone[offset] = line
      case .insert(let offset, let line, _): new[offset] = line
      }
    }
    return (gone, new)
  }
}
