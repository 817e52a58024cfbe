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
    help: "Files, or names on the search path; `-` is standard input.", completion: .file(extensions: ["rb"]))
  var files: [String]

  @Flag(help: "Diagnostics as JSON, one object a line.")
  var json = false

  func run() throws {
    var failed = false
    for file in files {
      let source = try file == "-" ? standardInput() : Files.find(file)
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

  private func standardInput() throws -> SourceText {
    do {
      return SourceText(name: "standard input", bytes: try Files.read("/dev/stdin"))
    } catch {
      throw Failure("standard input cannot be read: \(error.reason)", status: .usage)
    }
  }
}

/// Shows what the checker has to say.
enum Diagnostics {
  static func show(_ checked: CheckedRunbook, of source: SourceText, to file: Int32 = STDOUT_FILENO) {
    let renderer = DiagnosticRenderer(sources: checked.sources)
    for diagnostic in checked.diagnostics { Output.print(renderer.lines(for: diagnostic) + [""], to: file) }
    if let summary = DiagnosticRenderer.summary(checked.diagnostics) {
      let style: Style = checked.errors.isEmpty ? .doubt : .bad
      Output.print([StyledText(source.name, .strong) + ": " + StyledText(summary, style)], to: file)
    } else if file == STDOUT_FILENO {
      Output.print([StyledText(source.name, .strong) + ": " + StyledText("fine", .good)], to: file)
    }
  }
}
