/// A runbook that was checked and can run: every name is resolved, every number in range, every
/// pattern compiles, and every file that it can reach is here too.
package struct Plan: Sendable {
  /// The file this was made from.
  package let source: SourceText
  package let title: String
  /// The text of `about`, without its indentation; empty where there is none.
  package let about: String
  package let tags: [String]
  package let owner: String?
  package let needs: [Need]
  package let parameters: [Parameter]
  package let secrets: [Secret]
  /// In the order of the file: a later one may name an earlier one.
  package let lets: [Let]
  package let defaults: Defaults
  /// What runs, in order, from the top.
  package let flow: [FlowNode]
  package let paths: [String: Path]
  package let outcomes: [String: Outcome]
  package let finally: [FinallyEntry]
  /// Every other text that took part in this plan: the files that `use` names.
  package let used: [SourceText]
  /// The plans of files that arrows, outcomes and calls lead to, by the path written there.
  package let files: [String: PlanReference]

  package init(
    source: SourceText, title: String, about: String = "", tags: [String] = [], owner: String? = nil,
    needs: [Need] = [], parameters: [Parameter] = [], secrets: [Secret] = [], lets: [Let] = [],
    defaults: Defaults = Defaults(), flow: [FlowNode], paths: [String: Path] = [:],
    outcomes: [String: Outcome] = [:], finally: [FinallyEntry] = [], used: [SourceText] = [],
    files: [String: PlanReference] = [:]
  ) {
    self.source = source
    self.title = title
    self.about = about
    self.tags = tags
    self.owner = owner
    self.needs = needs
    self.parameters = parameters
    self.secrets = secrets
    self.lets = lets
    self.defaults = defaults
    self.flow = flow
    self.paths = paths
    self.outcomes = outcomes
    self.finally = finally
    self.used = used
    self.files = files
  }

  /// The name people call it by: the file's name without folder and ending.
  package var name: String {
    let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }
}

/// A plan that another plan leads to. A class only because plans that lead to each other share it.
package final class PlanReference: Sendable {
  package let plan: Plan
  package init(_ plan: Plan) { self.plan = plan }
}

/// `path NAME "Title"`: entered by an arrow only; the run ends where it ends.
package struct Path: Sendable {
  package let name: String
  package let title: String
  package let flow: [FlowNode]
  package let place: SourcePlace

  package init(name: String, title: String, flow: [FlowNode], place: SourcePlace) {
    self.name = name
    self.title = title
    self.flow = flow
    self.place = place
  }
}

/// `outcome NAME "Title"`: a diagnosis, how grave it is, and what people should know of it.
package struct Outcome: Sendable {
  package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case ok, info, unknown, warning, critical

    /// By gravity: a run that found several ends with the greatest.
    package static func < (a: Self, b: Self) -> Bool {
      allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
  }

  package let name: String
  package let title: String
  package let severity: Severity
  /// The prose of the block, without its indentation.
  package let prose: String
  /// The runbook that follows.
  package let follow: FileTarget?
  package let place: SourcePlace

  package init(
    name: String, title: String, severity: Severity, prose: String = "", follow: FileTarget? = nil,
    place: SourcePlace
  ) {
    self.name = name
    self.title = title
    self.severity = severity
    self.prose = prose
    self.follow = follow
    self.place = place
  }
}

/// A line or a step of `finally`.
package enum FinallyEntry: Sendable {
  case run(Command)
  case step(Step)
}
