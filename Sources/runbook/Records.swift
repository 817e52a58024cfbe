import RunbookEngine
import RunbookHistory
import RunbookLanguage
import RunbookModel
import Synchronization

/// Recorded runs as evidence for another version of their runbook.
struct Records: Sendable {
  let history: History
  let contents: Contents

  init(_ history: History) {
    self.history = history
    contents = Contents(history)
  }

  /// All that answers something; how it was judged is of no interest.
  private static let evidence: [Fact.Name] = [
    .runStarted, .attemptStarted, .attemptEnded, .answered, .runEnded,
  ]

  /// One record for each id, in a few statements; none where a record has no beginning.
  func records(of ids: [String]) throws(HistoryProblem) -> [String: Record] {
    let below = try history.descendants(of: ids)
    let all = ids + below.values.flatMap(\.self)
    let events = try history.events(of: all, named: Self.evidence)
    var records: [String: Record] = [:]
    for id in ids {
      guard let own = events[id], case .runStarted(let started)? = own.first?.fact else { continue }
      var inner = (below[id] ?? []).flatMap { events[$0] ?? [] }
      guard started.resumes != nil else {
        records[id] = Record(own, inner: inner)
        continue
      }
      let whole = try history.events(of: id)
      for run in Record.sources(of: whole) { inner += try history.events(of: run) }
      records[id] = Record(whole, inner: inner)
    }
    return records
  }
}

extension Records {
  /// One record with all its events.
  func whole(_ id: String) throws(HistoryProblem) -> Record? {
    var inner: [RunEvent] = []
    let own = try history.events(of: id)
    for child in try history.descendants(of: [id])[id] ?? [] { inner += try history.events(of: child) }
    for run in Record.sources(of: own) { inner += try history.events(of: run) }
    return Record(own, inner: inner)
  }
}

/// The bytes that events only name, each read once while there is room for them.
final class Contents: Sendable {
  private struct Kept {
    var bytes: [Digest: [UInt8]] = [:]
    var size = 0
  }

  let history: History
  private let kept = Mutex(Kept())
  private static let limit = 128 << 20

  init(_ history: History) { self.history = history }

  subscript(digest: Digest) -> [UInt8]? {
    if let bytes = kept.withLock({ $0.bytes[digest] }) { return bytes }
    guard let bytes = (try? history.content(digest)) ?? nil else { return nil }
    kept.withLock { kept in
      if kept.size > Self.limit { kept = Kept() }
      kept.bytes[digest] = bytes
      kept.size += bytes.count
    }
    return bytes
  }

  /// An event with the bytes that the history keeps beside it.
  func filled(_ event: RunEvent) -> RunEvent {
    event.mapContents { Content(digest: $0.digest, size: $0.size, bytes: self[$0.digest]) }
  }
}

/// The plans of the texts that are stored with runs, each made once.
final class StoredPlans: Sendable {
  private let contents: Contents
  private let plans = Mutex<[Digest: Plan?]>([:])

  init(_ contents: Contents) { self.contents = contents }

  /// As below, of a run by its whole id.
  func plan(of id: String) -> Plan? {
    guard
      case .runStarted(let started)? = try? contents.history.events(of: [id], named: [.runStarted])[id]?
        .first?.fact
    else { return nil }
    return plan(of: started)
  }

  /// What the run was made from; nil where its text is not stored, or is no runbook any more. What it names is
  /// looked for among its own stored texts, then on disk.
  func plan(of started: RunStarted) -> Plan? {
    guard let first = started.sources.first else { return nil }
    if let known = plans.withLock({ $0[first.text.digest] }) { return known }
    var plan: Plan?
    if let bytes = contents[first.text.digest] {
      let contents = contents
      let source = SourceText(name: first.name, bytes: bytes)
      plan =
        check(source) { (path, from) throws(LoadProblem) in
          let stored = started.sources.first { $0.name == path || $0.name.hasSuffix("/" + path) }
          if let stored, let bytes = contents[stored.text.digest] {
            return SourceText(name: stored.name, bytes: bytes)
          }
          return try Files.loader(path, from)
        }.plan
    }
    plans.withLock { $0[first.text.digest] = .some(plan) }
    return plan
  }
}
