import RunbookEngine
import RunbookModel
import Synchronization

/// One person in front of several runs at once: asked for each secret once, and told which context a question is of.
final class SharedPerson: Sendable {
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

  /// The same person, in front of the run in one context.
  func asked(in context: String) -> any Person { Seat(person: self, context: context) }

  private struct Seat: Person {
    let person: SharedPerson
    let context: String

    func secret(_ secret: Secret) async -> String? { await person.secret(secret) }

    func answer(_ question: Question) async -> Response? {
      var named = Question(
        question.purpose, name: question.name, text: question.text, kind: question.kind,
        details: [Question.Detail("context", context)] + question.details, standard: question.standard)
      named.problem = question.problem
      return await person.person.answer(named)
    }
  }
}
