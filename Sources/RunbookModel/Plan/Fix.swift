/// `fix NAME ["Title"]`: a step that changes something, what takes the change back, and what shows that it helped.
package struct Fix: Sendable {
  /// `undo COMMAND`, or `undo none "why"`.
  package enum Undo: Sendable {
    case command(Command)
    case none(why: String)
  }

  /// `verify STEP`: that step as it stands in the file, in the block of an `each` with its list.
  package struct Verification: Sendable {
    package let step: Step
    package let each: EachClause?

    package init(step: Step, each: EachClause? = nil) {
      self.step = step
      self.each = each
    }
  }

  package let step: Step
  package let undo: Undo
  package let verification: Verification?

  package init(step: Step, undo: Undo, verification: Verification? = nil) {
    self.step = step
    self.undo = undo
    self.verification = verification
  }

  /// What it does to the world: as declared, else as its command reads, else what a fix is for.
  package var effect: Effect { step.settledEffect ?? .change }

  /// The name under which it is recorded that a step was tried again after a fix.
  package static func verifying(_ step: String, after fix: String) -> String { "\(step) after \(fix)" }

  /// The step and the fix of such a name; of any other name itself.
  package static func names(in name: String) -> [String] { name.split(separator: " after ").map(String.init) }
}
