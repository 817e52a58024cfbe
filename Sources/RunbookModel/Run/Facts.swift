package struct ClusterIdentity: Sendable, Hashable, Codable {
  package let context: String?
  /// The URL of the API server.
  package let server: String?
  /// The UID of namespace kube-system: what stays when names change.
  package let uid: String?
  /// As the API server says it: `v1.20.2`.
  package let version: String?

  package init(context: String?, server: String?, uid: String?, version: String?) {
    self.context = context
    self.server = server
    self.uid = uid
    self.version = version
  }
}

package struct NeedJudged: Sendable, Hashable, Codable {
  /// `cluster`, or `kubectl 1.20+`.
  package let need: String
  /// What the tool says of itself; nil where it said nothing that could be read.
  package let found: String?
  /// passed or unknown.
  package let verdict: Verdict
  package let reason: String?

  package init(need: String, found: String?, verdict: Verdict, reason: String? = nil) {
    self.need = need
    self.found = found
    self.verdict = verdict
    self.reason = reason
  }
}

package struct PathEntered: Sendable, Hashable, Codable {
  package let path: String
  package let title: String

  package init(path: String, title: String) {
    self.path = path
    self.title = title
  }
}

package struct StepStarted: Sendable, Hashable, Codable {
  package let step: StepKey
  package let title: String
  /// The most attempts there can be; nil where only time limits them.
  package let attempts: Int?
  /// The items of its own `each`, where it has one; a step with items is followed by one `stepEnded` for each.
  package let each: [String]?
  /// The name that its items go by: `node`.
  package let item: String?

  package init(step: StepKey, title: String, attempts: Int?, each: [String]? = nil, item: String? = nil) {
    self.step = step
    self.title = title
    self.attempts = attempts
    self.each = each
    self.item = item
  }
}

package struct AttemptStarted: Sendable, Hashable, Codable {
  package let attempt: AttemptKey
  package let command: String
  /// The variables handed to it, redacted.
  package let variables: [String: String]
  package let stdin: Content?
  package let context: String?
  /// What the command does; nil in records of older versions.
  package let effect: Effect?
  /// The author declared the effect; nil where it was worked out.
  package let isDeclared: Bool?

  package init(
    attempt: AttemptKey, command: String, variables: [String: String] = [:], stdin: Content? = nil,
    context: String? = nil, effect: Effect? = nil, isDeclared: Bool? = nil
  ) {
    self.attempt = attempt
    self.command = command
    self.variables = variables
    self.stdin = stdin
    self.context = context
    self.effect = effect
    self.isDeclared = isDeclared
  }
}

package struct OutputArrived: Sendable, Hashable, Codable {
  package let attempt: AttemptKey
  package let stream: Stream
  /// Where in the stream these bytes begin.
  package let offset: Int
  package let content: Content

  package init(attempt: AttemptKey, stream: Stream, offset: Int, content: Content) {
    self.attempt = attempt
    self.stream = stream
    self.offset = offset
    self.content = content
  }
}

package struct AttemptEnded: Sendable, Hashable, Codable {
  package let attempt: AttemptKey
  package let ending: Ending
  /// In milliseconds.
  package let duration: Int
  package let output: Evidence
  package let stderr: Evidence

  package init(
    attempt: AttemptKey, ending: Ending, duration: Int, output: Evidence = .empty, stderr: Evidence = .empty
  ) {
    self.attempt = attempt
    self.ending = ending
    self.duration = duration
    self.output = output
    self.stderr = stderr
  }
}

package struct ExpectationJudged: Sendable, Hashable, Codable {
  package let attempt: AttemptKey
  /// From 1, in the order of the file.
  package let index: Int
  package let judgement: Judgement

  package init(attempt: AttemptKey, index: Int, judgement: Judgement) {
    self.attempt = attempt
    self.index = index
    self.judgement = judgement
  }
}

package struct Captured: Sendable, Hashable, Codable {
  package let attempt: AttemptKey
  package let name: String
  package let value: VariableValue

  package init(attempt: AttemptKey, name: String, value: VariableValue) {
    self.attempt = attempt
    self.name = name
    self.value = value
  }
}

package struct AttemptJudged: Sendable, Hashable, Codable {
  package let attempt: AttemptKey
  /// passed, failed or unknown.
  package let verdict: Verdict
  /// In one line, for people.
  package let reason: String?

  package init(attempt: AttemptKey, verdict: Verdict, reason: String? = nil) {
    self.attempt = attempt
    self.verdict = verdict
    self.reason = reason
  }
}

