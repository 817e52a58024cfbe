package import RunbookModel

/// Which rights in a cluster a shell text needs.
///
/// Every program that the text can run is found as for its effect (`InvocationReading`), and each tool that asks a
/// cluster has its rule here. Variables whose values are known before the run are replaced by them. What is known only
/// at run time makes a right wider, with the reason; what cannot be read off is a gap, and never nothing.
package struct RightsReading: Sendable {
  package struct Found: Sendable, Hashable {
    package let right: AccessRight
    /// Why it is wider than what is asked for in the end.
    package let reason: String?
  }

  package private(set) var rights: [Found] = []
  /// Why rights may be missing, a sentence each.
  package private(set) var gaps: [String] = []

  /// - Parameter values: by the name of the variable, without `$`.
  package init(_ text: String, stdin: Template? = nil, values: [String: String]) {
    let tree = SyntaxTree(text)
    let assigned = VariableReading(tree).assigned
    let values = values.filter { !assigned.contains($0.key) }
    let input = stdin.map { Input.text($0.shellText(values)) } ?? .nothing
    let reading = InvocationReading(tree, input: input)
    for invocation in reading.invocations {
      read(
        Invocation(
          words: invocation.words.flatMap { $0.given(values) }, runners: invocation.runners,
          input: invocation.input, isOpen: invocation.isOpen), isCall: invocation.isCall)
    }
    if !reading.insertions.isEmpty { gap(RightsProblems.inserted) }
    if tree.problem != nil { gap(RightsProblems.unreadable) }
  }

  /// These handle words and run none of them.
  private static let quoting: Set<String> = ["echo", "printf", "grep", "cat", "test", "[", ":", "command"]

  private mutating func read(_ invocation: Invocation, isCall: Bool) {
    guard let name = invocation.name else { return gap(RightsProblems.programAtRunTime) }
    if let rule = Self.rules[name] { return rule(invocation, &self) }
    if isCall { return }
    if isClusterTool(name) || name.hasPrefix("kubectl-") { return gap(RightsProblems.notKnown(name)) }
    if !Self.quoting.contains(name), invocation.words.dropFirst().contains(where: \.namesKubectl) {
      gap(RightsProblems.inside(name))
    }
    if ProgramRules.all[name] == nil, !builtins.contains(name) { gap(RightsProblems.noRule(name)) }
  }

  /// What one tool asks an API server to allow.
  typealias Rule = @Sendable (Invocation, inout RightsReading) -> Void

  private static let rules: [String: Rule] = [
    "kubectl": kubectl, "oc": kubectl, "helm": helm, "calicoctl": calicoctl, "istioctl": istioctl,
    "linkerd": linkerd, "subctl": subctl,
  ]

  mutating func add(_ right: AccessRight, because reason: String? = nil) {
    let found = Found(right: right, reason: reason)
    if !rights.contains(found) { rights.append(found) }
  }

  mutating func gap(_ reason: String) { if !gaps.contains(reason) { gaps.append(reason) } }
}

extension Word {
  /// A text that another program may hand to a shell: `awk '{ system("kubectl …") }'`.
  fileprivate var namesKubectl: Bool { shown.contains("kubectl ") }

  /// What the word becomes where these values are known: several words, or none, as the shell splits what is not quoted.
  func given(_ values: [String: String]) -> [Word] {
    if case .parameter(let parameter) = parts.first?.kind, parts.count == 1, parameter.isPlain,
      let value = values[parameter.name]
    {
      return value.split { $0 == " " || $0 == "\t" || $0 == "\n" }.map { piece in
        Word(
          parts: [WordPart(kind: .literal(ShellText(Array(piece.utf8), at: range.lowerBound)), range: range)],
          range: range)
      }
    }
    return [Word(parts: Self.given(parts, values, isQuoted: false), range: range)]
  }

  private static func given(_ parts: [WordPart], _ values: [String: String], isQuoted: Bool) -> [WordPart] {
    parts.map { part in
      switch part.kind {
      case .doubleQuoted(let inner):
        return WordPart(kind: .doubleQuoted(given(inner, values, isQuoted: true)), range: part.range)
      case .parameter(let parameter):
        guard parameter.isPlain, let value = values[parameter.name],
          isQuoted || !value.contains(where: \.isWhitespace)
        else { return part }
        return WordPart(
          kind: .quoted(ShellText(Array(value.utf8), at: part.range.lowerBound)), range: part.range)
      case .literal, .quoted, .substitution, .arithmetic, .process: return part
      }
    }
  }
}
