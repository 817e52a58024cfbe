import RunbookMatching
import RunbookModel

extension Bindings {
  /// What a run begins with: what is built in, parameters, secrets, and what `let` makes of them.
  init(plan: Plan, settings: RunSettings, secrets: [String: String], veil: Veil) {
    self.init()
    set("run", to: VariableValue(settings.mark), veil: veil)
    set("runbook", to: VariableValue(plan.name), veil: veil)
    if let context = settings.context {
      set("context", to: VariableValue(context), veil: veil)
    } else {
      note(absenceOf: "context", because: EngineProblems.noContext)
    }
    for parameter in plan.parameters {
      if let value = settings.arguments[parameter.name] ?? parameter.standardValue {
        set(parameter.name, to: value, veil: veil)
      } else {
        note(absenceOf: parameter.name, because: EngineProblems.notGiven)
      }
    }
    for secret in plan.secrets {
      if let value = secrets[secret.name] {
        set(secret.name, to: VariableValue(value), veil: veil)
      } else {
        note(absenceOf: secret.name, because: EngineProblems.notGiven)
      }
    }
    bind(plan.lets, veil: veil)
  }

  /// Works out every `let` that can be, in the order of the file.
  mutating func bind(_ lets: [Let], veil: Veil) {
    for line in lets {
      switch resolve(line.value, real) {
      case .value(let value): set(line.name, to: value, veil: veil)
      case .missing(let reference): note(absenceOf: line.name, because: absence(of: reference))
      case .impossible(let reason): note(absenceOf: line.name, because: reason)
      }
    }
  }
}

extension Parameter {
  /// The value that the runbook gives it; nil where it must be given.
  var standardValue: VariableValue? {
    standard.flatMap { texts in
      type == .list || texts.count != 1
        ? VariableValue(list: texts, type: type) : VariableValue(texts[0], type: type)
    }
  }
}
