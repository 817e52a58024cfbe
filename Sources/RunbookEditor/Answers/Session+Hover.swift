import RunbookLanguage
import RunbookModel

/// What stands at a place, in words.
extension Session {
  struct Hover: Encodable {
    struct Contents: Encodable {
      let kind: String
      let value: String
    }
    let contents: Contents
    let range: Span
  }

  func hover(at offset: Int, in document: Document, _ survey: Survey) -> Hover? {
    if let use = survey.name(at: offset) {
      return hover(lines(about: use.meaning, in: survey), over: use.range, of: document)
    }
    if let link = survey.link(at: offset), let source = link.source {
      return hover(["the runbook `\(source.name)`"], over: link.range, of: document)
    }
    let token = survey.parsed.tokens.first { $0.start <= offset && offset < $0.end }
    guard let token, token.kind == .word || token.kind == .arrow,
      let meaning = WordMeanings.all[token.kind == .arrow ? "→" : survey.source.text(in: token.range)],
      isFirst(token, in: survey)
    else { return nil }
    return hover([meaning], over: token.range, of: document)
  }

  /// It begins its line, or is an arrow.
  private func isFirst(_ token: Token, in survey: Survey) -> Bool {
    let bytes = survey.source.bytes
    let start = bytes[..<token.start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // Before the first word may stand a byte-order mark.
    let isFirst = bytes[start..<token.start].allSatisfy {
      $0 == UInt8(ascii: " ") || start == 0 && $0 >= 0xBB
    }
    return token.kind == .arrow || isFirst
  }

  private func hover(_ lines: [String], over range: SourceRange, of document: Document) -> Hover {
    let text = lines.joined(separator: client.readsMarkdown ? "\n\n" : "\n")
    return Hover(
      contents: .init(
        kind: client.readsMarkdown ? "markdown" : "plaintext",
        value: client.readsMarkdown ? text : text.replacing("**", with: "").replacing("`", with: "")),
      range: document.lines.span(range))
  }

  private func lines(about meaning: Meaning, in survey: Survey) -> [String] {
    var lines = ["**\(meaning.word)** `\(meaning.isVariable ? "$" : "")\(meaning.name)`"]
    switch meaning.kind {
    case .builtIn: lines.append(Self.builtIn[meaning.name] ?? "")
    case .path, .outcome:
      guard let declaration = survey.declaration(of: meaning) else { break }
      switch declaration {
      case .path(let path): if let title = path.title?.text { lines[0] += " \(title)" }
      case .outcome(let outcome):
        if let title = outcome.title?.text { lines[0] += " \(title)" }
        for case .severity(let severity?) in outcome.clauses.map(\.kind) {
          lines.append("severity \(severity.value.rawValue)")
        }
      }
    case .param, .secret, .let, .capture, .each:
      lines += meaning.definitions.compactMap { definition in
        let text = survey.source(named: definition.place.file)?.text(in: definition.line)
        let owner = definition.owner.map { " in step `\($0)`" } ?? ""
        return text.map { "`\($0)`\(owner)" }
      }
      if let type = meaning.definitions.compactMap(\.type).first { lines.append("as \(type.rawValue)") }
    case .step, .fix, .start, .call, .manual, .confirm, .ask:
      guard let node = survey.node(of: meaning) else { break }
      let planned = surroundings.planned(node).map { "- \($0.word): \($0.text)" }
      lines.append(planned.joined(separator: "\n"))
    }
    return lines.filter { !$0.isEmpty }
  }

  private static let builtIn = [
    "run": "The short id of this run, for the names of what it makes.",
    "runbook": "The name of this runbook.",
    "context": "The kubeconfig context.",
  ]
}
