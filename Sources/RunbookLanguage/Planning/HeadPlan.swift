import RunbookModel

/// The head of a plan: what stands in the file's own head, and what its `use` brings of others.
struct HeadPlan {
  private(set) var about = ""
  private(set) var tags: [String] = []
  private(set) var owner: String?
  private(set) var needs: [Need] = []
  private(set) var parameters: [Parameter] = []
  private(set) var secrets: [Secret] = []
  private(set) var lets: [Let] = []
  let defaults: Defaults

  init(_ file: FileAnalysis) {
    let limits = FileDefaults(file.tree)
    let standard = Defaults()
    defaults = Defaults(
      budget: limits.budget ?? standard.budget, shell: limits.shell,
      timeout: limits.timeout ?? standard.timeout,
      keep: limits.keep)
    for head in file.tree.head {
      switch head.kind {
      case .about(let text): about = text?.text ?? ""
      case .tags(let values): tags = values.map { $0.fixedText ?? file.source.text(in: $0.range) }
      case .owner(let text): owner = text?.text
      case .needs(let need): if let need { needs.append(Self.need(need, file.place(head.line.range))) }
      case .language, .use, .let, .secret, .param, .defaults: break
      }
    }
    for part in file.parts { addVariables(of: part, only: file.taken[part.source.name]) }
    var seen: Set<String> = []
    addLets(of: file, &seen)
  }

  private static func need(_ need: NeedSyntax, _ place: SourcePlace) -> Need {
    switch need {
    case .cluster: Need(.cluster, place: place)
    case .tool(let name, let version): Need(.tool(name: name.text, version: version?.value), place: place)
    }
  }

  /// All of the file's own; of those that it uses what its run can need.
  private mutating func addVariables(of part: FileAnalysis, only wanted: Set<String>?) {
    for head in part.tree.head {
      switch head.kind {
      case .param(let param):
        guard let name = param.name, wanted?.contains(name.text) ?? true else { continue }
        parameters.append(
          Parameter(
            name: name.text, type: param.type?.value, standard: param.standard?.compactMap(\.fixedText),
            limit: param.limit.map { Self.limit($0.value) }, description: param.description?.text,
            place: part.place(head.line.range)))
      case .secret(let name?, let description):
        guard wanted?.contains(name.text) ?? true else { continue }
        secrets.append(
          Secret(name: name.text, description: description?.text, place: part.place(head.line.range)))
      case .secret(nil, _), .language, .about, .tags, .owner, .use, .let, .needs, .defaults: break
      }
    }
  }

  private static func limit(_ limit: ParamSyntax.Limit) -> Parameter.Limit {
    switch limit {
    case .oneOf(let values): .oneOf(values.compactMap(\.fixedText))
    case .matching(let pattern): .matching(pattern)
    }
  }

  /// What a file uses comes before what it says itself, for a `let` may name it.
  private mutating func addLets(of file: FileAnalysis, _ seen: inout Set<String>) {
    guard seen.insert(file.source.name).inserted else { return }
    for use in file.uses { addLets(of: use, &seen) }
    for head in file.tree.head {
      guard case .let(let name?, let value?) = head.kind else { continue }
      lets.append(Let(name: name.text, value: value.value, place: file.place(head.line.range)))
    }
  }
}

/// The limits that the `defaults` of a file give to its own steps.
struct FileDefaults {
  /// Nil where the file says nothing.
  private(set) var timeout: Duration?
  private(set) var budget: Duration?
  private(set) var keep = Defaults().keep
  private(set) var shell = Defaults().shell

  init(_ tree: FileSyntax) {
    for head in tree.head {
      guard case .defaults(let clauses) = head.kind else { continue }
      for clause in clauses {
        switch clause.kind {
        case .timeout(let duration?): timeout = duration.value
        case .budget(let duration?): budget = duration.value
        case .keep(let size?): keep = size.value
        case .shell(let name?): shell = name.value
        default: break
        }
      }
    }
  }
}
