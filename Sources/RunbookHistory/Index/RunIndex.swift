import GRDB
import RunbookMatching
import RunbookModel

/// Takes a run into the index, and out of it.
///
/// Both happen in the transaction of the caller, so a run is in the index whole or not at all. A run is taken in once it
/// has ended, or died; what changes later takes it out first, while it is as it was.
struct RunIndex {
  let database: Database

  /// Takes a run in, as it is now.
  func add(_ run: String) throws {
    try forget(run)
    let number = try newNumber(of: run)
    try database.run("INSERT INTO search_run (number, run) VALUES (?, ?)", .of(number), .text(run))
    for text in try RunTexts(of: run, in: database).texts {
      try place(try document(of: text.text), number, text.part, text.position)
    }
    try addEvidence(of: run, number)
    try tally(run, adding: 1)
    try TraitIndex(database: database).add(run, number)
    try database.run("DELETE FROM search_pending WHERE run = ?", .text(run))
  }

  /// Takes a run out, and each text that stands in no other; it must still be as it was when it was taken in.
  func forget(_ run: String) throws {
    let number = try database.first("SELECT number FROM search_run WHERE run = ?", .text(run)) {
      $0.integer(0)!
    }
    guard let number else { return }
    var documents: [Int] = []
    try database.each("SELECT DISTINCT document FROM search_place WHERE run = ?", [.of(number)]) {
      documents.append($0.integer(0)!)
    }
    try database.run("DELETE FROM search_place WHERE run = ?", .of(number))
    for document in documents {
      let place = "SELECT 1 FROM search_place WHERE document = ?"
      if try database.first(place, .of(document), make: { _ in }) == nil { try forget(document: document) }
    }
    try tally(run, adding: -1)
    try TraitIndex(database: database).forget(number)
    try database.run("DELETE FROM search_run WHERE number = ?", .of(number))
    try database.run("INSERT OR IGNORE INTO search_pending (run) VALUES (?)", .text(run))
  }

  /// Takes a content out of the index, and lets all runs that hold it be taken in anew.
  func forget(content digest: String) throws {
    let document = try database.first(
      "SELECT id FROM search_document WHERE blob = (SELECT id FROM blob WHERE digest = ?)", .text(digest)
    ) { $0.integer(0)! }
    guard let document else { return }
    try database.run(
      """
      INSERT OR IGNORE INTO search_pending (run)
      SELECT DISTINCT s.run FROM search_place p JOIN search_run s ON s.number = p.run WHERE p.document = ?
      """, .of(document))
    var runs: [Int] = []
    try database.each("SELECT DISTINCT run FROM search_place WHERE document = ?", [.of(document)]) {
      runs.append($0.integer(0)!)
    }
    for run in runs { try TraitIndex(database: database).forget(run) }
    try database.run("DELETE FROM search_place WHERE document = ?", .of(document))
    try forget(document: document)
  }

  /// Makes sure that nothing of what was taken out is left in the index.
  ///
  /// FTS5 notes beside a word that its document is gone, and takes it away when it merges; all is merged here.
  func forgetForGood() throws {
    try database.run("INSERT INTO search_index (search_index) VALUES ('optimize')")
  }

  /// The time at which it started, or the next number that is free.
  private func newNumber(of run: String) throws -> Int {
    let started = try database.first("SELECT started FROM run WHERE id = ?", .text(run)) { $0.integer(0)! }
    guard var number = started else { throw HistoryProblem.noRun(run, meant: nil) }
    while try database.first("SELECT 1 FROM search_run WHERE number = ?", .of(number), make: { _ in }) != nil
    {
      number += 1
    }
    return number
  }

  private func place(_ document: Int, _ run: Int, _ part: RunTexts.Part, _ position: Int) throws {
    try database.run(
      "INSERT OR IGNORE INTO search_place (document, run, part, position) VALUES (?, ?, ?, ?)",
      .of(document), .of(run), .of(part.rawValue), .of(position))
  }

  private func document(of text: String) throws -> Int {
    let digest = Digest(of: Array(text.utf8)).description
    if let known = try database.first(
      "SELECT id FROM search_document WHERE digest = ?", .text(digest),
      make: {
        $0.integer(0)!
      })
    {
      return known
    }
    try database.run(
      "INSERT INTO search_document (digest, text, left_out) VALUES (?, ?, 0)", .text(digest), .text(text))
    return try index(SearchText(text))
  }

