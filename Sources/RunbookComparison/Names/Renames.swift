import RunbookMatching

/// What is called otherwise in the later run, and throughout: a replaced pod, its address.
package struct Rename: Sendable, Hashable, Encodable {
  package let before: String
  package let after: String
}

/// The names of the earlier run as the later one has them.
struct Renames {
  /// `$run` in both, which stands in the names of all that a run makes.
  let marks: (before: [UInt8], after: [UInt8])
  var names: [[UInt8]: [UInt8]] = [:]

  /// A text of the earlier run as it would read with the names of the later.
  func translated(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let marked = withMark(bytes)
    if names.isEmpty { return marked }
    let found = Name.all(in: marked, noise: Noise.spans(in: marked))
    guard found.contains(where: { names[Array(marked[$0.range])] != nil }) else { return marked }
    var result: [UInt8] = []
    var position = marked.startIndex
    for name in found {
      guard let other = names[Array(marked[name.range])] else { continue }
      result += marked[position..<name.range.lowerBound]
      result += other
      position = name.range.upperBound
    }
    return (result + marked[position...])[...]
  }

  func translated(_ text: String) -> String {
    String(decoding: translated(Array(text.utf8)[...]), as: UTF8.self)
  }

  private func withMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard marks.before.count > 3 else { return bytes }
    var result: [UInt8] = []
    var rest = bytes
    while let found = Find.first(marks.before, in: rest) {
      result += rest[..<found]
      result += marks.after
      rest = rest[(found + marks.before.count)...]
    }
    return rest.startIndex == bytes.startIndex ? bytes : (result + rest)[...]
  }
}
