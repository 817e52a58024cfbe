/// One fact of a run: what the engine says to everyone who watches, and what the history keeps.
///
/// Events state what happened, never how to show it. They are numbered from 1 without gaps, and
/// everything else (the live view, `show`, the tables of the history) is folded from them.
package struct RunEvent: Sendable, Hashable, Codable {
  package let run: String
  package let number: Int
  package let time: Moment
  package let fact: Fact

  package init(run: String, number: Int, time: Moment, fact: Fact) {
    self.run = run
    self.number = number
    self.time = time
    self.fact = fact
  }

  private enum Key: String, CodingKey {
    case version = "v"
    case run, number, time, event
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    run = try container.decode(String.self, forKey: .run)
    number = try container.decode(Int.self, forKey: .number)
    time = try container.decode(Moment.self, forKey: .time)
    fact = try Fact(name: try container.decode(Fact.Name.self, forKey: .event), from: decoder)
  }

  /// One flat object: `v`, `run`, `number`, `time` (milliseconds since 1970, UTC), `event`, then the fact's own members.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(RunbookModel.eventVersion, forKey: .version)
    try container.encode(run, forKey: .run)
    try container.encode(number, forKey: .number)
    try container.encode(time, forKey: .time)
    try container.encode(fact.name, forKey: .event)
    try fact.encodeMembers(to: encoder)
  }
}

/// The kinds of facts; each case says when it is posted.
package enum Fact: Sendable, Hashable {
  /// First, before anything is asked or run.
  case runStarted(RunStarted)
  /// Once the cluster has said who it is.
  case clusterIdentified(ClusterIdentity)
  /// After each `needs`, before step 1.
  case needJudged(NeedJudged)
  /// When the flow enters a path.
  case pathEntered(PathEntered)
  /// Before the first attempt of a step; skipped steps have none.
  case stepStarted(StepStarted)
  /// Before a command is handed to the shell.
  case attemptStarted(AttemptStarted)
  /// While a command runs and has printed for more than about a second.
  case outputArrived(OutputArrived)
  /// When a call has started its run.
  case called(Called)
  /// When a command has ended and all it printed is here.
  case attemptEnded(AttemptEnded)
  /// Once for each expectation of an attempt, in the order of the file.
  case expectationJudged(ExpectationJudged)
  /// When a capture found something.
  case captured(Captured)
  /// When captures and expectations of an attempt are done.
  case attemptJudged(AttemptJudged)
  /// When the verdict of a step, or of one item of it, is settled.
  case stepEnded(StepEnded)
  /// When an arrow, a row of a table, or the lack of one has settled how the flow goes on.
  case decisionTaken(DecisionTaken)
  /// When an arrow has reached an outcome.
  case outcomeFound(OutcomeFound)
  /// Before cleanups and `finally` run.
  case finallyStarted(FinallyStarted)
  /// When a person, an option or a default has answered a question, or nobody has.
  case answered(Answered)
  /// Before the command of a fix is handed to the shell, and again when it has ended.
  case changed(Changed)
  /// When something went wrong that changes no verdict (the history cannot be written …).
  case warned(Warned)
  /// When a signal asked the run to end.
  case interrupted(Interrupted)
  /// Last.
  case runEnded(RunEnded)
}
