import CMarkGFM

/// Reads Markdown (CommonMark with the tables of GitHub) by cmark-gfm.
struct MarkdownReader {
  private(set) var blocks: [PageBlock] = []
  /// Lines before the part that cmark reads.
  private let skipped: Int

  init(_ text: String) {
    let (body, skipped) = Self.withoutFrontMatter(text)
    self.skipped = skipped
    if skipped > 2 { blocks.append(PageBlock(kind: .unread("front matter"), text: "", line: 1)) }
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return }
    defer { cmark_parser_free(parser) }
    if let tables = cmark_find_syntax_extension("table") {
      cmark_parser_attach_syntax_extension(parser, tables)
    }
    cmark_parser_feed(parser, body, body.utf8.count)
    guard let document = cmark_parser_finish(parser) else { return }
    defer { cmark_node_free(document) }
    read(document, lines: body.split(separator: "\n", omittingEmptySubsequences: false), depth: 0)
  }

  /// Deeper than any person writes: what is nested further is not read.
  private static let deepest = 100

  /// What page generators keep above the text, between two lines of `---`.
  private static func withoutFrontMatter(_ text: String) -> (body: String, lines: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else { return (text, 0) }
    return (lines[(end + 1)...].joined(separator: "\n"), end + 1)
  }

  private mutating func read(_ node: OpaquePointer, lines: [Substring], depth: Int) {
    let line = Int(cmark_node_get_start_line(node)) + skipped
    guard depth < Self.deepest else {
      return blocks.append(PageBlock(kind: .unread("what is nested so deeply"), text: "", line: line))
    }
    switch Self.type(node) {
    case "heading":
      let level = Int(cmark_node_get_heading_level(node))
      blocks.append(PageBlock(kind: .heading(level), text: Self.text(node), line: line))
    case "paragraph": blocks.append(Self.prose(node, line))
    case "table_header": break
    case "table_row": blocks.append(Self.row(Self.children(node), line))
    case "code_block":
      let language = Self.string(cmark_node_get_fence_info(node)).lowercased().prefix { !$0.isWhitespace }
      var (length, offset, mark): (Int32, Int32, CChar) = (0, 0, 0)
      let isFenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0
      let code = PageBlock(
        kind: .code(language: String(language)), text: Self.string(cmark_node_get_literal(node)),
        line: isFenced ? line + 1 : line)
      blocks.append(code)
      if isFenced, !Self.isClosed(node, lines, mark) {
        blocks.append(PageBlock(kind: .unclosed, text: "", line: line))
      }
    case "html_block":
      blocks.append(PageBlock(kind: .markup, text: Self.string(cmark_node_get_literal(node)), line: line))
    default: for child in Self.children(node) { read(child, lines: lines, depth: depth + 1) }
    }
  }

  /// Its last line is its fence again; one without an end reaches to the end of what it stands in.
  private static func isClosed(_ node: OpaquePointer, _ lines: [Substring], _ mark: CChar) -> Bool {
    let (start, end) = (Int(cmark_node_get_start_line(node)), Int(cmark_node_get_end_line(node)))
    guard end > start, lines.indices.contains(end - 1) else { return false }
    let fence = lines[end - 1].drop { " \t>".contains($0) }
    return fence.utf8.first == UInt8(bitPattern: mark)
      && fence.allSatisfy { $0 == fence.first || $0.isWhitespace }
  }

  private static func prose(_ node: OpaquePointer, _ line: Int) -> PageBlock {
    let first = cmark_node_first_child(node)
    let lead = first.flatMap { type($0) == "strong" ? text($0) : nil }
    return PageBlock(kind: .prose(codes: codes(in: node)), text: text(node), lead: lead, line: line)
  }

  /// What the first cell says leads the others.
  private static func row(_ cells: [OpaquePointer], _ line: Int) -> PageBlock {
    let lead = cells.first.flatMap { codes(in: $0).isEmpty ? text($0) : nil }
    let texts = cells.dropFirst(lead == nil ? 0 : 1).map { text($0) }.filter { !$0.isEmpty }
    return PageBlock(
      kind: .prose(codes: cells.flatMap { codes(in: $0) }), text: texts.joined(separator: " · "), lead: lead,
      line: line)
  }

  private static func codes(in node: OpaquePointer, depth: Int = 0) -> [String] {
    if type(node) == "code" { return [string(cmark_node_get_literal(node))] }
    return depth < deepest ? children(node).flatMap { codes(in: $0, depth: depth + 1) } : []
  }

  /// As a person would read it aloud, with code between backticks.
  private static func text(_ node: OpaquePointer, depth: Int = 0) -> String {
    switch type(node) {
    case "text", "html_inline": string(cmark_node_get_literal(node))
    case "code": "`" + string(cmark_node_get_literal(node)) + "`"
    case "softbreak", "linebreak": " "
    default: depth < deepest ? children(node).map { text($0, depth: depth + 1) }.joined() : "…"
    }
  }

  private static func children(_ node: OpaquePointer) -> [OpaquePointer] {
    Array(
      sequence(state: cmark_node_first_child(node)) { next in
        defer { next = next.flatMap { cmark_node_next($0) } }
        return next
      })
  }

  private static func type(_ node: OpaquePointer) -> String { string(cmark_node_get_type_string(node)) }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}
