import RunbookLanguage
import RunbookModel

/// The suggestions of diagnostics, as edits.
extension Session {
  struct CodeAction: Encodable {
    let title: String
    let kind = "quickfix"
    let diagnostics: [PublishedDiagnostic]
    let isPreferred = true
    let edit: WorkspaceEdit
  }

  func quickFixes(in range: SourceRange, of document: Document, _ survey: Survey) -> [CodeAction] {
    guard client.takesCodeActions else { return [] }
    return survey.checked.diagnostics.compactMap { diagnostic in
      let place = diagnostic.mark.place
      guard place.file == document.source.name, place.range.start <= range.end,
        range.start <= place.range.end, let fix = Suggestion(diagnostic, in: document.source),
        let shown = shown(diagnostic, in: document, survey)
      else { return nil }
      let edit = TextEdit(range: document.lines.span(fix.range), newText: fix.text)
      return CodeAction(
        title: "Write `\(fix.text)`", diagnostics: [shown],
        edit: WorkspaceEdit(changes: [document.uri: [edit]]))
    }
  }
}

/// What the help line of a diagnostic proposes instead of what it marks: `did you mean …` and `write …`.
struct Suggestion {
  let range: SourceRange
  let text: String

  /// Nil where the help is advice, and not a text.
  init?(_ diagnostic: Diagnostic, in source: SourceText) {
    guard let help = diagnostic.help, let meant = Self.meant(help) else { return nil }
    let marked = diagnostic.mark.place.range
    let found = source.text(in: marked)
    guard !found.isEmpty, !found.contains("\n"), !meant.hasPrefix("[") else { return nil }
    if meant.hasPrefix("$"), found.hasPrefix("$"), !meant.contains(".") {
      // `${nmae:-x}` and `$nmae.passed` keep what stands around the name.
      let name = found.utf8.drop { !Self.isNameByte($0) }
      let start = marked.start + found.utf8.distance(from: found.startIndex, to: name.startIndex)
      range = SourceRange(start: start, end: start + name.prefix(while: Self.isNameByte).count)
      text = String(meant.dropFirst())
    } else if meant.hasPrefix("."), let dot = found.lastIndex(of: ".") {
      range = SourceRange(
        start: marked.start + found.utf8.distance(from: found.startIndex, to: dot), end: marked.end)
      text = meant
    } else if found.hasPrefix("\""), !meant.contains("\"") {
      range = marked
      text = "\"\(meant)\""
    } else {
      range = marked
      text = meant
    }
    guard text != found else { return nil }
  }

  /// Not shortened, and not only the start of a longer advice.
  private static func meant(_ help: String) -> String? {
    let isQuestion = help.hasPrefix("did you mean `")
    guard isQuestion || help.hasPrefix("write `") && help.hasSuffix("`") else { return nil }
    let parts = help.split(separator: "`", omittingEmptySubsequences: false)
    guard isQuestion ? parts.count >= 3 && parts[2].hasPrefix("?") : parts.count == 3 else { return nil }
    return parts[1].isEmpty || parts[1].hasSuffix("…") ? nil : String(parts[1])
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
