import ArgumentParser
import Glibc
import RunbookLanguage
import RunbookModel
import RunbookReports

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with runbooks, before anything runs.",
    discussion: "Nothing is executed. Exit status 2 when there is an error; warnings alone are 0.")

  @Argument(
    help: "Files, or names on the search path; `-` is standard input.", completion: .runbook)
  var files: [String]

  @Flag(help: "Diagnostics as JSON, one object a line.")
  var json = false

  func run() throws {
    var failed = false
    for file in files {
      let source = try Files.given(file)
      let checked = check(source, loader: Files.loader)
      failed = failed || !checked.errors.isEmpty
      if json {
        for diagnostic in checked.diagnostics {
          Output.print(DiagnosticLine.text(diagnostic, checked.sources))
        }
      } else {
        Diagnostics.show(checked, of: source)
      }
    }
    if failed { Output.exit(.invalid) }
  }
}

/// Shows what the checker has to say.
enum Diagnostics {
  static func show(_ checked: CheckedRunbook, of source: SourceText, to file: Int32 = STDOUT_FILENO) {
    show(checked.diagnostics, in: checked.sources, of: source, to: file)
    if checked.diagnostics.isEmpty, file == STDOUT_FILENO {
      Output.print([StyledText(source.name, .strong) + ": " + StyledText("fine", .good)], to: file)
    }
  }

  /// What is wrong, and how much of it; nothing where nothing is.
  static func show(
    _ diagnostics: [Diagnostic], in sources: [SourceText], of source: SourceText, to file: Int32
  ) {
    let renderer = DiagnosticRenderer(sources: sources)
    for diagnostic in diagnostics { Output.print(renderer.lines(for: diagnostic) + [""], to: file) }
    guard let summary = DiagnosticRenderer.summary(diagnostics) else { return }
    let style: Style = diagnostics.contains { $0.severity == .error } ? .bad : .doubt
    Output.print([StyledText(source.name, .strong) + ": " + StyledText(summary, style)], to: file)
  }
}
