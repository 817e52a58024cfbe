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
    for tool in Tool.all.values { rules[tool.name] = tool.effect }
    return rules
  }()
}
