/// What a command answers in a case, and to which questions: all that is given must fit.
package struct CommandAnswer: Sendable, Hashable {
  /// Which text a command has.
  package enum Wording: Sendable, Hashable {
    /// This one, blanks and comments aside.
    case exact(String)
    case contains(String)
    case startsWith(String)
  }

  /// Nil: any command of the step.
  package var wording: Wording?
  package var step: String?
  package var variables: [String: String] = [:]
  /// Of the `each` around it, outermost first; nil: any.
  package var items: [String]?
  /// From 1; empty: any.
  package var attempts: [Int] = []
  package var context: String?
  package var stdin: String?
  /// exited, signalled, timedOut or stopped.
  package var ending = Ending.exited(status: 0)
  /// In milliseconds.
  package var duration = 0
  package var output = Printed()
  package var stderr = Printed()
  /// Where it stands in the file, line from 1; 0 where it stands in none.
  package var line = 0

  package init() {}

  /// What is left of a stream.
  package struct Printed: Sendable, Hashable {
    package var bytes: [UInt8] = []
    package var cut: Evidence.Cut?

    package init(_ bytes: [UInt8] = [], cut: Evidence.Cut? = nil) {
      self.bytes = bytes
      self.cut = cut
    }
  }
}
