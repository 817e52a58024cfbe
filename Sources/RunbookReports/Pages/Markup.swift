/// A piece of a page. What it is made of cannot be written wrong: text is escaped, control characters are made
/// visible and every element is closed, so that a page is well-formed XML and means the same as HTML.
indirect enum Markup: Sendable, ExpressibleByStringInterpolation {
  case text(String)
  case element(String, attributes: [(name: String, value: String)], content: [Markup])
  case group([Markup])
  /// Our own style sheet, as it stands.
  case style(String)

  init(stringLiteral text: String) { self = .text(text) }

  /// The pieces with their styles as classes.
  init(_ text: StyledText) {
    self = .group(
      text.pieces.map { piece in
        piece.style == .plain
          ? .text(piece.text) : tag("span", ["class": PageClass.of(piece.style)], .text(piece.text))
      })
  }

  static let nothing = Markup.group([])

  var isNothing: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .group(let parts): parts.allSatisfy(\.isNothing)
    case .element, .style: false
    }
  }

  var written: String {
    var text = ""
    write(to: &text)
    return text
  }

  func write(to page: inout String) {
    switch self {
    case .text(let text): page += Self.escaped(text)
    case .style(let text): page += text
    case .group(let parts): for part in parts { part.write(to: &page) }
    case .element(let name, let attributes, let content):
      page += "<" + name
      for (name, value) in attributes { page += " \(name)=\"\(Self.escaped(value, isAttribute: true))\"" }
      if Self.empty.contains(name) {
        page += "/>"
        return
      }
      page += ">"
      for part in content { part.write(to: &page) }
      page += "</\(name)>"
      if Self.blocks.contains(name) { page += "\n" }
    }
  }

  /// Elements of HTML that have no end tag, and those of SVG that have no content here.
  private static let empty: Set = ["meta", "br", "hr", "rect", "path", "line", "polygon"]
  /// Behind these a line ends, for those who read the source.
  private static let blocks: Set = [
    "head", "title", "style", "section", "header", "footer", "nav", "h1", "h2", "h3", "h4", "p", "div", "dl",
    "ul", "ol", "li", "table", "tr", "details", "summary", "svg", "g", "main",
  ]

  /// For text and attribute values of XML and HTML alike.
  static func escaped(_ text: String, isAttribute: Bool = false) -> String {
    let text = Visible.text(text)
    if text.utf8.allSatisfy({ $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 > 0x0A }) {
      return text
    }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n" where isAttribute: escaped += "&#10;"
      case "\t" where isAttribute: escaped += "&#9;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// An element with its attributes in the order in which they are given.
func tag(
  _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: Markup...
) -> Markup {
  .element(name, attributes: attributes.map { ($0.key, $0.value) }, content: content)
}

func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: [Markup]) -> Markup {
  .element(name, attributes: attributes.map { ($0.key, $0.value) }, content: content)
}

/// The classes by which the style sheet knows what something means.
enum PageClass {
  static func of(_ style: Style) -> String {
    switch style {
    case .plain: "plain"
    case .strong: "strong"
    case .faint: "faint"
    case .good: "good"
    case .bad: "bad"
    case .doubt: "doubt"
    case .place: "place"
    }
  }
}
