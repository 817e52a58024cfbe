import RunbookModel

extension RunStarted {
  /// What a run of this plan says first.
  init(_ plan: Plan, _ settings: RunSettings, _ bindings: Bindings, _ veil: Veil, contexts: [String]? = nil) {
    let names = plan.parameters.map(\.name)
    self.init(
      runbook: plan.name, title: veil.cover(plan.title),
      sources: ([plan.source] + plan.used).map {
        .init(name: $0.name, text: Content(veil.coverSource($0.bytes)))
      },
      parameters: bindings.shown.filter { names.contains($0.key) }, parent: settings.parent,
      call: settings.call, resumes: settings.resumption?.run, mark: settings.resumption?.mark,
      user: settings.user, host: settings.host, folder: settings.folder, context: settings.context,
      contexts: contexts,
      tool: settings.tool, only: settings.only, from: settings.from,
      undoes: settings.reversal?.run, incident: settings.incident)
  }
}
