/// What differs each time one looks at the same thing: one set of rules for the grouping of answers, for
/// comparison, for search and for likeness.
///
/// Each case of `Rule` says what it takes for noise. What a person sets is never noise, though it may
/// look like it: `timeout=5s` and `cache 30s` stay, and so do a lone `80m` (CPU), image digests, the ports that
/// services listen on, all addresses and all quantities.
package enum Noise {
  /// Of the rules; another one wherever the same text would come out otherwise.
  package static let version = 1

  /// What stands where noise stood.
  package static let mark = "\u{2022}"

  package enum Rule: String, Sendable, Hashable, CaseIterable {
    /// A point in time: RFC 3339, `date`, HTTP, syslog, klog, nginx and Apache, a date or a time of day alone, and
    /// 2014 to 2033 in seconds, milli-, micro- or nanoseconds since 1970.
    case moment
    /// An age or a span of time: `3m5s`, `12.3s`, `5m ago`, `0.12 ms`, `min/avg/max = 0.1/0.2/0.3 ms`,
    /// `time_total: 0.12`, what stands under AGE; but not what a word before it says is set.
    case duration
    /// A UUID, a container's id, the number of a DNS question.
    case identity
    /// `resourceVersion`, `generation`, `observedGeneration`.
    case revision
    /// All that is in `managedFields`.
    case managedFields = "managed-fields"
    /// A port that Linux gave away by itself (32768 to 60999), behind an address or as `sport`.
    case port
    /// The number of a process or thread at the start of a log line.
    case process
    /// What Kubernetes hangs behind the names of pods, replica sets and jobs; template hashes.
    case suffix
  }

  /// Bytes that are noise.
  package struct Span: Sendable, Hashable {
    package let range: Range<Int>
    package let rule: Rule

    package init(range: Range<Int>, rule: Rule) {
      self.range = range
      self.rule = rule
    }
  }

  /// The noise in a text, in order, as offsets of these bytes. A megabyte takes a few milliseconds.
  package static func spans(in bytes: ArraySlice<UInt8>) -> [Span] {
    let base = bytes.startIndex
    let spans = bytes.withUnsafeBufferPointer { buffer in
      var reader = NoiseReader(buffer)
      reader.read()
      return reader.spans
    }
    if base == 0 { return spans }
    return spans.map { Span(range: $0.range.lowerBound + base..<$0.range.upperBound + base, rule: $0.rule) }
  }

  /// The text with a mark where there is noise, but for what is kept.
  package static func normal(_ bytes: ArraySlice<UInt8>, keeping kept: Set<Rule> = []) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = bytes.startIndex
    for span in spans(in: bytes) where !kept.contains(span.rule) {
      result += bytes[position..<span.range.lowerBound]
      result += mark.utf8
      position = span.range.upperBound
    }
    return result + bytes[position...]
  }

  package static func normal(of text: String) -> String {
    String(decoding: normal(Array(text.utf8)[...]), as: UTF8.self)
  }

  /// As above, and with a mark where the name stands of whoever the text is about. That may be part of
  /// a word (`web-east`), but not of a longer word (`eastern`, `east2`).
  package static func normal(of text: String, about name: String) -> String {
    if name.isEmpty { return normal(of: text) }
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: name) {
      let beside = [text[..<found.lowerBound].last, text[found.upperBound...].first]
      let isWhole = !beside.contains { $0.map { $0.isLetter || $0.isNumber } ?? false }
      result += rest[..<found.lowerBound] + (isWhole ? mark : name)
      rest = rest[found.upperBound...]
    }
    return normal(of: result + rest)
  }
}
