extension Schema {
  /// What `search` and `stats` look things up in. Derived from the other tables, and made anew where it is lost.
  ///
  /// A text stands in `search_document` once however many runs share it, and in `search_place` once for each run and
  /// step. The words lie in `search_index` without the texts (FTS5, contentless): to take a document out, its text
  /// must be told once more, as it was (`RunIndex.forget`), and a change of how texts are read needs a migration
  /// that makes the index anew. The foreign keys refuse to let a run or a content go that is still in the index.
  static let v3Search = """
    CREATE TABLE search_run (
      number INTEGER PRIMARY KEY,   -- when it started, or the next number that was free
      run TEXT NOT NULL UNIQUE REFERENCES run (id)
    ) STRICT;

    -- Runs that are not in the index, or no longer as they are.
    CREATE TABLE search_pending (
      run TEXT NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER run_begins AFTER INSERT ON run BEGIN
      INSERT OR IGNORE INTO search_pending (run) VALUES (new.id);
    END;
    CREATE TRIGGER run_ends AFTER UPDATE OF ended ON run BEGIN
      INSERT OR IGNORE INTO search_pending (run) VALUES (new.id);
    END;
    CREATE TRIGGER note_begins AFTER INSERT ON note BEGIN
      INSERT OR IGNORE INTO search_pending (run) VALUES (new.run);
    END;
    CREATE TRIGGER note_changes AFTER UPDATE ON note BEGIN
      INSERT OR IGNORE INTO search_pending (run) VALUES (new.run);
    END;
    CREATE TRIGGER label_begins AFTER INSERT ON label BEGIN
      INSERT OR IGNORE INTO search_pending (run) VALUES (new.run);
    END;
    CREATE TRIGGER label_changes AFTER UPDATE ON label BEGIN
      INSERT OR IGNORE INTO search_pending (run) VALUES (new.run);
    END;
    INSERT INTO search_pending (run) SELECT id FROM run;

    CREATE TABLE search_document (
      id INTEGER PRIMARY KEY,       -- rowid of search_index
      blob INTEGER UNIQUE REFERENCES blob (id),  -- NULL: it is text
      digest TEXT UNIQUE,           -- SHA-256 of text
      text TEXT,
      left_out INTEGER NOT NULL     -- bytes of a large content, from its middle, that are not searched
    ) STRICT;
    CREATE INDEX search_document_in_part ON search_document (id) WHERE left_out > 0;

    CREATE TABLE search_place (
      document INTEGER NOT NULL REFERENCES search_document (id),
      run INTEGER NOT NULL REFERENCES search_run (number),
      part INTEGER NOT NULL,        -- 0 run, 1 step, 2 what came of an attempt, 3 what came of a step, 4 output, 5 stderr, 6 a note or label
      position INTEGER NOT NULL,    -- of the attempt; with 0 nothing, with 3 of the step, with 6 the number of its step from 1, or 0
      PRIMARY KEY (document, run, part, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX search_place_by_run ON search_place (run);

    CREATE VIRTUAL TABLE search_index USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 0');

    -- How often each step of each runbook ended how and took how long, over all runs in the index.
    CREATE TABLE step_tally (
      runbook TEXT NOT NULL,
      step TEXT NOT NULL,
      verdict TEXT NOT NULL,
      duration INTEGER NOT NULL,    -- milliseconds, all but the six leading bits 0
      steps INTEGER NOT NULL,       -- how many
      positions INTEGER NOT NULL,   -- the sum of their positions
      PRIMARY KEY (runbook, step, verdict, duration)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX run_by_cluster ON run (runbook, context, started, verdict, outcome, duration, only_step, from_step);
    """
}
