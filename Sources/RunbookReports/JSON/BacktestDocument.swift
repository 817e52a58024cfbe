package import RunbookComparison
import RunbookModel

/// The coded form of a backtest.
package struct BacktestDocument: Encodable {
  private let backtest: Backtest

  package init(_ backtest: Backtest) { self.backtest = backtest }

  private enum Key: String, CodingKey { case file, same, changed, missing, unjudged, truth }
  private enum TruthKey: String, CodingKey { case known, rightBefore, rightAfter }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(backtest.file, forKey: .file)
    for (result, key) in [(Rejudgement.Result.same, Key.same), (.changed, .changed), (.missing, .missing)] {
      try container.encode(backtest.runs(result).map(RejudgementDocument.init), forKey: key)
    }
    try container.encode(backtest.unjudged, forKey: .unjudged)
    let known = backtest.judged.filter { $0.truth != nil }
    if known.isEmpty { return }
    var truth = container.nestedContainer(keyedBy: TruthKey.self, forKey: .truth)
    try truth.encode(known.count, forKey: .known)
    try truth.encode(known.count { $0.isRight($0.before) == true }, forKey: .rightBefore)
    try truth.encode(known.count { $0.isRight($0.after) == true }, forKey: .rightAfter)
  }
}
