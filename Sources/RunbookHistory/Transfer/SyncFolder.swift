import Glibc
import RunbookModel

/// A folder of records that several machines share: by git, by a network file system, by copying.
///
///     2026-11/k3f9x2m1aq.jsonl                         a run
///     2026-11/k3f9x2m1aq.label.5e7d0c…16 digits.jsonl  a label of it, or that one was taken away
///     2026-11/k3f9x2m1aq.note.0a91…16 digits.jsonl     a note on it, or that one was removed
///
/// The month is that in which the run started (UTC), the digits are the first of the SHA-256 of the file. **No
/// file is ever changed**: the same name is the same text on every machine, so copies never conflict. What is
/// out of date (a label that got another value, the text of a note that was removed) is deleted by whoever
/// knows what came instead, and has put that there before. A file appears under its name when it is whole.
struct SyncFolder {
  let path: String

  enum Kind: Hashable {
    case run
    /// A label or a note, with the beginning of its digest.
    case annotation(String)
  }

  struct Entry: Hashable {
    let run: String
    let kind: Kind
    let path: String
  }

  /// The folder is made where it is missing, but not what it should lie in.
  init(_ path: String) throws(HistoryProblem) {
    self.path = path
    guard mkdir(path, 0o777) == 0 || Self.isFolder(path) else { throw .noFolder(path) }
  }

  /// All records in it. What a killed process left behind more than a day ago is taken away.
  func entries() -> [Entry] {
    var entries: [Entry] = []
    for month in Self.names(in: path) where month.wholeMatch(of: /\d{4}-\d\d/) != nil {
      for name in Self.names(in: "\(path)/\(month)") {
        let file = "\(path)/\(month)/\(name)"
        if name.hasPrefix("."), name.hasSuffix(DraftFile.ending) {
          var status = stat()
          if stat(file, &status) == 0, time(nil) - status.st_mtim.tv_sec > 86_400 { unlink(file) }
        } else if let entry = Self.entry(name, at: file) {
          entries.append(entry)
        }
      }
    }
    return entries
  }

  /// Where a run belongs.
  func file(of run: String, started: Moment) -> String { base(run, started) + ".jsonl" }

  /// Where a label or note of it belongs.
  func file(of line: [UInt8], kind: String, run: String, started: Moment) -> String {
    "\(base(run, started)).\(kind).\(Self.digits(of: line)).jsonl"
  }

  static func digits(of line: [UInt8]) -> String { String(Digest(of: line).description.prefix(16)) }

  /// Writes a file unless it is there; true where it was not.
  func write(_ path: String, _ body: (LineWriter) throws -> Void) throws {
    if access(path, F_OK) == 0 { return }
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o777) }
    let draft = try DraftFile(for: path)
    try body(draft.output)
    try draft.finish(replacing: false)
  }

  private func base(_ run: String, _ started: Moment) -> String {
    var seconds = time_t(started.milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let month = parts.tm_mon + 1
    return "\(path)/\(parts.tm_year + 1900)-\(month < 10 ? "0" : "")\(month)/\(run)"
  }

  private static func entry(_ name: String, at path: String) -> Entry? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.last == "jsonl", RecordLine.isID(parts[0]) else { return nil }
    switch parts.count {
    case 2: return Entry(run: parts[0], kind: .run, path: path)
    case 4 where parts[1] == "label" || parts[1] == "note":
      return Entry(run: parts[0], kind: .annotation(parts[2]), path: path)
    default: return nil
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }
}
