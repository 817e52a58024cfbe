package import RunbookModel

extension Comparison {
  /// Each attempt of one run beside the same of the other, line by line and unmasked.
  package static func raw(
    before: Run, after: Run, content: @escaping (Digest) -> [UInt8]?
  ) -> [EvidenceChange] {
    var reader = EvidenceReader(content: content)
    return after.attempts.flatMap { attempt -> [EvidenceChange] in
      let key = attempt.start.attempt
      guard key.purpose == .step || key.purpose == .finally, let new = attempt.end,
        let old = before.attempts.first(where: { $0.start.attempt == key })?.end
      else { return [] }
      func change(_ stream: Stream?, _ differences: [Difference]) -> [EvidenceChange] {
        differences.isEmpty
          ? []
          : [
            EvidenceChange(
              attempt: key, items: key.items.isEmpty ? [] : [key.items], stream: stream, share: nil,
              differences: differences)
          ]
      }
      let ending =
        new.ending == old.ending
        ? [] : [Difference(.ending, Marked(old.ending.said), Marked(new.ending.said))]
      return change(nil, ending)
        + [(Stream.output, old.output, new.output), (.stderr, old.stderr, new.stderr)].flatMap {
          stream, one, other in
          one.content.digest == other.content.digest
            ? []
            : change(
              stream,
              PlainLines.differences(reader.bytes(one.content.digest), reader.bytes(other.content.digest)))
        }
    }
  }
}
