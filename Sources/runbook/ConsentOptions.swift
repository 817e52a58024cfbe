import ArgumentParser
import RunbookEngine
import RunbookModel

/// The options that answer what a person would be asked.
struct ConsentOptions: ParsableArguments {
  @Flag(help: "Let every fix run without asking.")
  var allowFixes = false

  @Option(help: ArgumentHelp("Let this fix run without asking.", valueName: "fix"))
  var allowFix: [String] = []

  @Flag(help: "Take a fix back where it did not help.")
  var undoOnFailure = false

  @Option(help: ArgumentHelp("Answer a question before it is asked.", valueName: "name=value"))
  var answer: [String] = []

  /// Names that nothing in the runbook has, or in those that it leads to, are mistakes.
  func consent(for plan: Plan) throws(Failure) -> Consent {
    let entries = plan.reachable.flatMap(\.entries)
    var consent = Consent()
    consent.allFixes = allowFixes
    consent.undo = undoOnFailure
    let fixes = entries.compactMap { if case .fix(let fix) = $0 { fix.step.name } else { nil } }
    for name in allowFix {
      try Self.check(name, among: fixes, "has no fix", in: plan)
      consent.fixes.insert(name)
    }
    let questions = entries.compactMap(\.questionName)
    for text in answer {
      guard let sign = text.firstIndex(of: "=") else {
        throw Failure("`\(text)` is no answer", remedy: "answers are written name=value", status: .usage)
      }
      let name = String(text[..<sign])
      try Self.check(name, among: questions, "asks for no", in: plan)
      consent.answers[name] = String(text[text.index(after: sign)...])
    }
    return consent
  }

  private static func check(_ name: String, among names: [String], _ lack: String, in plan: Plan)
    throws(Failure)
  {
    guard !names.contains(name) else { return }
    let known = names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")
    throw Failure(
      "`\(plan.source.name)` \(lack) `\(name)`",
      remedy: Spelling.nearest(to: name, in: names).map { "did you mean `\($0)`?" } ?? known,
      status: .usage)
  }
}

extension Plan {
  /// Itself, and every plan that it leads to.
  fileprivate var reachable: [Plan] {
    var plans = [self]
    var index = 0
    while index < plans.count {
      for reference in plans[index].files.values.map(\.plan)
      where !plans.contains(where: { $0.source.name == reference.source.name }) {
        plans.append(reference)
      }
      index += 1
    }
    return plans
  }

  fileprivate var entries: [FlowNode] { flow + paths.values.flatMap(\.flow) }
}

extension FlowNode {
  fileprivate var questionName: String? {
    switch self {
    case .ask(let ask): ask.name
    case .confirm(let confirm): confirm.name
    case .manual(let manual): manual.step.name
    case .step, .parallel, .each, .decide, .arrow, .fix, .call, .start: nil
    }
  }
}
