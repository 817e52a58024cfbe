/// What the client says of itself in `initialize`. What cannot be read counts as unsaid.
struct Client {
  private(set) var encoding = PositionEncoding.utf16
  private(set) var readsMarkdown = false
  private(set) var nestsSymbols = false
  private(set) var showsRelated = false
  private(set) var takesCodeActions = false

  /// Of `initialize`.
  struct Initialize: Decodable {
    struct Capabilities: Decodable {
      struct General: Decodable { let positionEncodings: [String]? }
      struct TextDocument: Decodable {
        struct Hover: Decodable { let contentFormat: [String]? }
        struct Symbols: Decodable { let hierarchicalDocumentSymbolSupport: Bool? }
        struct Diagnostics: Decodable { let relatedInformation: Bool? }
        struct Actions: Decodable {
          struct Literals: Decodable {}
          let codeActionLiteralSupport: Literals?
        }
        let hover: Hover?
        let documentSymbol: Symbols?
        let publishDiagnostics: Diagnostics?
        let codeAction: Actions?
      }
      let general: General?
      let textDocument: TextDocument?
    }
    let capabilities: Capabilities
  }

  init() {}

  init(_ said: Initialize) {
    let text = said.capabilities.textDocument
    if said.capabilities.general?.positionEncodings?.contains(PositionEncoding.utf8.rawValue) ?? false {
      encoding = .utf8
    }
    readsMarkdown = text?.hover?.contentFormat?.first == "markdown"
    nestsSymbols = text?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false
    showsRelated = text?.publishDiagnostics?.relatedInformation ?? false
    takesCodeActions = text?.codeAction?.codeActionLiteralSupport != nil
  }
}

/// The answer to `initialize`.
struct InitializeResult: Encodable {
  struct Capabilities: Encodable {
    struct Sync: Encodable {
      let openClose = true
      /// Incremental.
      let change = 2
      let save = true
    }
    struct Completion: Encodable { let triggerCharacters = [" ", "$", "\"", ">"] }
    struct Rename: Encodable { let prepareProvider = true }
    struct Actions: Encodable { let codeActionKinds = ["quickfix"] }

    let positionEncoding: PositionEncoding
    let textDocumentSync = Sync()
    let hoverProvider = true
    let completionProvider = Completion()
    let definitionProvider = true
    let referencesProvider = true
    let documentHighlightProvider = true
    let documentSymbolProvider = true
    let documentFormattingProvider = true
    let renameProvider = Rename()
    let codeActionProvider = Actions()
  }
  struct Server: Encodable {
    let name = "runbook"
    let version: String
  }

  let capabilities: Capabilities
  let serverInfo: Server
}
