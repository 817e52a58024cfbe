import RunbookModel

/// Every sentence about questions, fixes and taking back: lower case, no period.
enum AskingProblems {
  // Answers.

  static let empty = "an answer is needed"
  static func unreadable(_ text: String, as type: ValueType) -> String {
    "`\(text)` cannot be read as a \(type.rawValue)"
  }
  static func neitherYesNorNo(_ text: String) -> String { "`\(text)` is neither yes nor no" }
  static func noChoice(_ text: String, _ choices: [String]) -> String {
    "`\(text)` is none of \(choices.joined(separator: ", "))"
  }
  static func option(_ reason: String) -> String { "--answer: \(reason)" }

  static func nobody(_ question: Question) -> String {
    if let problem = question.problem { return "\(question.name) has no answer: \(problem)" }
    let value =
      switch question.kind {
      case .text: "…"
      case .choice(let choices): choices.first ?? "…"
      case .yesOrNo: "yes"
      case .verdict: Verdict.passed.rawValue
      }
    return "\(question.name) was not answered: pass --answer \(question.name)=\(value)"
  }

  static func saidNo(_ name: String) -> String { "\(name): a person said no" }
  static func notAsked(_ reason: String) -> String { "it was not asked: \(reason)" }

  // Fixes.

  static func takeBack(_ title: String) -> String { "Take it back: \(title)?" }
  /// `change: kubectl patch changes the cluster`.
  static func effect(of fix: Fix) -> String {
    let effect = fix.effect.rawValue
    if fix.step.effect != nil { return effect + ", as declared" }
    guard let read = fix.step.command?.effect, !read.program.isEmpty else { return effect }
    return "\(effect): \(read.program) \(read.reason)"
  }
  static let declined = "declined"
  static func proposed(_ fix: String) -> String { "proposed; --allow-fix \(fix) lets it run" }
  static let nothingToChange = "it found nothing to change"

  static func afterwards(_ step: String, _ verdict: Verdict, because reason: String?) -> String {
    let what =
      switch verdict {
      case .passed: "passes"
      case .failed: "still fails"
      case .flaky: "is still flaky"
      case .unknown: "could not be looked at again"
      case .skipped: "was skipped, so nothing is verified"
      }
    return "\(step) \(what)" + (reason.map { ": \($0)" } ?? "")
  }

  static func joined(_ reason: String?, _ more: String) -> String {
    (reason.map { $0 + "; " } ?? "") + more
  }
  static let undone = "it was taken back"
  static func notUndone(_ reason: String) -> String { "it was not taken back: \(reason)" }
  static func stays(_ run: String) -> String { "it stays; `runbook undo \(run)` takes it back" }
  static func cannotBeUndone(_ why: String?) -> String {
    "nothing takes it back" + (why.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? "")
  }

  static let secretText = "what undoes it holds a secret, which the record does not hold"

  static func fixed(_ fixes: [String]) -> String { "fixed by " + fixes.joined(separator: ", ") }
  static func proposedAtEnd(_ fixes: [String]) -> String {
    "proposed: \(fixes.joined(separator: ", ")) (--allow-fix)"
  }

  // Taking back.

  static func hidden(_ names: [String]) -> String {
    "\(named(names)) a secret, which the record does not hold"
  }
  static func unrecorded(_ names: [String]) -> String {
    names.map { "$\($0)" }.joined(separator: ", ") + (names.count == 1 ? " was" : " were") + " never captured"
  }
  static func strange(_ name: String) -> String {
    "its record sets a variable that no runbook can name: `\(name)`"
  }
  private static func named(_ names: [String]) -> String {
    names.map { "$\($0)" }.joined(separator: ", ") + (names.count == 1 ? " holds" : " hold")
  }
  static func silent(_ reason: String) -> String { "the cluster does not say who it is: \(reason)" }
  static func otherCluster(_ context: String?, found: String?, wanted: String) -> String {
    (context.map { "context \($0)" } ?? "this") + " is another cluster: \(found ?? "it does not say which"), "
      + "and the fix ran on \(wanted)"
  }
  static func nobodyAllows(_ fix: String) -> String { "\(fix) stays: nobody was there to allow it (--yes)" }
  static func personKeeps(_ fix: String) -> String { "\(fix) stays: a person said no" }
  static func takenBack(_ count: Int) -> String { "\(count) change\(count == 1 ? "" : "s") taken back" }
}
