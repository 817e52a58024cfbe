import RunbookCommands
import RunbookModel

/// The wording of what a command should not do with a value.
extension Problem {
  static func unquotedVariable(_ name: String, _ kind: Names.VariableName.Kind) -> Problem {
    Problem(
      ValueCode.unquotedVariable, .warning, message: "\(kind.word) `$\(name)` stands without quotes",
      label: "blanks in it make several arguments, and `*` names of files",
      help: "put double quotes around it; what is meant to be split is declared `as list`")
  }

  /// - Parameter name: of the variable, where it is one.
  static func valueAsCode(_ what: String, _ name: String?, by reader: InsertedValue.Reader) -> Problem {
    let value = name.map { " \"$\($0)\"" } ?? " …"
    return Problem(
      ValueCode.valueAsCode, .warning, message: "\(what) becomes part of a text that is run",
      label: reader == .shell
        ? "whatever stands in it, a shell runs it" : "whatever stands in it, it is code",
      help: reader == .shell
        ? "hand it over as an argument: `sh -c '… \"$1\" …' sh\(value)`"
        : "hand it over as data: `awk -v x=\(value.dropFirst()) '… x …'`")
  }

  static func evaluatedValue(_ name: String, _ kind: Names.VariableName.Kind) -> Problem {
    Problem(
      ValueCode.valueAsCode, .warning, message: "\(kind.word) `$\(name)` is evaluated as an expression",
      label: "of `a[$(…)]` bash runs the command",
      help: "declare it `as number`, or compare with `[ \"$\(name)\" -gt … ]`")
  }
}
