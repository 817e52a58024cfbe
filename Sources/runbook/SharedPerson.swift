import RunbookEngine
import RunbookModel
import Synchronization

/// One person in front of several runs at once: asked one thing at a time, and for each secret once.
final class SharedPerson: Person {
  private let person: any Person
  private let turns = Turns()
  private let secrets = Mutex<[String: String?]>([:])

  init(_ person: any Person) { self.person = person }

  func secret(_ secret: Secret) async -> String? {
    await turns.take()
    defer { turns.pass() }
    if let known = secrets.withLock({ $0[secret.name] }) { return known }
    let value = await person.secret(secret)
    secrets.withLock { $0[secret.name] = .some(value) }
    return value
  }
}

/// Lets one at a time do something that takes its time, in the order in which they came.
final class Turns: Sendable {
  private let state = Mutex<(isTaken: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

  func take() async {
    await withCheckedContinuation { turn in
      let isFree = state.withLock { state in
        if state.isTaken { state.waiting.append(turn) }
        defer { state.isTaken = true }
        return !state.isTaken
      }
      if isFree { turn.resume() }
    }
  }

  func pass() {
    let next = state.withLock { state in
      if state.waiting.isEmpty { state.isTaken = false }
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    next?.resume()
  }
}
