import RunbookMatching
import RunbookModel

/// The head: what may stand once, versions, parameters and their values, what a `let` may name.
struct HeadRules {
  let names: Names
  var findings: Findings

  mutating func check(_ tree: FileSyntax) {
    var once: [String: SourceRange] = [:]
    var needs: [NeedName: SourceRange] = [:]
    for head in tree.head {
      switch head.kind {
      case .language(let version):
        checkOnce(head.line, &once)
        if let version, version.value != RunbookModel.languageVersion {
          findings.report(.unsupportedLanguage(version.value), at: version.range)
        }
      case .about, .tags, .owner: checkOnce(head.line, &once)
      case .needs(let need): if let need { check(need, &needs) }
      case .param(let param): check(param)
      case .let(let name, let value): checkLet(name, value)
      case .defaults(let clauses):
        checkOnce(head.line, &once)
        var rules = ClauseRules(findings: findings, unread: [])
        rules.checkOnce(clauses)
        findings = rules.findings
      case .use, .secret: break
      }
    }
    for extra in tree.finally.dropFirst() {
      findings.report(
        .duplicateClause("finally"), at: extra.line.word.range,
        others: [findings.mark(tree.finally[0].line.word.range, "first written here")])
    }
  }

  /// The answers that a question suggests and allows are of its type, and the first is one of the others.
  mutating func check(_ questions: [AskSyntax]) {
    for ask in questions {
      if let name = ask.name?.text, let type = ask.type?.value {
        let what = "the answer `\(name)`"
        for value in [ask.standard].compactMap(\.self) + (ask.choices ?? []) {
          checkType(value, type, of: what)
        }
      }
      guard let standard = ask.standard, let text = standard.fixedText, let values = ask.choices else {
        continue
      }
      let choices = values.compactMap(\.fixedText)
      if choices.count == values.count, !choices.contains(text) {
        findings.report(.notOneOf(text, choices), at: standard.range)
      }
    }
  }

  private enum NeedName: Hashable {
    case cluster
    case tool(String)
  }

  private mutating func checkOnce(_ line: LineSyntax, _ seen: inout [String: SourceRange]) {
    let word = line.word
    if let first = seen[word.text] {
      findings.report(
        .duplicateClause(word.text), at: word.range, others: [findings.mark(first, "first written here")])
    } else {
      seen[word.text] = word.range
    }
  }

  private mutating func check(_ need: NeedSyntax, _ seen: inout [NeedName: SourceRange]) {
    let (name, word, range): (NeedName, String, SourceRange) =
      switch need {
      case .cluster(let range): (.cluster, "cluster", range)
      case .tool(let tool, _): (.tool(tool.text), tool.text, tool.range)
      }
    if let first = seen[name] {
      findings.report(.duplicateNeed(word), at: range, others: [findings.mark(first, "first needed here")])
    } else {
      seen[name] = range
    }
  }

  private mutating func check(_ param: ParamSyntax) {
    guard let name = param.name?.text else { return }
    let standard = param.standard ?? []
    for value in standard { checkFixed(value, of: name) }
    if standard.count > 1, param.type?.value != .list {
      let range = standard[0].range.through(standard[standard.count - 1].range)
      findings.report(.severalDefaults(name, param.type?.value), at: range)
      return
    }
    var choices: [String]?
    if case .oneOf(let values)? = param.limit?.value {
      for value in values { checkFixed(value, of: name) }
      let fixed = values.compactMap(\.fixedText)
      choices = fixed.count == values.count ? fixed : nil
      for value in values { checkType(value, param.type?.value, of: "parameter `\(name)`") }
    }
    for value in standard {
      guard let text = value.fixedText else { continue }
      guard checkType(value, param.type?.value, of: "parameter `\(name)`") else { continue }
      if let choices, !choices.contains(text) {
        findings.report(
          .notOneOf(text, choices), at: value.range,
          others: param.limit.map { [findings.mark($0.range, "the values it may have")] } ?? [])
      }
      if case .matching(let pattern)? = param.limit?.value, !text.matches(pattern) {
        findings.report(
          .notMatching(text, pattern.text), at: value.range,
          others: param.limit.map { [findings.mark($0.range, "what it must match")] } ?? [])
      }
    }
  }

  private mutating func checkFixed(_ value: ValueSyntax, of name: String) {
    guard value.fixedText == nil else { return }
    findings.report(.variableInDefault(name), at: value.references.first?.range ?? value.range)
  }

  @discardableResult
  private mutating func checkType(_ value: ValueSyntax, _ type: ValueType?, of what: String) -> Bool {
    guard let type, let text = value.fixedText, !isReadable(text, as: type) else { return true }
    findings.report(.unfitValue(text, type, for: what), at: value.range)
    return false
  }

  /// A `let` is worked out before the first step, from what stands above it.
  private mutating func checkLet(_ name: Spelled?, _ value: ValueSyntax?) {
    guard let name else { return }
    for mention in value?.references ?? [] {
      let wanted = mention.reference
      guard let known = names.variables[wanted.name], wanted.member == nil else {
        if wanted.member != nil, names.steps[wanted.name] != nil || names.variables[wanted.name] != nil {
          findings.report(.letTooEarly(wanted.written, nil), at: mention.range)
        } else if !names.hasUnreadableVariable {
          findings.report(
            .undefinedVariable(
              wanted.name, nearest: Spelling.nearest(to: wanted.name, in: names.sortedVariables)),
            at: mention.range)
        }
        continue
      }
      if !known.kind.isKnownAtStart {
        findings.report(
          .letTooEarly(wanted.written, known.kind), at: mention.range,
          others: known.origin.map { [Diagnostic.Mark($0.place, "set here, while the runbook runs")] } ?? [])
      } else if known.kind == .let, let origin = known.origin, origin.source == findings.source,
        origin.range.start >= name.range.start
      {
        findings.report(
          .letBelow(wanted.name), at: mention.range, others: [Diagnostic.Mark(origin.place, "defined here")])
      }
    }
  }
}

extension ValueSyntax {
  /// Its text where no variable takes part in it.
  var fixedText: String? {
    switch value {
    case .text(let template): references.isEmpty ? template.written : nil
    case .literal(let text): text
    case .variable, .share: nil
    }
  }
}

extension Names {
  /// In a fixed order, for suggestions.
  var sortedVariables: [String] { variables.keys.sorted() }
}
