/// A shell text that does nothing but set one variable: `pod=$(kubectl …)`, `NS=shop`, `export URL="http://$HOST/"`.
package struct SoleAssignment: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// What this command prints.
    case output(of: String)
    /// The same for ever.
    case literal(String)
    /// Made of other values, as it was written.
    case text(String)
  }

  package let name: String
  package let value: Value

  /// Nil where the text does anything else.
  package init?(_ text: String) {
    let tree = SyntaxTree(text)
    let statements = tree.script.statements
    guard tree.problem == nil, tree.documents.isEmpty, statements.count == 1, !statements[0].isBackground,
      let command = statements[0].pipelines.onlyElement?.commands.onlyElement, command.redirections.isEmpty,
      case .simple(let simple) = command.kind,
      simple.words.isEmpty || simple.words.map(\.literal) == ["export"],
      let assignment = (simple.assignments + simple.declarations).onlyElement, assignment.index == nil,
      case .word(let word) = assignment.value
    else { return nil }
    let bytes = Array(text.utf8)
    let written = String(decoding: bytes[assignment.range], as: UTF8.self)
    guard written.hasPrefix(assignment.name.text + "=") else { return nil }
    name = assignment.name.text
    if let literal = word.literal {
      value = .literal(literal)
    } else if let part = word.onlyPart, case .substitution = part.kind,
      bytes[part.range].starts(with: "$(".utf8)
    {
      let inner = String(decoding: bytes[part.range].dropFirst(2).dropLast(), as: UTF8.self)
      value = .output(of: inner)
    } else {
      value = .text(String(written.dropFirst(name.count + 1)))
    }
  }
}

extension Collection {
  fileprivate var onlyElement: Element? { count == 1 ? first : nil }
}
