import GRDB
package import RunbookModel

/// Many runs at once, in few statements.
extension History {
  /// The events of several runs, by run and in order, without their bytes.
  ///
  /// - Parameter names: only facts of these kinds; nil: all of them.
  package func events(
    of ids: [String], named names: [Fact.Name]? = nil
  ) throws(HistoryProblem) -> [String: [RunEvent]] {
    let wanted = names.map { " AND e.name IN (\($0.map { "'\($0.rawValue)'" }.joined(separator: ", ")))" }
    // The list drives the search: `event` is clustered by run and number.
    let sql = """
      SELECT e.number, e.time, e.name, e.body, e.run FROM json_each(?1) AS id CROSS JOIN event e
      WHERE e.run = id.value\(wanted ?? "") ORDER BY id.key, e.number
      """
    return try read { database in
      var events: [String: [RunEvent]] = [:]
      try database.each(sql, [.utf8(JSONBytes.list(ids))]) { row in
        let run = row.text(4)!
        events[run, default: []].append(try Self.event(row, of: run))
      }
      return events
    }
  }

  /// The runs that several runs led to or called, and those that these did, by the run that stands above all
  /// of them; each in the order in which they started. Runs that go on from others or take them back are not among them.
  package func descendants(of ids: [String]) throws(HistoryProblem) -> [String: [String]] {
    let sql = """
      WITH RECURSIVE below (top, id, started) AS (
        SELECT value, value, 0 FROM json_each(?1)
        UNION ALL
        SELECT b.top, r.id, r.started FROM below b CROSS JOIN run r ON r.parent = b.id WHERE r.resumes IS NULL
      )
      SELECT top, id FROM below WHERE id <> top ORDER BY started, id
      """
    return try read { database in
      var below: [String: [String]] = [:]
      try database.each(sql, [.utf8(JSONBytes.list(ids))]) {
        below[$0.text(0)!, default: []].append($0.text(1)!)
      }
      return below
    }
  }
}
