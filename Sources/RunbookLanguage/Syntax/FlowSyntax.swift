package import RunbookModel

/// One entry of a sequence: the top level or a path.
package indirect enum FlowSyntax: Sendable {
  case step(StepSyntax)
  case parallel(ParallelSyntax)
  case each(EachBlockSyntax)
  case decide(DecideSyntax)
  case arrow(LineSyntax, ArrowSyntax)
  /// A step that changes something; `undo` and `verify` are among its clauses.
  case fix(StepSyntax)
  /// A command in the background; `ready` is among its clauses.
  case start(StepSyntax)
  case call(CallSyntax)
  case manual(ManualSyntax)
  case confirm(ConfirmSyntax)
  case ask(AskSyntax)

  package var line: LineSyntax {
    switch self {
    case .step(let step), .fix(let step), .start(let step): step.line
    case .parallel(let parallel): parallel.line
    case .each(let each): each.line
    case .decide(let decide): decide.line
    case .arrow(let line, _): line
    case .call(let call): call.line
    case .manual(let manual): manual.line
    case .confirm(let confirm): confirm.line
    case .ask(let ask): ask.line
    }
  }

  /// Its name among the steps of the file; `parallel`, `each`, `decide` and arrows have none.
  package var name: Spelled? {
    switch self {
    case .step(let step), .fix(let step), .start(let step): step.name
    case .call(let call): call.name
    case .manual(let manual): manual.name
    case .confirm(let confirm): confirm.name
    case .ask(let ask): ask.name
    case .parallel, .each, .decide, .arrow: nil
    }
  }
}

/// `step`, `fix` or `start`: NAME, perhaps a title, and clauses in the order of the file.
package struct StepSyntax: Sendable {
  package let line: LineSyntax
  package let name: Spelled?
  package let title: StringSyntax?
  package let clauses: [ClauseSyntax]

  package init(line: LineSyntax, name: Spelled?, title: StringSyntax?, clauses: [ClauseSyntax]) {
    self.line = line
    self.name = name
    self.title = title
    self.clauses = clauses
  }
}

/// `parallel` and its steps.
package struct ParallelSyntax: Sendable {
  package let line: LineSyntax
  package let steps: [StepSyntax]

  package init(line: LineSyntax, steps: [StepSyntax]) {
    self.line = line
    self.steps = steps
  }
}

/// `each NAME in LIST [, N at once]` and its steps.
package struct EachBlockSyntax: Sendable {
  package let line: LineSyntax
  package let each: EachSyntax
  package let steps: [StepSyntax]

  package init(line: LineSyntax, each: EachSyntax, steps: [StepSyntax]) {
    self.line = line
    self.each = each
    self.steps = steps
  }
}

/// `NAME in LIST [, N at once]`, of a block or of a step.
package struct EachSyntax: Sendable {
  package let variable: Spelled?
  package let list: ValueSyntax?
  package let atOnce: Located<Int>?

  package init(variable: Spelled?, list: ValueSyntax?, atOnce: Located<Int>?) {
    self.variable = variable
    self.list = list
    self.atOnce = atOnce
  }
}

/// `decide` and its rows.
package struct DecideSyntax: Sendable {
  package struct Row: Sendable {
    package let line: LineSyntax
    /// Nil in an `otherwise` row, and where it could not be read.
    package let condition: ConditionSyntax?
    package let isOtherwise: Bool
    package let arrow: ArrowSyntax?

    package init(line: LineSyntax, condition: ConditionSyntax?, isOtherwise: Bool, arrow: ArrowSyntax?) {
      self.line = line
      self.condition = condition
      self.isOtherwise = isOtherwise
      self.arrow = arrow
    }
  }

  package let line: LineSyntax
  package let rows: [Row]

  package init(line: LineSyntax, rows: [Row]) {
    self.line = line
    self.rows = rows
  }
}

/// `call NAME "other.rb" key=value …`: its clauses are `when`, `on`, `timeout` and branches.
package struct CallSyntax: Sendable {
  package let line: LineSyntax
  package let name: Spelled?
  package let file: StringSyntax?
  package let arguments: [ArgumentSyntax]
  package let clauses: [ClauseSyntax]

  package init(
    line: LineSyntax, name: Spelled?, file: StringSyntax?, arguments: [ArgumentSyntax],
    clauses: [ClauseSyntax]
  ) {
    self.line = line
    self.name = name
    self.file = file
    self.arguments = arguments
    self.clauses = clauses
  }
}

/// `manual NAME "Title"`: `when` and branches, then what the person is to do.
package struct ManualSyntax: Sendable {
  package let line: LineSyntax
  package let name: Spelled?
  package let title: StringSyntax?
  package let clauses: [ClauseSyntax]
  package let prose: TextSyntax?

  package init(
    line: LineSyntax, name: Spelled?, title: StringSyntax?, clauses: [ClauseSyntax], prose: TextSyntax?
  ) {
    self.line = line
    self.name = name
    self.title = title
    self.clauses = clauses
    self.prose = prose
  }
}

/// `confirm NAME "Question?"`: its clauses are `answer`s.
package struct ConfirmSyntax: Sendable {
  package let line: LineSyntax
  package let name: Spelled?
  package let question: StringSyntax?
  package let clauses: [ClauseSyntax]

  package init(line: LineSyntax, name: Spelled?, question: StringSyntax?, clauses: [ClauseSyntax]) {
    self.line = line
    self.name = name
    self.question = question
    self.clauses = clauses
  }
}

/// `ask NAME [as TYPE] "Question?" [= default] [one of …]`: its only clause is `when`.
package struct AskSyntax: Sendable {
  package let line: LineSyntax
  /// A variable, and a name among the steps.
  package let name: Spelled?
  package let type: Located<ValueType>?
  package let question: StringSyntax?
  package let standard: ValueSyntax?
  /// Nil without `one of`.
  package let choices: [ValueSyntax]?
  package let clauses: [ClauseSyntax]

  package init(
    line: LineSyntax, name: Spelled?, type: Located<ValueType>? = nil, question: StringSyntax?,
    standard: ValueSyntax?, choices: [ValueSyntax]?, clauses: [ClauseSyntax]
  ) {
    self.line = line
    self.name = name
    self.type = type
    self.question = question
    self.standard = standard
    self.choices = choices
    self.clauses = clauses
  }
}
