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
    guard marks.before.count > 3, let first = marks.before.first, bytes.count >= marks.before.count else {
      return bytes
    }
    var result: [UInt8] = []
    var copied = bytes.startIndex
    var index = bytes.startIndex
    let last = bytes.endIndex - marks.before.count
    while index <= last {
      if bytes[index] == first, bytes[index..<index + marks.before.count].elementsEqual(marks.before) {
        result += bytes[copied..<index]
        result += marks.after
        index += marks.before.count
        copied = index
      } else {
        index += 1
      }
    }
    return copied == bytes.startIndex ? bytes : (result + bytes[copied...])[...]
  }
}
