import RunbookModel

/// A report as JUnit XML, for the systems that run tests: a suite for each run, a test case for each step.
///
/// failed and flaky are a `failure`; could not look is an `error`, for a test that nobody could carry out must not
/// look like one that passed; skipped is `skipped`. What came of the run itself is a case of its own, so that a run
/// that died, or found a problem although every step passed, is seen. The schema is that of Jenkins' xUnit plugin,
/// `junit-10.xsd`, which the others read too.
package struct JUnitReport {
  let report: Report
  private static let share = 8 << 10

  package init(_ report: Report) { self.report = report }

  private struct Case {
    let name: String
    let group: String
    /// In milliseconds.
    let took: Int
    /// `failure`, `error` or `skipped`, with its kind and its message; nil: it passed.
    let fault: (tag: String, kind: String, message: String)?
    let details: String
  }

  package var text: String {
    let suites = report.members.map { member in (member, steps(member) + [end(member)]) }
    let all = suites.flatMap(\.1)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + xml("testsuites", [("name", report.title)] + Self.counts(all), suites.map { suite($0, $1) }).written
      + "\n"
  }

  private func suite(_ member: Report.Member, _ cases: [Case]) -> Markup {
    let summary = member.summary
    let moment = Written.moment(summary.started, secondsEast: 0).replacing(" ", with: "T")
    let facts = report.facts(of: member).map {
      xml("property", [("name", $0.label), ("value", $0.text)], [])
    }
    return xml(
      "testsuite",
      [("name", summary.runbook), ("timestamp", moment), ("hostname", summary.host ?? "")]
        + Self.counts(cases),
      ["\n", xml("properties", [], facts)] + cases.map(element))
  }

  private static func counts(_ cases: [Case]) -> [(name: String, value: String)] {
    func count(_ name: String) -> String { "\(cases.count { $0.fault?.tag == name })" }
    return [
      ("tests", "\(cases.count)"), ("failures", count("failure")), ("errors", count("error")),
      ("skipped", count("skipped")),
      ("time", seconds(cases.reduce(0) { $0 + $1.took })),
    ]
  }

  private func element(_ one: Case) -> Markup {
    let fault = one.fault.map { fault in
      xml(
        fault.tag, [("message", fault.message)] + (fault.tag == "skipped" ? [] : [("type", fault.kind)]),
        [.text(one.details)])
    }
    let output = one.fault == nil && !one.details.isEmpty ? xml("system-out", [], [.text(one.details)]) : nil
    return .group([
      xml(
        "testcase", [("name", one.name), ("classname", one.group), ("time", Self.seconds(one.took))],
        [fault, output].compactMap(\.self)), "\n",
    ])
  }

  private func steps(_ member: Report.Member) -> [Case] {
    member.steps.map { record in
      let verdict = record.ended?.verdict ?? .unknown
      let reason =
        record.ended == nil
        ? "it did not end" : ItemAnswers(of: record.key, in: member.run)?.sentence ?? record.ended?.reason
      let title = record.title == record.key.name ? "" : ": " + record.title
      return Case(
        name: record.key.name + title, group: member.summary.runbook, took: record.ended?.duration ?? 0,
        fault: Self.fault(verdict).map {
          ($0, VerdictWord.word(verdict), (reason ?? VerdictWord.word(verdict)).clipped(to: 1000))
        },
        details: Self.fault(verdict) == nil || verdict == .skipped ? "" : details(record, member))
    }
  }

  private static func fault(_ verdict: Verdict) -> String? {
    switch verdict {
    case .passed: nil
    case .failed, .flaky: "failure"
    case .unknown: "error"
    case .skipped: "skipped"
    }
  }

  /// The run as a whole.
  private func end(_ member: Report.Member) -> Case {
    let verdict = member.summary.verdict
    let fault: (String, String, String)? =
      switch verdict {
      case .healthy: nil
      case .problem: ("failure", "problem", member.headline)
      case .inconclusive, .stopped, .interrupted, nil: ("error", member.state, member.headline)
      }
    let parts = [member.found?.prose ?? ""] + member.remarks.map(\.plain)
    return Case(
      name: "the run itself" + (member.run.end?.outcome.map { ": " + $0 } ?? ""),
      group: member.summary.runbook, took: 0,
      fault: fault, details: parts.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  /// What did not hold in the attempts that tell most, as a terminal would show it.
  private func details(_ record: Run.StepRecord, _ member: Report.Member) -> String {
    var lines: [String] = []
    let bad = member.attempts(of: record.key.name).filter { $0.verdict?.verdict != .passed }
    for attempt in AttemptChoice(bad, most: 3).shown {
      let ending = attempt.end.map { AttemptText.ending($0.ending).plain } ?? "did not end"
      lines.append("\(AttemptText.label(attempt.start.attempt)): \(ending)")
      lines += attempt.start.command.clipped(to: 4000).split(separator: "\n").map { "$ \($0)" }
      for judgement in attempt.judgements where judgement.verdict != .passed {
        lines.append(
          "\(VerdictWord.word(judgement.verdict)): \(judgement.expectation), found \(judgement.found.clipped(to: 500)) (\(judgement.file):\(judgement.line))"
        )
        lines += judgement.deciding.map { "  " + $0.inOneLine.clipped(to: 400) }
      }
      for evidence in [attempt.end?.output, attempt.end?.stderr].compactMap(\.self)
      where evidence.content.size > 0 {
        lines.append(report.excerpt(evidence, most: Self.share)?.text ?? "")
      }
    }
    if let hint = record.ended?.hint { lines.append("hint: " + hint) }
    return lines.joined(separator: "\n")
  }

  private static func seconds(_ milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}

private func xml(_ name: String, _ attributes: [(name: String, value: String)], _ content: [Markup]) -> Markup
{
  .element(name, attributes: attributes, content: content)
}
