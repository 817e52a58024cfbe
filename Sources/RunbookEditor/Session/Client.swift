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
      struct General: Decodable { @Lenient var positionEncodings: [String]? }
      struct TextDocument: Decodable {
        struct Hover: Decodable { @Lenient var contentFormat: [String]? }
        struct Symbols: Decodable { @Lenient var hierarchicalDocumentSymbolSupport: Bool? }
        struct Diagnostics: Decodable { @Lenient var relatedInformation: Bool? }
        struct Actions: Decodable {
          struct Literals: Decodable {}
          @Lenient var codeActionLiteralSupport: Literals?
        }
        @Lenient var hover: Hover?
        @Lenient var documentSymbol: Symbols?
        @Lenient var publishDiagnostics: Diagnostics?
        @Lenient var codeAction: Actions?
      }
      @Lenient var general: General?
      @Lenient var textDocument: TextDocument?
    }
    @Lenient var capabilities: Capabilities?
  }

  init() {}

  init(_ said: Initialize) {
    let text = said.capabilities?.textDocument
    if said.capabilities?.general?.positionEncodings?.contains(PositionEncoding.utf8.rawValue) ?? false {
      encoding = .utf8
    }
    readsMarkdown = text?.hover?.contentFormat?.first == "markdown"
    nestsSymbols = text?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false
    showsRelated = text?.publishDiagnostics?.relatedInformation ?? false
    takesCodeActions = text?.codeAction?.codeActionLiteralSupport != nil
  }
}

/// What is missing, or cannot be read, is nil.
@propertyWrapper struct Lenient<Value: Decodable>: Decodable {
  var wrappedValue: Value?

  init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  init(from decoder: any Decoder) { wrappedValue = try? Value(from: decoder) }
}

extension KeyedDecodingContainer {
  func decode<Value>(_ type: Lenient<Value>.Type, forKey key: Key) -> Lenient<Value> {
    Lenient(wrappedValue: try? decode(Value.self, forKey: key))
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
