import RunbookCommands
import RunbookModel

/// The clauses of one station: which stand twice, which exclude or need each other.
struct ClauseRules {
  var findings: Findings
  /// Where the parser could not read on, in order: what is missing near there may be what it could not read.
  let unread: [Int]

  mutating func check(_ sequence: StationSequence) {
    for station in sequence.stations {
      checkOnce(station.clauses)
      checkEnvironment(station)
      switch station.kind {
      case .step: checkStep(station, inFinally: sequence.role == .finally)
      case .fix: checkFix(station)
      case .start: checkStart(station)
      case .call, .manual, .confirm, .ask, .arrow, .line: break
      case .decide: checkRows(station)
      }
    }
  }

  mutating func checkOutcome(_ outcome: OutcomeSyntax) {
    checkOnce(outcome.clauses)
    let hasSeverity = outcome.clauses.contains { if case .severity = $0.kind { true } else { false } }
    if let name = outcome.name, !hasSeverity, isRead(outcome.line) {
      findings.report(.outcomeWithoutSeverity(name.text), at: name.range)
    }
  }

  /// Reports each clause that stands twice where twice means nothing.
  mutating func checkOnce(_ clauses: [ClauseSyntax]) {
    // A handful: looking through them is quicker than a dictionary.
    var seen: [(word: String, range: SourceRange)] = []
    for clause in clauses {
      guard let word = clause.uniqueWord else { continue }
      if let first = seen.first(where: { $0.word == word }) {
        findings.report(
          .duplicateClause(word), at: clause.line.word.range,
          others: [findings.mark(first.range, "first written here")])
      } else {
        seen.append((word, clause.line.word.range))
      }
    }
    let retry = clauses.first { if case .retry = $0.kind { true } else { false } }
    let sample = clauses.first { if case .sample = $0.kind { true } else { false } }
    guard let retry, let sample else { return }
    let (first, second) = retry.line.range.start < sample.line.range.start ? (retry, sample) : (sample, retry)
    findings.report(
      .retryAndSample, at: second.line.word.range,
      others: [findings.mark(first.line.word.range, "and this repeats it too")])
  }

  /// Nothing in a statement and its block was unreadable.
  private func isRead(_ line: LineSyntax) -> Bool {
    !unread.contains { line.whole.start <= $0 && $0 <= line.whole.end }
  }

  private mutating func checkRows(_ station: Station) {
    var otherwise: SourceRange?
    for row in station.rows where row.isOtherwise {
      if let otherwise {
        findings.report(
          .duplicateClause("otherwise"), at: row.line.word.range,
          others: [findings.mark(otherwise, "first written here")])
      } else {
        otherwise = row.line.word.range
      }
    }
  }

  /// A name that `env` gives twice.
  private mutating func checkEnvironment(_ station: Station) {
    var seen: [String: SourceRange] = [:]
    for clause in station.clauses {
      guard case .env(let names) = clause.kind else { continue }
      for name in names {
        if let first = seen[name.text] {
          findings.report(
            .duplicateEnvironment(name.text), at: name.range,
            others: [findings.mark(first, "first written here")])
        } else {
          seen[name.text] = name.range
        }
      }
    }
  }

  private mutating func checkStep(_ station: Station, inFinally: Bool) {
    guard let place = station.name?.range else { return }
    let clauses = station.clauses
    if clauses.contains(where: \.isRun) {
      checkStop(clauses)
    } else {
      let judges = clauses.contains {
        switch $0.kind {
        case .expect, .capture: true
        default: false
        }
      }
      if judges {
        checkWithoutRun(clauses, place)
      } else if isRead(station.line) {
        findings.report(.emptyStep, at: place)
      }
    }
    guard inFinally else { return }
    for clause in clauses {
      if case .branch(_, let arrow?) = clause.kind { findings.report(.arrowInFinally, at: arrow.range) }
    }
  }

