import RunbookModel
import Testing

@testable import RunbookReports

@Suite struct SearchListingTests {
  private func hit(
    _ part: SearchHit.Part, step: StepKey?, runs: Int = 1, isInMore: Bool = false, more: Int = 0
  ) -> SearchHit {
    SearchHit(
      part: part,
      run: RunSummary(
        id: "k3f9d21abc", runbook: "dns-broken", title: "DNS", state: .ended, verdict: .problem,
        started: Moment(milliseconds: 0)), step: step, runs: runs, isInMore: isInMore,
      lines: [
        .init(number: 9, pieces: [.init("a "), .init("b", isMatch: true)]),
        .init(number: 12, pieces: [.init("\u{1B}c", isMatch: true)]),
      ], moreLines: more)
  }

  @Test func `each hit stands under its run and step`() {
    var answer = SearchAnswer()
    answer.hits = [
      hit(.output, step: StepKey("dns", items: ["node-a", "b"]), runs: 12, more: 1),
      hit(.run, step: nil, runs: 1000, isInMore: true),
    ]
    #expect(
      SearchListing(answer, secondsEast: { _ in 3600 }).lines.map(\.plain) == [
        "k3f9d21abc  1970-01-01 01:00:00  dns-broken  problem  dns (node-a, b) · output  in 12 runs",
        "   9 │ a b", "  12 │ \\x1bc", "  … 1 more line", "",
        "k3f9d21abc  1970-01-01 01:00:00  dns-broken  problem  run  in more than 1000 runs", "   9 │ a b",
        "  12 │ \\x1bc",
      ])
  }

  @Test func `what was not looked at is said`() {
    var answer = SearchAnswer()
    #expect(SearchListing(answer, secondsEast: { _ in 0 }).remarks == ["nothing like that was found"])
    answer.hits = [hit(.run, step: nil)]
    (answer.isCut, answer.isRankedInPart, answer.unread, answer.partial, answer.waiting) = (
      true, true, 2, 1, 3
    )
    #expect(
      SearchListing(answer, secondsEast: { _ in 0 }).remarks == [
        "there is more; --limit shows more of it",
        "so much holds these words that only the newest was ranked",
        "time was up: the pattern was not tried on the 2 oldest contents; words beside it, or filters, make it less",
        "of 1 very large output only the first and the last MiB are searched",
        "3 runs that still run, or cannot be indexed, are not searched",
      ])
  }
}
