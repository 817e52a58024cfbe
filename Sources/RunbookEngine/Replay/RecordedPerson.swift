package import RunbookModel
import Synchronization

/// Answers questions from the events of an old run, as they were answered then. What nobody answered
/// then, and what was not asked, nobody answers now.
package final class RecordedPerson: Person {
  private let answers: Mutex<[Answered]>

  package init(events: some Sequence<RunEvent>) {
    answers = Mutex(events.compactMap { if case .answered(let fact) = $0.fact { fact } else { nil } })
  }

  package func secret(_ secret: Secret) async -> String? { nil }

  package func answer(_ question: Question) async -> Response? {
    let answer = answers.withLock { answers -> Answered? in
      guard
        let index = answers.firstIndex(where: {
          $0.purpose == question.purpose && $0.name == question.name
        })
      else { return nil }
      return answers.remove(at: index)
    }
    guard let answer, let text = answer.answer else { return nil }
    return Response(
      ([text] + [answer.remark].compactMap(\.self)).joined(separator: " "), source: answer.source)
  }
}
