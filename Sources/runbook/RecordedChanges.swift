import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports

/// What a run changed, as its record tells it, and what of it is still to be taken back.
struct RecordedChanges {
  let run: Run
  /// Those that were not taken back yet, the last first.
  let open: [Changed]
  private let undone: [(fix: StepKey, by: String)]
  /// Runs that it led to or went on from, and that changed something too.
  private let others: [String]

  init(of id: String, in history: History) throws(HistoryProblem) {
    let run = try history.run(id)
    var undone = run.changes.filter(\.isUndone).map { ($0.changed.fix, id) }
    var others: [String] = []
    for child in try history.children(of: id) {
      let other = try history.run(child)
      if other.started?.undoes == id {
        let passed = other.attempts.filter {
          $0.start.attempt.purpose == .undo && $0.verdict?.verdict == .passed
        }
        undone += passed.map { (StepKey($0.start.attempt.name, items: $0.start.attempt.items), child) }
      } else if !other.changes.isEmpty {
        others.append(child)
      }
    }
    if let before = run.started?.resumes, try !history.run(before).changes.isEmpty { others.append(before) }
    self.run = run
    self.undone = undone
    self.others = others
    open = run.changes.map(\.changed).reversed().filter { change in
      change.state != .unchanged && !undone.contains { $0.0 == change.fix }
    }
  }

  /// Why nothing of it can be taken back at all.
  var refusal: String? {
    if run.started?.undoes != nil { return "run \(run.id) has itself taken another one back" }
    guard isLocal, let host = run.started?.host, let here = Environment.host, host != here else { return nil }
    return "run \(run.id) changed something on \(host), and this is \(here)"
  }

  /// Something of it was changed on a machine, not in a cluster.
  var isLocal: Bool { open.contains { !$0.asksCluster } }

  var lines: [StyledText] {
    let name = run.started.map { " of \($0.runbook)" } ?? ""
    if run.changes.allSatisfy({ $0.changed.state == .unchanged }), others.isEmpty {
      return ["run \(run.id)\(name) changed nothing"]
    }
    var lines: [StyledText] = [StyledText("run \(run.id)\(name) changed", .strong)]
    for (fix, by) in undone {
      lines.append(
        StyledText("  – ", .faint) + StyledText(Self.written(fix), .strong)
          + StyledText(by == run.id ? "  taken back in that run" : "  taken back by run \(by)", .faint))
    }
    for change in open {
      var line =
        StyledText("  ± ", .doubt) + StyledText(Self.written(change.fix), .strong) + "  \(change.title)"
      if change.state == .started { line.append("  (its end is not recorded)", .doubt) }
      lines.append(line)
      lines.append(StyledText("      undo  ", .faint) + undo(of: change))
    }
    for other in others {
      lines.append(
        "  run \(other) changed something too: " + StyledText("runbook undo \(other)", .place))
    }
    return lines
  }

  private func undo(of change: Changed) -> StyledText {
    guard let undo = change.undo else { return "nothing takes it back: \(change.noUndo ?? "")" }
    if let refusal = undo.refusal { return StyledText(refusal, .doubt) }
    return StyledText(undo.command.replacing("\n", with: " ⏎ "))
  }

  private static func written(_ fix: StepKey) -> String {
    ([fix.name] + fix.items).joined(separator: " · ")
  }

  /// What stands in the history as the text of the run that takes back.
  var text: String {
    var text = "runbook \"Take back run \(run.id)\"\n"
    for change in open {
      guard let undo = change.undo else { continue }
      text += "\nfix \(change.fix.name)\n  run\n"
      for line in undo.command.split(separator: "\n", omittingEmptySubsequences: false) {
        text += line.isEmpty ? "\n" : "    \(line)\n"
      }
      text += "  undo none \"it takes back a fix\"\n"
    }
    return text
  }
}
