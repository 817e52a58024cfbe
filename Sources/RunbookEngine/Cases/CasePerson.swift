import RunbookModel
import Synchronization

/// Answers questions from a case, each answer once; where there is none, nobody answers.
final class CasePerson: Person {
  private let answers: Mutex<[Case.Named]>

  init(_ tried: Case) { answers = Mutex(tried.answers) }

  var unused: [Case.Named] { answers.withLock { $0 } }

  func secret(_ secret: Secret) async -> String? { nil }

  func answer(_ question: Question) async -> Response? {
    answers.withLock { answers in
      answers.firstIndex { $0.name == question.name }.map { Response(answers.remove(at: $0).text) }
    }
  }
}
