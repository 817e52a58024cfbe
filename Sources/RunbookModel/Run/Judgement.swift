/// What came of one expectation, with all that a person needs to agree or not.
package struct Judgement: Sendable, Hashable, Codable {
  /// passed, failed or unknown.
  package let verdict: Verdict
  /// The expectation as it is written.
  package let expectation: String
  /// What was expected, variables and shares worked out: `every STATUS is "Running"`, `< 400m (80% of 500m)`.
  package let expected: String
  /// What was found, in one line: `1 of 3 rows does not`, `17`, `nothing`.
  package let found: String
  /// Why the verdict is what it is, where `found` alone does not tell; always there for unknown.
  package let reason: String?
  /// The lines, rows or values that decide, at most ten, as they stand in the evidence.
  package let deciding: [String]
  /// How many more there are than `deciding` shows.
  package let more: Int
  /// Where the expectation stands: line from 1 in `file`.
  package let file: String
  package let line: Int

  package init(
    verdict: Verdict, expectation: String, expected: String, found: String, reason: String? = nil,
    deciding: [String] = [], more: Int = 0, file: String, line: Int
  ) {
    self.verdict = verdict
    self.expectation = expectation
    self.expected = expected
    self.found = found
    self.reason = reason
    self.deciding = deciding
    self.more = more
    self.file = file
    self.line = line
  }
}

/// How many attempts of a step held.
package struct Tally: Sendable, Hashable, Codable {
  package let held: Int
  package let failed: Int
  /// Attempts that could not look.
  package let unknown: Int
  /// The most attempts there could have been.
  package let planned: Int
  /// The 95 % Wilson score interval of the share that held, without the attempts that could not look, in percent.
  package let low: Double?
  package let high: Double?

  package init(held: Int, failed: Int, unknown: Int, planned: Int, low: Double? = nil, high: Double? = nil) {
    self.held = held
    self.failed = failed
    self.unknown = unknown
    self.planned = planned
    self.low = low
    self.high = high
  }

  package var made: Int { held + failed + unknown }
}
