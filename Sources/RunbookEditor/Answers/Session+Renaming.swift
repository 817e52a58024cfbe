import RunbookLanguage
import RunbookModel

/// Renaming of steps, paths, outcomes and variables, in every file at hand that uses them.
///
/// That a new name is free is not enough: a shell variable, a word of the environment, an arrow that would rather
/// lead to a path of that name could catch a use. So the edits are tried on the texts first, and every name of
/// every file must mean afterwards what it meant before. Cases are renamed along, and what cannot be decided in one of
/// them is told.
extension Session {
  struct Renamable: Encodable {
    let range: Span
    let placeholder: String
  }

  struct WorkspaceEdit: Encodable {
    let changes: [String: [TextEdit]]
  }

  func renamable(at offset: Int, in document: Document, _ survey: Survey) throws(ResponseError) -> Renamable {
    let use = try renamedUse(at: offset, in: survey)
    return Renamable(range: document.lines.span(use.range), placeholder: use.meaning.name)
  }

  struct Renaming {
    let edit: WorkspaceEdit
    /// Places that a person has to look at: `FILE:LINE`.
    var left: [String] = []
  }

  func rename(at offset: Int, in document: Document, _ survey: Survey, to name: String) throws(ResponseError)
    -> Renaming
  {
    let use = try renamedUse(at: offset, in: survey)
    guard name != use.meaning.name else { return Renaming(edit: WorkspaceEdit(changes: [:])) }
    try checkForm(of: name, for: use.meaning)
    let (files, places) = uses(of: use.meaning, from: survey)
    for file in files where file.survey.defines(places) {
      try checkFree(name, for: use.meaning, in: file.survey)
    }
    let edited = try tryOut(files, name)
    var changes: [String: [TextEdit]] = [:]
    for file in files {
      guard let lines = lines(of: file.survey.source.name, in: file.survey) else { continue }
      changes[uri(of: file.survey.source.name)] = file.uses.map {
        TextEdit(range: lines.span($0.range), newText: name)
      }
    }
    var left: [String] = []
    var after: [String: CaseIndex] = [:]
    for found in cases(naming: use.meaning, places, from: survey) {
      let runbook = (try? edited(found.runbook.name, found.runbook)) ?? found.runbook
      let renamed = after[runbook.name] ?? Survey(runbook, loader: edited).cases
      after[runbook.name] = renamed
      let (ranges, doubtful) = found.renamed(to: name, in: renamed)
      left += doubtful.map { "\(found.source.name):\($0)" }
      let lines = TextLines(found.source.bytes, client.encoding)
      if ranges.isEmpty { continue }
      changes[uri(of: found.source.name)] = ranges.map { TextEdit(range: lines.span($0), newText: name) }
    }
    return Renaming(edit: WorkspaceEdit(changes: changes), left: left)
  }

  private func renamedUse(at offset: Int, in survey: Survey) throws(ResponseError) -> NameUse {
    guard let use = survey.name(at: offset) else { throw .noName }
    guard use.meaning.kind != .builtIn else { throw .builtIn(use.meaning.name) }
    return use
  }

  private func checkForm(of name: String, for meaning: Meaning) throws(ResponseError) {
    let separator = meaning.isVariable ? "_" : "-"
    let parts = name.split(separator: Character(separator), omittingEmptySubsequences: false)
    let letters = name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == separator.utf8.first
    }
    let isJoined = meaning.isVariable || parts.allSatisfy { !$0.isEmpty }
    guard let first = name.utf8.first, (97...122).contains(first), letters, isJoined else {
      throw .notAName(name, example: meaning.isVariable ? "free_space" : "free-space")
    }
    guard meaning.kind == .ask || meaning.kind == .call || !meaning.isVariable else { return }
    if Grammar.reserved.contains(name) { throw .reserved(name, Grammar.reserved) }
  }

  /// Whether another definition has the name, or a command sets the one or the other by itself.
  private func checkFree(_ name: String, for meaning: Meaning, in survey: Survey) throws(ResponseError) {
    let lines = TextLines(survey.source.bytes, client.encoding)
    for use in survey.names where use.isDefinition && use.meaning.name == name {
      // Items of different steps may have one name.
      if meaning.kind == .each, use.meaning.kind == .each { continue }
      let isSame =
        meaning.isVariable && use.meaning.isVariable || meaning.isStep && use.meaning.isStep
        || meaning.isPlace && use.meaning.isPlace
      if isSame {
        throw .taken(name, by: use.meaning.word, line: lines.position(of: use.range.start).line + 1)
      }
    }
    guard meaning.isVariable else { return }
    for name in [meaning.name, name] {
      if let command = survey.commandAssigning(name, within: meaning) {
        throw .setByCommand(name, line: lines.position(of: command.start).line + 1)
      }
    }
  }

  /// The loader that gives the texts with the new name.
  private func tryOut(_ files: [UsingFile], _ name: String) throws(ResponseError) -> SourceLoader {
    var edited: [String: SourceText] = [:]
    for file in files { edited[file.survey.source.name] = file.renamed(to: name) }
    let loader = loader
    let tried: SourceLoader = { [edited] (path, from) throws(LoadProblem) in
      let found = try loader(path, from)
      return edited[found.name] ?? found
    }
    for file in files {
      guard let source = edited[file.survey.source.name] else { continue }
      let after = Survey(source, loader: tried)
      let known = Set(file.survey.checked.diagnostics.map(\.code))
      if let new = after.checked.diagnostics.first(where: { !known.contains($0.code) }) {
        throw .renameBreaks(name, new.message)
      }
      guard after.shape == file.survey.shape else { throw .renameConfuses(name) }
    }
    return tried
  }
}

extension Session.UsingFile {
  fileprivate func renamed(to name: String) -> SourceText {
    survey.source.replacing(uses.map(\.range), with: name)
  }
}

extension SourceText {
  func replacing(_ ranges: [SourceRange], with name: String) -> SourceText {
    var renamed: [UInt8] = []
    var end = 0
    for range in ranges {
      renamed += bytes[end..<range.start] + Array(name.utf8)
      end = range.end
    }
    return SourceText(name: self.name, bytes: renamed + bytes[end...])
  }
}

extension Survey {
  /// For each name of the file the number of the first name that means the same: what a renaming must not change.
  fileprivate var shape: [Int] {
    var first: [Meaning: Int] = [:]
    return names.enumerated().map { index, use in
      if let known = first[use.meaning] { return known }
      first[use.meaning] = index
      return index
    }
  }
}
