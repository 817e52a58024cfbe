import RunbookCommands
import RunbookModel

/// A shell text with what reading it tells.
struct ShellText {
  let text: TextSyntax
  let reading: CommandReading
  let moment: Mention.Moment
  /// Names that an `env` of the step or of the defaults declares.
  let environment: Set<String>
}

/// A variable that a station needs.
struct Mention {
  /// When, in the course of a step.
  enum Moment {
    /// Before its captures: the command, `when`, `each`.
    case before
    /// In a capture: only those above it have been made.
    case capturing
    /// After its captures: expectations, hints, arguments of arrows.
    case after
    /// At the end of the run: `cleanup`, `undo`.
    case end
  }

  enum Site {
    case condition, value
    /// In shell text: whether it certainly is a variable, and whether the text says what holds without it.
    case shell(isCertain: Bool, hasDefault: Bool)
  }

  let reference: VariableReference
  let range: SourceRange
  let moment: Moment
  let site: Site
}
