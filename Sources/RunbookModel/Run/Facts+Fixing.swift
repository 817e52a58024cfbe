package struct Answered: Sendable, Hashable, Codable {
  /// What was asked for.
  package enum Purpose: String, Sendable, Codable, CaseIterable {
    case ask, confirm, manual
    /// Consent to a fix.
    case fix
    /// Consent to taking a fix back.
    case undo
  }

  /// Who gave the answer.
  package enum Source: String, Sendable, Codable, CaseIterable {
    case person
    /// The command line: `--answer`, `--allow-fix`, `--undo-on-failure`, `--yes`.
    case option
    /// The default of the runbook.
    case standard = "default"
    /// There was nobody to ask: the fix is proposed, or the run stopped.
    case nobody
  }

  package let purpose: Purpose
  /// Of the ask, confirm, manual or fix.
  package let name: String
  package let question: String
  /// As it counts: `yes` or `no`, a verdict, the text; nil where nobody answered.
  package let answer: String?
  /// What a person added to it.
  package let remark: String?
  /// Of an `ask … as TYPE`.
  package let type: ValueType?
  package let source: Source

  package init(
    purpose: Purpose, name: String, question: String, answer: String?, remark: String? = nil,
    type: ValueType? = nil, source: Source
  ) {
    self.purpose = purpose
    self.name = name
    self.question = question
    self.answer = answer
    self.remark = remark
    self.type = type
    self.source = source
  }
}

package struct Changed: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Codable, CaseIterable {
    /// Its command is about to run: from here on something may have changed.
    case started
    /// Its command has ended, however it did.
    case changed
    /// It found nothing to change, or was never run: there is nothing to undo.
    case unchanged
  }

  /// What takes it back.
  package struct Undo: Sendable, Hashable, Codable {
    package let command: String
    package let shell: Defaults.Shell
    /// Those that the command names and the record knows, as they were when the fix ran.
    package let variables: [String: String]
    /// Those that hold a secret, so that the record does not know them.
    package let hidden: [String]
    /// Those that had no value.
    package let missing: [String]
    /// In milliseconds.
    package let timeout: Int

    package init(
      command: String, shell: Defaults.Shell, variables: [String: String] = [:], hidden: [String] = [],
      missing: [String] = [], timeout: Int
    ) {
      self.command = command
      self.shell = shell
      self.variables = variables
      self.hidden = hidden
      self.missing = missing
      self.timeout = timeout
    }
  }

  /// The fix, or one item of it.
  package let fix: StepKey
  package let title: String
  package let state: State
  package let command: String
  package let effect: Effect
  /// Nil: nothing takes it back.
  package let undo: Undo?
  /// The author's reason why nothing does.
  package let noUndo: String?
  /// The kubeconfig context that it ran with, where one was given.
  package let context: String?

  package init(
    fix: StepKey, title: String, state: State, command: String, effect: Effect = .change, undo: Undo?,
    noUndo: String? = nil, context: String? = nil
  ) {
    self.fix = fix
    self.title = title
    self.state = state
    self.command = command
    self.effect = effect
    self.undo = undo
    self.noUndo = noUndo
    self.context = context
  }
}
