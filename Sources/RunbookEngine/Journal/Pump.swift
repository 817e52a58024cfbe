import RunbookModel

/// Tells the observers what happens: one after the other, in order, all that is there at once.
///
/// The engine runs on meanwhile, so a commit overlaps with the next command. The first observer has
/// a batch before the second sees it: what is shown is durable.
///
/// Who fails is left out from then on, with one warning. At the end of the run it is told once more, in one
/// batch, all that it missed: a disk that was full may have room again.
struct Pump: Sendable {
  let journal: Journal
  let observers: [any RunObserver]

  /// What an observer that failed has missed; nil once that is too much to keep.
  private struct Backlog {
    var events: [RunEvent]?
    private var bytes = 0

    /// Bytes of content.
    private static let limit = 16 << 20

    init(_ batch: [RunEvent]) {
      events = []
      add(batch)
    }

    mutating func add(_ batch: [RunEvent]) {
      bytes += batch.reduce(0) { $0 + $1.fact.weight }
      if bytes > Self.limit { events = nil } else { events?.append(contentsOf: batch) }
    }
  }

  /// Tells everything until the journal is closed and empty. Gives what failed when it was too late to post it.
  func run() async -> [String] {
    var complaints: [String] = []
    var backlogs: [Int: Backlog] = [:]
    while let batch = await journal.next() {
      for (index, observer) in observers.enumerated() {
        if backlogs[index] != nil {
          backlogs[index]?.add(batch)
          continue
        }
        guard let problem = await observer.observe(batch) else { continue }
        if batch.last.map(\.isLast) ?? false {
          complaints.append(problem)
        } else {
          backlogs[index] = Backlog(batch)
          journal.post(.warned(Warned(message: problem)))
        }
      }
      await journal.rest()
    }
    // That it failed was said; if it fails again, that is no news.
    for (index, backlog) in backlogs {
      if let missed = backlog.events { _ = await observers[index].observe(missed) }
    }
    return complaints
  }
}

extension RunEvent {
  fileprivate var isLast: Bool { if case .runEnded = fact { true } else { false } }
}
