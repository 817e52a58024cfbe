import RunbookCommands
import RunbookModel

/// What commands do, against what their places allow and their authors declare.
///
/// Only `fix` and `finally` change something; so do `cleanup` and `undo`, which belong to them. What is declared counts
/// more than what was worked out, but a declaration cannot call a change a read.
struct EffectRules {
  var findings: Findings
  /// Values that become code: what that does cannot be known, and was said.
  let told: Set<SourceRange>

  mutating func check(_ sequence: StationSequence) {
    for station in sequence.stations {
      let mayChange = station.kind == .fix || sequence.role == .finally
      for command in station.commands where command.moment == .before && command.reading.problems.isEmpty {
        check(command, declared: station.declaredEffect, mayChange: mayChange)
      }
    }
  }

  private mutating func check(_ command: ShellText, declared: Located<Effect>?, mayChange: Bool) {
    let effect = command.reading.effect
    let place = command.text.sourceRange(of: effect.range)
    if let declared {
      if declared.value == .change, !mayChange {
        if effect.effect != .change { return findings.report(.declaredChange, at: declared.range) }
      } else if declared.value == .read, effect.effect == .probe || effect.effect == .change {
        return findings.report(
          .loweredEffect(effect, to: declared.value), at: declared.range,
          others: [findings.mark(place, effect.reason)])
      } else {
        if declared.value == effect.effect {
          findings.report(.needlessEffect(declared.value), at: declared.range)
        }
        return
      }
    }
    guard !mayChange else { return }
    switch effect.effect {
    case .change: findings.report(.changeOutsideFix(effect), at: place)
    case .unknown: if !told.contains(place) { findings.report(.undeclaredEffect(effect), at: place) }
    case .read, .probe: break
    }
  }
}

extension Station {
  fileprivate var declaredEffect: Located<Effect>? {
    clauses.lazy.compactMap { if case .effect(let effect?) = $0.kind { effect } else { nil } }.first
  }
}
