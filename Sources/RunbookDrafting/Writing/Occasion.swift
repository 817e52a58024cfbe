import RunbookCommands
import RunbookModel

/// When a fix is offered, as far as the commands before it tell.
enum Occasion: Sendable, Hashable {
  /// When this step fails, which looks at the same and can tell.
  case failure(of: String)
  /// Each time: this step looks at the same, but nothing in it says yet what is wrong.
  case unjudged(String)
  /// Each time: no step before it looks at the same.
  case open

  /// The step that it speaks of.
  var step: String? {
    switch self {
    case .failure(let step), .unjudged(let step): step
    case .open: nil
    }
  }
}

extension Draft {
  /// Gives each fix its occasion: the step before it whose command looks at the same object, else at the same kind, else
  /// names the same; of several the nearest.
  mutating func findOccasions() {
    var seen: [(step: DraftCommand, subject: Subject)] = []
    for index in items.indices {
      guard case .command(var command) = items[index] else { continue }
      let subject = Subject(of: command)
      switch command.kind {
      case .step: seen.append((command, subject))
      case .remark: break
      case .fix:
        var best: (step: DraftCommand, likeness: Int)?
        for (step, other) in seen {
          let likeness = subject.likeness(to: other)
          if likeness > 0, likeness >= best?.likeness ?? 0 { best = (step, likeness) }
        }
        command.occasion =
          best.map { $0.step.canTell ? .failure(of: $0.step.name) : .unjudged($0.step.name) } ?? .open
        items[index] = .command(command)
      }
    }
  }
}

extension DraftCommand {
  /// It fails where something is wrong, and not only where there is nothing to look at.
  fileprivate var canTell: Bool {
    if expectations.contains(where: { !["output is not empty", "exit is 0"].contains($0) }) { return true }
    let reading = CommandReading(text)
    if text.split(whereSeparator: \.isWhitespace).contains(where: { Self.judging.contains(String($0)) }) {
      return true
    }
    return reading.programs.contains { program in
      switch program.name {
      case "systemctl":
        ["is-active", "is-enabled", "is-failed", "is-system-running", "status"].contains(program.verbs.first)
      case "kubectl", "oc":
        program.verbs.first == "wait" || program.verbs.starts(with: ["rollout", "status"])
      default: false
      }
    }
  }

  /// Programs whose exit status is an answer, also where another program runs them.
  private static let judging: Set = [
    "[", "[[", "cmp", "curl", "diff", "getent", "grep", "host", "nc", "ncat", "nslookup", "ping", "ping6",
    "pgrep", "test",
    "wget",
  ]
}

/// What a command is about.
private struct Subject {
  private struct Object: Hashable {
    let kind: String
    /// Nil: any.
    let name: String?
  }

  private var objects: Set<Object> = []
  private var words: Set<String> = []

  init(of command: DraftCommand) {
    for found in RightsReading(command.text, stdin: command.stdin.map { Template([.text($0)]) }, values: [:])
      .rights
    where !found.right.isPath && !Self.beside.contains(found.right.resource) {
      let kind = found.right.resource.prefix { $0 != "/" }
      objects.insert(Object(kind: String(kind), name: found.right.object))
    }
    // `create` and `list` name no object; the text does. Where the object lies is not what it is.
    var isPlace = false
    for token in command.text.split(whereSeparator: \.isWhitespace).dropFirst() {
      defer { isPlace = ["-n", "--namespace", "--context", "--kubeconfig"].contains(token) }
      if isPlace || token.hasPrefix("-") { continue }
      words.formUnion(
        token.split { "=/'\"|;()".contains($0) }.map(String.init).filter {
          $0.count > 2 && !$0.hasPrefix("-") && !Self.common.contains($0)
        })
    }
  }

  /// 3: the same object, 2: the same kind, 1: a word; nothing of other objects of that kind.
  func likeness(to other: Subject) -> Int {
    var most = words.isDisjoint(with: other.words) ? 0 : 1
    for object in objects {
      for beside in other.objects where beside.kind == object.kind {
        if object.name == nil || beside.name == nil { most = max(most, 2) }
        if object.name == beside.name, object.name != nil { most = 3 }
      }
    }
    return most
  }

  /// What `describe` and others ask for besides.
  private static let beside: Set = ["events", "namespaces"]

  /// Said of many things.
  private static let common: Set = [
    "all", "apply", "config", "delete", "describe", "default", "exec", "get", "grep", "head", "json",
    "kube-system",
    "kubectl", "logs", "name", "namespace", "restart", "rollout", "run", "spec", "status", "sudo",
    "systemctl", "tail",
    "wide", "yaml",
  ]
}
