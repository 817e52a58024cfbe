import RunbookModel

/// Loads and checks every file that a runbook can reach, each once.
///
/// A file is analysed the same way in every role. A loop of files is an error in all of them: of
/// `use` and `call` because nothing would ever be complete, of arrows because a chain of runs would
/// never end, as with a loop of paths; and a plan contains the plans of all files that it reaches.
final class ReachedFiles {
  private let loader: SourceLoader
  /// Every text that was loaded, in order.
  private(set) var sources: [SourceText] = []
  private var analyses: [String: FileAnalysis] = [:]
  private var checked: [String: CheckedFile] = [:]
  /// The files that are being analysed now, the first at the bottom, each with the place that led to it.
  private var open: [(name: String, link: Diagnostic.Mark?)] = []

  /// No sound set of runbooks is nested so deep; a loader that gives one file many names would never end.
  private static let deepest = 32

  init(loader: @escaping SourceLoader) { self.loader = loader }

  /// A file that is run: by itself, behind an arrow, or by a call.
  func runbook(_ source: SourceText, through link: Diagnostic.Mark? = nil) -> CheckedFile {
    if let known = checked[source.name] { return known }
    let analysis = analyse(source, through: link)
    var list = analysis.diagnostics
    let canWalk = !analysis.isIncomplete && !analysis.parsed.diagnostics.contains { $0.severity == .error }
    if canWalk {
      let graph = FlowGraph(analysis.outline, brought: analysis.brought.map(\.outline))
      var rules = FlowRules(
        graph, names: analysis.names, own: source, isLibrary: analysis.isLibrary, lent: analysis.lent,
        meant: analysis.meant)
      rules.check()
      list += rules.diagnostics
    }
    if !list.contains(where: { $0.severity == .error }), !analysis.isLibrary { list += unused(analysis) }
    list.sort { ($0.mark.place.range.start, $0.code) < ($1.mark.place.range.start, $1.code) }
    let own = list.filter { $0.mark.place.file == source.name }
    var all = own + list.filter { $0.mark.place.file != source.name }
    let others = analysis.brought.map(\.diagnostics) + analysis.parts.flatMap(\.followed).map(\.diagnostics)
    all += others.joined().filter { $0.severity == .error }
    var seen: Set<Diagnostic> = []
    all = all.filter { seen.insert($0).inserted }
    let isSound = !all.contains { $0.severity == .error }
    let plan = isSound ? PlanReference(Planner(analysis).plan()) : nil
    let file = CheckedFile(analysis: analysis, diagnostics: all, plan: plan)
    checked[source.name] = file
    return file
  }

  /// Parameters, secrets and lets that nothing names.
  private func unused(_ analysis: FileAnalysis) -> [Diagnostic] {
    analysis.tree.head.compactMap { head in
      let (name, kind): (Spelled?, Names.VariableName.Kind) =
        switch head.kind {
        case .param(let param): (param.name, .param)
        case .secret(let name, _): (name, .secret)
        case .let(let name, _): (name, .let)
        case .language, .about, .tags, .owner, .use, .needs, .defaults: (nil, .param)
        }
      guard let name, !analysis.usedVariables.contains(name.text) else { return nil }
      return Problem.unusedVariable(name.text, kind).diagnostic(at: name.range, in: analysis.source)
    }
  }

  private func analyse(_ source: SourceText, through link: Diagnostic.Mark?) -> FileAnalysis {
    if let known = analyses[source.name] { return known }
    if !sources.contains(where: { $0.name == source.name }) { sources.append(source) }
    open.append((source.name, link))
    defer { open.removeLast() }
    let analysis = FileCheck(source, files: self).analysis()
    analyses[source.name] = analysis
    return analysis
  }

  /// What came of looking for a file that another one names.
  enum Found<File> {
    case file(File)
    /// What to say at the place that names it, and the places that led there.
    case problem(Problem, [Diagnostic.Mark] = [])
  }

  func use(_ file: StringSyntax, from source: SourceText) -> Found<FileAnalysis> {
    switch find(file.text, from: source) {
    case .file(let found): .file(analyse(found, through: link(to: found, at: file, in: source)))
    case .problem(let problem, let others): .problem(problem, others)
    }
  }

  func follow(_ file: StringSyntax, from source: SourceText) -> Found<CheckedFile> {
    switch find(file.text, from: source) {
    case .file(let found): .file(runbook(found, through: link(to: found, at: file, in: source)))
    case .problem(let problem, let others): .problem(problem, others)
    }
  }

  private func link(to found: SourceText, at file: StringSyntax, in source: SourceText) -> Diagnostic.Mark {
    Diagnostic.Mark(SourcePlace(file: source.name, range: file.range), "leads to \(found.name)")
  }

  private func find(_ path: String, from source: SourceText) -> Found<SourceText> {
    let found: SourceText
    do {
      found = try loader(path, source)
    } catch {
      return .problem(.unreadableFile(path, error.reason))
    }
    let first = open.lastIndex { $0.name == found.name }
    guard let start = first ?? (open.count >= Self.deepest ? 0 : nil) else { return .file(found) }
    let circle = open[start...]
    return .problem(.fileLoop(circle.map(\.name) + [found.name]), circle.dropFirst().compactMap(\.link))
  }
}

extension FileAnalysis {
  /// The files that arrows, outcomes and calls lead to, in a fixed order.
  var followed: [CheckedFile] { follows.sorted { $0.key < $1.key }.map(\.value) }
}
