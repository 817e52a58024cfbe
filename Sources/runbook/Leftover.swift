import RunbookModel

/// An object in a cluster that carries the mark of a run.
struct Leftover: Encodable {
  /// How it stands with the run that made it.
  enum Maker: String, Encodable {
    case running
    /// It has ended, or its process is gone.
    case over
    /// This history does not know it, and the object has outlived its own deadline.
    case overdue
    /// This history does not know it: it may be somebody else's, and run.
    case unknown
  }

  let context: String?
  /// `Pod`, `Job.batch`.
  let kind: String
  /// Nil: it lies in none.
  let namespace: String?
  let name: String
  /// The value of its label `runbook`.
  let run: String
  let created: Moment?
  /// In seconds, where it has one.
  let deadline: Int?
  var maker = Maker.unknown
  var runbook: String?

  /// One object a line, members between tabs; those that others own or that are going already say so.
  static let template =
    #"{range .items[*]}{.apiVersion}{"\t"}{.kind}{"\t"}{.metadata.namespace}{"\t"}{.metadata.name}{"\t"}{.metadata.labels.runbook}{"\t"}{.metadata.creationTimestamp}{"\t"}{.spec.activeDeadlineSeconds}{"\t"}{.metadata.ownerReferences[0].name}{.metadata.deletionTimestamp}{"\n"}{end}"#

  /// Nil for what others own, what is going already, and what carries no mark of ours.
  init?(line: Substring, context: String?) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 8, parts[7].isEmpty, parts[4].wholeMatch(of: /[a-z][a-z0-9]{9}/) != nil else {
      return nil
    }
    self.context = context
    let group = parts[0].contains("/") ? parts[0].prefix { $0 != "/" } : ""
    kind = parts[1] + (group.isEmpty ? "" : ".\(group)")
    namespace = parts[2].isEmpty ? nil : parts[2]
    name = parts[3]
    run = parts[4]
    created = Moment(timestamp: parts[5])
    deadline = Int(parts[6])
  }

  /// Whether its own deadline has passed.
  func isOverdue(at now: Moment) -> Bool {
    guard let created, let deadline else { return false }
    return now.since(created) > deadline * 1000
  }
}

extension Moment {
  /// A time in UTC as RFC 3339 writes it, without a fraction; nil for anything else.
  init?(timestamp: String) {
    guard let match = timestamp.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/),
      let year = Int64(match.1), let month = Int64(match.2), let day = Int64(match.3),
      let hour = Int64(match.4), let minute = Int64(match.5), let second = Int64(match.6)
    else { return nil }
    // Days since 1970 by the civil calendar, years beginning in March.
    let shifted = month > 2 ? year : year - 1
    let days =
      365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day
      - 719_469
    self.init(milliseconds: (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000)
  }
}
