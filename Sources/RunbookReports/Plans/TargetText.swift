import RunbookModel

/// Where an arrow leads, in words: `path coredns  CoreDNS is down`, `✗ dns-down  DNS is down`.
struct TargetText {
  let plan: Plan

  func text(_ arrow: Arrow) -> StyledText {
    text(arrow.target) + StyledText(arrow.goesOn ? ", and goes on" : "", .faint)
  }

  func text(_ target: Target) -> StyledText {
    switch target {
    case .next: StyledText("next")
    case .stop: StyledText("stop")
    case .step(let name): StyledText("step \(name)")
    case .path(let name):
      StyledText("path \(name)", .place) + Self.title(plan.paths[name]?.title, besides: name)
    case .outcome(let name):
      plan.outcomes[name].map(Self.outcome) ?? StyledText(name)
    case .file(let file): StyledText(Self.file(file), .place)
    }
  }

  static func outcome(_ outcome: Outcome) -> StyledText {
    let style = VerdictWord.style(outcome.severity)
    return StyledText("\(sign(outcome.severity)) \(outcome.name)", style)
      + title(outcome.title, besides: outcome.name)
  }

  static func file(_ file: FileTarget) -> String {
    (["\"\(file.path)\""] + file.arguments.map { "\($0.name)=\($0.value.written)" }).joined(separator: " ")
  }

  /// Two blanks and the title, or nothing where it says no more than the name.
  static func title(_ title: String?, besides name: String?) -> StyledText {
    guard let title, !title.isEmpty, title != name else { return StyledText() }
    return StyledText("  " + title.onOneLine)
  }

  private static func sign(_ severity: Outcome.Severity) -> String {
    switch severity {
    case .ok: "✓"
    case .info: "i"
    case .warning: "!"
    case .critical: "✗"
    case .unknown: "?"
    }
  }
}

extension String {
  /// Strings of a runbook may hold line ends; a listing may not.
  var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }
}
