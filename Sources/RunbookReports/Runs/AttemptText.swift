import RunbookModel

/// What is said of one execution of a command.
enum AttemptText {
  /// `attempt 2 · east`, `cleanup attempt 1`.
  static func label(_ key: AttemptKey) -> String {
    var label = "attempt \(key.number)"
    if key.purpose != .step { label = key.purpose.rawValue + " " + label }
    if !key.items.isEmpty { label += " · " + key.items.joined(separator: " · ") }
    return label
  }

  /// How its command ended.
  static func ending(_ ending: Ending) -> StyledText {
    switch ending {
    case .exited(let status): StyledText("exit \(status)", status == 0 ? .faint : .doubt)
    case .signalled(let signal): StyledText("ended by signal \(signal)", .doubt)
    case .timedOut: StyledText("timed out", .doubt)
    case .stopped: StyledText("stopped as it was to be", .faint)
    case .interrupted: StyledText("interrupted", .doubt)
    case .notStarted(let reason): StyledText("not started: \(reason)", .doubt)
    case .notRun(let reason): StyledText("not run: \(reason)", .doubt)
    case .notRecorded: StyledText("not recorded", .doubt)
    }
  }

  /// What its command does; nil where it only looks and nobody had to say so.
  static func effect(_ attempt: Run.AttemptRecord) -> String? {
    guard let effect = attempt.start.effect else { return nil }
    let isDeclared = attempt.start.isDeclared ?? false
    if effect == .read, !isDeclared { return nil }
    return "effect \(effect.rawValue)\(isDeclared ? ", as declared" : "")"
  }
}
