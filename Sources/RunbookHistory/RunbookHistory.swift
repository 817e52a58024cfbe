import GRDB
import GRDBSQLite
func probe(_ s: Statement) -> Int32 { sqlite3_step(s.sqliteStatement) }