  /// Without a command there is no output to judge and nothing to limit.
  private mutating func checkWithoutRun(_ clauses: [ClauseSyntax], _ place: SourceRange) {
    let step = findings.mark(place, "this step has no `run`")
    for clause in clauses {
      switch clause.kind {
      case .stdin, .on, .timeout, .effect, .env, .keep, .retry, .sample, .stopAfter, .cleanup:
        findings.report(.clauseWithoutRun(clause.line.word.text), at: clause.line.word.range, others: [step])
      case .expect(let expectation):
        if let selector = expectation?.selector, selector.needsOutput {
          findings.report(.nothingToLookAt(selector.sourceWord), at: selector.sourceRange, others: [step])
        }
      case .capture(let capture):
        if let selector = capture.selector, selector.needsOutput {
          findings.report(.nothingToLookAt(selector.sourceWord), at: selector.sourceRange, others: [step])
        }
      case .run, .when, .hint, .each, .branch, .undo, .undoNone, .verify, .ready, .answer, .severity, .follow,
        .budget, .shell:
        break
      }
    }
  }

  /// A command that is to be stopped must not run into its time limit before.
  private mutating func checkStop(_ clauses: [ClauseSyntax]) {
    var stop: Located<Duration>?
    var limit: Located<Duration>?
    for clause in clauses {
      if case .stopAfter(let duration) = clause.kind { stop = stop ?? duration }
      if case .timeout(let duration) = clause.kind { limit = limit ?? duration }
    }
    guard let stop, let limit, limit.value <= stop.value else { return }
    findings.report(
      .timeoutBeforeStop(limit.value, stop.value), at: limit.range,
      others: [findings.mark(stop.range, "it is to be stopped after this")])
  }

  private mutating func checkFix(_ station: Station) {
    guard let place = station.name?.range else { return }
    let clauses = station.clauses
    if !clauses.contains(where: \.isRun), isRead(station.line) { findings.report(.fixWithoutRun, at: place) }
    checkStop(clauses)
    var undone = false
    for clause in clauses {
      switch clause.kind {
      case .undo, .undoNone:
        undone = true
      case .retry, .sample: findings.report(.repeatedFix(clause.line.word.text), at: clause.line.word.range)
      default: break
      }
    }
    if !undone, isRead(station.line) { findings.report(.fixWithoutUndo, at: place) }
    for command in station.commands where command.moment == .end {
      let takesBack = command.reading.programs.contains {
        $0.name == "kubectl" && $0.verbs.starts(with: ["rollout", "undo"])
      }
      if takesBack {
        findings.report(.rolloutUndo, at: command.text.sourceRange(of: 0..<command.text.text.utf8.count))
      }
    }
  }

  private mutating func checkStart(_ station: Station) {
    for clause in station.clauses {
      guard case .ready(.expectation(let expectation)?) = clause.kind else { continue }
      let selector = expectation.selector
      switch selector.selector.source {
      case .exit, .duration:
        findings.report(.readyTooEarly(selector.sourceWord), at: selector.sourceRange)
      case .output, .stderr, .lines, .line, .find, .rows, .column, .json, .yaml, .variable, .computed: break
      }
    }
    guard let place = station.name?.range, !station.clauses.contains(where: \.isRun), isRead(station.line)
    else { return }
    findings.report(.startWithoutRun, at: place)
  }
}

extension ClauseSyntax {
  var isRun: Bool { if case .run = kind { true } else { false } }

  /// The word by which it may stand once; nil where several have a meaning.
  fileprivate var uniqueWord: String? {
    switch kind {
    case .expect, .capture, .env: nil
    case .branch(let word, _): word.rawValue
    case .answer(let isYes, _): isYes ? "yes" : "no"
    case .run, .stdin, .on, .timeout, .effect, .cleanup, .keep, .when, .hint, .retry, .sample, .each, .undo,
      .verify, .severity, .budget, .shell:
      line.word.text
    case .undoNone: "undo"
    case .stopAfter: "stop after"
    case .ready: "ready when"
    case .follow: "→"
    }
  }
}

extension SelectorSyntax {
  /// It looks at what the command of the step left.
  var needsOutput: Bool {
    if selector.document != nil { return false }
    switch selector.source {
    case .variable, .computed: return false
    case .output, .stderr, .exit, .duration, .lines, .line, .find, .rows, .column, .json, .yaml: return true
    }
  }

  /// What it looks at, in one word.
  var sourceWord: String {
    switch selector.source {
    case .stderr: "stderr"
    case .exit: "exit status"
    case .duration: "duration"
    case .output, .lines, .line, .find, .rows, .column, .json, .yaml, .variable, .computed: "output"
    }
  }
}
