package import RunbookModel

/// What `plan` says of one entry, for an editor that shows it beside the text.
package enum PlannedStep {
  /// Its title, its commands' effects and its clauses, each with the word that begins it.
  package static func lines(_ node: FlowNode) -> [(word: String, text: String)] {
    let entry = PlanEntry(node, in: Plan(source: SourceText(name: "", bytes: []), title: "", flow: []))
    let title = entry.title.isEmpty ? [] : [("title", entry.title)]
    let effects = entry.commands.map { command in
      ("\(command.word)", command.effect.rawValue + (command.reason.map { ", " + $0 } ?? ""))
    }
    return title + effects + entry.clauses.filter { $0.word != "stdin" }.map { ($0.word, $0.text) }
  }
}
