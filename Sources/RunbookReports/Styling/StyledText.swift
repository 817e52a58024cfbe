/// What a piece of text means; how it looks is settled when it is rendered.
package enum Style: Sendable, Hashable {
  case plain
  case strong
  case faint
  case good
  case bad
  /// flaky, unknown, warnings.
  case doubt
  case place

  /// The SGR parameters of ECMA-48.
  fileprivate var code: String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "1;31"
    case .doubt: "33"
    case .place: "36"
    }
  }
}

/// One line, or several, of text in pieces of one style each. The text is safe to print: control
/// characters other than the line end were made visible when it was put in.
package struct StyledText: Sendable, Hashable, ExpressibleByStringInterpolation {
  package struct Piece: Sendable, Hashable {
    package let text: String
    package let style: Style
  }

  package private(set) var pieces: [Piece] = []

  package init() {}

  package init(_ text: String, _ style: Style = .plain) { append(text, style) }

  package init(stringLiteral text: String) { append(text, .plain) }

  package mutating func append(_ text: String, _ style: Style = .plain) {
    if !text.isEmpty { pieces.append(Piece(text: Visible.text(text), style: style)) }
  }

  package mutating func append(_ other: StyledText) { pieces += other.pieces }

  package static func + (a: StyledText, b: StyledText) -> StyledText {
    var sum = a
    sum.append(b)
    return sum
  }

  package var plain: String { pieces.map(\.text).joined() }

  /// Columns on a terminal.
  package var width: Int { pieces.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  package func rendered(colour: Bool) -> String {
    guard colour else { return plain }
    return pieces.map { piece in
      piece.style == .plain ? piece.text : "\u{1B}[\(piece.style.code)m\(piece.text)\u{1B}[0m"
    }.joined()
  }

  /// At most `columns` wide, with `…` where something was left out.
  package func clipped(to columns: Int) -> StyledText {
    guard width > columns, columns > 0 else { return self }
    var clipped = StyledText()
    var room = columns - 1
    for piece in pieces {
      let width = DisplayWidth.of(piece.text)
      if width <= room {
        clipped.pieces.append(piece)
        room -= width
        continue
      }
      clipped.append(DisplayWidth.prefix(of: piece.text, columns: room) + "…", piece.style)
      break
    }
    return clipped
  }

  /// In lines of at most so many columns.
  package func wrapped(to columns: Int) -> [StyledText] {
    var lines = [StyledText()]
    var room = columns
    for piece in pieces {
      var rest = piece.text[...]
      while !rest.isEmpty {
        var part = DisplayWidth.prefix(of: String(rest), columns: room)
        // What is wider than a whole line stands on a line of its own all the same.
        if part.isEmpty, room == columns { part = String(rest.prefix(1)) }
        if !part.isEmpty { lines[lines.count - 1].pieces.append(Piece(text: part, style: piece.style)) }
        rest = rest.dropFirst(part.count)
        room -= DisplayWidth.of(part)
        if !rest.isEmpty {
          lines.append(StyledText())
          room = columns
        }
      }
    }
    return lines
  }

  /// Padded with blanks on the right.
  package func padded(to columns: Int) -> StyledText {
    self + StyledText(String(repeating: " ", count: max(0, columns - width)))
  }

  package static func joined(_ texts: [StyledText], separator: StyledText) -> StyledText {
    var sum = StyledText()
    for (index, text) in texts.enumerated() {
      if index > 0 { sum.append(separator) }
      sum.append(text)
    }
    return sum
  }
}
