/// The wording of what is no tool's own refusal.
enum RefusalProblems {
  static let notRecorded = "the record has no answer to this command"

  static func notStarted(_ reason: String) -> String { "the shell could not be started: \(reason)" }
  static func notInstalled(_ name: String) -> String { "\(name) is not installed here" }
  static func notInContainer(_ name: String) -> String { "the container has no \(name)" }
  static func mayNotBeRun(_ name: String) -> String { "\(name) may not be executed" }

  static func couldNotRun(status: Int) -> String {
    status == 127 ? "a program is missing (exit 127)" : "a program could not be executed (exit 126)"
  }
}
