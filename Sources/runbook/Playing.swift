import RunbookEngine
import RunbookModel
import RunbookReports

/// Shows recorded events as though they happened: at once, or with the time between them.
struct Playing {
  let part: RecordedShow.Part
  /// Nil: at once.
  let speed: Double?
  let json: Bool

  /// Returns at the end, or when it is cancelled.
  func play() async {
    guard let first = part.events.first, !Task.isCancelled else { return }
    let start = ContinuousClock.now
    let begin = first.time
    let speed = speed
    let screen: (any Screen & RunObserver)? =
      json
      ? nil
      : part.contexts.map { ContextScreen(run: part.run, contexts: $0, quiet: false) }
        ?? RunScreen(quiet: false)
    if let speed {
      await screen?.follow {
        let passed = (ContinuousClock.now - start) * speed
        return Moment(milliseconds: begin.milliseconds + Int64(passed.wholeMilliseconds))
      }
    }
    let observer = screen ?? EventPrinter() as any RunObserver
    let animation = speed.map { _ in Task { await screen?.animate() } }
    for event in part.events {
      if let speed {
        let due = start + .milliseconds(event.time.since(begin)) / speed
        try? await Task.sleep(until: due, clock: .continuous)
      }
      if Task.isCancelled { break }
      _ = await observer.observe([event])
    }
    animation?.cancel()
    await animation?.value
    await screen?.clear()
    guard !json, !Task.isCancelled else { return }
    await finish()
  }

  /// Where the evidence is; and of a run without an end, what did not end.
  private func finish() async {
    let run = Run(id: part.run, events: part.events.filter { $0.run == part.run })
    if run.end == nil {
      Output.print(["", StyledText("the record ends here: the run still runs, or it died", .doubt)])
    }
    Output.print([
      StyledText("  evidence: ", .faint) + StyledText("runbook show \(part.run.prefix(6))", .place)
    ])
  }
}
