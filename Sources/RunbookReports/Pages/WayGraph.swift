import RunbookModel

/// The way that a run took, from top to bottom, with the arrows that its text draws and that were not taken.
struct WayGraph {
  struct Node {
    let name: String
    let title: String
    let verdict: Verdict
    /// `fails → l3-broken`.
    let others: [String]
  }

  enum Row {
    /// One step, or several side by side.
    case steps([Node])
    /// A table, with the rows that were not taken.
    case table(others: [String])
    case path(name: String, title: String)
    case outcome(OutcomeFound)
    /// The run ends, or its record does.
    case end(String)
  }

  /// Each with what is said at the arrow that leads to it.
  private(set) var rows: [(label: String?, row: Row)] = []

  init(_ member: Report.Member) {
    let run = member.run
    var label: String?
    var groupEnd: Moment?
    for point in run.way {
      switch point {
      case .step(let ended):
        let record = run.record(of: ended.step)
        let node = Node(
          name: ended.step.name, title: record?.title ?? "", verdict: ended.verdict,
          others: member.arrows.arrows(of: ended.step.name, besides: ended.verdict).map(Self.words))
        let started = record?.started
        let finished = started.map { Moment(milliseconds: $0.milliseconds + Int64(ended.duration)) }
        if let started, let end = groupEnd, started < end, case .steps(let nodes)? = rows.last?.row {
          rows[rows.count - 1].row = .steps(nodes + [node])
          groupEnd = max(end, finished ?? end)
        } else {
          rows.append((label, .steps([node])))
          label = nil
          groupEnd = finished
        }
      case .decision(let decision):
        groupEnd = nil
        switch decision.origin {
        case .step:
          label = run.steps.first { $0.key.name == decision.step }?.ended?.verdict.arrowWord
        case .table:
          rows.append((label, .table(others: member.arrows.rows(besides: decision).map(Self.words))))
          label = decision.because.inOneLine
        case .flow: break
        case .end: label = decision.because.inOneLine
        }
      case .path(let path):
        rows.append((label, .path(name: path.path, title: path.title)))
        label = nil
      case .outcome(let outcome):
        rows.append((label, .outcome(outcome)))
        label = nil
      }
    }
    if rows.isEmpty { return }
    if let end = run.end {
      if let follow = end.follow {
        rows.append((nil, .end("→ \(follow)")))
      } else if end.outcome == nil {
        rows.append((label, .end("the run ends: \(end.verdict.rawValue)")))
      }
    } else {
      rows.append((nil, .end(member.summary.state == .running ? "still running" : "the record ends here")))
    }
  }

  private static func words(_ arrow: WrittenArrows.Arrow) -> String { "\(arrow.label) \(arrow.target)" }

  /// The same in one sentence, for those who do not see it.
  var sentence: String {
    rows.map { _, row in
      switch row {
      case .steps(let nodes):
        nodes.map { "\($0.name) \(VerdictWord.word($0.verdict))" }.joined(separator: ", ")
      case .table: "a decision"
      case .path(let name, _): "path \(name)"
      case .outcome(let found): "outcome \(found.outcome)"
      case .end(let text): text
      }
    }.joined(separator: "; ")
  }
}
