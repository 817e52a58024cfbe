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
    return uses(of: use.meaning, from: survey).files.flatMap { file in
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
  func uses(of meaning: Meaning, from survey: Survey) -> (files: [UsingFile], places: Set<SourcePlace>) {
    let files = candidates(for: meaning, from: survey)
    var places = Set(meaning.definitions.map(\.place))
    guard !places.isEmpty else {
      return ([UsingFile(survey: survey, uses: survey.names.filter { $0.meaning == meaning })], places)
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
      if places.count == before { return (found.filter { !$0.uses.isEmpty }, places) }
    }
  }

  private func candidates(for meaning: Meaning, from survey: Survey) -> [Survey] {
    let name = Array(meaning.name.utf8)
    let loader = loader
    let others = related(to: Set(meaning.definitions.map(\.place.file)), from: survey)
      .filter { $0.name != survey.source.name && $0.bytes.holds(name) }
    return [survey] + others.map { known[$0.name]?.survey ?? Survey($0, loader: loader) }
  }

  /// Those files, and every text at hand that can reach one of them: it holds its name, or that of one that does.
  func related(to files: Set<String>, from survey: Survey) -> [SourceText] {
    var texts: [String: SourceText] = known.mapValues(\.source)
    for source in survey.checked.sources { texts[source.name] = texts[source.name] ?? source }
    let folders = Set(survey.checked.sources.map { DocumentURI.folder(of: $0.name) }).subtracting([""])
    for folder in folders {
      for file in surroundings.runbooks(folder) where texts[folder + file] == nil {
        texts[folder + file] = try? loader(folder + file, survey.source)
      }
    }
    var found = texts.filter { files.contains($0.key) }
    var names = Set(files.map(DocumentURI.file))
    while true {
      let wanted = names.map { Array($0.utf8) }
      let new = texts.filter { name, text in found[name] == nil && wanted.contains(where: text.bytes.holds) }
      if new.isEmpty { return found.values.sorted { $0.name < $1.name } }
      found.merge(new) { $1 }
      names = Set(new.keys.map(DocumentURI.file))
    }
  }
}

extension Survey {
  func link(at offset: Int) -> FileLink? {
    links.first { $0.range.start <= offset && offset <= $0.range.end }
  }
}

extension [UInt8] {
  func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return false }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      if self[start...].starts(with: part) { return true }
      rest = self[(start + 1)...]
    }
    return false
  }
}
