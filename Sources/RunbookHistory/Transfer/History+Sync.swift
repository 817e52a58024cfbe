import GRDB
import Glibc
import RunbookModel

/// What came of a sync.
package struct Synced: Sendable, Hashable {
  /// What the folder brought.
  package internal(set) var imported = Imported()
  /// How many runs, labels and notes the folder was given.
  package internal(set) var runs = 0
  package internal(set) var annotations = 0
  /// A sentence for each file that could not be taken.
  package internal(set) var problems: [String] = []
}

extension History {
  /// Brings a history and a folder to the same runs, labels and notes: what is missing here is imported, what is
  /// missing there is written. Runs that were pruned here stay away.
  ///
  /// Several machines may do this with the same folder at once.
  ///
  /// - Parameter runs: those that the folder is to have; they must have ended.
  package func sync(_ runs: [String], with path: String) throws(HistoryProblem) -> Synced {
    let folder = try SyncFolder(path)
    var synced = Synced()
    let entries = folder.entries()
    var shared: Set<String> = []
    let pruned = try ids("SELECT run FROM pruned")
    for entry in entries where entry.kind == .run && !pruned.contains(entry.run) {
      if attempt(&synced, { (synced: inout Synced) throws(HistoryProblem) in try fetch(entry, &synced) }) {
        shared.insert(entry.run)
      }
    }
    let there = Set(entries.filter { $0.kind == .run }.map(\.run))
    for run in runs where !there.contains(run) {
      let isGiven = attempt(&synced) { (_: inout Synced) throws(HistoryProblem) in try give(run, to: folder) }
      if isGiven {
        synced.runs += 1
        shared.insert(run)
      }
    }
    let annotated = entries.filter { $0.kind != .run && shared.contains($0.run) }
    try syncAnnotations(annotated, of: shared, folder, &synced)
    return synced
  }

  /// False where it went wrong, which is told.
  private func attempt(
    _ synced: inout Synced, _ body: (inout Synced) throws(HistoryProblem) -> Void
  ) -> Bool {
    do {
      try body(&synced)
      return true
    } catch {
      synced.problems.append(error.message)
      return false
    }
  }

  /// A run of the folder: taken where it is not here, else compared.
  private func fetch(_ entry: SyncFolder.Entry, _ synced: inout Synced) throws(HistoryProblem) {
    let here = try read { try RecordWriter.head(of: entry.run, in: $0) }
    guard let here else {
      try withFile(entry) { file throws(HistoryProblem) in
        try importRecords(from: file, named: entry.path, into: &synced.imported)
      }
      if try read({ try RecordWriter.head(of: entry.run, in: $0) }) == nil {
        throw .otherRun(entry.path, expected: entry.run)
      }
      return
    }
    try withFile(entry) { file throws(HistoryProblem) in
      var reader = LineReader(file, name: entry.path)
      guard try reader.next() == here.line else { throw .otherContents(entry.run, entry.path) }
    }
  }

  private func give(_ run: String, to folder: SyncFolder) throws(HistoryProblem) {
    try read { database in
      let started = try database.first("SELECT started FROM run WHERE id = ?", .text(run)) { $0.integer(0)! }
      let path = folder.file(of: run, started: Moment(milliseconds: Int64(started ?? 0)))
      try folder.write(path) { output in
        var writer = RecordWriter(run, in: database) { try output.write($0) }
        try writer.writeRun()
      }
    }
  }

  /// Labels and notes: what the folder knows better is taken, what it does not know is written, what is out of
  /// date in it is deleted.
  private func syncAnnotations(
    _ entries: [SyncFolder.Entry], of runs: Set<String>, _ folder: SyncFolder, _ synced: inout Synced
  ) throws(HistoryProblem) {
    let known = Set(try annotations(of: runs).map { SyncFolder.digits(of: $0.line) })
    // Those of which all is known here, so that they may go when they are out of date.
    var understood: [String] = []
    for entry in entries {
      guard case .annotation(let digits) = entry.kind else { continue }
      let strangers = synced.imported.strangers
      let isRead =
        known.contains(digits)
        || attempt(&synced) { (synced: inout Synced) throws(HistoryProblem) in
          try withFile(entry) { file throws(HistoryProblem) in
            try importRecords(from: file, named: entry.path, into: &synced.imported)
          }
        }
      if isRead, synced.imported.strangers == strangers { understood.append(entry.path) }
    }
    let there = Set(entries.map(\.path))
    var current: Set<String> = []
    var isComplete = true
    for annotation in try annotations(of: runs) {
      let path = folder.file(
        of: annotation.line, kind: annotation.kind, run: annotation.run, started: annotation.started)
      current.insert(path)
      if there.contains(path) { continue }
      let isGiven = attempt(&synced) { (_: inout Synced) throws(HistoryProblem) in
        do { try folder.write(path) { try $0.write(annotation.line) } } catch {
          throw HistoryProblem(error, at: path)
        }
      }
      if isGiven { synced.annotations += 1 } else { isComplete = false }
    }
    // Nothing goes before what came instead is there.
    if isComplete { for path in understood where !current.contains(path) { unlink(path) } }
  }

  private struct Annotation {
    let run: String
    let started: Moment
    let kind: String
    let line: [UInt8]
  }

  /// The lines of all labels and notes of these runs.
  private func annotations(of runs: Set<String>) throws(HistoryProblem) -> [Annotation] {
    try read { database in
      var annotated: [(run: String, started: Moment)] = []
      try database.each(
        """
        SELECT id, started FROM run
        WHERE id IN (SELECT run FROM label UNION SELECT run FROM note) ORDER BY id
        """
      ) { annotated.append(($0.text(0)!, Moment(milliseconds: Int64($0.integer(1)!)))) }
      var annotations: [Annotation] = []
      for (run, started) in annotated where runs.contains(run) {
        func add(_ kind: String, _ line: [UInt8]) {
          annotations.append(Annotation(run: run, started: started, kind: kind, line: line))
        }
        try LabelRecord.each(of: run, in: database) { add("label", RecordText.label($0)) }
        try NoteRecord.each(of: run, in: database) { add("note", RecordText.note($0)) }
      }
      return annotations
    }
  }

  private func ids(_ sql: String) throws(HistoryProblem) -> Set<String> {
    try read { database in
      var ids: Set<String> = []
      try database.each(sql) { ids.insert($0.text(0)!) }
      return ids
    }
  }

  /// A file of the folder; one that has gone meanwhile is out of date, and anything but a file is never waited for.
  private func withFile(
    _ entry: SyncFolder.Entry, _ body: (Int32) throws(HistoryProblem) -> Void
  ) throws(HistoryProblem) {
    let file = open(entry.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    if file < 0, errno == ENOENT { return }
    guard file >= 0 else { throw .unreadableFile(entry.path, String(cString: strerror(errno))) }
    defer { Glibc.close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadableFile(entry.path, "it is no file")
    }
    try body(file)
  }
}
