import GRDB
import Glibc
import RunbookModel

/// What came of an import.
package struct Imported: Sendable, Hashable {
  /// Runs that were not here before.
  package internal(set) var runs: [String] = []
  /// How many were here already, and are the same.
  package internal(set) var known = 0
  /// Labels and notes that were new, changed or removed.
  package internal(set) var annotations = 0
  /// How many labels and notes are of runs that are not here.
  package internal(set) var strangers = 0
  /// A sentence for each run that is another one here.
  package internal(set) var refused: [String] = []

  package init() {}
}

extension History {
  /// Takes what a file holds; `-` is standard input.
  ///
  /// What is no file is copied to one first, so that nobody who records waits for a slow sender.
  package func importFile(_ path: String, into imported: inout Imported) throws(HistoryProblem) {
    let name = path == "-" ? "standard input" : path
    let file = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadableFile(name, String(cString: strerror(errno))) }
    defer { Glibc.close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      throw .unreadableFile(name, "it is a folder")
    }
    if status.st_mode & S_IFMT == S_IFREG {
      return try importRecords(from: file, named: name, into: &imported)
    }
    let copy = try LineWriter.copy(of: file, named: name)
    defer { Glibc.close(copy) }
    try importRecords(from: copy, named: name, into: &imported)
  }

  /// Takes what a file of records holds, in order; the same file twice is the same as once.
  ///
  /// Each run is one transaction, so of a file that turns out to be damaged the runs before the damage
  /// are here, whole, and `imported` tells them.
  ///
  /// - Parameter file: a descriptor that can be read; it is not closed.
  func importRecords(
    from file: Int32, named name: String, into imported: inout Imported
  ) throws(HistoryProblem) {
    var reader = LineReader(file, name: name)
    var refused: Set<String> = []
    while let line = try reader.next() {
      let known: RecordLine
      do { known = try RecordLine(line) } catch {
        throw line.starts(with: [0x1F, 0x8B]) ? .compressed(name) : reader.problem(error.said)
      }
      switch known {
      case .run(let head):
        switch try take(head, &reader) {
        case .new: imported.runs.append(head.run)
        case .known: imported.known += 1
        case .other:
          refused.insert(head.run)
          imported.refused.append(HistoryProblem.otherContents(head.run, name).message)
        }
      case .label(let label):
        if !refused.contains(label.run) { try merge(label.run, &imported) { try label.merge(into: $0) } }
      case .note(let note):
        if !refused.contains(note.run) { try merge(note.run, &imported) { try note.merge(into: $0) } }
      case .content, .event, .end: throw reader.problem(LineProblem.noHead)
      }
    }
  }

  private enum Found { case new, known, other }

  /// A run, from the line behind its head on.
  private func take(_ head: RecordText.Head, _ reader: inout LineReader) throws(HistoryProblem) -> Found {
    let found = try read { try RecordWriter.head(of: head.run, in: $0) }
    if found == nil {
      var rest = reader
      let isNew = try write { database in
        // Somebody else may have brought it meanwhile.
        guard try RecordWriter.head(of: head.run, in: database) == nil else { return false }
        var record = RecordReader(head, in: database)
        try record.read(&rest)
        try database.run("DELETE FROM pruned WHERE run = ?", .text(head.run))
        return true
      }
      if isNew {
        reader = rest
        return .new
      }
    }
    try pass(head, &reader)
    if let found { return found == head ? .known : .other }
    return try read { try RecordWriter.head(of: head.run, in: $0) } == head ? .known : .other
  }

  /// Reads a run that is not taken, to its end, which must be as it was written.
  private func pass(_ head: RecordText.Head, _ reader: inout LineReader) throws(HistoryProblem) {
    var sum = Digest.Running()
    sum.take(head.line)
    let end = Array(#"{"end":"#.utf8)
    while let line = try reader.next() {
      guard line.starts(with: end) else {
        sum.take(line)
        continue
      }
      guard RecordText.end(of: head.run, sum: sum.digest) == line else {
        throw reader.problem(LineProblem.sum)
      }
      return
    }
    throw reader.problem(LineProblem.noEnd)
  }

  private func merge(
    _ run: String, _ imported: inout Imported, _ merge: (Database) throws -> Bool
  ) throws(HistoryProblem) {
    let isNew = try write { database -> Bool? in
      guard try database.first("SELECT 1 FROM run WHERE id = ?", .text(run), make: { _ in }) != nil else {
        return nil
      }
      return try merge(database)
    }
    switch isNew {
    case true?: imported.annotations += 1
    case false?: break
    case nil: imported.strangers += 1
    }
  }
}

extension LabelRecord {
  /// True where it says something newer than what is here.
  fileprivate func merge(into database: Database) throws -> Bool {
    if let stored = try Self.stored(like: self, in: database), !wins(over: stored) { return false }
    try store(in: database)
    return true
  }
}

extension NoteRecord {
  /// True where it was not here, or was removed elsewhere.
  fileprivate func merge(into database: Database) throws -> Bool {
    let stored = try database.first("SELECT run, text IS NULL FROM note WHERE id = ?", .text(id)) {
      (run: $0.text(0)!, isRemoved: $0.integer(1) == 1)
    }
    if let stored, stored.run != run || stored.isRemoved || text != nil { return false }
    try store(in: database)
    return true
  }
}
