/// Bytes for the shell to read, each with its place in the text that people wrote.
///
/// What stands in backticks or after `sh -c` has lost a layer of quotes, so its bytes no longer lie side by
/// side in the text; places still point there. A NUL byte is a hole: something that is filled in at run time.
/// The run's own id, `$run`, is such a thing too, but one that is known to be harmless: it has a mark of its own.
struct ShellText: Sendable, Hashable {
  let bytes: [UInt8]
  private let first: Int
  /// The place of each byte; empty where they lie side by side from `first`.
  private let places: [Int]

  static let hole: UInt8 = 0
  static let runMark: UInt8 = 1

  init(_ bytes: [UInt8], at first: Int = 0) {
    self.bytes = bytes
    self.first = first
    places = []
  }

  init(_ bytes: [UInt8], places: [Int]) {
    precondition(bytes.count == places.count, "a byte without its place")
    self.bytes = bytes
    first = places.first ?? 0
    let first = first
    self.places = places.enumerated().allSatisfy { $1 == first + $0 } ? [] : places
  }

  /// The place of the byte at an index; of the end, the place after the last byte.
  func place(_ index: Int) -> Int {
    if places.isEmpty { return first + index }
    return index < places.count ? places[index] : places[places.count - 1] + 1
  }

  /// Where the bytes of a range of indexes stand in the text that people wrote.
  func places(_ start: Int, _ end: Int) -> Range<Int> {
    let start = min(start, bytes.count)
    let end = min(max(start, end), bytes.count)
    if start == end { return place(start)..<place(start) }
    return place(start)..<max(place(end - 1) + 1, place(start))
  }

  /// The place of the first byte where all lie side by side.
  var firstIfContiguous: Int? { places.isEmpty ? first : nil }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Something in it is filled in at run time.
  var hasHoles: Bool { bytes.contains { $0 <= Self.runMark } }

  /// The first hole that is not the run's id, by its index.
  var firstHole: Int? { bytes.firstIndex(of: Self.hole) }

  /// A part of the text, with its places.
  func part(_ range: Range<Int>) -> ShellText {
    let bytes = Array(bytes[range])
    if let first = firstIfContiguous { return ShellText(bytes, at: first + range.lowerBound) }
    return ShellText(bytes, places: range.map(place))
  }
}

/// Collects bytes and their places while quotes and escapes are taken off.
struct ShellTextBuilder {
  private(set) var bytes: [UInt8] = []
  private var first = 0
  /// The place of each byte, once they no longer lie side by side.
  private var places: [Int] = []

  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ byte: UInt8, at place: Int) {
    prepare(for: place)
    if !places.isEmpty { places.append(place) }
    bytes.append(byte)
  }

  /// Appends bytes that lie side by side from a place.
  mutating func append(_ run: ArraySlice<UInt8>, at place: Int) {
    prepare(for: place)
    if !places.isEmpty { places += place..<place + run.count }
    bytes += run
  }

  mutating func append(_ text: ShellText) {
    if let first = text.firstIfContiguous {
      append(text.bytes[...], at: first)
    } else {
      for (index, byte) in text.bytes.enumerated() { append(byte, at: text.place(index)) }
    }
  }

  private mutating func prepare(for place: Int) {
    if bytes.isEmpty {
      first = place
    } else if places.isEmpty, place != first + bytes.count {
      places = Array(first..<first + bytes.count)
    }
  }

  /// What was collected; the builder is empty afterwards.
  mutating func take(at place: Int) -> ShellText {
    defer {
      bytes = []
      places = []
    }
    if bytes.isEmpty { return ShellText([], at: place) }
    return places.isEmpty ? ShellText(bytes, at: first) : ShellText(bytes, places: places)
  }
}
