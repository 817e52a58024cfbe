import RunbookModel

extension CommandReading {
  /// It waits for what somebody types: a shell, here or on another machine, an editor.
  package var waitsForTyping: Bool { effect.effect == .unknown && effect.reason == EffectProblems.typed }
}
