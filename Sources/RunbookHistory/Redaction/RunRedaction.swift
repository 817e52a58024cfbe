import GRDB
import RunbookMatching
import RunbookModel

/// Redacts what is stored of runs, in the transaction of the caller.
///
/// A run's events are redacted, and its rows made anew from them; contents are redacted once for all runs that
/// are cleaned, and one that nobody refers to any more is deleted. A run leaves the index as it was, and is taken
/// in again as it is then.
final class RunRedaction {
  private let redactor: Redactor
  private let database: Database
  private(set) var cleaned = Cleaned()
  private var contents: [Place: BodyRedaction.Stored] = [:]

  /// A content, and where bytes are missing in it.
  private struct Place: Hashable {
    let digest: String
    let head: Int?
  }

  init(_ redactor: Redactor, in database: Database) {
    self.redactor = redactor
    self.database = database
  }

  func clean(_ run: String) throws {
    var bodies: [(number: Int, body: [UInt8])] = []
    try database.each("SELECT number, body FROM event WHERE run = ? ORDER BY number", [.text(run)]) { row in
      bodies.append((row.integer(0)!, row.withBytes(1) { [UInt8]($0) }))
    }
    let changes = try bodies.compactMap { (number, body) -> (number: Int, body: [UInt8])? in
      let new = try redacted(body)
      return new == body ? nil : (number, new)
    }
    if !changes.isEmpty {
      try History.forget(run: run, in: database)
      for change in changes {
        try database.run(
          "UPDATE event SET body = ? WHERE run = ? AND number = ?", .utf8(change.body), .text(run),
          .of(change.number))
      }
      try History.rebuild(run: run, in: database)
    }
    let others = try cleanNotes(run) + cleanLabels(run) + cleanChunks(run)
    if !changes.isEmpty || others > 0 { cleaned.runs += 1 }
    cleaned.texts += changes.count + others
  }

  /// Contents that nobody refers to.
  func deleteLost() throws {
    for place in contents.keys where contents[place]?.digest != place.digest {
      let isNeeded: Void? = try database.first(
        """
        SELECT 1 FROM evidence WHERE digest = ?1 UNION ALL SELECT 1 FROM run_source WHERE digest = ?1
        UNION ALL SELECT 1 FROM attempt WHERE stdin = ?1 LIMIT 1
        """, .text(place.digest), make: { _ in })
      if isNeeded != nil { continue }
      try History.forget(content: Digest(hexadecimal: place.digest), in: database)
      try database.run("DELETE FROM runbook_version WHERE digest = ?", .text(place.digest))
      try database.run("DELETE FROM blob WHERE digest = ?", .text(place.digest))
    }
  }

  private func redacted(_ body: [UInt8]) throws -> [UInt8] {
    let value = try body.withUnsafeBytes { try JSONValue($0) }
    var redaction = BodyRedaction(redactor) { [self] in try content($0, head: $1) }
    var json = JSONBytes()
    json.value(try redaction.redacted(value))
    cleaned.kinds.add(redaction.kinds)
    return json.bytes
  }

  /// What stands in the place of a content; a new one is stored. Nil where there are no bytes.
  private func content(_ digest: String, head: Int?) throws -> BodyRedaction.Stored? {
    let place = Place(digest: digest, head: head)
    if let new = contents[place] { return new }
    let bytes = try database.first("SELECT content FROM blob WHERE digest = ?", .text(digest)) { row in
      row.withBytes(0) { [UInt8]($0) }
    }
    guard let bytes else { return nil }
    var new = redactor.redact(head.map { Array(bytes.prefix($0)) } ?? bytes)
    let newHead = head.map { _ in new.count }
    if let head { new += redactor.redact(Array(bytes.dropFirst(head))) }
    let content = Content(new)
    let stored = BodyRedaction.Stored(
      digest: content.digest.description, size: content.size, head: newHead)
    contents[place] = stored
    if new != bytes {
      cleaned.contents += 1
      cleaned.kinds.add(Redactor.kinds(in: new), minus: Redactor.kinds(in: bytes))
      try database.run(
        "INSERT INTO blob (digest, size, content) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
        .text(stored.digest), .of(stored.size), .blob(new))
    }
    return stored
  }

  private func cleanNotes(_ run: String) throws -> Int {
    try cleanTexts(
      "SELECT id, NULL, text FROM note WHERE run = ? AND text IS NOT NULL",
      "UPDATE note SET text = ?2 WHERE id = ?1",
      run)
  }

  private func cleanLabels(_ run: String) throws -> Int {
    try cleanTexts(
      "SELECT id, key, value FROM label WHERE run = ? AND value IS NOT NULL",
      "UPDATE label SET value = ?2 WHERE id = ?1", run)
  }

  private func cleanTexts(_ query: String, _ update: String, _ run: String) throws -> Int {
    var changes: [(id: String, text: String)] = []
    try database.each(query, [.text(run)]) { row in
      let old = row.text(2)!
      let new = row.text(1).map { redactor.redact(old, named: $0) } ?? redactor.redact(old)
      if new == old { return }
      cleaned.kinds.add(Redactor.kinds(in: Array(new.utf8)), minus: Redactor.kinds(in: Array(old.utf8)))
      changes.append((row.text(0)!, new))
    }
    if !changes.isEmpty { try History.forget(run: run, in: database) }
    for change in changes { try database.run(update, .text(change.id), .text(change.text)) }
    return changes.count
  }

  /// What had arrived of an attempt whose run died: each stream as a whole, for a secret may lie over a border.
  private func cleanChunks(_ run: String) throws -> Int {
    var streams: [(attempt: Int, stream: String, bytes: [UInt8])] = []
    try database.each(
      "SELECT attempt, stream, content FROM chunk WHERE run = ? ORDER BY attempt, stream, start, id",
      [.text(run)]
    ) { row in
      let (attempt, stream) = (row.integer(0)!, row.text(1)!)
      if streams.last?.attempt != attempt || streams.last?.stream != stream {
        streams.append((attempt, stream, []))
      }
      row.withBytes(2) { streams[streams.count - 1].bytes.append(contentsOf: $0) }
    }
    var changed = 0
    for old in streams {
      let new = redactor.redact(old.bytes)
      if new == old.bytes { continue }
      changed += 1
      cleaned.kinds.add(Redactor.kinds(in: new), minus: Redactor.kinds(in: old.bytes))
      try database.run(
        "DELETE FROM chunk WHERE run = ? AND attempt = ? AND stream = ?", .text(run), .of(old.attempt),
        .text(old.stream))
      try database.run(
        "INSERT INTO chunk (run, attempt, stream, start, content) VALUES (?, ?, ?, 0, ?)", .text(run),
        .of(old.attempt), .text(old.stream), .blob(new))
    }
    return changed
  }
}
