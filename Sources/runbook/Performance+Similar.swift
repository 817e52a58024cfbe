import RunbookComparison
import RunbookHistory
import RunbookModel
import RunbookReports

extension Performance {
  /// After a problem: the past run that was most like it, where one was. The index answers as it is; a few
  /// milliseconds, and nothing where the history cannot be read.
  func showSimilar(to id: String) {
    guard !json, !quiet, let history, let candidates = try? history.candidates(for: id, .unasked),
      let likeness = Likeness.ranked(candidates).first, likeness.percent >= Likeness.sound,
      let other = try? history.summary(of: likeness.run)
    else { return }
    Output.print([SimilarListing.line(likeness.percent, like: other, of: id, now: .now)])
  }
}
