/// A run as its events tell it: the one fold that serves terminal, history, reports and comparison.
package struct Run: Sendable, Hashable {
  package let id: String
  package private(set) var started: RunStarted?
  package private(set) var startTime: Moment?
  /// The time of the last event so far.
  package private(set) var lastTime: Moment?
  package private(set) var cluster: ClusterIdentity?
  package private(set) var needs: [NeedJudged] = []
  /// In the order in which they started, or ended where they were skipped; items of a step follow their step.
  package private(set) var steps: [StepRecord] = []
  /// Every command that ran, in the order in which they started.
  package private(set) var attempts: [AttemptRecord] = []
  /// Steps that ended before `finally`, decisions, paths and outcomes in the order in which they came: the way taken.
  package private(set) var way: [Waypoint] = []
  package private(set) var variables: Variables = [:]
  /// In the order in which they were given.
  package private(set) var answers: [Answered] = []
  /// What fixes changed, in the order in which they began.
  package private(set) var changes: [ChangeRecord] = []
  package private(set) var finallyStarted = false
  package private(set) var warnings: [String] = []
  package private(set) var interruption: String?
  /// Nil: it still runs, or it died.
  package private(set) var end: RunEnded?

  private var stepIndex: [StepKey: Int] = [:]
  private var attemptIndex: [AttemptKey: Int] = [:]
  /// The steps of one name, and the attempts of one step, where they stand.
  private var stepsByName: [String: [Int]] = [:]
  private var attemptsByStep: [StepKey: [Int]] = [:]

  package init(id: String) { self.id = id }

  package init(id: String, events: some Sequence<RunEvent>) {
    self.id = id
    for event in events { apply(event) }
  }

  package enum Waypoint: Sendable, Hashable {
    case step(StepEnded)
    case decision(DecisionTaken)
    case path(PathEntered)
    case outcome(OutcomeFound)
  }

  package struct StepRecord: Sendable, Hashable {
    package let key: StepKey
    package var title: String
    package var started: Moment?
    package var planned: Int?
    package var each: [String]?
    /// The run that it called.
    package var called: String?
    /// The name that its items go by.
    package var item: String?
    /// Nil: it still runs, or the run died in it.
    package var ended: StepEnded?
    package var attemptsMade = 0
  }

  package struct ChangeRecord: Sendable, Hashable {
    package var changed: Changed
    /// When it began.
    package let time: Moment
    /// It was taken back in this run.
    package var isUndone = false
  }

  package struct AttemptRecord: Sendable, Hashable {
    package let start: AttemptStarted
    package let startTime: Moment
    package var end: AttemptEnded?
    package var judgements: [Judgement] = []
    package var captures: [Captured] = []
    package var verdict: AttemptJudged?
    /// Bytes that had arrived, by stream; only until the attempt has ended.
    package var arrived: [OutputArrived] = []
  }

  /// Takes the next event. Contents keep no bytes here: who wants them asks the history by digest.
  package mutating func apply(_ event: RunEvent) {
    lastTime = event.time
    switch event.mapContents(\.withoutBytes).fact {
    case .runStarted(let fact):
      started = fact
      startTime = event.time
      variables.merge(fact.parameters) { $1 }
    case .clusterIdentified(let fact): cluster = fact
    case .needJudged(let fact): needs.append(fact)
    case .pathEntered(let fact): way.append(.path(fact))
    case .stepStarted(let fact):
      let index = step(fact.step)
      steps[index].title = fact.title
      steps[index].started = event.time
      steps[index].planned = fact.attempts
      steps[index].each = fact.each
      steps[index].item = fact.item
    case .called(let fact): steps[step(StepKey(fact.name))].called = fact.child
    case .attemptStarted(let fact):
      attemptIndex[fact.attempt] = attempts.count
      if fact.attempt.purpose == .step {
        let step = StepKey(fact.attempt.name, items: fact.attempt.items)
        attemptsByStep[step, default: []].append(attempts.count)
      }
      attempts.append(AttemptRecord(start: fact, startTime: event.time))
    case .outputArrived(let fact):
      guard let index = attemptIndex[fact.attempt] else { break }
      attempts[index].arrived.append(fact)
    case .attemptEnded(let fact):
      guard let index = attemptIndex[fact.attempt] else { break }
      attempts[index].arrived = []
      attempts[index].end = fact
    case .expectationJudged(let fact):
      guard let index = attemptIndex[fact.attempt] else { break }
      attempts[index].judgements.append(fact.judgement)
    case .captured(let fact):
      variables[fact.name] = fact.value
      guard let index = attemptIndex[fact.attempt] else { break }
      attempts[index].captures.append(fact)
    case .answered(let fact):
      answers.append(fact)
      if fact.purpose == .ask, let answer = fact.answer {
        variables[fact.name] = VariableValue(writing: answer, type: fact.type)
      }
    case .changed(let fact):
      if let index = changes.firstIndex(where: { $0.changed.fix == fact.fix }) {
        changes[index].changed = fact
      } else {
        changes.append(ChangeRecord(changed: fact, time: event.time))
      }
    case .attemptJudged(let fact):
      takeBack(fact)
      if fact.attempt.purpose == .step {
        steps[step(StepKey(fact.attempt.name, items: fact.attempt.items))].attemptsMade += 1
      }
      guard let index = attemptIndex[fact.attempt] else { break }
      attempts[index].verdict = fact
    case .stepEnded(let fact):
      steps[step(fact.step)].ended = fact
      if fact.step.items.isEmpty, !finallyStarted { walk(fact) }
    case .decisionTaken(let fact): way.append(.decision(fact))
    case .outcomeFound(let fact): way.append(.outcome(fact))
    case .finallyStarted: finallyStarted = true
    case .warned(let fact): warnings.append(fact.message)
    case .interrupted(let fact): interruption = fact.signal
    case .runEnded(let fact): end = fact
    }
  }

  /// Marks a change as undone where its undo passed.
  private mutating func takeBack(_ fact: AttemptJudged) {
    let key = StepKey(fact.attempt.name, items: fact.attempt.items)
    guard fact.attempt.purpose == .undo, fact.verdict == .passed,
      let index = changes.firstIndex(where: { $0.changed.fix == key })
    else { return }
    changes[index].isUndone = true
  }

  /// Adds a step to the way; steps that ran side by side stand in the order in which they started.
  private mutating func walk(_ ended: StepEnded) {
    var position = way.count
    while position > 0, case .step(let other) = way[position - 1], step(other.step) > step(ended.step) {
      position -= 1
    }
    way.insert(.step(ended), at: position)
  }

  /// The record of a step, made where there is none yet.
  private mutating func step(_ key: StepKey) -> Int {
    if let index = stepIndex[key] { return index }
    steps.append(StepRecord(key: key, title: key.name))
    stepIndex[key] = steps.count - 1
    stepsByName[key.name, default: []].append(steps.count - 1)
    return steps.count - 1
  }

  /// The outcomes that were found, in order.
  package var outcomes: [OutcomeFound] {
    way.compactMap { if case .outcome(let found) = $0 { found } else { nil } }
  }

  /// The attempts of a step or of one item of it, in order.
  package func attempts(of key: StepKey) -> [AttemptRecord] {
    (attemptsByStep[key] ?? []).map { attempts[$0] }
  }

  /// The attempts of a step and of all its items, in order.
  package func attempts(named name: String) -> [AttemptRecord] {
    records(named: name).flatMap { attemptsByStep[$0.key] ?? [] }.sorted().map { attempts[$0] }
  }

  /// Nil where it neither started nor was skipped.
  package func record(of key: StepKey) -> StepRecord? { stepIndex[key].map { steps[$0] } }

  /// A step and the items of it, in order.
  package func records(named name: String) -> [StepRecord] { (stepsByName[name] ?? []).map { steps[$0] } }
}
