/// Text in Markdown (CommonMark 0.31 with the tables of GitHub) that means nothing but itself.
enum MarkdownText {
  /// What an author wrote: every character that could be markup is escaped, and it stays on its line. A bar is markup
  /// in a table only, and in the line below its head.
  static func escaped(_ text: String, inTable: Bool = false) -> String {
    let hasMarkedBars = inTable || text.allSatisfy { "|:- \t".contains($0) }
    var escaped = ""
    for scalar in Visible.text(text.inOneLine).unicodeScalars {
      // An address is text too, and no link.
      if scalar == "/", escaped.hasSuffix(":") {
        escaped.insert("\\", at: escaped.index(before: escaped.endIndex))
      }
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "~", "&", "$", "!", "{", "}", "+", "-", "=",
        ".", ")":
        // Only at a beginning are the last of these markup, and hosts differ in what counts as one.
        if !"+-=.)".unicodeScalars.contains(scalar) || Self.isAtStart(escaped) { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      case "|": escaped += hasMarkedBars ? "\\|" : "|"
      case "\t": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Only digits or nothing: where a list could begin.
  private static func isAtStart(_ text: String) -> Bool {
    text.utf8.count < 12 && text.utf8.allSatisfy { $0 == 0x20 || (0x30...0x39).contains($0) }
  }

  /// What a machine wrote, within a line: nothing in it is markup, and nobody is notified by a name in it.
  static func code(_ text: String) -> String {
    let text = Visible.text(text.inOneLine).replacing("\t", with: " ")
    if text.isEmpty { return "" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let needsBlanks = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") && text.hasSuffix(" ")
    return needsBlanks ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The same in a cell of a table, where a bar would end it.
  static func cell(_ text: String) -> String { code(text).replacing("|", with: "\\|") }

  /// What an author wrote in paragraphs.
  static func prose(_ text: String) -> String {
    Prose(text).blocks.map { block in
      switch block {
      case .paragraph(let lines):
        lines.map { line in Prose.pieces(line).map { $0.isCode ? code($0.text) : escaped($0.text) }.joined() }
          .joined(separator: "  \n")
      case .verbatim(let lines): fenced(lines.joined(separator: "\n"))
      }
    }.joined(separator: "\n\n")
  }

  /// Lines as they stand, between fences that are longer than any inside.
  static func fenced(_ text: String, _ language: String = "") -> String {
    let text = Visible.text(text)
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    let wanted = character.asciiValue!
    for byte in text.utf8 {
      run = byte == wanted ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