  private func addEvidence(of run: String, _ number: Int) throws {
    var found: [(blob: Int, part: RunTexts.Part, position: Int)] = []
    // The same content at several attempts of a step is found once.
    try database.each(
      """
      SELECT b.id, e.stream, min(e.attempt) FROM evidence e JOIN blob b ON b.digest = e.digest
      JOIN attempt a ON a.run = e.run AND a.position = e.attempt
      WHERE e.run = ? AND e.size > 0 GROUP BY b.id, e.stream, a.name, a.items ORDER BY 3, 2
      """, [.text(run)]
    ) {
      let part: RunTexts.Part = $0.text(1) == Stream.output.rawValue ? .output : .stderr
      found.append(($0.integer(0)!, part, $0.integer(2)!))
    }
    for evidence in found {
      guard let document = try document(of: evidence.blob) else { continue }
      try place(document, number, evidence.part, evidence.position)
    }
  }

  /// Nil where it is binary.
  private func document(of blob: Int) throws -> Int? {
    let known = try database.first("SELECT id FROM search_document WHERE blob = ?", .of(blob)) {
      $0.integer(0)!
    }
    if let known { return known }
    guard let text = try Self.text(ofBlob: blob, in: database) else { return nil }
    try database.run(
      "INSERT INTO search_document (blob, left_out) VALUES (?, ?)", .of(blob), .of(text.leftOut))
    return try index(text)
  }

  /// Indexes the document that was made last.
  private func index(_ text: SearchText) throws -> Int {
    let id = Int(database.lastInsertedRowID)
    try database.run(
      "INSERT INTO search_index (rowid, text) VALUES (?, ?)", .of(id), .utf8(text.bytes))
    return id
  }

  private func forget(document: Int) throws {
    if let text = try Self.text(of: document, in: database) {
      try database.run(
        "INSERT INTO search_index (search_index, rowid, text) VALUES ('delete', ?, ?)", .of(document),
        .utf8(text.bytes))
    }
    try database.run("DELETE FROM search_document WHERE id = ?", .of(document))
  }

  /// The text of a document, as it was indexed.
  static func text(of document: Int, in database: Database) throws -> SearchText? {
    let found = try database.first("SELECT blob, text FROM search_document WHERE id = ?", .of(document)) {
      (blob: $0.integer(0), text: $0.text(1))
    }
    if let text = found?.text { return SearchText(text) }
    return try found?.blob.flatMap { try text(ofBlob: $0, in: database) }
  }

  private static func text(ofBlob blob: Int, in database: Database) throws -> SearchText? {
    let content = try database.first("SELECT content FROM blob WHERE id = ?", .of(blob)) { row in
      row.withBytes(0) { [UInt8]($0) }
    }
    return content.flatMap { SearchText($0) }
  }

  /// Counts the steps of a run among those of its runbook, or no longer.
  private func tally(_ run: String, adding sign: Int) throws {
    let runbook = try database.first("SELECT runbook FROM run WHERE id = ?", .text(run)) { $0.text(0)! }
    var steps: [(name: String, verdict: String, bucket: Int, position: Int)] = []
    // What was taken over from another run was counted there.
    try database.each(
      """
      SELECT name, verdict, duration, position FROM step
      WHERE run = ? AND items = '[]' AND verdict IS NOT NULL AND taken_from IS NULL
      """, [.text(run)]
    ) {
      steps.append(
        ($0.text(0)!, $0.text(1)!, DurationCounts.bucket($0.integer(2) ?? 0), $0.integer(3)!))
    }
    for step in steps {
      try database.run(
        """
        INSERT INTO step_tally (runbook, step, verdict, duration, steps, positions) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET steps = steps + excluded.steps, positions = positions + excluded.positions
        """,
        .of(runbook), .text(step.name), .text(step.verdict), .of(step.bucket), .of(sign),
        .of(sign * step.position))
      if sign < 0 {
        try database.run(
          "DELETE FROM step_tally WHERE runbook = ? AND step = ? AND verdict = ? AND duration = ? AND steps <= 0",
          .of(runbook), .text(step.name), .text(step.verdict), .of(step.bucket))
      }
    }
  }
}
