package import RunbookLanguage
import RunbookModel

/// What holds for every text that is taken for a runbook.
package enum LanguageLaws {
  package static func broken(by bytes: [UInt8]) -> String? {
    let source = SourceText(name: "a.rb", bytes: bytes)
    let parsed = parse(source)
    if let law = brokenTiling(parsed) ?? brokenPlaces(parsed.diagnostics, [source]) { return law }
    let checked = check(source, loader: Self.load)
    if let law = brokenPlaces(checked.diagnostics, checked.sources) { return law }
    if checked.diagnostics != check(source, loader: Self.load).diagnostics { return "twice is alike" }
    if (checked.plan == nil) == checked.errors.isEmpty { return "there is a plan unless there is an error" }
    let formatted = format(source)
    let isReadable = !parsed.diagnostics.contains { $0.severity == .error }
    guard (formatted.bytes != nil) == isReadable else { return "what can be read is laid out, and no other" }
    guard let bytes = formatted.bytes else { return nil }
    if let law = brokenLayout(parsed, bytes) { return law }
    let again = check(SourceText(name: source.name, bytes: bytes), loader: Self.load)
    guard again.diagnostics.map(\.code) == checked.diagnostics.map(\.code) else {
      return "what is wrong with a text is wrong with its layout"
    }
    return nil
  }

  /// The tokens of a file are the file.
  package static func brokenTiling(_ parsed: ParsedFile) -> String? {
    var offset = 0
    for token in parsed.tokens {
      guard token.start == offset, token.end > offset else { return "tokens tile the source" }
      offset = token.end
    }
    return offset == parsed.tree.source.bytes.count ? nil : "tokens reach the end of the source"
  }

  private static func brokenPlaces(_ diagnostics: [Diagnostic], _ sources: [SourceText]) -> String? {
    for diagnostic in diagnostics {
      for place in ([diagnostic.mark] + diagnostic.others).map(\.place) {
        guard let source = sources.first(where: { $0.name == place.file }) else { continue }
        guard place.range.start >= 0, place.range.end <= source.bytes.count else {
          return "`\(diagnostic.code)` lies in its text"
        }
      }
    }
    return nil
  }

  /// The law that a layout of a file without syntax errors breaks.
  package static func brokenLayout(_ before: ParsedFile, _ bytes: [UInt8]) -> String? {
    if bytes == before.tree.source.bytes { return nil }
    let result = SourceText(name: before.tree.source.name, bytes: bytes)
    let after = parse(result)
    if after.diagnostics.contains(where: { $0.severity == .error }) { return "a layout can be read" }
    if format(result).bytes != bytes { return "what is formatted stays as it is" }
    if significant(after, .text) != significant(before, .text) { return "no text changes" }
    if significant(after, .comment) != significant(before, .comment) { return "no comment is lost" }
    if significant(after) != significant(before) { return "only blanks change" }
    if meaning(after) != meaning(before) { return "the tree stays, with the comments at their statements" }
    return nil
  }

  /// The tokens that are no blanks, as they are written; of one kind only where it is given.
  private static func significant(_ file: ParsedFile, _ kind: Token.Kind? = nil) -> [[UInt8]] {
    file.tokens.compactMap { token in
      guard ![.blank, .lineEnd, .mark].contains(token.kind), kind == nil || kind == token.kind else {
        return nil
      }
      if token.kind == .arrow { return Array("→".utf8) }
      return Array(file.tree.source.bytes[token.start..<token.end])
    }
  }

  private static func meaning(_ file: ParsedFile) -> String {
    shape(of: file.tree).replacing(/hasBlankLineAbove:\w+/, with: "").replacing("->", with: "→")
      .filter { $0 != " " && $0 != "\t" }
  }

  /// A tree as text, without its places.
  package static func shape(of value: Any) -> String {
    switch value {
    case is SourceRange, is SourceText: return ""
    case is String, is Int, is Double, is Bool: return "\(value)"
    default: break
    }
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty { return "\(value)" }
    return "(" + mirror.children.map { ($0.label ?? "") + ":" + shape(of: $0.value) }.joined(separator: " ")
      + ")"
  }

  /// Two files beside the one that is read, and itself.
  @Sendable static func load(_ path: String, _ from: SourceText) throws(LoadProblem) -> SourceText {
    switch path {
    case from.name: return from
    case "common.rb", "called.rb": return SourceText(name: path, text: Self.other)
    default: throw LoadProblem(reason: "no such file")
    }
  }

  private static let other = """
    runbook "Other"
    param host = localhost
    step look "Look"
      run ls "$host"
      fails → bad
    outcome bad "Bad"
      severity critical
    """
}