package struct StepEnded: Sendable, Hashable, Codable {
  package let step: StepKey
  package let verdict: Verdict
  /// In one line: why failed, flaky, unknown or skipped; what held, where a sample passed.
  package let reason: String?
  /// The author's `hint`, variables filled in; only where the verdict is not passed.
  package let hint: String?
  /// Where it was tried more than once.
  package let tally: Tally?
  /// In milliseconds.
  package let duration: Int
  /// The run in which it ran, and where its evidence lies: this one goes on from that one and took over what came of it.
  package let takenFrom: String?

  package init(
    step: StepKey, verdict: Verdict, reason: String? = nil, hint: String? = nil, tally: Tally? = nil,
    duration: Int = 0, takenFrom: String? = nil
  ) {
    self.step = step
    self.verdict = verdict
    self.reason = reason
    self.hint = hint
    self.tally = tally
    self.duration = duration
    self.takenFrom = takenFrom
  }
}

package struct DecisionTaken: Sendable, Hashable, Codable {
  /// A row of a table that was read and not taken.
  package struct Rejected: Sendable, Hashable, Codable {
    package let row: String
    package let reason: String

    package init(row: String, reason: String) {
      self.row = row
      self.reason = reason
    }
  }

  /// What settled it.
  package enum Origin: String, Sendable, Codable {
    /// An arrow of a step.
    case step
    /// A row of a `decide`.
    case table
    /// An arrow that stands alone in the flow.
    case flow
    /// No arrow: a verdict that ends the run, or the end of a path.
    case end
  }

  package let origin: Origin
  /// The step whose arrow it is.
  package let step: String?
  /// `→ coredns`, or `end`.
  package let target: String
  /// `dns fails`, `l3 passes and dns fails`.
  package let because: String
  package let rejected: [Rejected]
  /// The line in the runbook's file, from 1.
  package let line: Int?

  package init(
    origin: Origin, step: String? = nil, target: String, because: String, rejected: [Rejected] = [],
    line: Int? = nil
  ) {
    self.origin = origin
    self.step = step
    self.target = target
    self.because = because
    self.rejected = rejected
    self.line = line
  }
}

package struct OutcomeFound: Sendable, Hashable, Codable {
  package let outcome: String
  package let title: String
  package let severity: Outcome.Severity
  package let prose: String

  package init(outcome: String, title: String, severity: Outcome.Severity, prose: String = "") {
    self.outcome = outcome
    self.title = title
    self.severity = severity
    self.prose = prose
  }
}

package struct FinallyStarted: Sendable, Hashable, Codable {
  /// Cleanups of steps that ran, and lines and steps of `finally`.
  package let count: Int
  package init(count: Int) { self.count = count }
}

package struct Warned: Sendable, Hashable, Codable {
  package let message: String
  package init(message: String) { self.message = message }
}

package struct Interrupted: Sendable, Hashable, Codable {
  /// `SIGINT`, `SIGTERM`, `SIGHUP`.
  package let signal: String
  package init(signal: String) { self.signal = signal }
}

package struct RunEnded: Sendable, Hashable, Codable {
  package let verdict: RunVerdict
  /// The gravest outcome that was found, by name.
  package let outcome: String?
  /// All that were found, the gravest first.
  package let outcomes: [String]
  /// In one line.
  package let reason: String
  /// In milliseconds.
  package let duration: Int
  /// The runbook that follows, as its path is written.
  package let follow: String?
  /// What could not be cleaned up, by name of its step or line.
  package let left: [String]
  /// Of a run over several contexts: what came of each, in the order in which they were asked for.
  package let contexts: [ContextEnded]?
  /// The fixes that helped: carried out and verified, with nothing failing after them. Nil: none.
  package let fixed: [String]?
  /// The fixes that nobody allowed or refused, for nobody was there. Nil: none.
  package let proposed: [String]?

  package init(
    verdict: RunVerdict, outcome: String? = nil, outcomes: [String] = [], reason: String, duration: Int,
    follow: String? = nil, left: [String] = [], contexts: [ContextEnded]? = nil, fixed: [String]? = nil,
    proposed: [String]? = nil
  ) {
    self.verdict = verdict
    self.outcome = outcome
    self.outcomes = outcomes
    self.reason = reason
    self.duration = duration
    self.follow = follow
    self.left = left
    self.contexts = contexts
    self.fixed = fixed
    self.proposed = proposed
  }
}
