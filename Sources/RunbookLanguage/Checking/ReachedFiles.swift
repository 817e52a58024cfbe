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
  /// The files that are being analysed now, the first at the bottom.
  private var open: [String] = []

  /// No sound set of runbooks is nested so deep; a loader that gives one file many names would never end.
  private static let deepest = 32

  init(loader: @escaping SourceLoader) { self.loader = loader }

  /// A file that is run: by itself, behind an arrow, or by a call.
  func runbook(_ source: SourceText) -> CheckedFile {
    if let known = checked[source.name] { return known }
    let analysis = analyse(source)
    var list = analysis.diagnostics
    let canWalk = !analysis.isIncomplete && !analysis.parsed.diagnostics.contains { $0.severity == .error }
    if canWalk {
      let graph = FlowGraph(analysis.outline, brought: analysis.brought.map(\.outline))
      var rules = FlowRules(
        graph, names: analysis.names, own: source, isLibrary: analysis.isLibrary, meant: analysis.meant)
      rules.check()
      list += rules.diagnostics
    }
    if !list.contains(where: { $0.severity == .error }), !analysis.isLibrary { list += unused(analysis) }
    list.sort { ($0.mark.place.range.start, $0.code) < ($1.mark.place.range.start, $1.code) }
    let own = list.filter { $0.mark.place.file == source.name }
    var all = own + list.filter { $0.mark.place.file != source.name }
    let others = analysis.brought.map(\.diagnostics) + analysis.followed.map(\.diagnostics)
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

  private func analyse(_ source: SourceText) -> FileAnalysis {
    if let known = analyses[source.name] { return known }
    if !sources.contains(where: { $0.name == source.name }) { sources.append(source) }
    open.append(source.name)
    defer { open.removeLast() }
    let analysis = FileCheck(source, files: self).analysis()
    analyses[source.name] = analysis
    return analysis
  }

  /// What came of looking for a file that another one names.
  enum Found<File> {
    case file(File)
    /// What to say at the place that names it.
    case problem(Problem)
  }

  func use(_ path: String, from source: SourceText) -> Found<FileAnalysis> {
    switch find(path, from: source) {
    case .file(let found): .file(analyse(found))
    case .problem(let problem): .problem(problem)
    }
  }

  func follow(_ path: String, from source: SourceText) -> Found<CheckedFile> {
    switch find(path, from: source) {
    case .file(let found): .file(runbook(found))
    case .problem(let problem): .problem(problem)
    }
  }

  private func find(_ path: String, from source: SourceText) -> Found<SourceText> {
    let found: SourceText
    do {
      found = try loader(path, source)
    } catch {
      return .problem(.unreadableFile(path, error.reason))
    }
    if let start = open.lastIndex(of: found.name) {
      return .problem(.fileLoop(open[start...] + [found.name]))
    }
    if open.count >= Self.deepest { return .problem(.fileLoop(open[...] + [found.name])) }
    return .file(found)
  }
}

extension FileAnalysis {
  /// The files that arrows, outcomes and calls lead to, in a fixed order.
  var followed: [CheckedFile] { follows.sorted { $0.key < $1.key }.map(\.value) }
}
