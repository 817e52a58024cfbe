import RunbookLanguage
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
    if typing.begun.hasPrefix("$") {
      return names.variables.map { Candidate(label: "$" + $0.name, kind: .variable, detail: $0.word) }
    }
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
    case "expect": return words(Grammar.quantifiers + Grammar.selectors)
    case "every", "some", "no", "least", "most", "exactly", "count", "from": return words(Grammar.selectors)
    case "column":
      let columns =
        typing.step.map { surroundings.columns(DocumentURI.name(of: survey.source.name), $0) } ?? []
      return columns.map { name in
        let isWord = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        return Candidate(label: isWord ? name : "\"\(name)\"", kind: .value, detail: "in the last run")
      }
    case "\"": return files(typing, survey)
    case "when", "and": return steps
    case let word?:
      if typing.first == "expect" || typing.first == "when" || typing.parent == "decide" {
        return words(names.steps.contains { $0.name == word } ? Grammar.conditions : Grammar.operators)
      }
      return []
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

/// What stands before a place on its line, and around it.
struct Typing {
  let offset: Int
  /// The word that is being written, `$` included; without the quote of a file.
  let begun: String
  /// The word before it on the line; `"` within a string; nil at the beginning.
  let last: String?
  /// The first word of the line.
  let first: String?
  let hasArrow: Bool
  /// The word that begins the block around, and the step whose block it is.
  let parent: String?
  let step: String?
  /// In shell text, prose or a comment.
  let isVerbatim: Bool

  init(_ survey: Survey, at offset: Int) {
    self.offset = offset
    let bytes = survey.source.bytes
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let before = String(decoding: bytes[start..<offset], as: UTF8.self)
    let quotes = before.filter { $0 == "\"" }.count
    let ends: (Character) -> Bool = { $0 == " " || $0 == "\"" || $0 == "," || $0 == "=" || $0 == "{" }
    let tail = before.split(whereSeparator: ends).last.map(String.init) ?? ""
    let word = before.last.map(ends) ?? true ? "" : tail
    // In shell text a variable may stand right behind anything.
    begun =
      word.contains("$")
      ? "$" + (word.split(separator: "$", omittingEmptySubsequences: false).last ?? "") : word
    let words = before.dropLast(word.count).split(separator: " ").map(String.init)
    first = words.first
    last = quotes % 2 == 1 ? "\"" : words.last
    hasArrow = words.contains("→") || words.contains("->")
    let indent = before.prefix { $0 == " " }.count
    (parent, step) = Self.block(bytes[..<start], below: words.isEmpty && word.isEmpty ? before.count : indent)
    // The first word of a line there is prose only until it is a clause.
    let mayBeClause = words.isEmpty && (parent == "outcome" || parent == "manual")
    isVerbatim = survey.parsed.tokens.contains {
      ($0.kind == .text && !mayBeClause || $0.kind == .comment) && $0.start < offset && offset <= $0.end
    }
  }

  /// The first line above that is less deep, and the step around it.
  private static func block(_ above: ArraySlice<UInt8>, below indent: Int) -> (parent: String?, step: String?)
  {
    guard indent > 0 else { return (nil, nil) }
    for line in above.split(separator: UInt8(ascii: "\n")).reversed() {
      let depth = line.prefix { $0 == UInt8(ascii: " ") }.count
      let words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
      guard depth < indent, let first = words.first, !first.hasPrefix("#") else { continue }
      let isStep = ["step", "fix", "start"].contains(first)
      return (first, isStep && words.count > 1 ? words[1] : nil)
    }
    return (nil, nil)
  }
}
