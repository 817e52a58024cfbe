import GRDB

extension Schema {
  /// What people ask most, in one place each, for their own SQL. A contract like the tables.
  static let v3Views = """
    -- A run in one line.
    CREATE VIEW run_summary AS SELECT
      r.id, r.runbook, r.title, r.verdict, r.outcome, r.reason,
      datetime(r.started / 1000, 'unixepoch') AS started_utc,
      r.started, r.duration,        -- milliseconds
      r.context, r.cluster_version, r.user, r.host, r.incident, r.parent,
      (SELECT count(*) FROM step s WHERE s.run = r.id AND s.items = '[]') AS steps,
      (SELECT count(*) FROM step s WHERE s.run = r.id AND s.items = '[]' AND s.verdict IN ('failed', 'flaky'))
        AS failed_steps
    FROM run r;

    -- A step, or an item of one, with the command of its first attempt.
    CREATE VIEW step_summary AS SELECT
      s.run, r.runbook, r.context, datetime(r.started / 1000, 'unixepoch') AS run_started_utc,
      s.position, s.name, s.items, s.title, s.verdict, s.reason, s.duration,
      (SELECT count(*) FROM attempt a WHERE a.run = s.run AND a.purpose = 'step' AND a.name = s.name
        AND a.items = s.items) AS attempts,
      (SELECT a.command FROM attempt a WHERE a.run = s.run AND a.purpose = 'step' AND a.name = s.name
        AND a.items = s.items ORDER BY a.position LIMIT 1) AS command
    FROM step s JOIN run r ON r.id = s.run;

    -- What an attempt printed, as text.
    CREATE VIEW evidence_text AS SELECT
      e.run, r.runbook, datetime(r.started / 1000, 'unixepoch') AS run_started_utc,
      a.purpose, a.name AS step, a.items, a.number AS attempt, a.command, a.status,
      e.stream, e.size, e.digest, CAST(b.content AS TEXT) AS text
    FROM evidence e JOIN run r ON r.id = e.run JOIN attempt a ON a.run = e.run AND a.position = e.attempt
      JOIN blob b ON b.digest = e.digest;
    """

  /// The statements of all tables, indexes and views as they stand in a new file, with their comments.
  static func text() throws -> String {
    let queue = try DatabaseQueue()
    try migrator.migrate(queue)
    return try queue.read { database in
      let statements = try String.fetchAll(
        database,
        sql: """
          SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search\\_index\\_%' ESCAPE '\\'
            AND name NOT LIKE 'grdb%'
          ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 1 ELSE 2 END, rowid
          """)
      return statements.map { $0 + ";" }.joined(separator: "\n\n")
    }
  }
}
