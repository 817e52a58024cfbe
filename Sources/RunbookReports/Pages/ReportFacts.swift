import RunbookModel

/// What there is to know of a run besides what came of it.
extension Report {
  func facts(of member: Member) -> [(label: String, text: String)] {
    let summary = member.summary
    let started = member.run.started
    let cluster = member.run.cluster
    let who = [summary.user, summary.host.map { "on \($0)" }].compactMap(\.self).joined(separator: " ")
    let facts: [(String, String?)] = [
      ("run", summary.id), ("runbook", summary.runbook), ("started", "\(time(summary.started)) (UTC\(zone))"),
      ("took", summary.duration.map(Written.duration)), ("by", who.isEmpty ? nil : who),
      ("incident", summary.incident), ("context", summary.context),
      ("cluster", cluster.map { [$0.server, $0.version].compactMap(\.self).joined(separator: " · ") }),
      ("contexts", started?.contexts?.joined(separator: ", ")), ("folder", started?.folder),
      ("only step", summary.only), ("from step", summary.from),
      ("goes on from", summary.resumes.map { "run \($0)" }),
      ("takes back", started?.undoes.map { "run \($0)" }),
      ("interrupted by", member.run.interruption),
    ]
    return facts.compactMap { label, text in text.flatMap { $0.isEmpty ? nil : (label, $0) } }
  }
}

extension Report.Member {
  /// What the verdict alone does not tell, what is left to do, and what went wrong on the way.
  var remarks: [StyledText] {
    var remarks: [StyledText] = []
    if let end = run.end {
      let besides = EndView(run: run, end: end).besides
      remarks = besides.before + besides.after
    } else {
      remarks = [
        StyledText(
          summary.state == .running
            ? "it still runs: this is what was known when the report was made"
            : "the record ends here: the run died, or its history could not be written any more", .doubt)
      ]
    }
    return remarks + run.warnings.map { StyledText("warning: ", .doubt) + StyledText($0) }
  }

  /// What the run says, in a line: the title of its outcome, else why it ended so.
  var headline: String {
    found?.title ?? run.end?.reason ?? (summary.state == .running ? "It still runs" : "The run died")
  }

  /// The parameters as they count: `namespace=default`.
  var parameters: [String] {
    let given = (run.started?.parameters ?? [:]).filter { !$0.value.written.isEmpty }
    return given.sorted { $0.key < $1.key }.map { name, value in
      "\(name)=\(value.texts.joined(separator: ",").inOneLine.clipped(to: 200))"
    }
  }

  /// Steps as wholes, in the order in which they started.
  var steps: [Run.StepRecord] { run.steps.filter(\.key.items.isEmpty) }

  /// The executions of a step and of all its items, in the order in which they started.
  func attempts(of step: String) -> [Run.AttemptRecord] {
    run.attempts(named: step)
  }
}
