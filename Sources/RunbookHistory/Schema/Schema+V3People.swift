extension Schema {
  /// What people add to runs, and what ties runs together.
  ///
  /// `label` and `note` are no projections: no event tells of them. What was taken away stays as a row without
  /// its text, so that it does not come back from another machine that has not heard of it.
  static let v3People = """
    ALTER TABLE run ADD COLUMN incident TEXT /* what it was run for; the label `incident` of the run overrules its log */;
    CREATE INDEX run_by_incident ON run (incident, started, id) WHERE incident IS NOT NULL;

    CREATE TABLE label (
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES run (id),
      step TEXT,                    -- NULL: the run as a whole
      key TEXT NOT NULL,
      value TEXT,                   -- NULL: it was taken away
      author TEXT,
      host TEXT,
      time INTEGER NOT NULL         -- of the newest change, which counts
    ) STRICT;
    CREATE UNIQUE INDEX label_by_run ON label (run, coalesce(step, ''), key);
    CREATE INDEX label_by_key ON label (key, value, run);

    CREATE TABLE note (
      id TEXT NOT NULL PRIMARY KEY, -- eight letters and digits
      run TEXT NOT NULL REFERENCES run (id),
      step TEXT,                    -- NULL: the run as a whole
      text TEXT,                    -- NULL: it was removed
      author TEXT,
      host TEXT,
      time INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX note_by_run ON note (run, time);

    -- Runs that were pruned here, which `sync` does not bring back.
    CREATE TABLE pruned (
      run TEXT NOT NULL PRIMARY KEY,
      time INTEGER NOT NULL         -- when
    ) STRICT, WITHOUT ROWID;

    """
}
