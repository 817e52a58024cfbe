import ArgumentParser
import Glibc
import RunbookEditor
import RunbookHistory
import RunbookLanguage
import RunbookMatching
import RunbookModel
import RunbookReports

struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Help editors: speak the Language Server Protocol.",
    discussion: """
      Editors start it and talk to it over standard input and output: what is
      wrong as you type, what a word or a name means, what can stand here, where
      a name is defined and used, renaming, formatting, the outline, and the
      suggestions of diagnostics as edits. `examples/editors` shows how to set up
      an editor. Nothing is executed.

      Exit status: 0 after `shutdown` and `exit`, else 1.
      """)

  func run() throws {
    var connection = Connection(
      Surroundings(
        version: Runbook.version, loader: Files.editorLoader, runbooks: { Files.runbooks(in: $0) },
        cases: Files.cases,
        columns: { RecordedColumns.columns(of: $1, in: $0) }, planned: PlannedStep.lines))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count > 0 { send(connection.receive(Array(buffer[..<count]))) }
      if count <= 0 || connection.ending != nil { end(connection.close()) }
      // What is wrong is told once nothing more waits to be read.
      if !isWaiting { send(connection.settle()) }
    }
  }

  private func end(_ ending: Connection.Ending) -> Never {
    if let complaint = ending.complaint { Output.fail(Failure(complaint, status: .no)) }
    Glibc.exit(ending.status)
  }

  private var isWaiting: Bool {
    var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLIN) != 0
  }

  private func send(_ bytes: [UInt8]) {
    Output.write(String(decoding: bytes, as: UTF8.self), to: STDOUT_FILENO)
  }
}

extension Files {
  fileprivate static func cases(of runbook: String) -> [SourceText] {
    let folder = Trial.folder(of: SourceText(name: runbook, bytes: []))
    return names(in: folder, ending: ".case").compactMap { try? source("\(folder)/\($0)") }
  }

  /// As `loader`, by absolute paths: the names that an editor has for files.
  fileprivate static let editorLoader: SourceLoader = { (path, from) throws(LoadProblem) in
    let found = try loader(path, from)
    guard !found.name.hasPrefix("/"), let real = realpath(found.name, nil) else { return found }
    defer { free(real) }
    return SourceText(name: String(cString: real), bytes: found.bytes)
  }
}

/// The columns that a step's command printed last.
private enum RecordedColumns {
  static func columns(of step: String, in path: String) -> [String] {
    let name = path.split(separator: "/").last.map {
      $0.hasSuffix(".rb") ? String($0.dropLast(3)) : String($0)
    }
    guard let name, let history = (try? HistoryFile.open()) ?? nil,
      let runs = try? history.runs(HistoryFilter(runbook: name, limit: 5))
    else { return [] }
    for run in runs {
      let events = (try? history.events(of: [run.id], named: [.attemptEnded])[run.id]) ?? []
      for case .attemptEnded(let fact) in events.map(\.fact) where fact.attempt.name == step {
        guard let bytes = (try? history.content(fact.output.content.digest)) ?? nil,
          let table = Table(whole: bytes[...])
        else { continue }
        return table.columns
      }
    }
    return []
  }
}
