import RunbookModel

extension HistoryProblem {
  static func notALabelKey(_ key: String) -> Self {
    Self(
      "`\(key)` cannot be the key of a label: letters, digits, `-`, `_`, `.` and `/` can, the first of them a letter or digit, at most 63"
    )
  }
  static func notALabelValue(_ value: String, of key: String) -> Self {
    Self(
      "`\(value)` cannot be the value of label `\(key)`: one line of text can, without blanks around it, at most 256 bytes"
    )
  }
  static func incidentOfStep(_ step: String) -> Self {
    Self("an incident is of a run as a whole, not of its step `\(step)`")
  }
  static func emptyNote() -> Self { Self("a note without text says nothing") }
  static func longNote(_ size: Int) -> Self {
    Self("a note has at most \(Note.limit >> 10) KiB, this one has \((size + 1023) >> 10)")
  }
  static func noStep(_ step: String, in run: String, meant: String?) -> Self {
    Self("run \(run) has no step `\(step)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
  }
  static func noNote(_ id: String, of run: String) -> Self { Self("run \(run) has no note `\(id)`") }
  static func ambiguousNote(_ id: String, candidates: [String]) -> Self {
    Self("`\(id)` begins several notes: " + candidates.joined(separator: ", "))
  }
}
