import RunbookLanguage
import RunbookModel

/// Requests about an open text.
extension Session {
  /// A place in a document; what a request has beside it is nil for the others.
  struct Asked: Decodable {
    struct Item: Decodable { let uri: String }
    struct References: Decodable { let includeDeclaration: Bool? }
    let textDocument: Item
    let position: Position?
    let range: Span?
    let newName: String?
    let context: References?
  }

  mutating func answerAboutText(_ method: String, _ id: RequestID, _ body: [UInt8]) throws(ResponseError)
    -> [UInt8]
  {
    guard Self.methods.contains(method) else { throw .unknownMethod(method) }
    let asked: Asked = try parameters(method, body)
    let (document, survey) = try surveyed(uri: asked.textDocument.uri)
    func place() throws(ResponseError) -> Int {
      guard let position = asked.position else {
        throw .unreadableParameters(method, "they have no `position`")
      }
      return document.lines.offset(of: position)
    }
    switch method {
    case "textDocument/hover": return response(id, hover(at: try place(), in: document, survey))
    case "textDocument/completion":
      return response(id, completions(at: try place(), in: document, survey))
    case "textDocument/definition": return response(id, definitions(at: try place(), in: survey))
    case "textDocument/references":
      let isWhole = asked.context?.includeDeclaration ?? true
      return response(id, references(at: try place(), in: survey, withDefinitions: isWhole))
    case "textDocument/documentHighlight":
      return response(id, highlights(at: try place(), in: document, survey))
    case "textDocument/prepareRename":
      return response(id, try renamable(at: try place(), in: document, survey))
    case "textDocument/rename":
      guard let name = asked.newName else { throw .unreadableParameters(method, "they have no `newName`") }
      let renaming = try rename(at: try place(), in: document, survey, to: name)
      if !renaming.left.isEmpty { notices.append(EditorProblems.leftOver(renaming.left)) }
      return response(id, renaming.edit)
    case "textDocument/formatting": return response(id, try formatting(document))
    case "textDocument/documentSymbol":
      let symbols = symbols(of: document, survey)
      return client.nestsSymbols
        ? response(id, symbols) : response(id, symbols.flatMap { $0.flat(in: document.uri, below: nil) })
    case "textDocument/codeAction":
      guard let range = asked.range else { throw .unreadableParameters(method, "they have no `range`") }
      return response(id, quickFixes(in: document.lines.range(of: range), of: document, survey))
    default: throw .unknownMethod(method)
    }
  }

  private func response(_ id: RequestID, _ result: (some Encodable)?) -> [UInt8] {
    JSON.encode(Response(id: id, result: result))
  }

  private static let methods: Set = [
    "textDocument/hover", "textDocument/completion", "textDocument/definition", "textDocument/references",
    "textDocument/documentHighlight", "textDocument/prepareRename", "textDocument/rename",
    "textDocument/formatting", "textDocument/documentSymbol", "textDocument/codeAction",
  ]
}
