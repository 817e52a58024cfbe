import ArgumentParser
import RunbookHistory
import RunbookModel
import RunbookReports

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Take the runs of files that `runbook export` wrote.",
    discussion: """
      The same file twice is the same as once. A run is taken whole or not at
      all, and only if every checksum in it is right; a run that is another one
      here under the same id is refused, and both are left as they are. Labels
      and notes are merged: of two values of a label the newer counts.
      """)

  @Argument(help: ArgumentHelp("The files, or `-` for standard input.", valueName: "file"))
  var files: [String]

  @Flag(help: "What came of it, as JSON.")
  var json = false

  func run() throws {
    let history = try HistoryFile.made()
    var imported = Imported()
    var problems: [String] = []
    for file in files {
      do throws(HistoryProblem) {
        try history.importFile(file, into: &imported)
      } catch { problems.append(error.message) }
    }
    history.close()
    if json {
      Output.print(JSONText.pretty(TransferDocument(imported, problems)))
    } else {
      Output.print(imported.lines)
    }
    TransferDocument.end(with: imported.refused + problems, isTold: json)
  }
}

/// What an import or a sync came to, as `--json` prints it.
struct TransferDocument: Encodable {
  let imported: [String]
  let known: Int
  let annotations: Int
  let problems: [String]
  /// Only of a sync: what the folder was given.
  var written: Int?
  var writtenAnnotations: Int?

  init(_ imported: Imported, _ problems: [String]) {
    self.imported = imported.runs
    known = imported.known
    annotations = imported.annotations
    self.problems = imported.refused + problems
  }

  /// Ends the command with what went wrong, if anything did.
  static func end(with problems: [String], isTold: Bool) {
    if problems.isEmpty { return }
    if isTold { Output.exit(.failed) }
    for problem in problems.dropLast() { Output.print([StyledText("error", .bad) + ": \(problem)"], to: 2) }
    Output.fail(Failure(problems.last!))
  }
}

extension Imported {
  var lines: [StyledText] {
    var parts = ["\(Written.count(runs.count, "run")) imported"]
    if known > 0 { parts.append("\(known) here already") }
    if annotations > 0 { parts.append("\(annotations) new or changed among labels and notes") }
    if strangers > 0 { parts.append("\(strangers) labels or notes left out, for their runs are not here") }
    return [StyledText(parts.joined(separator: ", "))]
  }
}
