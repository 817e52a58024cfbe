import RunbookLanguage
import RunbookModel

/// A diagnostic as the protocol has it.
struct PublishedDiagnostic: Encodable {
  struct Related: Encodable {
    let location: Location
    let message: String
  }

  let range: Span
  /// 1 error, 2 warning.
  let severity: Int
  let code: String
  let source = "runbook"
  let message: String
  let relatedInformation: [Related]?
}

extension Session {
  private struct Published: Encodable {
    let uri: String
    let version: Int?
    let diagnostics: [PublishedDiagnostic]
  }

  /// Nothing more is waiting: what is wrong in texts that changed is told.
  package mutating func settle() -> [[UInt8]] {
    var told: [[UInt8]] = []
    for name in documents.keys.sorted() where documents[name]?.isUntold ?? false {
      guard let (document, survey) = surveyed(name) else { continue }
      documents[name]?.isUntold = false
      told += published(document, survey.checked.diagnostics.compactMap { shown($0, in: document, survey) })
    }
    return told
  }

  func published(_ document: Document, _ diagnostics: [PublishedDiagnostic]) -> [[UInt8]] {
    document.uris.map { uri in
      let content = Published(uri: uri, version: document.version, diagnostics: diagnostics)
      return JSON.encode(Notification(method: "textDocument/publishDiagnostics", params: content))
    }
  }

  /// An error of a file that this one reaches is shown where that file is named, or else in the first line.
  func shown(_ diagnostic: Diagnostic, in document: Document, _ survey: Survey) -> PublishedDiagnostic? {
    let mark = diagnostic.mark
    let isOwn = mark.place.file == document.source.name
    var message = [diagnostic.message, mark.label, diagnostic.help.map { "help: " + $0 } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: "\n")
    var range = mark.place.range
    var others = diagnostic.others
    if !isOwn {
      message = "\(mark.place.file): \(message)"
      let link = survey.links.first { $0.source?.name == mark.place.file }
      range = link?.range ?? SourceRange(start: 0, end: document.lines.line(at: 0).upperBound)
      others = [mark] + others
    }
    let related = others.compactMap { other in
      location(other.place, in: survey).map {
        PublishedDiagnostic.Related(location: $0, message: other.label)
      }
    }
    return PublishedDiagnostic(
      range: document.lines.span(range), severity: diagnostic.severity == .error ? 1 : 2,
      code: diagnostic.code,
      message: message, relatedInformation: client.showsRelated && !related.isEmpty ? related : nil)
  }

  func location(_ place: SourcePlace, in survey: Survey) -> Location? {
    lines(of: place.file, in: survey).map { Location(uri: uri(of: place.file), range: $0.span(place.range)) }
  }
}
