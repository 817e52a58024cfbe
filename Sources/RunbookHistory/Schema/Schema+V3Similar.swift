extension Schema {
  /// What `similar` looks things up in; made and made anew with the index of `search`.
  ///
  /// A trait is known by its number only (`Trait.ID`); what it says is worked out from the run, so nothing that a run
  /// printed stands here. A change of how traits are made needs a migration that makes them anew.
  static let v3Similar = """
    CREATE TABLE similar_run (
      run INTEGER PRIMARY KEY REFERENCES search_run (number),
      traits BLOB NOT NULL          -- the numbers of its traits, 6 bytes each, the highest byte first
    ) STRICT;

    -- Traits but for steps that passed.
    CREATE TABLE similar_trait (
      trait INTEGER PRIMARY KEY,
      runs INTEGER NOT NULL         -- how many have it
    ) STRICT;

    CREATE TABLE similar_place (
      trait INTEGER NOT NULL,
      run INTEGER NOT NULL,
      PRIMARY KEY (trait, run)
    ) STRICT, WITHOUT ROWID;

    """
}
