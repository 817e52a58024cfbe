import RunbookLanguage
import RunbookModel

/// The texts that are open, and how they change.
extension Session {
  struct Opened: Decodable {
    struct Item: Decodable {
      let uri: String
      let version: Int?
      let text: String
    }
    let textDocument: Item
  }

  /// A document by its URI, perhaps with a version.
  struct Identified: Decodable {
    struct Item: Decodable {
      let uri: String
      let version: Int?
    }
    let textDocument: Item
  }

  struct Changed: Decodable {
    let textDocument: Identified.Item
    let contentChanges: [Document.Change]
  }

  /// A notification; one that is not known is passed over, as the protocol wants it.
  mutating func changed(_ method: String, _ body: [UInt8]) throws(ResponseError) -> [[UInt8]] {
    switch method {
    case "textDocument/didOpen":
      let opened: Opened = try parameters(method, body)
      var document = Document(
        uri: opened.textDocument.uri, version: opened.textDocument.version, text: opened.textDocument.text,
        encoding: client.encoding)
      let name = document.source.name
      document.uris = (documents[name]?.uris ?? []).filter { $0 != document.uri } + document.uris
      documents[name] = document
      forget(besides: name)
    case "textDocument/didChange":
      let changed: Changed = try parameters(method, body)
      let name = DocumentURI.name(of: changed.textDocument.uri)
      guard documents[name] != nil else { throw .notOpen(changed.textDocument.uri) }
      if let split = documents[name]?.apply(changed.contentChanges, version: changed.textDocument.version) {
        return doubt([name], EditorProblems.splitCharacter(split))
      }
      forget(besides: name)
    case "textDocument/didClose":
      let closed: Identified = try parameters(method, body)
      return try close(closed.textDocument.uri)
    case "textDocument/didSave", "workspace/didChangeWatchedFiles": forget(besides: nil)
    default: break
    }
    return []
  }

  private mutating func close(_ uri: String) throws(ResponseError) -> [[UInt8]] {
    let name = DocumentURI.name(of: uri)
    guard var document = documents[name] else { throw .notOpen(uri) }
    let others = document.uris.filter { $0 != uri }
    document.uris = [uri]
    documents[name]?.uris = others
    if others.isEmpty {
      documents[name] = nil
      forget(besides: name)
    }
    return published(document, [])
  }

  /// A change of these texts was lost. Instead of answers about a text that is not what a person sees there are
  /// none, and a word about it, until the text is known again: opened anew, or given as a whole.
  mutating func doubt(_ names: [String], _ reason: String) -> [[UInt8]] {
    names.flatMap { name -> [[UInt8]] in
      guard let document = documents[name], !document.isDoubtful else { return [] }
      documents[name]?.isDoubtful = true
      documents[name]?.survey = nil
      documents[name]?.isUntold = false
      forget(besides: name)
      let shown = ShownMessage(message: EditorProblems.doubtful(document.uri, reason))
      return published(document, [])
        + [JSON.encode(Notification(method: "window/showMessage", params: shown))]
    }
  }

  /// What was found out about the documents that reach a file is no longer true; nil is any file.
  private mutating func forget(besides changed: String?) {
    for (name, document) in documents where name != changed {
      guard let survey = document.survey, changed.map(survey.reaches) ?? true else { continue }
      documents[name]?.survey = nil
      documents[name]?.isUntold = true
    }
  }

  /// The open texts that are what a person sees.
  var known: [String: Document] { documents.filter { !$0.value.isDoubtful } }

  /// Open texts first, then the disk.
  var loader: SourceLoader {
    let open = known.mapValues(\.source)
    let disk = surroundings.loader
    return { (path, from) throws(LoadProblem) in
      let beside = path.hasPrefix("/") ? path : DocumentURI.folder(of: from.name) + path
      if let source = open[beside.hasPrefix("/") ? DocumentURI.plain(beside) : beside] { return source }
      let found = try disk(path, from)
      return open[found.name] ?? found
    }
  }

  /// The document with its survey, made when it is first needed.
  mutating func surveyed(_ name: String) -> (document: Document, survey: Survey)? {
    guard var document = documents[name], !document.isDoubtful else { return nil }
    let survey = document.survey ?? Survey(document.source, loader: loader)
    document.survey = survey
    documents[name] = document
    return (document, survey)
  }

  mutating func surveyed(uri: String) throws(ResponseError) -> (document: Document, survey: Survey) {
    let name = DocumentURI.name(of: uri)
    guard let found = surveyed(name) else {
      throw documents[name] == nil ? .notOpen(uri) : .unknownText(uri)
    }
    return found
  }

  /// The URI of a file: as the client spells it, where it has it open.
  func uri(of name: String) -> String { documents[name]?.uri ?? DocumentURI.uri(of: name) }

  /// Positions in any file that a survey read.
  func lines(of name: String, in survey: Survey) -> TextLines? {
    if let document = known[name] { return document.lines }
    return survey.source(named: name).map { TextLines($0.bytes, client.encoding) }
  }
}

extension Survey {
  /// The text of a file that took part, that of a file that could not be read aside.
  func source(named name: String) -> SourceText? {
    checked.sources.first { $0.name == name } ?? links.lazy.compactMap(\.source).first { $0.name == name }
  }

  /// Whether a change of that file can change what is found here. What is missing may be made.
  func reaches(_ name: String) -> Bool {
    source(named: name) != nil || links.contains { $0.source == nil }
  }
}
