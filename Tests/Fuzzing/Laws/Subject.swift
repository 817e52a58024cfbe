/// What is fuzzed: each part of the program that reads bytes which others have written.
///
/// The laws say more than that it does not crash. `make fuzz` looks for bytes that break them with libFuzzer;
/// the seeds, and all that was ever found, obey them in `make test`.
package enum Subject: String, CaseIterable, Sendable {
  /// Lexer, parser, checker and formatter of runbooks.
  case language
  /// Tables, JSON and YAML in what commands print.
  case evidence
  /// The reading of shell texts, and of what a refused command says.
  case shell
  /// The file that `runbook import` takes.
  case records
  /// The messages of an editor, one in each line.
  case editor

  /// Tells which law some bytes break, nil: none.
  package typealias Judge = ([UInt8]) throws -> String?

  package func judge() throws -> Judge {
    switch self {
    case .language: return LanguageLaws.broken
    case .evidence: return { EvidenceLaws.broken(by: $0) ?? DocumentLaws.broken(by: $0) }
    case .shell: return ShellLaws.broken
    case .records: return try RecordLaws().broken
    case .editor: return EditorLaws.broken
    }
  }
}
