/// Names one execution of one command in a run.
package struct AttemptKey: Sendable, Hashable, Codable {
  /// Why the command ran.
  package enum Purpose: String, Sendable, Codable, CaseIterable {
    case step
    /// Asked by the engine: a tool's version, or whether a cluster answers.
    case need
    /// Asked by the engine: which cluster this is.
    case identity
    /// Asked by the engine after a time-out: does the API server still answer?
    case reach
    /// Asked by the engine after a `start`: is its port open?
    case ready
    case cleanup
    case finally
    /// What takes a fix back.
    case undo
  }

  package let purpose: Purpose
  /// The step, the tool, or the position of a line of `finally` ("1").
  package let name: String
  /// The items of the `each` around it, outermost first.
  package let items: [String]
  /// From 1.
  package let number: Int

  package init(_ purpose: Purpose = .step, name: String, items: [String] = [], number: Int = 1) {
    self.purpose = purpose
    self.name = name
    self.items = items
    self.number = number
  }
}

/// Names a step of a run, or one item of it.
package struct StepKey: Sendable, Hashable, Codable {
  package let name: String
  /// Empty: the step as a whole.
  package let items: [String]

  package init(_ name: String, items: [String] = []) {
    self.name = name
    self.items = items
  }
}

/// How the execution of a command ended.
package enum Ending: Sendable, Hashable, Codable {
  case exited(status: Int)
  case signalled(Int)
  /// Its time was up: the group got TERM, then KILL.
  case timedOut
  /// `stop after` struck, or the run of a `start` was over: that is no failure.
  case stopped
  /// The run was interrupted while it ran.
  case interrupted
  /// The shell could not be started.
  case notStarted(reason: String)
  /// It was not tried: a variable that it names has no value, or the value cannot be passed on.
  case notRun(reason: String)
  /// A replay has no record of it.
  case notRecorded

  private enum Key: String, CodingKey { case how, status, signal, reason }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let how = try container.decode(String.self, forKey: .how)
    func reason() throws -> String { try container.decode(String.self, forKey: .reason) }
    switch how {
    case "exited": self = .exited(status: try container.decode(Int.self, forKey: .status))
    case "signalled": self = .signalled(try container.decode(Int.self, forKey: .signal))
    case "timed-out": self = .timedOut
    case "stopped": self = .stopped
    case "interrupted": self = .interrupted
    case "not-started": self = .notStarted(reason: try reason())
    case "not-run": self = .notRun(reason: try reason())
    case "not-recorded": self = .notRecorded
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .how, in: container, debugDescription: "no ending `\(how)`")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .how)
    switch self {
    case .exited(let status): try container.encode(status, forKey: .status)
    case .signalled(let signal): try container.encode(signal, forKey: .signal)
    case .notStarted(let reason), .notRun(let reason): try container.encode(reason, forKey: .reason)
    case .timedOut, .stopped, .interrupted, .notRecorded: break
    }
  }

  /// As it is written in events and in the history.
  package var name: String {
    switch self {
    case .exited: "exited"
    case .signalled: "signalled"
    case .timedOut: "timed-out"
    case .stopped: "stopped"
    case .interrupted: "interrupted"
    case .notStarted: "not-started"
    case .notRun: "not-run"
    case .notRecorded: "not-recorded"
    }
  }

  /// The status a shell would report: 128 and the signal where a signal ended it; nil where there is none.
  package var status: Int? {
    switch self {
    case .exited(let status): status
    case .signalled(let signal): 128 + signal
    case .timedOut, .stopped, .interrupted, .notStarted, .notRun, .notRecorded: nil
    }
  }
}
