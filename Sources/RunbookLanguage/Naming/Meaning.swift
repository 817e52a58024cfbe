package import RunbookModel

/// What a name of a runbook stands for, wherever it is defined.
package struct Meaning: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case step, fix, start, call, manual, confirm, ask
    case path, outcome
    case builtIn, param, secret, `let`, capture, each
  }

  /// A place that defines it.
  package struct Definition: Sendable, Hashable {
    /// The name itself.
    package let place: SourcePlace
    /// Its line, without a comment.
    package let line: SourceRange
    /// The step around it; nil where it stands alone.
    package let owner: String?
    /// What `as` says.
    package let type: ValueType?
    /// Nil where all of the file may use it: the step or block around an `each`.
    package let scope: SourceRange?

    init(
      _ place: SourcePlace, line: SourceRange, owner: String? = nil, type: ValueType? = nil,
      scope: SourceRange? = nil
    ) {
      self.place = place
      self.line = line
      self.owner = owner
      self.type = type
      self.scope = scope
    }
  }

  package let kind: Kind
  package let name: String
  /// Empty for what is built in; several where several steps capture the same name.
  package fileprivate(set) var definitions: [Definition]

  init(_ kind: Kind, _ name: String, _ definitions: [Definition]) {
    self.kind = kind
    self.name = name
    self.definitions = definitions
  }

  /// `$name` stands for its value. What is asked or called is both a variable and a step.
  package var isVariable: Bool {
    switch kind {
    case .builtIn, .param, .secret, .let, .capture, .each, .ask, .call: true
    case .step, .fix, .start, .manual, .confirm, .path, .outcome: false
    }
  }

  /// It shares the names of steps.
  package var isStep: Bool {
    switch kind {
    case .step, .fix, .start, .call, .manual, .confirm, .ask: true
    case .path, .outcome, .builtIn, .param, .secret, .let, .capture, .each: false
    }
  }

  package var isPlace: Bool { kind == .path || kind == .outcome }

  /// As it is called in messages.
  package var word: String {
    switch kind {
    case .step, .fix, .start, .call, .manual, .confirm, .path, .outcome: kind.rawValue
    case .ask: "answer"
    case .builtIn: "built-in variable"
    case .param: "parameter"
    case .secret: "secret"
    case .let: "let"
    case .capture: "capture"
    case .each: "item of an `each`"
    }
  }
}

/// The meanings of one file by their three namespaces, and those of the files that it uses.
struct Meanings {
  var steps: [String: Meaning] = [:]
  var places: [String: Meaning] = [:]
  /// Several for `each`, which may give the same name to different items.
  var variables: [String: [Meaning]] = [:]

  mutating func enter(_ meaning: Meaning) {
    if meaning.isStep { steps[meaning.name] = steps[meaning.name] ?? meaning }
    if meaning.isPlace { places[meaning.name] = places[meaning.name] ?? meaning }
    guard meaning.isVariable else { return }
    var known = variables[meaning.name] ?? []
    if meaning.kind == .capture, let first = known.first, first.kind == .capture {
      for definition in meaning.definitions where !first.definitions.contains(definition) {
        known[0].definitions.append(definition)
      }
    } else if known.isEmpty || meaning.kind == .each && known[0].kind == .each {
      known.append(meaning)
    }
    variables[meaning.name] = known
  }

  /// The innermost `each` around the place, where there are several.
  func variable(_ name: String, at offset: Int) -> Meaning? {
    guard let known = variables[name] else { return nil }
    let around = known.filter { meaning in
      meaning.definitions.contains { $0.scope.map { $0.start <= offset && offset < $0.end } ?? true }
    }
    return around.min { extent($0) < extent($1) } ?? known.first
  }

  private func extent(_ meaning: Meaning) -> Int {
    meaning.definitions.first?.scope.map { $0.end - $0.start } ?? Int.max
  }
}
