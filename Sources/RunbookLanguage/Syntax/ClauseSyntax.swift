package import RunbookModel

/// One line of a block, whatever the block: a step's clause, a limit of `defaults`, an outcome's severity.
///
/// Which words a block has is the parser's knowledge; a clause in a block that does not have it was reported
/// and is kept out of the tree.
package struct ClauseSyntax: Sendable {
  /// Indirect, because every pass walks all clauses, and copying an expectation costs more than most passes do.
  package indirect enum Kind: Sendable {
    // What is done: step, fix, start; some in call, manual and defaults.
    case run(TextSyntax?)
    case stdin(TemplateTextSyntax?)
    case on(ValueSyntax?)
    case timeout(Located<Duration>?)
    case effect(Located<Effect>?)
    case cleanup(TextSyntax?)
    /// Names of environment variables.
    case env([Spelled])
    /// Bytes.
    case keep(Located<Int>?)

    // How it is judged: step and fix.
    case expect(ExpectationSyntax?)
    case capture(CaptureSyntax)
    case when(ConditionSyntax?)
    case hint(StringSyntax?)
    case retry(RetrySyntax?)
    case sample(SampleSyntax?)
    case stopAfter(Located<Duration>?)
    case each(EachSyntax)
    case branch(BranchWord, ArrowSyntax?)

    // Fix.
    case undo(TextSyntax?)
    /// `undo none "why"`.
    case undoNone(why: StringSyntax?)
    case verify(Spelled?)

    // Start.
    case ready(ReadySyntax?)

    // Confirm.
    case answer(isYes: Bool, ArrowSyntax?)

    // Outcome.
    case severity(Located<Outcome.Severity>?)
    /// `→ "file.rb" key=value`: the runbook that follows. Its target is always a file.
    case follow(ArrowSyntax?)

    // Defaults.
    case budget(Located<Duration>?)
    case shell(Located<Defaults.Shell>?)
  }

  package let line: LineSyntax
  package let kind: Kind

  package init(line: LineSyntax, kind: Kind) {
    self.line = line
    self.kind = kind
  }
}

extension [ClauseSyntax] {
  /// The first `each` among them.
  var each: EachSyntax? {
    for clause in self { if case .each(let each) = clause.kind { return each } }
    return nil
  }
}

/// The word that a branch begins with.
package enum BranchWord: String, Sendable, CaseIterable {
  case passes, fails, flaky, unknown, otherwise
}

/// `capture NAME from SELECTOR [as TYPE]`.
package struct CaptureSyntax: Sendable {
  package let name: Spelled?
  package let selector: SelectorSyntax?
  package let type: Located<ValueType>?

  package init(name: Spelled?, selector: SelectorSyntax?, type: Located<ValueType>?) {
    self.name = name
    self.selector = selector
    self.type = type
  }
}

/// `retry N times [every D]` or `retry up to D [every D]`.
package struct RetrySyntax: Sendable {
  package enum Limit: Sendable {
    case times(Located<Int>)
    case upTo(Located<Duration>)
  }

  package let limit: Limit
  package let every: Located<Duration>?

  package init(limit: Limit, every: Located<Duration>?) {
    self.limit = limit
    self.every = every
  }
}

/// `sample N times [every D], need P%` or `sample up to N [every D], need P%`.
package struct SampleSyntax: Sendable {
  package let times: Located<Int>
  /// `up to`: Wald's sequential test.
  package let isSequential: Bool
  package let every: Located<Duration>?
  /// Percent.
  package let need: Located<Double>

  package init(times: Located<Int>, isSequential: Bool, every: Located<Duration>?, need: Located<Double>) {
    self.times = times
    self.isSequential = isSequential
    self.every = every
    self.need = need
  }
}

/// `ready when EXPECTATION` or `ready when port N answers`.
package enum ReadySyntax: Sendable {
  case expectation(ExpectationSyntax)
  case port(Located<Int>)
}
