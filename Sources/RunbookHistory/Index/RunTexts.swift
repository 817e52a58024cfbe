import GRDB
import RunbookMatching
import RunbookModel

/// The texts of a run that are searched besides its evidence, and where each of them stands.
struct RunTexts {
  /// Which of a run's texts one is; the numbers stand in `search_place.part`.
  enum Part: Int {
    case run, step, attempt, ending, output, stderr, note

    var hit: SearchHit.Part {
      switch self {
      case .run: .run
      case .step: .step
      case .attempt, .ending: .result
      case .output: .output
      case .stderr: .stderr
      case .note: .note
      }
    }
  }

  struct Text: Hashable {
    let part: Part
    let position: Int
    let text: String
  }

  private(set) var texts: [Text] = []
  /// The same text of the same part and step, at several attempts, is found once.
  private var seen: Set<Text> = []

  /// Reads the tables of a run.
  init(of run: String, in database: Database) throws {
    try addRun(run, in: database)
    try addSteps(run, in: database)
    try addAttempts(run, in: database)
    try addArrived(run, in: database)
    try addAnnotations(run, in: database)
  }

  /// What attempts had printed that never ended: of a run that died there is nothing else.
  private mutating func addArrived(_ run: String, in database: Database) throws {
    var arrived: [(attempt: Int, part: Part, bytes: [UInt8])] = []
    try database.each(
      "SELECT attempt, stream, content FROM chunk WHERE run = ? ORDER BY attempt, stream, start, id",
      [.text(run)]
    ) { row in
      let part: Part = row.text(1) == Stream.output.rawValue ? .output : .stderr
      if arrived.last?.attempt != row.integer(0)! || arrived.last?.part != part {
        arrived.append((row.integer(0)!, part, []))
      }
      row.withBytes(2) { arrived[arrived.count - 1].bytes.append(contentsOf: $0) }
    }
    for (attempt, part, bytes) in arrived {
      guard let text = SearchText(bytes) else { continue }
      add(part, at: attempt, [String(decoding: text.bytes, as: UTF8.self)])
    }
  }

  private mutating func addAnnotations(_ run: String, in database: Database) throws {
    var steps: [String: Int] = [:]
    try database.each("SELECT name, position FROM step WHERE run = ? AND items = '[]'", [.text(run)]) {
      steps[$0.text(0)!] = $0.integer(1)! + 1
    }
    try database.each(
      """
      SELECT step, text FROM note WHERE run = ?1 AND text IS NOT NULL
      UNION ALL SELECT step, key || '=' || value FROM label WHERE run = ?1 AND value IS NOT NULL
      """, [.text(run)]
    ) { add(.note, at: $0.text(0).flatMap { steps[$0] } ?? 0, [$0.text(1)]) }
  }

  private mutating func add(_ part: Part, at position: Int, _ lines: [String?], step: Int? = nil) {
    let text = lines.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    guard !text.isEmpty, seen.insert(Text(part: part, position: step ?? position, text: text)).inserted else {
      return
    }
    texts.append(Text(part: part, position: position, text: text))
  }

  private mutating func addRun(_ run: String, in database: Database) throws {
    var lines: [String?] = []
    try database.each("SELECT title, parameters, reason, left_behind FROM run WHERE id = ?", [.text(run)]) {
      row in
      lines.append(row.text(0))
      if let parameters = row.text(1), parameters != "{}" { lines.append(parameters) }
      lines += [row.text(2), row.text(3)]
    }
    // What was asked and answered is in no table of its own.
    try database.each(
      """
      SELECT 1, body ->> 'question', body ->> 'answer', body ->> 'remark' FROM event
        WHERE run = ?1 AND name = 'answered'
      UNION ALL SELECT 2, title, NULL, NULL FROM path WHERE run = ?1
      UNION ALL SELECT 3, name, title, prose FROM outcome WHERE run = ?1
      UNION ALL SELECT 4, message, NULL, NULL FROM warning WHERE run = ?1
      UNION ALL SELECT 5, need, found, reason FROM need WHERE run = ?1
      """, [.text(run)]
    ) { lines += [$0.text(1), $0.text(2), $0.text(3)] }
    add(.run, at: 0, lines)
  }

  private mutating func addSteps(_ run: String, in database: Database) throws {
    try database.each(
      "SELECT position, reason, hint FROM step WHERE run = ? AND coalesce(reason, hint) IS NOT NULL",
      [.text(run)]
    ) { add(.ending, at: $0.integer(0)!, [$0.text(1), $0.text(2)]) }
  }

  private mutating func addAttempts(_ run: String, in database: Database) throws {
    struct Attempt {
      let position: Int
      let step: String
      let command: String?
      let reasons: [String?]
    }
    var titles: [String: String] = [:]
    try database.each("SELECT name, title FROM step WHERE run = ? AND items = '[]'", [.text(run)]) {
      titles[$0.text(0)!] = $0.text(1)
    }
    var expectations: [Int: (written: [String], found: [String?])] = [:]
    try database.each(
      """
      SELECT attempt, verdict, expectation, found, reason, deciding FROM expectation WHERE run = ?
      ORDER BY attempt, position
      """, [.text(run)]
    ) { row in
      let attempt = row.integer(0)!
      expectations[attempt, default: ([], [])].written.append(row.text(2)!)
      if row.text(1) != Verdict.passed.rawValue {
        let deciding = try row.withBytes(5) { try JSONValue($0).texts }
        expectations[attempt]!.found += [row.text(3), row.text(4)] + deciding
      }
    }
    var steps: [String: Int] = [:]
    try database.each(
      """
      SELECT position, name, items, command, reason, problem, verdict FROM attempt
      WHERE run = ? AND purpose NOT IN ('identity', 'reach', 'ready') ORDER BY position
      """, [.text(run)]
    ) { row in
      let position = row.integer(0)!
      let name = row.text(1)!
      let (written, found) = expectations[position] ?? ([], [])
      let step = steps[name + " " + row.text(2)!, default: position]
      steps[name + " " + row.text(2)!] = step
      add(.step, at: position, [titles[name] ?? name, row.text(3)] + written, step: step)
      let reason = row.text(6) == Verdict.passed.rawValue ? nil : row.text(4)
      add(.attempt, at: position, found + [reason, row.text(5)], step: step)
    }
  }
}
