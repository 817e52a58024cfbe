import ArgumentParser
import RunbookHistory
import RunbookLanguage
import RunbookMatching
import RunbookModel
import RunbookReports

/// What the shell proposes when a person presses Tab: what is there. Whatever goes wrong, it proposes nothing and says
/// nothing.
extension CompletionKind {
  static let runbook = dynamic { _, word in Completing.runbooks(word) }
  static let parameter = dynamic { words, _ in Completing.parameters(of: Completing.plan(words)) }
  static let step = dynamic { words, _ in Completing.plan(words)?.names ?? [] }
  static let run = dynamic { _, _ in Completing.runs() }
  static let stepOfRun = dynamic { words, _ in Completing.steps(ofRun: words) }
  static let outcome = recent { $0.outcome.map { [$0] } ?? [] }
  static let incident = recent { $0.incident.map { [$0] } ?? [] }
  static let label = recent { $0.labels.map { "\($0.key)=\($0.value)" } }
  static let recordedContext = recent { $0.context.map { [$0] } ?? [] }
  static let recordedRunbook = recent { [$0.runbook] }
  static let context = dynamic { _, _ in Completing.contexts() }

  /// By the words of the line and the one that is begun.
  private static func dynamic(_ words: @escaping @Sendable ([String], String) -> [String]) -> CompletionKind {
    custom { line, _, begun in
      // A quote that is open stands in front of the word.
      let begun = String(begun.drop { $0 == "\"" || $0 == "'" })
      return words(line, begun).filter { $0.hasPrefix(begun) }.compactMap(Completing.literal)
    }
  }

  /// What the newest runs have.
  private static func recent(_ values: @escaping @Sendable (RunSummary) -> [String]) -> CompletionKind {
    dynamic { _, _ in Completing.recent(values) }
  }
}

private enum Completing {
  /// Names on the search path, and files and folders where a path is begun.
  static func runbooks(_ word: String) -> [String] {
    let folder = word.lastIndex(of: "/").map { String(word[...$0]) } ?? ""
    let here = Files.names(in: folder.isEmpty ? "." : folder, ending: "")
    let files = here.filter { $0.hasSuffix(".rb") }.map { folder + $0 }
    let folders = here.filter { Files.isFolder(folder + $0) }.map { folder + $0 + "/" }
    guard folder.isEmpty else { return files + folders }
    let known = Files.searchPath.flatMap { Files.runbooks(in: $0) }.map { String($0.dropLast(3)) }
    return unique(known + files + folders)
  }

  /// The runbook that the words before name.
  static func plan(_ words: [String]) -> Plan? {
    guard let name = argument(of: words), let source = try? Files.find(name) else { return nil }
    return check(source, loader: Files.loader).plan
  }

  static func parameters(of plan: Plan?) -> [String] {
    (plan?.parameters ?? []).flatMap { parameter in
      switch parameter.limit {
      case .oneOf(let values): values.map { "\(parameter.name)=\($0)" }
      case .matching, nil: ["\(parameter.name)="]
      }
    }
  }

  static func runs() -> [String] {
    guard let history = (try? HistoryFile.open()) ?? nil,
      let runs = try? history.runs(HistoryFilter(limit: 30))
    else { return [] }
    let lengths = (try? history.shortIDs(runs.map(\.id))) ?? [:]
    let ids = runs.map { String($0.id.prefix(lengths[$0.id] ?? $0.id.count)) }
    return unique(["last", "good"] + runs.flatMap { [$0.runbook, $0.runbook + "@good"] } + ids)
  }

  static func steps(ofRun words: [String]) -> [String] {
    guard let reference = argument(of: words), let history = (try? HistoryFile.open()) ?? nil,
      let id = try? history.resolve(reference), let run = try? history.run(id)
    else { return [] }
    return unique(run.steps.map(\.key.name))
  }

  /// Of the newest runs.
  static func recent(_ values: (RunSummary) -> [String]) -> [String] {
    let history = (try? HistoryFile.open()) ?? nil
    return unique(((try? history?.runs(HistoryFilter(limit: 500))) ?? []).flatMap(values))
  }

  /// Of the files that kubectl would read.
  static func contexts() -> [String] {
    let usual = Environment.home.map { $0 + "/.kube/config" } ?? ""
    let files = (Environment["KUBECONFIG"] ?? usual).split(separator: ":").map(String.init)
    return unique(
      files.flatMap { file -> [String] in
        guard let bytes = try? Files.read(file), let document = try? YAMLDocument.read(bytes[...]),
          let contexts = document.root["contexts"], contexts.isArray
        else { return [] }
        return contexts.children.compactMap { $0["name"].map { String(decoding: $0.text, as: UTF8.self) } }
      })
  }

  /// The first argument behind the command's name.
  private static func argument(of words: [String]) -> String? {
    var rest = words.dropFirst(2)
    while let word = rest.popFirst() {
      guard word.hasPrefix("-") else { return word.isEmpty ? nil : word }
      if valued.contains(word) { rest = rest.dropFirst() }
    }
    return nil
  }

  private static let valued: Set = [
    "--allow-fix", "--answer", "--context", "--from", "--incident", "--label", "--limit", "--only",
    "--outcome",
    "--runbook", "--since", "--verdict",
  ]

  /// A word so that the shell takes it as it stands. A label or a context may come from somebody else, and
  /// Bash would run what stands in `$(…)`, and Zsh take what follows a colon for a description. Nil for
  /// a word with a line end or with what would steer the terminal or hide.
  static func literal(_ word: String) -> String? {
    if word != Visible.text(word) || word.contains(where: { $0.isNewline || $0 == "\t" }) { return nil }
    let isPlain: (Character) -> Bool =
      switch CompletionShell.requesting {
      case .bash: { !$0.isASCII || $0.isLetter || $0.isNumber || "_./:=@%+,-".contains($0) }
      case .zsh: { $0 != ":" && $0 != "\\" }
      default: { _ in true }
      }
    return word.map { isPlain($0) ? String($0) : "\\\($0)" }.joined()
  }

  private static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
