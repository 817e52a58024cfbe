import GRDB
import RunbookModel

extension History {
  /// The run to compare a run with: of the same runbook on the same cluster, the last healthy one before it, else the first
  /// after it. Runs of a part (`--only`, `--from`) looked at too little, and one over several contexts at nothing itself.
  ///
  /// The cluster is told by its uid, for contexts are renamed; where none was identified, by the context. `id` is a whole id.
  package func lastHealthy(besides id: String) throws(HistoryProblem) -> String? {
    try read { database in
      for (side, order) in [("<=", "DESC"), (">", "ASC")] {
        let found = try database.first(
          """
          SELECT r.id FROM run a JOIN run r ON r.runbook = a.runbook AND r.verdict = 'healthy'
          WHERE a.id = ?1 AND r.id <> a.id AND r.started \(side) a.started
            AND r.only_step IS NULL AND r.from_step IS NULL
            AND CASE WHEN a.cluster_uid IS NULL THEN r.context IS a.context ELSE r.cluster_uid = a.cluster_uid END
            AND NOT EXISTS (SELECT 1 FROM event WHERE run = r.id AND number = 1 AND json_type(body, '$.contexts') IS NOT NULL)
          ORDER BY r.started \(order), r.id \(order) LIMIT 1
          """, .text(id)
        ) { $0.text(0)! }
        if let found { return found }
      }
      return nil
    }
  }
}
