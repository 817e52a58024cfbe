import Glibc
import RunbookComparison
import RunbookEngine
import RunbookHistory
import RunbookModel

/// Judges many recorded runs, on all cores, some at a time so that a few statements read them.
struct Backtesting: Sendable {
  let judge: Judge
  /// What people say the cause was, by run.
  let truths: [String: String]

  private static let atOnce = 24

  private typealias Answer = (judged: [Rejudgement], unjudged: [Backtest.Unjudged])

  /// - Parameter ids: whole ids, in the order in which they are listed.
  func run(_ ids: [String], file: String) async throws -> Backtest {
    let lots = stride(from: 0, to: ids.count, by: Self.atOnce).map {
      Array(ids[$0..<min($0 + Self.atOnce, ids.count)])
    }
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let answers = try await withThrowingTaskGroup(of: [(lot: Int, answer: Answer)].self) { group in
      for first in 0..<cores {
        group.addTask {
          try stride(from: first, to: lots.count, by: cores).map { (lot: $0, answer: try judge(lots[$0])) }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let sorted = answers.sorted { $0.lot < $1.lot }.map(\.answer)
    return Backtest(file: file, judged: sorted.flatMap(\.judged), unjudged: sorted.flatMap(\.unjudged))
  }

  private func judge(_ ids: [String]) throws -> Answer {
    let records = try HistoryFile.attempt { () throws(HistoryProblem) in try judge.records.records(of: ids) }
    var answer: Answer = ([], [])
    for id in ids {
      do throws(Judge.Refusal) {
        answer.judged.append(try judge.judge(records[id], id, truth: truths[id]).rejudgement)
      } catch {
        answer.unjudged.append(.init(run: id, reason: error.reason))
      }
    }
    return answer
  }
}
