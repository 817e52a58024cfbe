import RunbookLanguage
import RunbookModel

/// Where a name is defined and used.
extension Session {
  struct Highlight: Encodable {
    let range: Span
    /// 2 a use, 3 a definition.
    let kind: Int
  }

  /// The definitions of a name, or the file that stands there.
  func definitions(at offset: Int, in survey: Survey) -> [Location] {
    if let use = survey.name(at: offset) {
      return use.meaning.definitions.compactMap { location($0.place, in: survey) }
    }
    guard let file = survey.link(at: offset)?.source else { return [] }
    let start = SourcePlace(file: file.name, range: SourceRange(start: 0, end: 0))
    return [location(start, in: survey)].compactMap(\.self)
  }

  func highlights(at offset: Int, in document: Document, _ survey: Survey) -> [Highlight] {
    guard let use = survey.name(at: offset) else { return [] }
    return survey.names.filter { $0.meaning == use.meaning }.map {
      Highlight(range: document.lines.span($0.range), kind: $0.isDefinition ? 3 : 2)
    }
  }

  func references(at offset: Int, in survey: Survey, withDefinitions: Bool) -> [Location] {
    guard let use = survey.name(at: offset) else { return [] }
    return uses(of: use.meaning, from: survey).flatMap { file in
      file.uses.filter { withDefinitions || !$0.isDefinition }.compactMap {
        location(SourcePlace(file: file.survey.source.name, range: $0.range), in: file.survey)
      }
    }
  }

  struct UsingFile {
    let survey: Survey
    let uses: [NameUse]
  }

  /// Every file at hand that uses a name: open ones, those that take part, and the runbooks beside them.
  ///
  /// What one file means by a name may have more definitions than another one sees, so the places that count grow
  /// until no file adds one.
  func uses(of meaning: Meaning, from survey: Survey) -> [UsingFile] {
    let files = candidates(for: meaning, from: survey)
    var places = Set(meaning.definitions.map(\.place))
    guard !places.isEmpty else {
      return [UsingFile(survey: survey, uses: survey.names.filter { $0.meaning == meaning })]
    }
    while true {
      let before = places.count
      let found = files.map { file in
        UsingFile(
          survey: file,
          uses: file.names.filter { use in
            guard use.meaning.name == meaning.name, use.meaning.isVariable == meaning.isVariable,
              use.meaning.definitions.contains(where: { places.contains($0.place) })
            else { return false }
            places.formUnion(use.meaning.definitions.map(\.place))
            return true
          })
      }
      if places.count == before { return found.filter { !$0.uses.isEmpty } }
    }
  }

  private func candidates(for meaning: Meaning, from survey: Survey) -> [Survey] {
    let name = Array(meaning.name.utf8)
    let loader = loader
    var files = [survey]
    var seen: Set<String> = [survey.source.name]
    func add(_ source: SourceText) {
      guard seen.insert(source.name).inserted, source.bytes.holds(name) else { return }
      files.append(known[source.name]?.survey ?? Survey(source, loader: loader))
    }
    for document in known.values.sorted(by: { $0.source.name < $1.source.name }) { add(document.source) }
    for source in survey.checked.sources { add(source) }
    let folders = Set(survey.checked.sources.map { DocumentURI.folder(of: $0.name) }).subtracting([""])
    for folder in folders.sorted() {
      for file in surroundings.runbooks(folder) {
        if let source = try? loader(folder + file, survey.source) { add(source) }
      }
    }
    return files
  }
}

extension Survey {
  func link(at offset: Int) -> FileLink? {
    links.first { $0.range.start <= offset && offset <= $0.range.end }
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= count else { return false }
    return indices.dropLast(part.count - 1).contains {
      self[$0] == first && self[$0..<($0 + part.count)].elementsEqual(part)
    }
  }
}
