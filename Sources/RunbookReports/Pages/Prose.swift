/// What an author wrote for people, as paragraphs: lines that were broken for a file are whole again, and what is
/// indented stays as it stands.
struct Prose {
  enum Block: Hashable {
    case paragraph([String])
    case verbatim([String])
  }

  private(set) var blocks: [Block] = []

  init(_ text: String) {
    var isOpen = false
    var isLong = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.allSatisfy(\.isWhitespace) {
        isOpen = false
        continue
      }
      if line.hasPrefix("  ") {
        let part = String(line.dropFirst(2))
        if isOpen, case .verbatim(let lines)? = blocks.last {
          blocks[blocks.count - 1] = .verbatim(lines + [part])
        } else {
          blocks.append(.verbatim([part]))
        }
      } else if isOpen, case .paragraph(var lines)? = blocks.last {
        if isLong, !line.hasPrefix("-"), !line.hasPrefix("*") {
          lines[lines.count - 1] += " " + line
        } else {
          lines.append(line)
        }
        blocks[blocks.count - 1] = .paragraph(lines)
      } else {
        blocks.append(.paragraph([line]))
      }
      isOpen = true
      // A line that ends far to the right and without a full stop was broken, not ended.
      isLong = line.count >= 70 && !line.hasSuffix(".") && !line.hasSuffix(":")
    }
  }

  /// A line with what stands in back quotes told apart, and without these.
  static func pieces(_ line: String) -> [(text: String, isCode: Bool)] {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return [(line, false)] }
    return parts.enumerated().filter { !$1.isEmpty }.map { (String($1), $0 % 2 == 1) }
  }
}
