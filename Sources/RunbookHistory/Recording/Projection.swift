import GRDB
import RunbookModel

/// Writes into the tables what one run's events say, event by event; the only one who does, live and
/// when the tables are rebuilt.
///
/// It counts as `Run.apply` counts, so that a row's position is the index of its record in the fold.
/// A value: after a transaction that failed, the copy from before it still fits what is stored.
struct Projection {
  let run: String
  var started = Moment(milliseconds: 0)
  var steps: [StepKey: Int] = [:]
  var attempts: [AttemptKey: Attempt] = [:]
  var attemptCount = 0
  /// Decisions, paths and outcomes together.
  private var wayCount = 0
  private var needCount = 0
  private var warningCount = 0

  /// Besides `run`; none refers to a later one.
  static let tables = [
    "run_source", "evidence", "expectation", "capture", "attempt", "step", "decision", "path", "outcome",
    "need",
    "warning",
  ]

  struct Attempt {
    let position: Int
    var captures = 0
    /// Bytes lie in `chunk`.
    var hasArrived = false
  }

  init(run: String) { self.run = run }

  mutating func apply(_ event: RunEvent, to database: Database) throws {
    switch event.fact {
    case .runStarted(let fact): try start(fact, at: event.time, in: database)
    case .clusterIdentified(let fact):
      try database.run(
        """
        UPDATE run SET context = coalesce(?2, context), cluster_server = ?3, cluster_uid = ?4, cluster_version = ?5
        WHERE id = ?1
        """,
        .text(run), .of(fact.context), .of(fact.server), .of(fact.uid), .of(fact.version))
    case .needJudged(let fact):
      try database.run(
        "INSERT INTO need (run, position, need, found, verdict, reason) VALUES (?, ?, ?, ?, ?, ?)",
        .text(run), .of(needCount), .text(fact.need), .of(fact.found), .text(fact.verdict.rawValue),
        .of(fact.reason))
      needCount += 1
    case .pathEntered(let fact):
      try database.run(
        "INSERT INTO path (run, position, time, name, title) VALUES (?, ?, ?, ?, ?)",
        .text(run), .of(wayCount), .of(event.time.milliseconds), .text(fact.path), .text(fact.title))
      wayCount += 1
    case .stepStarted(let fact): try start(fact, at: event.time, in: database)
    case .called(let fact):
      try database.run(
        "UPDATE step SET called = ?3 WHERE run = ?1 AND position = ?2", .text(run),
        .of(try position(of: StepKey(fact.name), in: database)), .text(fact.child))
    case .attemptStarted(let fact): try start(fact, at: event.time, in: database)
    case .outputArrived(let fact): attempts[fact.attempt]?.hasArrived = true
    case .attemptEnded(let fact): try end(fact, at: event.time, in: database)
    case .expectationJudged(let fact): try write(fact, at: event.time, in: database)
    case .captured(let fact): try write(fact, at: event.time, in: database)
    case .attemptJudged(let fact): try write(fact, at: event.time, in: database)
    case .stepEnded(let fact): try end(fact, at: event.time, in: database)
    case .decisionTaken(let fact):
      try database.run(
        """
        INSERT INTO decision (run, position, time, origin, step, target, because, rejected, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .text(run), .of(wayCount), .of(event.time.milliseconds), .text(fact.origin.rawValue), .of(fact.step),
        .text(fact.target), .text(fact.because), .utf8(JSONBytes.rows(fact.rejected)), .of(fact.line))
      wayCount += 1
    case .outcomeFound(let fact):
      try database.run(
        """
        INSERT INTO outcome (run, position, time, name, title, severity, prose, started)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .text(run), .of(wayCount), .of(event.time.milliseconds), .text(fact.outcome), .text(fact.title),
        .text(fact.severity.rawValue), .text(fact.prose), .of(started.milliseconds))
      wayCount += 1
    case .finallyStarted, .answered, .changed: break
    case .warned(let fact):
      try database.run(
        "INSERT INTO warning (run, position, time, message) VALUES (?, ?, ?, ?)",
        .text(run), .of(warningCount), .of(event.time.milliseconds), .text(fact.message))
      warningCount += 1
    case .interrupted(let fact):
      try database.run("UPDATE run SET signal = ?2 WHERE id = ?1", .text(run), .text(fact.signal))
    case .runEnded(let fact):
      try database.run(
        """
        UPDATE run SET ended = ?2, duration = ?3, verdict = ?4, outcome = ?5, reason = ?6, follow = ?7, left_behind = ?8
        WHERE id = ?1
        """,
        .text(run), .of(event.time.milliseconds), .of(fact.duration), .text(fact.verdict.rawValue),
        .of(fact.outcome), .text(fact.reason), .of(fact.follow),
        fact.left.isEmpty ? .null : .utf8(JSONBytes.list(fact.left)))
    }
  }

  private mutating func start(_ fact: RunStarted, at time: Moment, in database: Database) throws {
    started = time
    try database.run(
      """
      INSERT INTO run
        (id, parent, runbook, title, started, user, host, context, tool, only_step, from_step, parameters, call, resumes,
         mark, incident)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(run), .of(fact.parent), .text(fact.runbook), .text(fact.title), .of(time.milliseconds),
      .of(fact.user),
      .of(fact.host), .of(fact.context), .text(fact.tool), .of(fact.only), .of(fact.from),
      .utf8(JSONBytes.object(fact.parameters)), .of(fact.call), .of(fact.resumes), .of(fact.mark),
      .of(fact.incident))
    for (position, source) in fact.sources.enumerated() {
      try database.run(
        "INSERT INTO runbook_version (digest, name, recorded) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
        .text(source.text.digest.description), .text(source.name), .of(time.milliseconds))
      try database.run(
        "INSERT INTO run_source (run, position, name, digest) VALUES (?, ?, ?, ?)",
        .text(run), .of(position), .text(source.name), .text(source.text.digest.description))
    }
  }
}

extension JSONBytes {
  /// `[{"row":"…","reason":"…"}]`.
  fileprivate static func rows(_ rejected: [DecisionTaken.Rejected]) -> [UInt8] {
    var json = JSONBytes()
    json.openArray()
    for row in rejected {
      json.separate()
      json.openObject()
      json.key("row")
      json.string(row.row)
      json.key("reason")
      json.string(row.reason)
      json.close(to: 1)
    }
    json.close(to: 0)
    return json.bytes
  }
}
