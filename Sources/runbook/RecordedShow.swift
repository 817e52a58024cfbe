import Glibc
import RunbookEngine
import RunbookHistory
import RunbookModel

/// The events of a run and of all that it led to, in the order in which they were shown while they happened.
struct RecordedShow {
  /// A run and those inside it: what one screen showed.
  struct Part {
    let run: String
    /// Nil: not in several contexts.
    let contexts: [String]?
    let events: [RunEvent]
  }

  private let history: History
  private let contents: Contents

  init(_ history: History) {
    self.history = history
    contents = Contents(history)
  }

  /// The run, and those that followed it.
  func parts(of id: String) throws(HistoryProblem) -> [Part] {
    var parts: [Part] = []
    var next: String? = id
    while let id = next {
      let own = try history.events(of: id)
      guard case .runStarted(let started)? = own.first?.fact else { break }
      let children = try children(of: id)
      let events =
        started.contexts == nil
        ? try nested(own, children)
        : try sideBySide(own, children)
      parts.append(Part(run: id, contexts: started.contexts, events: events.map(contents.filled)))
      next = started.contexts == nil ? children.first { $0.started.call == nil }?.id : nil
    }
    return parts
  }

  private typealias Child = (id: String, started: RunStarted, events: [RunEvent])

  /// The runs that a run led to; those that went on from another or took it back are shown by themselves.
  private func children(of id: String) throws(HistoryProblem) -> [Child] {
    var children: [Child] = []
    for child in try history.children(of: id) {
      let events = try history.events(of: child)
      guard case .runStarted(let started)? = events.first?.fact, started.resumes == nil, started.undoes == nil
      else { continue }
      children.append((child, started, events))
    }
    return children
  }

  /// The events of a run, with what each call ran behind the call.
  private func nested(_ own: [RunEvent], _ children: [Child]) throws(HistoryProblem) -> [RunEvent] {
    var events: [RunEvent] = []
    for event in own {
      events.append(event)
      guard case .called(let called) = event.fact else { continue }
      var next = children.first { $0.id == called.child }
      while let child = next {
        let below = try self.children(of: child.id)
        events += try nested(child.events, below)
        // What followed the called run belongs to the call too.
        next = below.first { below in
          !child.events.contains {
            if case .called(let fact) = $0.fact { fact.child == below.id } else { false }
          }
        }
      }
    }
    return events
  }

  /// By time: the first of all is of the run above, and so is the last.
  private func sideBySide(_ own: [RunEvent], _ children: [Child]) throws(HistoryProblem) -> [RunEvent] {
    var lanes = [[own[0]]]
    for child in children {
      var next: Child? = child
      while let one = next {
        let below = try self.children(of: one.id)
        lanes.append(try nested(one.events, below))
        next = below.first { $0.started.call == nil }
      }
    }
    lanes.append(Array(own.dropFirst()))
    let events = lanes.joined().enumerated()
    return events.sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
  }
}
