import RunbookLanguage
import RunbookMatching
import RunbookModel

/// What can stand at a place.
extension Session {
  struct CompletionItem: Encodable {
    /// Those numbers of the protocol that fit.
    enum Kind: Int, Encodable {
      case function = 3
      case variable = 6
      case module = 9
      case value = 12
      case keyword = 14
      case file = 17
      case event = 23
    }

    let label: String
    let kind: Kind
    let detail: String?
    let textEdit: TextEdit
  }

  func completions(at offset: Int, in document: Document, _ survey: Survey) -> [CompletionItem] {
    let typing = Typing(survey, at: offset)
    return candidates(typing, survey).filter { $0.label.hasPrefix(typing.begun) }.map { candidate in
      let range = SourceRange(start: offset - typing.begun.utf8.count, end: offset)
      return CompletionItem(
        label: candidate.label, kind: candidate.kind, detail: candidate.detail,
        textEdit: TextEdit(range: document.lines.span(range), newText: candidate.label))
    }
  }

  private struct Candidate {
    let label: String
    let kind: CompletionItem.Kind
    var detail: String?
  }

  private func candidates(_ typing: Typing, _ survey: Survey) -> [Candidate] {
    let names = survey.meanings(at: typing.offset)
    let variables = names.variables.map { Candidate(label: "$" + $0.name, kind: .variable, detail: $0.word) }
    if typing.begun.hasPrefix("$") { return variables }
    if typing.isVerbatim { return [] }
    let steps = names.steps.map { Candidate(label: $0.name, kind: .function, detail: $0.word) }
    switch typing.last {
    case nil:
      if typing.parent == "decide" { return steps + words(["any", "otherwise"]) }
      return Grammar.statements(in: typing.parent).map {
        Candidate(label: $0, kind: .keyword, detail: WordMeanings.all[$0])
      }
    case "→", "->":
      let places = names.places.map {
        Candidate(label: $0.name, kind: $0.kind == .path ? .module : .event, detail: $0.word)
      }
      return places + words(Grammar.targets) + steps
    case "verify": return steps
    case "severity": return words(Outcome.Severity.allCases.map(\.rawValue))
    case "effect": return words(["read", "probe", "change"])
    case "as": return words(ValueType.allCases.map(\.rawValue))
    case "shell": return words(["bash", "sh"])
    case "needs": return words(["cluster", "kubectl"])
    case "\"": return files(typing, survey) + products(typing)
    case let word?:
      let following = typing.following(steps: Set(names.steps.map(\.name)))
      var all = words(following.words)
      if following.wants.contains(.step) { all += steps }
      if following.wants.contains(.column) { all += columns(typing, survey) }
      if following.wants.contains(.variable) { all += variables }
      if word == "product=" { all += products(typing) }
      return all
    }
  }

  private func columns(_ typing: Typing, _ survey: Survey) -> [Candidate] {
    let columns = typing.step.map { surroundings.columns(DocumentURI.name(of: survey.source.name), $0) } ?? []
    return columns.map { name in
      let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      return Candidate(label: isWord ? name : "\"\(name)\"", kind: .value, detail: "in the last run")
    }
  }

  /// Of which bad versions are known.
  private func products(_ typing: Typing) -> [Candidate] {
    guard typing.words.last?.hasPrefix("product=") ?? false else { return [] }
    return productsWithBadVersions.map {
      Candidate(label: typing.isQuoted ? $0 : "\"\($0)\"", kind: .value)
    }
  }

  private func words(_ all: [String]) -> [Candidate] { all.map { Candidate(label: $0, kind: .keyword) } }

  /// The runbooks beside this one, where a file is named.
  private func files(_ typing: Typing, _ survey: Survey) -> [Candidate] {
    guard ["use", "call", "→", "->"].contains(typing.first) || typing.hasArrow else { return [] }
    let own = survey.source.name.split(separator: "/").last.map(String.init)
    return surroundings.runbooks(DocumentURI.folder(of: survey.source.name)).filter { $0 != own }.map {
      Candidate(label: $0, kind: .file)
    }
  }
}
