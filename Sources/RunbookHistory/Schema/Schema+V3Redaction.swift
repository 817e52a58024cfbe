extension Schema {
  /// What redaction needs to name the same secret alike in every run.
  ///
  /// The key makes pseudonyms; whoever has it can try guesses against them, so it never leaves this file: no
  /// export and no report holds it, and another history has another one.
  static let v3Redaction = """
    CREATE TABLE redaction (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      key BLOB NOT NULL             -- 32 random bytes
    ) STRICT;

    """
}
