import ArgumentParser
import RunbookHistory
import RunbookMatching
import RunbookModel
import RunbookReports

struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Put labels on a run or a step, or list them.",
    discussion: """
      runbook label last truth=coredns-throttled
      runbook label last dns kind=slow       on a step
      runbook label last incident=INC-42     into an incident, with all that it led to
      runbook label last truth=              takes it away
      runbook label last                     lists what is there

      `runbook history --label truth=coredns-throttled` finds the runs again, and
      `runbook prune` keeps them.
      """)

  @Argument(help: ArgumentHelp("Which run; see `runbook help show`.", valueName: "run"), completion: .run)
  var reference: String

  @Argument(help: ArgumentHelp("A step first, where it is about a step.", valueName: "key=value"))
  var labels: [String] = []

  @Flag(help: "The labels that are there then, as JSON.")
  var json = false

  func run() throws {
    var words = labels[...]
    let step = words.first.map { $0.contains("=") } == false ? words.popFirst() : nil
    let given = try words.map(Self.split)
    let (history, id) = try HistoryFile.run(reference, access: given.isEmpty ? .reading : .recording)
    let redactor = try given.isEmpty ? nil : Redaction.redactor(history)
    let changes = given.map { (key, value) in
      (key: key, value: value.map { redactor?.redact($0, named: key) ?? $0 })
    }
    try HistoryFile.attempt(.usage) { () throws(HistoryProblem) in
      if !changes.isEmpty {
        try history.label(
          id, step: step, with: changes, author: Environment.user, host: Environment.host)
      }
      let labels = try history.labels(of: id).filter { step == nil || $0.step == step }
      if step == nil, let truth = changes.first(where: { $0.key == Label.truth })?.value {
        Truth.warn(
          of: truth, outcomes: StoredPlans(Contents(history)).plan(of: id)?.outcomes, of: "run \(id)")
      }
      if json { return Output.print(JSONText.pretty(labels)) }
      if !changes.isEmpty { return }
      if labels.isEmpty {
        return Output.print("run \(id) has no label" + (step.map { " on step `\($0)`" } ?? ""))
      }
      Output.print(AnnotationView(labels: labels, notes: [], secondsEast: Environment.secondsEast).table)
    }
  }

  private static func split(_ word: String) throws(Failure) -> (key: String, value: String?) {
    guard let sign = word.firstIndex(of: "=") else {
      throw Failure(
        "`\(word)` is no label", remedy: "labels are written key=value, after the step if there is one",
        status: .usage)
    }
    let value = String(word[word.index(after: sign)...])
    return (String(word[..<sign]), value.isEmpty ? nil : value)
  }
}
