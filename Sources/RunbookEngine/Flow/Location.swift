import RunbookMatching
import RunbookModel

/// Where the commands of a step run, and what `$context` means there.
struct Location: Sendable {
  /// Of the kubeconfig; nil leaves it to the user's environment.
  let context: String?
  let bindings: Bindings
  /// The variables that mean something else here than in the rest of the run.
  let names: [String]

  struct Problem: Error { let reason: String }

  /// Where `on` says, else where the whole run is.
  static func of(_ on: Value?, bindings: Bindings, stage: Stage) -> Result<Location, Problem> {
    guard let on else {
      return .success(Location(context: stage.settings.context, bindings: bindings, names: []))
    }
    let value: VariableValue
    switch resolve(on, bindings.real) {
    case .value(let found): value = found
    case .missing(let reference): return .failure(Problem(reason: bindings.absence(of: reference)))
    case .impossible(let reason): return .failure(Problem(reason: reason))
    }
    // An empty name would leave the choice to the kubeconfig, which is another cluster.
    guard !value.written.isEmpty, value.texts.count == 1 else {
      return .failure(Problem(reason: EngineProblems.noSingleContext(on, count: value.texts.count)))
    }
    var here = bindings
    here.set("context", to: VariableValue(value.written), veil: stage.veil)
    here.bind(stage.plan.lets, veil: stage.veil)
    return .success(
      Location(
        context: value.written, bindings: here, names: ["context"] + stage.plan.lets.map(\.name)))
  }
}
