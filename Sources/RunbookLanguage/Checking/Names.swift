import RunbookModel

/// The three namespaces of a file, what its `use` brings included.
struct Names {
  struct Origin {
    let range: SourceRange
    let source: SourceText

    var place: SourcePlace { SourcePlace(file: source.name, range: range) }
  }

  struct StepName {
    let kind: Station.Kind
    let origin: Origin
    let role: StationSequence.Role
    /// The name of its path; empty elsewhere.
    let path: String
    /// Its index among the stations of its sequence.
    let index: Int
    let isInBlock: Bool
    /// It runs once for each item of a list.
    let hasItems: Bool
  }

  struct PlaceName {
    let isPath: Bool
    let origin: Origin
  }

  struct VariableName {
    enum Kind { case builtIn, param, secret, `let`, capture, each, ask, call }
    let kind: Kind
    let origin: Origin?
    /// No value of it can be split by a shell, or be code.
    var isHarmless = false
    /// It is declared `as list`.
    var isList = false
  }

  /// Steps, fixes and the like.
  var steps: [String: StepName] = [:]
  /// Paths and outcomes.
  var places: [String: PlaceName] = [:]
  var variables: [String: VariableName] = [:]
  /// Some definition has a name that could not be read, so that a missing name proves nothing.
  var hasUnreadableStep = false
  var hasUnreadablePlace = false
  var hasUnreadableVariable = false

  static let builtIn = ["run", "runbook", "context"]

  init() {
    for name in Self.builtIn {
      variables[name] = VariableName(kind: .builtIn, origin: nil, isHarmless: name == "run")
    }
  }
}

extension Names.VariableName.Kind {
  /// As it is called in messages.
  var word: String {
    switch self {
    case .builtIn: "built-in variable"
    case .param: "parameter"
    case .secret: "secret"
    case .let: "let"
    case .capture: "capture"
    case .each: "name of an `each`"
    case .ask: "answer"
    case .call: "call"
    }
  }

  /// Its value is known before the first step.
  var isKnownAtStart: Bool {
    switch self {
    case .builtIn, .param, .secret, .let: true
    case .capture, .each, .ask, .call: false
    }
  }
}
