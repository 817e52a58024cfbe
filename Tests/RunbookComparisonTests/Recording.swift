import Foundation
import RunbookComparison
import RunbookModel

/// A run that was recorded on a real cluster: events, one a line, then the contents by digest. Of a sample the
/// first four attempts are there; what cleaned up, and the text of the runbook, are left out.
struct Recording {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  var events: [RunEvent] = []
  var contents: [Digest: [UInt8]] = [:]

  /// - Parameter change: of all its text.
  init(_ name: String, changed change: (String) -> String = { $0 }) throws {
    let file = try String(contentsOf: Self.folder.appending(path: name + ".jsonl"), encoding: .utf8)
    let decoder = JSONDecoder()
    for line in Data(change(file).utf8).split(separator: 10) {
      if let event = try? decoder.decode(RunEvent.self, from: line) {
        events.append(event)
      } else {
        let content = try decoder.decode(Stored.self, from: line)
        contents[Digest(hexadecimal: content.digest)] = Array(content.text.utf8)
      }
    }
  }

  private struct Stored: Decodable {
    let digest: String
    let text: String
  }

  var run: Run { Run(id: events[0].run, events: events) }
}

/// A run in which each step printed one text.
struct PrintedRun {
  private(set) var run: Run
  private var contents: [Digest: [UInt8]] = [:]
  private var number = 0

  init(_ id: String = "before", _ texts: [(name: String, text: String)] = [], failing: String? = nil) {
    run = Run(id: id)
    post(.runStarted(RunStarted(runbook: "shop", title: "Shop", sources: [], tool: "1")))
    for (name, text) in texts { add(name, [text], status: name == failing ? 1 : 0) }
  }

  /// A step that ran so often.
  mutating func add(
    _ name: String, items: [String] = [], _ outputs: [String], stderr: String = "", status: Int = 0,
    verdict: Verdict = .passed, verdicts: [Verdict] = [], judgements: [Judgement] = []
  ) {
    post(.stepStarted(StepStarted(step: StepKey(name), title: name, attempts: outputs.count)))
    for (index, output) in outputs.enumerated() {
      let key = AttemptKey(name: name, items: items, number: index + 1)
      let (out, err) = (Content(Array(output.utf8)), Content(Array(stderr.utf8)))
      for content in [out, err] { contents[content.digest] = content.bytes }
      post(.attemptStarted(AttemptStarted(attempt: key, command: name)))
      post(
        .attemptEnded(
          AttemptEnded(
            attempt: key, ending: .exited(status: status), duration: 1, output: Evidence(out),
            stderr: Evidence(err))))
      for (place, judgement) in judgements.enumerated() {
        post(.expectationJudged(ExpectationJudged(attempt: key, index: place + 1, judgement: judgement)))
      }
      let own = index < verdicts.count ? verdicts[index] : verdict == .flaky ? .passed : verdict
      post(.attemptJudged(AttemptJudged(attempt: key, verdict: own)))
    }
    post(.stepEnded(StepEnded(step: StepKey(name), verdict: verdict)))
  }

  mutating func post(_ fact: Fact) {
    number += 1
    run.apply(RunEvent(run: run.id, number: number, time: Moment(milliseconds: 0), fact: fact))
  }

  func compared(with before: PrintedRun) -> Comparison {
    Comparison(before: before.run, after: run) { self.contents[$0] ?? before.contents[$0] }
  }
}
