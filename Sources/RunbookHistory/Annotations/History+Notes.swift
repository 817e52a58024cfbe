import GRDB
package import RunbookModel

/// Notes: added, and removed, but never changed.
extension History {
  /// Those of a run and its steps, the oldest first; `run` is a whole id.
  package func notes(of run: String) throws(HistoryProblem) -> [Note] {
    try read { try Self.notes(of: run, in: $0) }
  }

  /// Adds a note to a run, or to a step of it.
  @discardableResult
  package func note(
    _ text: String, on run: String, step: String? = nil, author: String?, host: String?
  ) throws(HistoryProblem) -> Note {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .emptyNote() }
    if text.utf8.count > Note.limit { throw .longNote(text.utf8.count) }
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    let id = String(decoding: (0..<8).map { _ in letters.randomElement()! }, as: UTF8.self)
    let note = Note(id: id, step: step, text: text, author: author, host: host, time: .now)
    try write { database in
      try Self.find(step: step, of: run, in: database)
      try NoteRecord(note, of: run).store(in: database)
    }
    return note
  }

  /// Removes a note, by its id or the beginning of it, and gives it back.
  package func removeNote(_ id: String, of run: String) throws(HistoryProblem) -> Note {
    try write { database in
      let found = try Self.notes(of: run, in: database).filter { !id.isEmpty && $0.id.hasPrefix(id) }
      guard let note = found.first else { throw HistoryProblem.noNote(id, of: run) }
      if found.count > 1 { throw HistoryProblem.ambiguousNote(id, candidates: found.map(\.id)) }
      try database.run("UPDATE note SET text = NULL WHERE id = ?", .text(note.id))
      return note
    }
  }

  static func notes(of run: String, in database: Database) throws -> [Note] {
    var notes: [Note] = []
    try NoteRecord.each(of: run, in: database) { if let note = $0.note { notes.append(note) } }
    return notes
  }
}

/// A row of `note`: a note, or that there was one and it was removed.
struct NoteRecord: Hashable {
  let run: String
  let id: String
  let step: String?
  /// Nil: it was removed.
  let text: String?
  let author: String?
  let host: String?
  let time: Moment

  var note: Note? {
    text.map { Note(id: id, step: step, text: $0, author: author, host: host, time: time) }
  }

  init(_ note: Note, of run: String) {
    self.init(
      run: run, id: note.id, step: note.step, text: note.text, author: note.author, host: note.host,
      time: note.time)
  }

  init(
    run: String, id: String, step: String?, text: String?, author: String?, host: String?, time: Moment
  ) {
    self.run = run
    self.id = id
    self.step = step
    self.text = text
    self.author = author
    self.host = host
    self.time = time
  }

  /// Of one that is here only its removal is news; what was removed stays removed, whoever still has it.
  func store(in database: Database) throws {
    // Not INSERT … ON CONFLICT: what that says of conflicts would count in the triggers of the table too.
    let isThere = try database.first("SELECT 1 FROM note WHERE id = ?", .text(id), make: { _ in }) != nil
    if isThere {
      if text == nil { try database.run("UPDATE note SET text = NULL WHERE id = ?", .text(id)) }
      return
    }
    try database.run(
      "INSERT INTO note (id, run, step, text, author, host, time) VALUES (?, ?, ?, ?, ?, ?, ?)",
      .text(id), .text(run), .of(step), .of(text), .of(author), .of(host), .of(time.milliseconds))
  }

  static func each(of run: String, in database: Database, _ take: (NoteRecord) throws -> Void) throws {
    try database.each(
      "SELECT run, id, step, text, author, host, time FROM note WHERE run = ? ORDER BY time, id", [.text(run)]
    ) {
      try take(
        NoteRecord(
          run: $0.text(0)!, id: $0.text(1)!, step: $0.text(2), text: $0.text(3), author: $0.text(4),
          host: $0.text(5), time: Moment(milliseconds: Int64($0.integer(6)!))))
    }
  }
}
