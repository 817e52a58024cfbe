import RunbookLanguage
import RunbookModel

/// One entry of the outline of a file.
struct DocumentSymbol: Encodable {
  /// Those numbers of the protocol that fit.
  enum Kind: Int, Encodable {
    case file = 1
    case module = 2
    case namespace = 3
    case function = 12
    case variable = 13
    case constant = 14
    case array = 18
    case key = 20
    case event = 24
  }

  let name: String
  let detail: String?
  let kind: Kind
  /// With its block.
  let range: Span
  let selectionRange: Span
  let children: [DocumentSymbol]

  /// For clients that know no tree.
  struct Flat: Encodable {
    let name: String
    let kind: Kind
    let location: Location
    let containerName: String?
  }

  func flat(in uri: String, below container: String?) -> [Flat] {
    [Flat(name: name, kind: kind, location: Location(uri: uri, range: range), containerName: container)]
      + children.flatMap { $0.flat(in: uri, below: name) }
  }
}

extension Session {
  /// The runbook with its variables, its flow, its paths, its outcomes and what runs at the end.
  func symbols(of document: Document, _ survey: Survey) -> [DocumentSymbol] {
    let tree = survey.parsed.tree
    let outline = SymbolOutline(lines: document.lines)
    var all: [DocumentSymbol] = []
    if let title = tree.title {
      all.append(outline.symbol(title.title?.text ?? "runbook", nil, .file, title.line))
    }
    all += tree.head.compactMap(outline.symbol) + tree.flow.compactMap(outline.symbol)
    all += tree.declarations.compactMap(outline.symbol)
    for last in tree.finally {
      let steps = last.entries.compactMap { entry -> DocumentSymbol? in
        if case .step(let step) = entry { outline.symbol(.step(step)) } else { nil }
      }
      all.append(outline.symbol("finally", nil, .module, last.line, children: steps))
    }
    return all
  }
}

private struct SymbolOutline {
  let lines: TextLines

  func symbol(
    _ name: String, _ detail: String?, _ kind: DocumentSymbol.Kind, _ line: LineSyntax,
    selecting range: SourceRange? = nil, children: [DocumentSymbol] = []
  ) -> DocumentSymbol {
    let whole = line.range.through(line.whole)
    return DocumentSymbol(
      name: name.isEmpty ? line.word.text : name, detail: detail, kind: kind, range: lines.span(whole),
      selectionRange: lines.span(range ?? line.range), children: children)
  }

  func symbol(_ head: HeadSyntax) -> DocumentSymbol? {
    switch head.kind {
    case .param(let param):
      param.name.map {
        symbol("$" + $0.text, param.description?.text, .variable, head.line, selecting: $0.range)
      }
    case .secret(let name, let description):
      name.map { symbol("$" + $0.text, description?.text, .key, head.line, selecting: $0.range) }
    case .let(let name, _): name.map { symbol("$" + $0.text, nil, .constant, head.line, selecting: $0.range) }
    case .language, .about, .tags, .owner, .use, .needs, .defaults: nil
    }
  }

  func symbol(_ declaration: DeclarationSyntax) -> DocumentSymbol? {
    switch declaration {
    case .path(let path):
      path.name.map {
        symbol(
          $0.text, path.title?.text, .module, path.line, selecting: $0.range,
          children: path.flow.compactMap(symbol))
      }
    case .outcome(let outcome):
      outcome.name.map { symbol($0.text, outcome.title?.text, .event, outcome.line, selecting: $0.range) }
    }
  }

  func symbol(_ flow: FlowSyntax) -> DocumentSymbol? {
    switch flow {
    case .step(let step), .fix(let step), .start(let step):
      return named(flow, step.title?.text, children: step.clauses.compactMap(symbol))
    case .parallel(let parallel):
      return symbol(
        "parallel", nil, .namespace, parallel.line, children: parallel.steps.compactMap { symbol(.step($0)) })
    case .each(let each):
      return symbol(
        "each \(each.each.variable?.text ?? "")", nil, .namespace, each.line,
        children: each.steps.compactMap { symbol(.step($0)) })
    case .decide(let decide): return symbol("decide", nil, .array, decide.line)
    case .call(let call): return named(flow, call.file?.text)
    case .manual(let manual): return named(flow, manual.title?.text)
    case .confirm(let confirm): return named(flow, confirm.question?.text)
    case .ask(let ask): return named(flow, ask.question?.text)
    case .arrow: return nil
    }
  }

  private func named(_ flow: FlowSyntax, _ title: String?, children: [DocumentSymbol] = []) -> DocumentSymbol?
  {
    flow.name.map { symbol($0.text, title, .function, flow.line, selecting: $0.range, children: children) }
  }

  private func symbol(_ clause: ClauseSyntax) -> DocumentSymbol? {
    guard case .capture(let capture) = clause.kind, let name = capture.name else { return nil }
    return symbol("$" + name.text, nil, .variable, clause.line, selecting: name.range)
  }
}
