import GRDB
import RunbookModel

extension History {
  /// Writes the records of runs, and of what people added to them, to a descriptor.
  package func export(_ runs: [String], to file: Int32, named name: String) throws(HistoryProblem) {
    let output = LineWriter(file, name: name)
    try export(runs) { try output.write($0) }
    try output.flush()
  }

  /// Writes them to a file, which appears, or is replaced, once it is whole.
  package func export(_ runs: [String], toFile path: String) throws(HistoryProblem) {
    let draft = try DraftFile(for: path)
    try export(runs) { try draft.output.write($0) }
    try draft.finish(replacing: true)
  }

  /// Whole lines are given to the closure.
  package func export(_ runs: [String], to write: @escaping ([UInt8]) throws -> Void) throws(HistoryProblem) {
    for run in runs {
      try read { database in
        var writer = RecordWriter(run, in: database, to: write)
        try writer.writeRun()
        try writer.writeAnnotations()
      }
    }
  }

  /// Of these runs, with all that belongs to their families, those that can be exported, the oldest first,
  /// and how many cannot, for they still run.
  package func exportable(_ runs: [String]) throws(HistoryProblem) -> (runs: [String], running: Int) {
    let wanted = try families().closure(of: runs)
    let summaries = try self.runs().reversed().filter { wanted.contains($0.id) }
    let ended = summaries.filter { $0.state != .running }
    return (ended.map(\.id), summaries.count - ended.count)
  }
}
