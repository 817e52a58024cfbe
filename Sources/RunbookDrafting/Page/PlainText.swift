import RunbookMatching

/// A page without what no reader sees and a shell would: control characters, terminals' sequences, marks that turn the
/// direction of writing or take no room. Line ends are LF, and no-break spaces are spaces.
struct PlainText {
  let text: String
  /// The first line, from 1, where anything was left out; a byte-order mark and line ends do not count.
  private(set) var firstLeftOut: Int?

  init(_ page: String) {
    let bare = page.hasPrefix("\u{FEFF}") ? String(page.dropFirst()) : page
    let lines = String(bare.replacing("\r\n", with: "\n"))
    let cleaned = String(decoding: Cleaning.cleaned(Array(lines.utf8)), as: UTF8.self)
    var (scalars, line) = (String.UnicodeScalarView(), 1)
    for scalar in cleaned.unicodeScalars {
      if scalar == "\n" { line += 1 }
      switch scalar {
      case "\n", "\t": scalars.append(scalar)
      case "\u{A0}", "\u{202F}", "\u{2007}": scalars.append(" ")
      // As in languages that need them between letters, and in compound emoji.
      case "\u{200C}", "\u{200D}": scalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: firstLeftOut = firstLeftOut ?? line
        default: scalars.append(scalar)
        }
      }
    }
    text = String(scalars)
    if cleaned.utf8.count != lines.utf8.count {
      let place = zip(cleaned.utf8, lines.utf8).prefix { $0 == $1 }
      firstLeftOut = min(firstLeftOut ?? .max, place.count { $0.0 == 10 } + 1)
    }
  }
}
