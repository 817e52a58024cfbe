package import RunbookMatching
package import RunbookModel

/// What whoever starts a run decides about it.
package struct RunSettings: Sendable {
  package var runID: String
  /// From `bind(_:to:)`; parameters that are not here take what the runbook gives them.
  package var arguments: [String: VariableValue]
  /// By the name of the secret; what is not here is asked for. All of them are hidden, whoever has declared them.
  package var secrets: [String: String]
  /// What else is hidden; nil: only secrets are.
  package var patterns: PatternRules?
  /// The kubeconfig context that was asked for.
  package var context: String?
  /// Runs this step and no other.
  package var only: String?
  /// Begins at this step.
  package var from: String?
  package var user: String?
  package var host: String?
  /// Where its commands run.
  package var folder: String?
  /// What it is run for; all that it leads to or calls belongs to it too.
  package var incident: String?
  /// The version of this tool.
  package var tool: String
  /// The run that led here.
  package var parent: String?
  /// The call that this run belongs to.
  package var call: String?
  /// The most time it may take, without its cleaning up; its own budget holds too.
  package var limit: Duration?
  /// The run that this one goes on from.
  package var resumption: Resumption?
  /// Of the run that calls this one: while a person thinks, the time of neither passes.
  var patience: Patience?
  /// Gives the id of a run that another one leads to, in whose call.
  package var newID: @Sendable (_ parent: String, _ call: String?) -> String = { _, _ in newRunID() }
  /// What was settled before anybody is asked.
  package var consent = Consent()
  /// What this run takes back, instead of walking through a runbook.
  package var reversal: Reversal?

  package init(
    runID: String, arguments: [String: VariableValue] = [:], secrets: [String: String] = [:],
    context: String? = nil, only: String? = nil, from: String? = nil, user: String? = nil,
    host: String? = nil,
    tool: String, parent: String? = nil
  ) {
    self.runID = runID
    self.arguments = arguments
    self.secrets = secrets
    self.context = context
    self.only = only
    self.from = from
    self.user = user
    self.host = host
    self.tool = tool
    self.parent = parent
  }

  /// What `$run` is, in names and labels of what the run makes.
  package var mark: String { resumption?.mark ?? runID }
}

/// What was settled on the command line before anybody is asked.
package struct Consent: Sendable {
  /// `--allow-fixes`.
  package var allFixes = false
  /// `--allow-fix NAME`.
  package var fixes: Set<String> = []
  /// `--undo-on-failure`; in a run that takes back, `--yes`.
  package var undo = false
  /// `--answer NAME=VALUE`.
  package var answers: [String: String] = [:]

  package init() {}
}

/// What came of a run, and what follows it.
package struct RunResult: Sendable {
  /// The runbook that follows, to be started as a run of its own with this run as its parent.
  package struct Follow: Sendable {
    /// As it is written in the runbook.
    package let path: String
    package let plan: PlanReference
    /// With real values; `bind(values:to:)` checks them.
    package let arguments: [String: VariableValue]
    /// All that the run knew: they may stand in the arguments.
    package let secrets: [String: String]
  }

  package let ended: RunEnded
  package let follow: Follow?
  /// What led to an outcome that is not healthy, in one line: of the step or the row of a table.
  package let because: String?
  /// What observers could not do with the very last event, in one sentence each; nothing can be recorded after it.
  package let complaints: [String]
}
