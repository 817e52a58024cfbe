package struct RunStarted: Sendable, Hashable, Codable {
  /// A file that took part: the runbook first, then what it uses.
  package struct Source: Sendable, Hashable, Codable {
    package let name: String
    package let text: Content

    package init(name: String, text: Content) {
      self.name = name
      self.text = text
    }
  }

  /// `Plan.name`.
  package let runbook: String
  package let title: String
  package private(set) var sources: [Source]
  /// By name; redacted where a secret stands in one.
  package let parameters: [String: VariableValue]
  /// The run that led here, by an arrow to a file or by a call.
  package private(set) var parent: String?
  /// The call of the parent that this run answers.
  package let call: String?
  /// The run that this one goes on from.
  package let resumes: String?
  /// What `$run` is where it is not the id: a run that goes on from another finds what that one made under its mark.
  package private(set) var mark: String?
  package let user: String?
  package let host: String?
  /// Where its commands ran.
  package let folder: String?
  /// The kubeconfig context that was asked for with `--context`.
  package let context: String?
  /// Where several were asked for: this run has no steps of its own, it is the parent of one run for each.
  package let contexts: [String]?
  /// The version of this tool.
  package let tool: String
  /// `--only STEP` or `--from STEP`.
  package let only: String?
  package let from: String?
  /// The run whose changes this one takes back; it is its parent too.
  package let undoes: String?
  /// What it was run for: `--incident`, of this run or of the one that led here.
  package let incident: String?

  package init(
    runbook: String, title: String, sources: [Source], parameters: [String: VariableValue] = [:],
    parent: String? = nil, call: String? = nil, resumes: String? = nil, mark: String? = nil,
    user: String? = nil, host: String? = nil, folder: String? = nil, context: String? = nil,
    contexts: [String]? = nil, tool: String, only: String? = nil, from: String? = nil,
    undoes: String? = nil, incident: String? = nil
  ) {
    self.runbook = runbook
    self.title = title
    self.sources = sources
    self.parameters = parameters
    self.parent = parent
    self.call = call
    self.resumes = resumes
    self.mark = mark
    self.user = user
    self.host = host
    self.folder = folder
    self.context = context
    self.contexts = contexts
    self.tool = tool
    self.only = only
    self.from = from
    self.undoes = undoes
    self.incident = incident
  }

  /// The same with other sources.
  package func with(_ sources: [Source]) -> RunStarted {
    var copy = self
    copy.sources = sources
    return copy
  }

  /// The same of a run with another parent, that finds what it made under another mark than its id.
  func with(parent: String?, mark: String) -> RunStarted {
    var copy = self
    copy.parent = parent
    copy.mark = self.mark ?? mark
    return copy
  }
}
