/// `manual NAME "Title"` and prose: a person does it and says how it went.
package struct Manual: Sendable {
  /// Its name, its condition and its branches; it has no command.
  package let step: Step
  package let prose: String

  package init(step: Step, prose: String = "") {
    self.step = step
    self.prose = prose
  }
}

/// `ask NAME [as TYPE] "Question?" [= default] [one of …]`: the answer becomes `$NAME`.
package struct Ask: Sendable {
  package let name: String
  package let type: ValueType?
  package let question: Template
  package let standard: Value?
  /// Nil: any answer of the type.
  package let choices: [Value]?
  package let condition: Condition?
  package let place: SourcePlace

  package init(
    name: String, type: ValueType? = nil, question: Template, standard: Value? = nil,
    choices: [Value]? = nil, condition: Condition? = nil, place: SourcePlace
  ) {
    self.name = name
    self.type = type
    self.question = question
    self.standard = standard
    self.choices = choices
    self.condition = condition
    self.place = place
  }
}

/// `confirm NAME "Question?"` with its arrows: yes goes on and no stops the run where they say nothing.
package struct Confirm: Sendable {
  package let name: String
  package let question: Template
  package let yes: Arrow?
  package let no: Arrow?
  package let place: SourcePlace

  package init(name: String, question: Template, yes: Arrow? = nil, no: Arrow? = nil, place: SourcePlace) {
    self.name = name
    self.question = question
    self.yes = yes
    self.no = no
    self.place = place
  }
}
