import RunbookEngine
import RunbookHistory
import RunbookMatching
import RunbookModel

/// What is hidden besides declared secrets, here and now.
enum Redaction {
  /// The rules for a run: the key of the history, and the patterns of the file.
  static func rules(_ history: History?, _ own: [OwnPattern]) -> PatternRules {
    PatternRules(key: key(history), own: own, finds: SecretFinds())
  }

  /// For what people add to a history.
  static func redactor(_ history: History) throws(Failure) -> Redactor {
    Redactor(rules: PatternRules(key: key(history), own: try own()))
  }

  /// Where there is no history, or it cannot be written, pseudonyms hold for this run alone.
  static func key(_ history: History?) -> [UInt8] { (try? history?.redactionKey()) ?? History.newKey() }

  /// `redact` in the folder of settings; none where it is not there. A mistake in it ends the command before
  /// anything runs, for what was recorded with a secret in it may have been read.
  static func own() throws(Failure) -> [OwnPattern] {
    guard let path = Environment.settingsFolder.map({ $0 + "/redact" }), Files.exists(path) else { return [] }
    let source = try Files.source(path)
    switch OwnPattern.read(source.bytes) {
    case .success(let patterns): return patterns
    case .failure(let problem):
      throw Failure("\(path):\(problem.line): \(problem.message)", remedy: problem.remedy, status: .usage)
    }
  }

  /// A pattern of the command line: `/…/`, or as it is.
  static func pattern(_ text: String, kind: String) throws(Failure) -> OwnPattern {
    guard OwnPattern.isKind(kind) else {
      throw Failure(
        "`\(kind)` is no kind", remedy: "lower-case letters, digits and dashes, at most 32", status: .usage)
    }
    do {
      return try OwnPattern(kind: kind, pattern: OwnPattern.unquoted(text) ?? text)
    } catch {
      throw Failure("pattern `\(text)` does not compile: \(error.message)", status: .usage)
    }
  }
}
