import RunbookModel

/// Tells the observers what happens: one after the other, in order, all that is there at once.
///
/// The engine runs on meanwhile, so a commit overlaps with the next command. The first observer has
/// a batch before the second sees it: what is shown is durable.
struct Pump: Sendable {
  let journal: Journal
  let observers: [any RunObserver]

  /// Tells everything until the journal is closed and empty. Gives what failed when it was too late to post it.
  func run() async -> [String] {
    var asked = observers
    var complaints: [String] = []
    while let batch = await journal.next() {
      var failed: [Int] = []
      for (index, observer) in asked.enumerated() {
        guard let problem = await observer.observe(batch) else { continue }
        failed.append(index)
        if batch.last.map(\.isLast) ?? false {
          complaints.append(problem)
        } else {
          journal.post(.warned(Warned(message: problem)))
        }
      }
      for index in failed.reversed() { asked.remove(at: index) }
    }
    return complaints
  }
}

extension RunEvent {
  fileprivate var isLast: Bool { if case .runEnded = fact { true } else { false } }
}
