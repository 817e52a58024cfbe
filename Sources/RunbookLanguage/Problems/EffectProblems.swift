import RunbookModel

/// The wording of what is wrong with what a command does.
extension Problem {
  static func changeOutsideFix(_ effect: CommandEffect) -> Problem {
    Problem(
      EffectCode.changeOutsideFix,
      message: "only `fix` and `finally` change something, found `\(effect.program)`", label: effect.reason,
      help: "make the step a `fix` with an `undo`, or declare `effect probe` if nothing of it stays")
  }

  static var declaredChange: Problem {
    Problem(
      EffectCode.changeOutsideFix,
      message: "only `fix` and `finally` change something, found `effect change`",
      label: "declares a change", help: "make the step a `fix` with an `undo`")
  }

  static func undeclaredEffect(_ effect: CommandEffect) -> Problem {
    let isNamed = !effect.program.isEmpty && !effect.program.hasPrefix("…")
    return Problem(
      EffectCode.undeclaredEffect, .warning,
      message: "it cannot be worked out what \(isNamed ? "`\(effect.program)`" : "this") does",
      label: effect.reason, help: "say what the command does: `effect read` or `effect probe`")
  }

  static func loweredEffect(_ effect: CommandEffect, to declared: Effect) -> Problem {
    Problem(
      EffectCode.loweredEffect,
      message:
        "`effect \(declared.rawValue)` contradicts `\(effect.program)`, which is a \(effect.effect.rawValue)",
      label: "only what cannot be worked out may be called a read",
      help: effect.effect == .change ? "say `effect probe` if nothing of it stays" : "take it out")
  }

  static func needlessEffect(_ effect: Effect) -> Problem {
    Problem(
      EffectCode.needlessEffect, .warning,
      message: "`effect \(effect.rawValue)` is what reading the command tells",
      label: "says nothing new", help: "take it out")
  }
}
