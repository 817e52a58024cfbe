import RunbookModel
import Testing

@testable import RunbookHistory

@Suite struct QueryTests {
  let folder = TemporaryFolder()

  private func history() async throws -> History {
    let history = try folder.history()
    #expect(await history.recorder().record(everyFact()) == nil)
    return history
  }

  private func rows(_ sql: String, in history: History) throws -> [[Cell]] {
    var rows: [[Cell]] = []
    try history.query(sql) { _ in
    } take: {
      rows.append($0)
      return true
    }
    return rows
  }

  @Test func `a question is answered with values of every kind`() async throws {
    let history = try await history()
    var columns: [String] = []
    try history.query(
      "select 1 as a, 2.5, 'x', x'00ff', null, count(*) from run -- all"
    ) {
      columns = $0
    } take: {
      #expect($0 == [.integer(1), .real(2.5), .text("x"), .blob([0, 255]), .null, .integer(1)])
      return true
    }
    #expect(columns.prefix(1) == ["a"])
    #expect(
      try rows(
        "with recursive n(x) as (select 1 union all select x + 1 from n) select x from n limit 3", in: history
      ).count == 3)
    #expect(try rows("pragma table_info(run)", in: history).count > 20)
    #expect(try rows("explain query plan select * from run", in: history).count == 1)
  }

  @Test(arguments: [
    "delete from run", "update run set title = 'x'", "insert into warning values ('a', 1, 1, 'x')",
    "drop table run", "create table t (a)", "create temp table t (a)", "alter table run add column x",
    "pragma user_version = 7", "pragma journal_mode = delete", "pragma query_only = off",
    "pragma writable_schema = on",
    "attach 'x' as y", "detach main", "vacuum", "vacuum into 'x'", "begin", "commit", "savepoint s",
    "reindex", "analyze",
    "insert into search_index (search_index) values ('optimize')", "select load_extension('x')",
    "with x as (select 1) delete from run", "replace into run (id) values ('x')",
  ])
  func `whatever could change something is refused with a sentence`(sql: String) async throws {
    let history = try await history()
    let before = TemporaryFolder.read(folder.file())
    #expect { _ = try rows(sql, in: history) } throws: {
      ($0 as? HistoryProblem)?.message.hasPrefix("only questions are answered, and ") == true
    }
    #expect(try rows("select 1", in: history) == [[.integer(1)]])
    #expect(TemporaryFolder.read(folder.file()) == before)
  }

  @Test(arguments: [
    ("select 1; select 2", "one statement at a time is answered"),
    ("select 1; delete from run", "one statement at a time is answered"),
    ("", "there is no statement in the query"), ("-- nothing", "there is no statement in the query"),
    ("selec", "the query cannot be answered: near \"selec\": syntax error"),
    ("select x from run", "the query cannot be answered: no such column: x"),
  ])
  func `what cannot be answered says why`(sql: String, message: String) async throws {
    let history = try await history()
    #expect(throws: HistoryProblem(message)) { _ = try rows(sql, in: history) }
  }

  @Test func `one statement may end in a semicolon`() async throws {
    #expect(try rows("select 1; -- that is all\n ", in: await history()) == [[.integer(1)]])
  }

  @Test func `the views tell of every run, step and output`() async throws {
    let history = try await history()
    let run = try rows(
      "select id, verdict, outcome, started_utc, steps, failed_steps from run_summary", in: history)
    #expect(
      run == [
        [
          .text("kfullrun01"), .text("problem"), .text("is-critical"), .text("2023-11-14 22:13:20"),
          .integer(11), .integer(4),
        ]
      ])
    #expect(try rows("select * from step_summary where command is not null", in: history).count == 9)
    let text = try rows("select text from evidence_text where stream = 'output' limit 1", in: history)
    #expect(text == [[.text(hostile)]])
  }

  @Test func `an interrupted query ends`() async throws {
    let history = try await history()
    #expect(throws: HistoryProblem.interrupted()) {
      try history.query(
        "with recursive n(x) as (select 1 union all select x + 1 from n) select x from n"
      ) { _ in
      } take: { row in
        if row == [.integer(1000)] { history.interruptQuery() }
        return true
      }
    }
  }

  @Test func `the schema tells every table and view with its comments`() throws {
    let schema = try History.schema()
    for words in [
      "CREATE TABLE run (", "-- NULL: it still runs, or its process died", "CREATE VIEW run_summary",
      "CREATE VIEW step_summary", "CREATE VIEW evidence_text", "CREATE INDEX run_by_time",
    ] { #expect(schema.contains(words)) }
    #expect(!schema.contains("search_index_data"))
  }
}
