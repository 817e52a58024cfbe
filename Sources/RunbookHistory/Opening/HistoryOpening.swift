import GRDB
import Glibc
import RunbookModel

/// One opening of a history: what must hold of the file before anything is written to it, and after.
struct HistoryOpening {
  let path: String
  let access: History.Access
  /// How long others may hold the file before it counts as locked, in seconds.
  var patience = 30.0
  /// As though the file could not be written.
  var forbidsWriting = false
  /// The kind of file system that a path lies on.
  var fileSystem: (String) -> FileSystem? = FileSystem.init(of:)

  init(path: String, access: History.Access) {
    // An absolute path can never be read as `:memory:` or as a URI.
    self.path = path.hasPrefix("/") ? path : Self.workingFolder + "/" + path
    self.access = access
  }

  func open() throws(HistoryProblem) -> History {
    let folder = HistoryFolder(path: parent)
    if let system = fileSystem(path), system.isNetwork { throw .onNetwork(path, system.kind) }
    if Glibc.access(path, F_OK) != 0 {
      guard access == .recording else { throw .missing(path) }
      try folder.make()
      try folder.makeFile(path)
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
    let isWritable = !forbidsWriting && Glibc.access(path, W_OK) == 0 && Glibc.access(parent, W_OK) == 0
    guard isWritable else {
      let said = String(cString: strerror(errno))
      guard access == .reading else { throw .unwritable(path, said) }
      return try openForReading()
    }
    do {
      return try folder.whileLocked { () throws(HistoryProblem) in try openForWriting() }
    } catch {
      // Even to be read, a file with a write-ahead log needs room beside it; on a full disk there is none.
      guard access == .reading, let history = try? openForReading() else { throw error }
      return history
    }
  }

  private func openForWriting() throws(HistoryProblem) -> History {
    do {
      // To have several readers, a pool writes to the file as soon as it is opened; who only reads needs none.
      let pool: any DatabaseWriter =
        switch access {
        case .recording: try DatabasePool(path: path, configuration: configuration)
        case .reading: try DatabaseQueue(path: path, configuration: configuration)
        }
      let version = try pool.writeWithoutTransaction { database in
        // DatabasePool has set NORMAL, which may lose the last commits when the machine loses power.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // One large evidence must not leave a large log behind for as long as the file is open.
        try database.execute(sql: "PRAGMA journal_size_limit = \(16 << 20)")
        return try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      }
      if version < Schema.version { try Schema.migrator.migrate(pool) }
      return try history(pool, isReadOnly: false)
    } catch { throw HistoryProblem(error, at: path) }
  }

  private func openForReading() throws(HistoryProblem) -> History {
    var configuration = configuration
    configuration.readonly = true
    do {
      var pool: any DatabaseWriter
      do {
        pool = try DatabasePool(path: path, configuration: configuration)
        _ = try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      } catch let error as DatabaseError
        where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL].contains(error.resultCode)
      {
        // Nobody has it open, for then the index of its log would be there, and there is no room to make one.
        pool = hasLog ? try openAlone() : try DatabasePool(path: immutableURI, configuration: configuration)
      }
      let version = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
      guard version == Schema.version else { throw HistoryProblem.older(path, version: version) }
      return try history(pool, isReadOnly: true)
    } catch { throw HistoryProblem(error, at: path) }
  }

  /// With its log, whose index is kept in memory (<https://www.sqlite.org/wal.html#noshm>); for that, SQLite wants the
  /// file for itself and leave to write to it, though nothing is written.
  private func openAlone() throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.busyMode = .timeout(1)
    let path = path
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try Self.examine($0, at: path)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private func history(_ pool: any DatabaseWriter, isReadOnly: Bool) throws -> History {
    guard let identity = FileIdentity(path: path) else { throw HistoryProblem.removed(path) }
    return History(path: path, isReadOnly: isReadOnly, pool: pool, identity: identity)
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    let path = path
    configuration.prepareDatabase { try Self.examine($0, at: path) }
    return configuration
  }

  /// Before GRDB writes anything: is this ours, and do we know all that is in it?
  private static func examine(_ database: Database, at path: String) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if application == Schema.applicationID {
      if version > Schema.version { throw HistoryProblem.newer(path, version: version) }
      return
    }
    // A first opening that was killed half-way leaves no more than the migrator's own table.
    let foreign = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name NOT LIKE 'grdb\\_%' ESCAPE '\\'")
    guard application == 0, version == 0, foreign == 0 else { throw HistoryProblem.foreign(path) }
    // Only a file without tables can be made so that `prune` gives its space back a little at a time.
    try database.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
  }

  /// Commits may lie in the write-ahead log that are not yet in the file.
  private var hasLog: Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  private var parent: String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// Per RFC 3986, as SQLite reads it.
  private var immutableURI: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var uri = Array("file:".utf8)
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        uri.append(byte)
      default: uri += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: uri, as: UTF8.self) + "?immutable=1"
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "" }
    defer { free(folder) }
    return String(cString: folder)
  }
}
