import GRDB
import RunbookModel

/// Steps, their attempts, and what came of each.
extension Projection {
  mutating func start(_ fact: StepStarted, at time: Moment, in database: Database) throws {
    let each = fact.each.map { SQLValue.utf8(JSONBytes.list($0)) } ?? .null
    if let position = steps[fact.step] {
      try database.run(
        "UPDATE step SET title = ?3, started = ?4, planned = ?5, each = ?6 WHERE run = ?1 AND position = ?2",
        .text(run), .of(position), .text(fact.title), .of(time.milliseconds), .of(fact.attempts), each)
    } else {
      try database.run(
        "INSERT INTO step (run, position, name, items, title, started, planned, each) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        .text(run), .of(steps.count), .text(fact.step.name), .utf8(JSONBytes.list(fact.step.items)),
        .text(fact.title), .of(time.milliseconds), .of(fact.attempts), each)
      steps[fact.step] = steps.count
    }
  }

  mutating func end(_ fact: StepEnded, at time: Moment, in database: Database) throws {
    let tally = fact.tally
    try database.run(
      """
      UPDATE step SET ended = ?3, duration = ?4, verdict = ?5, reason = ?6, hint = ?7, held = ?8, failed = ?9,
        unknown = ?10, planned = coalesce(?11, planned), low = ?12, high = ?13, taken_from = ?14
      WHERE run = ?1 AND position = ?2
      """,
      .text(run), .of(try position(of: fact.step, in: database)), .of(time.milliseconds), .of(fact.duration),
      .text(fact.verdict.rawValue), .of(fact.reason), .of(fact.hint), .of(tally?.held), .of(tally?.failed),
      .of(tally?.unknown), .of(tally?.planned), .of(tally?.low), .of(tally?.high),
      .of(fact.takenFrom))
  }

  /// The position of a step's row, which is made where there is none yet: an item of a step, or a
  /// step that was skipped, is never said to have started.
  mutating func position(of key: StepKey, in database: Database) throws -> Int {
    if let position = steps[key] { return position }
    let position = steps.count
    try database.run(
      "INSERT INTO step (run, position, name, items, title) VALUES (?, ?, ?, ?, ?3)",
      .text(run), .of(position), .text(key.name), .utf8(JSONBytes.list(key.items)))
    steps[key] = position
    return position
  }

  mutating func start(_ fact: AttemptStarted, at time: Moment, in database: Database) throws {
    let key = fact.attempt
    try database.run(
      """
      INSERT INTO attempt (run, position, purpose, name, items, number, started, command, variables, stdin, context)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(run), .of(attemptCount), .text(key.purpose.rawValue), .text(key.name),
      .utf8(JSONBytes.list(key.items)),
      .of(key.number), .of(time.milliseconds), .text(fact.command), .utf8(JSONBytes.object(fact.variables)),
      .of(fact.stdin?.digest.description), .of(fact.context))
    _ = add(key)
  }

  mutating func end(_ fact: AttemptEnded, at time: Moment, in database: Database) throws {
    let position = try position(of: fact.attempt, at: time, in: database)
    try database.run(
      "UPDATE attempt SET ended = ?3, duration = ?4, ending = ?5, status = ?6, problem = ?7 WHERE run = ?1 AND position = ?2",
      .text(run), .of(position), .of(time.milliseconds), .of(fact.duration), .text(fact.ending.name),
      .of(fact.ending.status), .of(fact.ending.problem))
    for (stream, evidence) in [(Stream.output, fact.output), (.stderr, fact.stderr)] {
      try database.run(
        "INSERT OR REPLACE INTO evidence (run, attempt, stream, digest, size, cut_head, cut_lost) VALUES (?, ?, ?, ?, ?, ?, ?)",
        .text(run), .of(position), .text(stream.rawValue), .text(evidence.content.digest.description),
        .of(evidence.content.size), .of(evidence.cut?.head), .of(evidence.cut?.lost))
    }
  }

  mutating func write(_ fact: ExpectationJudged, at time: Moment, in database: Database) throws {
    let judgement = fact.judgement
    try database.run(
      """
      INSERT OR REPLACE INTO expectation
        (run, attempt, position, verdict, expectation, expected, found, reason, deciding, more, file, line)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(run), .of(try position(of: fact.attempt, at: time, in: database)), .of(fact.index),
      .text(judgement.verdict.rawValue), .text(judgement.expectation), .text(judgement.expected),
      .text(judgement.found), .of(judgement.reason), .utf8(JSONBytes.list(judgement.deciding)),
      .of(judgement.more), .text(judgement.file), .of(judgement.line))
  }

  mutating func write(_ fact: Captured, at time: Moment, in database: Database) throws {
    let position = try position(of: fact.attempt, at: time, in: database)
    let value = fact.value
    try database.run(
      "INSERT INTO capture (run, attempt, position, name, value, is_list, type) VALUES (?, ?, ?, ?, ?, ?, ?)",
      .text(run), .of(position), .of(attempts[fact.attempt]?.captures), .text(fact.name),
      value.isList ? .utf8(JSONBytes.list(value.texts)) : .text(value.written), .of(value.isList ? 1 : 0),
      .of(value.type?.rawValue))
    attempts[fact.attempt]?.captures += 1
  }

  mutating func write(_ fact: AttemptJudged, at time: Moment, in database: Database) throws {
    if fact.attempt.purpose == .step {
      _ = try position(of: StepKey(fact.attempt.name, items: fact.attempt.items), in: database)
    }
    try database.run(
      "UPDATE attempt SET verdict = ?3, reason = ?4 WHERE run = ?1 AND position = ?2",
      .text(run), .of(try position(of: fact.attempt, at: time, in: database)), .text(fact.verdict.rawValue),
      .of(fact.reason))
  }

  /// The position of an attempt's row; made here where only variables were judged and nothing was run.
  private mutating func position(of key: AttemptKey, at time: Moment, in database: Database) throws -> Int {
    if let attempt = attempts[key] { return attempt.position }
    try database.run(
      "INSERT INTO attempt (run, position, purpose, name, items, number, started) VALUES (?, ?, ?, ?, ?, ?, ?)",
      .text(run), .of(attemptCount), .text(key.purpose.rawValue), .text(key.name),
      .utf8(JSONBytes.list(key.items)),
      .of(key.number), .of(time.milliseconds))
    return add(key)
  }

  private mutating func add(_ key: AttemptKey) -> Int {
    let position = attemptCount
    attempts[key] = Attempt(position: position)
    attemptCount += 1
    return position
  }
}

extension Ending {
  /// Why it was not started or not run.
  fileprivate var problem: String? {
    switch self {
    case .notStarted(let reason), .notRun(let reason): reason
    case .exited, .signalled, .timedOut, .stopped, .interrupted, .notRecorded: nil
    }
  }
}
