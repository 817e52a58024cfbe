import RunbookModel

extension HistoryProblem {
  static func badLine(_ file: String, _ line: Int, _ said: String) -> Self {
    Self("`\(file)` cannot be imported: line \(line) \(said)")
  }
  static func unreadableFile(_ file: String, _ said: String) -> Self {
    Self("`\(file)` cannot be read: \(said)")
  }
  static func unwritableFile(_ file: String, _ said: String) -> Self {
    Self("`\(file)` cannot be written: \(said)")
  }
  static func compressed(_ file: String) -> Self {
    Self("`\(file)` is compressed: `zcat` it, and let `runbook import -` read that")
  }
  static func noFolder(_ path: String) -> Self {
    Self("the folder `\(path)` is not there and cannot be made")
  }
  static func otherRun(_ file: String, expected run: String) -> Self {
    Self("`\(file)` should hold run \(run), and does not")
  }
  static func otherContents(_ run: String, _ file: String) -> Self {
    Self("run \(run) of `\(file)` is not the run \(run) of this history; both are left as they are")
  }
  static func lostContent(_ run: String) -> Self {
    Self("run \(run) cannot be exported: this history has lost some of what it printed")
  }
}

/// What a line of a file can have against it, said behind `line N`.
enum LineProblem {
  static let foreign = "is not what `runbook export` writes"
  static let carriageReturn = "ends in CR LF: something has changed the line ends of the file"
  static let noText = "is not UTF-8"
  static let noHead = "is inside a run whose beginning is missing"
  static let noEnd = "should end the run, and the file ends before it"
  static let sum = "does not have the checksum of what stands before it: the file was damaged or changed"
  static let contentSum = "ends a content that does not have its digest: the file was damaged or changed"
  static let piece = "is not the piece of a content that should stand there"
  static let unnamedContent = "ends a run with a content that none of its events names"
  static let unfit = "does not fit what stands before it"
  static let range = "holds a number that no event can have"
  static let digest = "ends events that do not have the digest of the run's first line"

  static func newer(_ version: Int) -> String {
    "was written by a newer runbook (format \(version), this one knows \(RecordText.version))"
  }
  static func newerEvent(_ name: String) -> String {
    "holds an event `\(name)` that only a newer runbook knows"
  }
  static func name(_ text: String) -> String { "names `\(text)`, which cannot be an id" }
  static func number(_ found: Int64, expected: Int) -> String {
    "is event \(found), and event \(expected) should stand there"
  }
  static func count(_ found: Int, expected: Int) -> String {
    "ends a run of \(found) events, and \(expected) were announced"
  }
  static func noContent(_ digest: String) -> String {
    "names the content \(digest.prefix(12))…, which is not there"
  }
  static func event(_ said: String) -> String { "holds an event that cannot be read: \(said)" }
}
