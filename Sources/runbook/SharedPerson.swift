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
    let value: String?
    if let known = secrets.withLock({ $0[secret.name] }) {
      value = known
    } else {
      value = await person.secret(secret)
      secrets.withLock { $0[secret.name] = .some(value) }
    }
    await turns.give()
    return value
  }

  func answer(_ question: Question) async -> Response? { await person.answer(question) }
}
