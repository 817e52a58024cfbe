package import RunbookComparison
import RunbookModel

/// The coded form of a recorded run that another version has judged.
package struct RejudgementDocument: Encodable {
  private let rejudgement: Rejudgement

  package init(_ rejudgement: Rejudgement) { self.rejudgement = rejudgement }

  private enum Key: String, CodingKey {
    case run, started, result, before, after, turningPoint, missing, truth, rightBefore, rightAfter
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rejudgement.run, forKey: .run)
    try container.encode(rejudgement.started, forKey: .started)
    try container.encode(rejudgement.result, forKey: .result)
    try container.encode(rejudgement.before, forKey: .before)
    try container.encode(rejudgement.after, forKey: .after)
    try container.encodeIfPresent(rejudgement.turningPoint, forKey: .turningPoint)
    try container.encodeIfPresent(rejudgement.missing, forKey: .missing)
    try container.encodeIfPresent(rejudgement.truth, forKey: .truth)
    try container.encodeIfPresent(rejudgement.isRight(rejudgement.before), forKey: .rightBefore)
    try container.encodeIfPresent(rejudgement.isRight(rejudgement.after), forKey: .rightAfter)
  }
}
