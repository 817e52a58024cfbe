/// Walks a syntax tree in the order of the text. Who conforms is told what it meets, also inside substitutions.
protocol SyntaxVisitor {
  /// The bodies that the redirections of the walked tree point to.
  var documents: [HereDocument] { get }
  mutating func enter(_ command: ShellCommand)
  mutating func leave(_ command: ShellCommand)
  /// `isQuoted`: the shell does not split what comes out.
  mutating func visit(_ parameter: ParameterExpansion, at range: Range<Int>, isQuoted: Bool)
  /// A bare name in an arithmetic expression.
  mutating func visit(_ name: Arithmetic.Name)
  mutating func visit(_ assignment: Assignment)
  mutating func walk(_ pipeline: Pipeline)
  mutating func walk(_ expression: Arithmetic)
  /// A name that the syntax itself sets.
  mutating func assign(_ name: String)
  /// Whether the indexes of a list are words, not expressions.
  func isAssociative(_ name: String) -> Bool
}

extension SyntaxVisitor {
  mutating func leave(_ command: ShellCommand) {}
  mutating func visit(_ parameter: ParameterExpansion, at range: Range<Int>, isQuoted: Bool) {}
  mutating func visit(_ name: Arithmetic.Name) {}
  mutating func visit(_ assignment: Assignment) { assign(assignment.name.text) }
  mutating func assign(_ name: String) {}
  func isAssociative(_ name: String) -> Bool { false }

  mutating func walk(_ script: Script) {
    for statement in script.statements {
      for pipeline in statement.pipelines { walk(pipeline) }
    }
  }

  mutating func walk(_ pipeline: Pipeline) { for command in pipeline.commands { walk(command) } }

  mutating func walk(_ command: ShellCommand) {
    enter(command)
    switch command.kind {
    case .simple(let simple):
      for assignment in simple.assignments { walk(assignment) }
      for word in simple.words { walk(word.parts, isQuoted: false) }
      for assignment in simple.declarations { walk(assignment) }
    case .subshell(let script), .group(let script): walk(script)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        walk(branch.condition)
        walk(branch.body)
      }
      if let otherwise { walk(otherwise) }
    case .loop(let condition, let body):
      walk(condition)
      walk(body)
    case .forEach(let name, let words, let body):
      if !name.text.isEmpty { assign(name.text) }
      for word in words ?? [] { walk(word.parts, isQuoted: false) }
      walk(body)
    case .count(let expressions, let body):
      for expression in expressions { walk(expression) }
      walk(body)
    case .choice(let subject, let clauses):
      walk(subject.parts, isQuoted: true)
      for clause in clauses {
        for pattern in clause.patterns { walk(pattern.parts, isQuoted: true) }
        walk(clause.body)
      }
    case .function(_, let body): walk(body)
    case .test(let words): for word in words { walk(word.parts, isQuoted: true) }
    case .arithmetic(let expression): walk(expression)
    case .coprocess(let name, let body):
      if let name {
        assign(name.text)
        assign(name.text + "_PID")
      }
      walk(body)
    }
    for redirection in command.redirections { walk(redirection) }
    leave(command)
  }

  mutating func walk(_ assignment: Assignment) {
    visit(assignment)
    walk(assignment.index, of: assignment.name.text)
    switch assignment.value {
    case .word(let word): walk(word.parts, isQuoted: true)
    case .list(let elements):
      for element in elements {
        walk(element.index, of: assignment.name.text)
        walk(element.word.parts, isQuoted: element.index != nil)
      }
    }
  }

  mutating func walk(_ redirection: Redirection) {
    if let name = redirection.descriptorName { assign(name.text) }
    if let document = redirection.document {
      walk(documents[document].parts, isQuoted: true)
    } else {
      walk(redirection.target.parts, isQuoted: redirection.operator == .hereString)
    }
  }

  mutating func walk(_ index: Subscript?, of name: String) {
    guard case .index(let expression) = index else { return }
    if isAssociative(name) { walk(expression.parts, isQuoted: true) } else { walk(expression) }
  }

  mutating func walk(_ expression: Arithmetic) { walk(partsOf: expression) }

  mutating func walk(partsOf expression: Arithmetic) {
    for name in expression.names {
      if name.isAssigned { assign(name.name) }
      visit(name)
    }
    walk(expression.parts, isQuoted: true)
  }

  mutating func walk(_ parts: [WordPart], isQuoted: Bool) {
    for part in parts {
      switch part.kind {
      case .literal, .quoted: break
      case .doubleQuoted(let inner): walk(inner, isQuoted: true)
      case .parameter(let parameter):
        visit(parameter, at: part.range, isQuoted: isQuoted || parameter.isLength)
        walk(parameter.index, of: parameter.name)
        walk(parameter, isQuoted: isQuoted)
      case .substitution(let script), .process(let script): walk(script)
      case .arithmetic(let expression): walk(expression)
      }
    }
  }

  private mutating func walk(_ parameter: ParameterExpansion, isQuoted: Bool) {
    switch parameter.operation {
    case nil, .transform, .names: break
    case .fallback(let parts), .alternative(let parts), .demand(let parts): walk(parts, isQuoted: isQuoted)
    case .assign(let parts):
      if !parameter.isIndirect { assign(parameter.name) }
      walk(parts, isQuoted: isQuoted)
    case .trim(let parts), .recase(let parts): walk(parts, isQuoted: true)
    case .replace(let pattern, let replacement):
      walk(pattern, isQuoted: true)
      walk(replacement, isQuoted: isQuoted)
    case .slice(let offset, let length):
      walk(offset)
      if let length { walk(length) }
    }
  }
}
