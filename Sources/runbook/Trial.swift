import Glibc
import RunbookEngine
import RunbookHistory
import RunbookLanguage
import RunbookModel
import RunbookReports

/// A runbook and its cases.
struct Trial {
  private let source: SourceText
  private let history: History?

  /// - Parameter history: takes the runs of the cases.
  init(_ source: SourceText, recordingIn history: History? = nil) {
    self.source = source
    self.history = history
  }

  /// Where the cases of a runbook are: `dns-broken.cases` beside `dns-broken.rb`.
  static func folder(of source: SourceText) -> String {
    let name = source.name
    return (name.hasSuffix(".rb") ? String(name.dropLast(3)) : name) + ".cases"
  }

  /// Runs the cases, or one of them, and prints what came of each.
  ///
  /// - Parameter isStrict: what they leave untried is a failure too.
  func run(only path: String? = nil, isStrict: Bool = false) async throws(Failure) -> Output.Status {
    let plan = try Runnable.plan(of: source, quiet: true)
    let folder = Self.folder(of: source)
    let paths = path.map { [$0] } ?? Files.names(in: folder, ending: ".case").map { "\(folder)/\($0)" }
    if paths.isEmpty {
      Output.print([StyledText(source.name, .strong) + StyledText(": no cases in \(folder)/", .doubt)])
      return isStrict ? .no : .done
    }
    Output.print([StyledText(source.name, .strong) + StyledText("  \(plan.title)")])
    let runs = try paths.map { path throws(Failure) in try outcome(of: path, plan) }
    try await record(runs.compactMap(\.self))
    let passed = runs.count { $0?.misses.isEmpty == true }
    let count = Written.count(paths.count, "case")
    Output.print([
      StyledText(source.name, .strong) + ": "
        + StyledText(
          passed == paths.count ? "\(count) passed" : "\(paths.count - passed) of \(count) did not pass",
          passed == paths.count ? .good : .bad)
    ])
    if runs.contains(where: { $0 == nil }) { return .invalid }
    if passed < paths.count { return .no }
    guard isStrict else { return .done }
    let untried = Untried(source, plan, runs.compactMap(\.self))
    Output.print(untried.lines)
    return untried.isEmpty ? .done : .no
  }

  private func record(_ runs: [CaseRun]) async throws(Failure) {
    guard let recorder = history?.recorder() else { return }
    let now = Moment.now
    for run in runs {
      if let complaint = await recorder.observe(run.events(from: now)) { throw Failure(complaint) }
    }
  }

  /// Nil where the case is invalid, which is shown.
  private func outcome(of path: String, _ plan: Plan) throws(Failure) -> CaseRun? {
    let source = try Files.source(path)
    let checked = readCase(source, for: plan)
    guard let tried = checked.found else {
      Diagnostics.show(checked.diagnostics, in: [source], of: source, to: STDOUT_FILENO)
      return nil
    }
    let run: CaseRun
    do throws(ArgumentProblem) {
      run = try CaseRun(tried, of: plan)
    } catch {
      throw Failure("`\(path)`: \(error.message)", remedy: error.help, status: .invalid)
    }
    let file = path.split(separator: "/").last ?? ""
    Output.print(
      CaseView(
        name: String(file.dropLast(".case".count)), title: tried.title,
        misses: run.misses.map {
          .init(expected: CaseWriter.words($0.expected.kind), came: $0.came.map(CaseWriter.words))
        }, deciding: run.deciding, missing: run.missing.map { CaseWriter.text(of: $0) },
        unused: run.unused.map { "line \($0.line), \($0.words)" }
          + run.unasked.map { "line \($0.line), the answer to \($0.name)" }
      ).lines)
    return run
  }
}

extension CommandAnswer {
  /// Which command it answers, in a few words.
  fileprivate var words: String {
    let command =
      switch wording {
      case .exact(let text), .startsWith(let text), .contains(let text): text
      case nil: "any command"
      }
    return command + (step.map { " of \($0)" } ?? "") + (items ?? []).map { " · \($0)" }.joined()
  }
}
