import RunbookModel

/// The rule of each program that is known, by its name.
enum ProgramRules {
  static let all: [String: EffectRule] = {
    var rules: [String: EffectRule] = [:]
    for name in lookers { rules[name] = { $0.read } }
    for table in [
      builtinRules, fileRules, processRules, networkRules, firewallRules, systemRules,
      remoteRules, languageRules, webRules, clusterRules, packageRules,
    ] {
      rules.merge(table) { _, rule in rule }
    }
    for (name, tool) in Tool.all { rules[name] = { tool().effect($0) } }
    return rules
  }()
}

/// Whether it is known what a program does: it has a rule for its effect.
package func isKnownProgram(_ name: String) -> Bool { ProgramRules.all[name] != nil }
