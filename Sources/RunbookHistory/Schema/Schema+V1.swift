extension Schema {
  /// Never edited once released: what comes later is a migration of its own.
  static let v1 = """
    CREATE TABLE blob (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,  -- SHA-256 of content, 64 lower-case hexadecimal digits
      size INTEGER NOT NULL,        -- bytes
      content BLOB NOT NULL         -- output, the text of a runbook, standard input: each content once
    ) STRICT;

    CREATE TABLE runbook_version (
      digest TEXT NOT NULL PRIMARY KEY REFERENCES blob (digest),  -- its exact text
      name TEXT NOT NULL,           -- the path by which it was first run
      recorded INTEGER NOT NULL     -- when it was first run
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE run (
      id TEXT NOT NULL PRIMARY KEY,
      parent TEXT,                  -- the run whose arrow led here
      runbook TEXT NOT NULL,        -- the file's name without folder and ending
      title TEXT NOT NULL,
      started INTEGER NOT NULL,
      ended INTEGER,                -- NULL: it still runs, or its process died
      duration INTEGER,
      verdict TEXT,                 -- healthy, problem, inconclusive, stopped, interrupted
      outcome TEXT,                 -- the gravest that was found; all of them are in table outcome
      reason TEXT,                  -- of the verdict, in one line
      follow TEXT,                  -- the runbook that follows, as its path is written
      signal TEXT,                  -- the signal that asked it to end
      left_behind TEXT,             -- JSON array: what could not be cleaned up; NULL: nothing
      user TEXT,
      host TEXT,
      context TEXT,                 -- of the kubeconfig: as the cluster was found, else as it was asked for
      cluster_server TEXT,
      cluster_uid TEXT,             -- of namespace kube-system: stays when names change
      cluster_version TEXT,
      tool TEXT NOT NULL,           -- the version of runbook
      only_step TEXT,               -- --only
      from_step TEXT,               -- --from
      parameters TEXT NOT NULL      -- JSON object: text, or an array of texts
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_by_time ON run (started, id);
    CREATE INDEX run_by_runbook ON run (runbook, started, id);
    CREATE INDEX run_by_runbook_and_verdict ON run (runbook, verdict, started, id);
    CREATE INDEX run_by_verdict ON run (verdict, started, id);
    CREATE INDEX run_by_context ON run (context, started, id);
    CREATE INDEX run_by_parent ON run (parent) WHERE parent IS NOT NULL;

    CREATE TABLE run_source (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,    -- 0: the runbook itself, then what it uses
      name TEXT NOT NULL,           -- the path as it was given
      digest TEXT NOT NULL REFERENCES runbook_version (digest),
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX run_source_by_digest ON run_source (digest);

    CREATE TABLE step (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,    -- from 0, as they started; skipped ones as they were skipped
      name TEXT NOT NULL,
      items TEXT NOT NULL,          -- JSON array: the items of each around it; []: the step as a whole
      title TEXT NOT NULL,
      started INTEGER,              -- NULL: skipped, or an item of a step
      ended INTEGER,
      duration INTEGER,
      verdict TEXT,                 -- passed, failed, flaky, unknown, skipped; NULL: not settled
      reason TEXT,
      hint TEXT,
      planned INTEGER,              -- the most attempts there can be
      held INTEGER,                 -- attempts that held, failed, could not look:
      failed INTEGER,               --   only where it was tried more than once
      unknown INTEGER,
      low REAL,                     -- the 95 % Wilson interval of the share that held, in percent
      high REAL,
      each TEXT,                    -- JSON array: the items of its own each
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX step_by_name ON step (name, verdict, run);

    CREATE TABLE attempt (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,    -- from 0, as they started
      purpose TEXT NOT NULL,        -- step, need, identity, reach, cleanup, finally
      name TEXT NOT NULL,           -- of the step or tool, or the number of the line of finally
      items TEXT NOT NULL,          -- JSON array, as in step
      number INTEGER NOT NULL,      -- from 1, of this step and these items
      command TEXT,                 -- NULL: nothing was run, only judged
      variables TEXT,               -- JSON object: what the command was handed
      stdin TEXT REFERENCES blob (digest),
      context TEXT,                 -- of the kubeconfig
      started INTEGER NOT NULL,
      ended INTEGER,
      duration INTEGER,
      ending TEXT,                  -- exited, signalled, timed-out, stopped, interrupted, not-started, not-run, not-recorded
      status INTEGER,               -- as a shell would report it
      problem TEXT,                 -- why it was not started or not run
      verdict TEXT,                 -- passed, failed, unknown
      reason TEXT,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX attempt_by_stdin ON attempt (stdin) WHERE stdin IS NOT NULL;

    CREATE TABLE evidence (
      run TEXT NOT NULL,
      attempt INTEGER NOT NULL,     -- position
      stream TEXT NOT NULL,         -- output, stderr
      digest TEXT NOT NULL REFERENCES blob (digest),
      size INTEGER NOT NULL,        -- of what was kept, in bytes
      cut_head INTEGER,             -- kept bytes before the cut; NULL: nothing is missing
      cut_lost INTEGER,             -- bytes that are missing there
      PRIMARY KEY (run, attempt, stream),
      FOREIGN KEY (run, attempt) REFERENCES attempt (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evidence_by_digest ON evidence (digest);

    CREATE TABLE expectation (
      run TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      position INTEGER NOT NULL,    -- from 1, as they stand in the file
      verdict TEXT NOT NULL,        -- passed, failed, unknown
      expectation TEXT NOT NULL,    -- as it is written
      expected TEXT NOT NULL,       -- variables and shares worked out
      found TEXT NOT NULL,
      reason TEXT,
      deciding TEXT NOT NULL,       -- JSON array: the lines, rows or values that decide, at most ten
      more INTEGER NOT NULL,        -- how many more of them there are
      file TEXT NOT NULL,
      line INTEGER NOT NULL,
      PRIMARY KEY (run, attempt, position),
      FOREIGN KEY (run, attempt) REFERENCES attempt (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE capture (
      run TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      position INTEGER NOT NULL,    -- from 0, as they came
      name TEXT NOT NULL,
      value TEXT NOT NULL,          -- a list is a JSON array
      is_list INTEGER NOT NULL,     -- 0, 1
      type TEXT,                    -- as TYPE
      PRIMARY KEY (run, attempt, position),
      FOREIGN KEY (run, attempt) REFERENCES attempt (run, position)
    ) STRICT, WITHOUT ROWID;

    -- decision, path and outcome share their positions: together they are the way that was taken.
    CREATE TABLE decision (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,    -- from 0
      time INTEGER NOT NULL,
      origin TEXT NOT NULL,         -- step, table, flow, end
      step TEXT,                    -- whose arrow it is
      target TEXT NOT NULL,         -- the arrow, or end
      because TEXT NOT NULL,
      rejected TEXT NOT NULL,       -- JSON array of {row, reason}: rows that were read and not taken
      line INTEGER,                 -- in the runbook
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE path (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,
      time INTEGER NOT NULL,
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outcome (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,
      time INTEGER NOT NULL,
      name TEXT NOT NULL,
      title TEXT NOT NULL,
      severity TEXT NOT NULL,       -- ok, info, unknown, warning, critical
      prose TEXT NOT NULL,
      started INTEGER NOT NULL,     -- that of the run, for listings
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outcome_by_name ON outcome (name, started, run);

    CREATE TABLE need (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,    -- from 0
      need TEXT NOT NULL,           -- as it is written
      found TEXT,                   -- what the tool says of itself
      verdict TEXT NOT NULL,        -- passed, unknown
      reason TEXT,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE warning (
      run TEXT NOT NULL REFERENCES run (id),
      position INTEGER NOT NULL,    -- from 0
      time INTEGER NOT NULL,
      message TEXT NOT NULL,
      PRIMARY KEY (run, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE event (
      run TEXT NOT NULL REFERENCES run (id),
      number INTEGER NOT NULL,      -- from 1, without gaps
      time INTEGER NOT NULL,
      name TEXT NOT NULL,           -- as in the member event of --json
      version INTEGER NOT NULL,     -- of the event format
      body TEXT NOT NULL,           -- JSON object: the members of --json that are the event's own, without bytes
      PRIMARY KEY (run, number)
    ) STRICT, WITHOUT ROWID;

    -- What an attempt has printed so far; gone when its evidence is committed.
    CREATE TABLE chunk (
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES run (id),
      attempt INTEGER NOT NULL,     -- position
      stream TEXT NOT NULL,
      start INTEGER NOT NULL,       -- where in the stream it begins
      content BLOB NOT NULL
    ) STRICT;
    CREATE INDEX chunk_by_attempt ON chunk (run, attempt, stream, start);

    -- The process that records a run; gone when the run ends. A row whose process is gone is a run that died.
    CREATE TABLE recorder (
      run TEXT NOT NULL PRIMARY KEY REFERENCES run (id),
      process INTEGER NOT NULL,     -- its id
      born INTEGER NOT NULL,        -- when it started, in clock ticks since boot
      boot TEXT NOT NULL,           -- the id of that boot of the machine
      namespace TEXT NOT NULL       -- of process ids
    ) STRICT, WITHOUT ROWID;
    """
}
