import RunbookMatching
package import RunbookModel

/// What is different in one run compared with another, earlier one of the same runbook.
///
/// The earlier is read with the names of the later: what was replaced throughout stands in `renames`, and nowhere else.
package struct Comparison: Sendable, Hashable {
  package let before: Side
  package let after: Side
  package let course: Course
  package let renames: [Rename]
  /// In what the commands of both runs printed and how they ended; that of steps whose verdict changed comes first.
  package let evidence: [EvidenceChange]
  /// The runbook and what it uses, where the text is another.
  package let sources: [SourceChange]
  /// Lines of evidence that differ as they stand.
  package let rawLines: Int
  /// Lines of evidence that really differ.
  package var realLines: Int { evidence.reduce(0) { $0 + $1.lineCount } }

  /// Nothing differs but what always does.
  package var isSame: Bool {
    before.verdict == after.verdict && before.outcome == after.outcome && course.isEmpty && evidence.isEmpty
      && sources.isEmpty
  }

  /// One of the runs in a line.
  package struct Side: Sendable, Hashable, Encodable {
    package let run: String
    package let runbook: String
    package let started: Moment?
    /// Nil where it did not end.
    package let verdict: RunVerdict?
    package let outcome: String?
    package let outcomeTitle: String?
    /// Of the verdict.
    package let reason: String?
  }

  package struct SourceChange: Sendable, Hashable, Encodable {
    package let file: String
    package let differences: [Difference]
  }

  /// - Parameter content: the bytes that are stored under a digest; nil where they are no longer stored.
  package init(before: Run, after: Run, content: @escaping (Digest) -> [UInt8]?) {
    var reader = EvidenceReader(content: content)
    let (old, new) = (reader.evidence(of: before), reader.evidence(of: after))
    var renames = Renames(marks: (before.mark, after.mark))
    let elected = EvidencePairs(old, new, renames: renames).elected(renames)
    for rename in elected { renames.names[Array(rename.before.utf8)] = Array(rename.after.utf8) }
    let pairs = EvidencePairs(old, new, renames: renames)
    let course = Course(before, after, renames)
    let changed = Set(course.steps.map(\.step))
    let changes = pairs.changes(renames)
    self.before = Side(before)
    self.after = Side(after)
    self.course = course
    self.renames = elected
    evidence =
      changes.filter { changed.contains($0.attempt.name) }
      + changes.filter { !changed.contains($0.attempt.name) }
    sources = Self.sources(before, after, &reader)
    rawLines = RawLines.count(pairs, &reader)
  }

  /// Files are told apart by their last names, for the folder depends on where the run was started.
  private static func sources(_ before: Run, _ after: Run, _ reader: inout EvidenceReader) -> [SourceChange] {
    func texts(_ run: Run) -> [(name: String, digest: Digest)] {
      (run.started?.sources ?? []).map { (String($0.name.split(separator: "/").last ?? ""), $0.text.digest) }
    }
    let (old, new) = (texts(before), texts(after))
    let names = new.map(\.name) + old.map(\.name).filter { name in !new.contains { $0.name == name } }
    return names.compactMap { name in
      let digests = [old, new].map { texts in texts.first { $0.name == name }?.digest }
      if digests[0] == digests[1] { return nil }
      let bytes = digests.map { $0.map { reader.bytes($0) } ?? [] }
      return SourceChange(file: name, differences: PlainLines.differences(bytes[0], bytes[1]))
    }
  }
}

extension Comparison.Side {
  init(_ run: Run) {
    let found = run.outcomes.last { $0.outcome == run.end?.outcome }
    self.init(
      run: run.id, runbook: run.started?.runbook ?? "", started: run.startTime, verdict: run.end?.verdict,
      outcome: run.end?.outcome, outcomeTitle: found?.title, reason: run.end?.reason)
  }
}

extension Run {
  /// `$run`: what stands in the names of all that the run made.
  fileprivate var mark: [UInt8] { Array((started?.mark ?? id).utf8) }
}

extension Comparison: Encodable {
  private enum Key: String, CodingKey {
    case before, after, same, course, renames, evidence, sources, rawLines, realLines, noise
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(isSame, forKey: .same)
    try container.encode(course, forKey: .course)
    try container.encode(renames, forKey: .renames)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(sources, forKey: .sources)
    try container.encode(rawLines, forKey: .rawLines)
    try container.encode(realLines, forKey: .realLines)
    try container.encode(Noise.version, forKey: .noise)
  }
}
