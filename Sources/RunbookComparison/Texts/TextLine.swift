import RunbookMatching

/// A line, or a cell, or a value, as it is compared.
struct TextLine {
  struct Named: Hashable {
    let text: [UInt8]
    let isAddress: Bool
  }

  let bytes: ArraySlice<UInt8>
  /// Without noise; blanks count as one, and lists between commas are in order. What has the same key says the same.
  let key: [UInt8]
  /// The key with a mark for each name too.
  let shape: [UInt8]
  let names: [Named]

  init(_ bytes: ArraySlice<UInt8>) {
    let noise = Noise.spans(in: bytes)
    self.init(bytes, noise: noise, names: Name.all(in: bytes, noise: noise))
  }

  /// - Parameters:
  ///   - noise: the spans in these bytes.
  ///   - names: those in these bytes.
  init(_ bytes: ArraySlice<UInt8>, noise: some Sequence<Noise.Span>, names: some Sequence<Name>) {
    self.bytes = bytes
    let masks = noise.map { ($0.range, $0.rule == .suffix) }
    let addresses = names.filter(\.isAddress).map { ($0.range, true) }
    let all = (masks + addresses).sorted { $0.0.lowerBound < $1.0.lowerBound }
    key = Self.canonical(bytes, masks: all.filter { !$0.1 }.map(\.0))
    shape = addresses.isEmpty && all.allSatisfy({ !$0.1 }) ? key : Self.canonical(bytes, masks: all.map(\.0))
    self.names = names.map { Named(text: Array(bytes[$0.range]), isAddress: $0.isAddress) }
  }

  /// The lines that are not blank, or of them those with certain numbers, from 0, empty lines not counted.
  static func all(in bytes: ArraySlice<UInt8>, only wanted: [Int]? = nil) -> [TextLine] {
    var wanted = wanted?[...]
    let noise = Noise.spans(in: bytes)
    let names = Name.all(in: bytes, noise: noise)
    var lines: [TextLine] = []
    var (nextNoise, nextName) = (0, 0)
    for (number, line) in Lines.all(in: bytes).enumerated() {
      if wanted != nil {
        guard wanted?.first == number else { continue }
        wanted?.removeFirst()
      }
      func take<T>(_ items: [T], _ next: inout Int, _ range: (T) -> Range<Int>) -> ArraySlice<T> {
        while next < items.count, range(items[next]).upperBound <= line.startIndex { next += 1 }
        let first = next
        while next < items.count, range(items[next]).lowerBound < line.endIndex { next += 1 }
        // What goes on in the next line (`managedFields`) is looked at there once more.
        let taken = items[first..<next]
        if let last = taken.last, range(last).upperBound > line.endIndex { next -= 1 }
        return taken
      }
      let spans = take(noise, &nextNoise, \.range).map { span in
        Noise.Span(range: span.range.clamped(to: line.startIndex..<line.endIndex), rule: span.rule)
      }
      let own = take(names, &nextName, \.range)
      guard line.contains(where: { !isBlank($0) }) else { continue }
      // Behind the first line of what `managedFields` holds nothing is left.
      if let span = spans.first, span.rule == .managedFields, span.range == line.startIndex..<line.endIndex {
        continue
      }
      lines.append(TextLine(line, noise: spans, names: own))
    }
    return lines
  }

  private static let mark = Array(Noise.mark.utf8)

  private static func canonical(_ bytes: ArraySlice<UInt8>, masks: [Range<Int>]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isListed = false
    var position = bytes.startIndex
    func copy(to end: Int) {
      while position < end {
        let byte = bytes[position]
        position += 1
        if isBlank(byte) {
          if let last = result.last, last != 32 { result.append(32) }
        } else {
          if byte == UInt8(ascii: ",") { isListed = true }
          result.append(byte)
        }
      }
    }
    for mask in masks where mask.lowerBound >= position {
      copy(to: mask.lowerBound)
      result += mark
      position = mask.upperBound
    }
    copy(to: bytes.endIndex)
    if result.last == 32 { result.removeLast() }
    return isListed ? ordered(result) : result
  }

  /// `b,a` as `a,b`; not where quotes or brackets say that commas do not separate equals.
  private static func ordered(_ text: [UInt8]) -> [UInt8] {
    let chunks = text.split(separator: 32, omittingEmptySubsequences: false).map {
      chunk -> ArraySlice<UInt8> in
      guard chunk.contains(UInt8(ascii: ",")), !chunk.contains(where: { #""{}[]()"#.utf8.contains($0) })
      else { return chunk }
      let parts = chunk.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      return parts.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [UInt8(ascii: ",")]).map {
        $0
      }[...]
    }
    return Array(chunks.joined(separator: [32]))
  }
}
