import RunbookCommands
import RunbookModel

/// A runbook that is being written: what it says, in order, and what became of each command.
struct Draft: Sendable {
  enum Item: Sendable {
    case heading(String)
    /// What stays as a comment.
    case remark([String])
    /// A first line, and others that stay as they are.
    case verbatim([String])
    case command(DraftCommand)

    /// It is a command that runs.
    var runs: Bool { if case .command(let command) = self { command.isTaken } else { false } }
  }

  var title: String
  /// How the file begins, as comments.
  var preface: [String] = []
  var about: [String] = []
  var tools: [String] = []
  var params: [(name: String, value: String?, about: String)] = []
  var items: [Item] = []
}

struct DraftCommand: Sendable {
  enum Kind: Sendable, Hashable {
    case step
    /// With what it changes.
    case fix(String)
    /// It cannot stand in a runbook as it is, and why.
    case remark(String)
  }

  var name: String
  var title: String
  var kind: Kind
  var text: String
  var stdin: String?
  var remarks: [String] = []
  /// What it printed, for whoever reads.
  var output: [String] = []
  var hint: String?
  /// As they stand behind `expect`.
  var expectations: [String] = []
  /// It never ends by itself.
  var isEndless = false
  /// The variable that keeps what it prints.
  var capture: String?
  /// Of a fix.
  var occasion: Occasion?
  /// From 1, in the page that it comes from.
  let line: Int
}

extension Draft {
  /// Says what has to be there for its commands.
  mutating func nameTools() {
    let runsKubectl = items.contains { item in
      guard case .command(let command) = item, command.isTaken else { return false }
      return CommandReading(command.text).programs.contains { $0.name == "kubectl" }
    }
    if runsKubectl { tools = ["cluster", "kubectl"] }
  }
}

extension DraftCommand {
  /// What it does to the world makes it a fix, or a step that somebody has to look at.
  mutating func settle(_ effect: CommandEffect) {
    if effect.effect == .change { kind = .fix(effect.reason) }
    if effect.effect == .unknown {
      remarks.append("What it does is not known (\(effect.reason)): say `effect read` if it only looks.")
    }
  }
}
