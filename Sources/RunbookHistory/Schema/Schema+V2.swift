extension Schema {
  /// Runs inside runs, and runs that go on from others.
  static let v2 = """
    ALTER TABLE run ADD COLUMN call TEXT /* the call that it belongs to; NULL: nobody called it */;
    ALTER TABLE run ADD COLUMN resumes TEXT /* the run that it goes on from */;
    ALTER TABLE run ADD COLUMN mark TEXT /* what $run is where it is not the id */;
    CREATE INDEX run_by_resumed ON run (resumes) WHERE resumes IS NOT NULL;
    CREATE INDEX run_by_mark ON run (mark) WHERE mark IS NOT NULL;
    ALTER TABLE step ADD COLUMN called TEXT /* the run that this call started */;
    ALTER TABLE step ADD COLUMN taken_from TEXT /* the run in which it ran, and where its attempts are; NULL: this one */;
    """
}
