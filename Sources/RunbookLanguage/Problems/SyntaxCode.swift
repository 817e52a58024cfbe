/// What the lexer and the parser can find wrong.
package enum SyntaxCode: String, DiagnosticCode {
  case emptyFile = "empty-file"

  package var explanation: String {
    switch self {
    case .emptyFile:
      "A runbook begins with `runbook \"Title\"`. The file has nothing but blank lines and comments."
    }
  }
}
