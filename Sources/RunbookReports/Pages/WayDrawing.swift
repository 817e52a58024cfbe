import RunbookModel

/// Draws the way as SVG: one column of nodes, taken arrows between them, on the right what was not taken.
///
/// Nothing is measured: letters of the fixed-width type count 7.2 units in a node and 6.6 in a label, and what is
/// longer than its place is clipped. Colours come from the style sheet by class, so that it is dark in the dark.
struct WayDrawing {
  private var shapes: [Markup] = []
  private var bands: [Markup] = []
  private var bandTop: Int?
  private var y = 4
  /// Where the arrow to the next row begins.
  private var from: Int?
  private var label: String?

  private static let width = 480
  private static let left = 12
  private static let node = 240
  private static let centre = 132
  private static let right = 268
  private static let line = 15

  static func svg(_ graph: WayGraph) -> Markup {
    var drawing = WayDrawing()
    for (label, row) in graph.rows { drawing.add(row, label) }
    drawing.endBand()
    let height = drawing.y + 4
    return tag(
      "svg",
      [
        "class": "way", "viewBox": "0 0 \(width) \(height)", "width": "\(width)", "height": "\(height)",
        "role": "img",
        "aria-label": "The way taken: \(graph.sentence)",
      ], drawing.bands + drawing.shapes)
  }

  private mutating func add(_ row: WayGraph.Row, _ said: String?) {
    label = said ?? label
    switch row {
    case .path(let name, let title):
      endBand()
      y += from == nil ? 0 : 12
      bandTop = y
      text(
        Self.centre + 14, y + 17, Self.clipped(name + (title == name ? "" : " · " + title), 47), "title",
        title)
      y += 22
    case .steps(let nodes):
      let isGroup = nodes.count > 1
      lead()
      let top = y
      if isGroup { y += 6 }
      for (index, node) in nodes.enumerated() {
        if index > 0 { y += 6 }
        step(node)
      }
      if isGroup {
        y += 6
        shapes.append(
          tag("rect", Self.box(Self.left - 6, top, Self.node + 12, y - top, "other", round: 8)))
        from = y
      }
    case .table(let others):
      lead()
      let middle = y + 9
      let shown = Self.bounded(others, 5)
      shapes.append(
        tag(
          "polygon",
          [
            "class": "table",
            "points":
              "\(Self.centre),\(y) \(Self.centre + 9),\(middle) \(Self.centre),\(y + 18) \(Self.centre - 9),\(middle)",
          ]))
      stubs(shown, from: Self.centre + 9, middle)
      from = y + 18
      y = max(y + 18, y + 4 + shown.count * Self.line)
    case .outcome(let found):
      lead()
      end(found.outcome, found.title, PageClass.of(VerdictWord.style(found.severity)))
    case .end(let text):
      lead()
      end(text, text, "faint")
    }
  }

  /// The arrow from what was before.
  private mutating func lead() {
    guard let start = from else { return }
    let gap = label == nil ? 18 : 24
    y += gap
    shapes.append(
      tag(
        "line",
        [
          "class": "taken", "x1": "\(Self.centre)", "y1": "\(start)", "x2": "\(Self.centre)",
          "y2": "\(y - 6)",
        ]))
    shapes.append(
      tag(
        "polygon",
        [
          "class": "head",
          "points": "\(Self.centre - 5),\(y - 8) \(Self.centre + 5),\(y - 8) \(Self.centre),\(y)",
        ]))
    if let label { text(Self.centre + 12, y - 9, Self.clipped(label, 50), "label", label) }
    label = nil
    from = nil
  }

  /// Its arrow begins under the node, however many others stand beside it.
  private mutating func step(_ node: WayGraph.Node) {
    let others = Self.bounded(node.others, 3)
    let style = node.verdict == .skipped ? "faint" : PageClass.of(VerdictWord.style(node.verdict))
    let title =
      "\(node.name): \(VerdictWord.word(node.verdict))" + (node.title == node.name ? "" : ". " + node.title)
    shapes.append(
      tag(
        "g", ["class": "is-\(style)"], tag("title", [:], .text(title)),
        tag("rect", Self.box(Self.left, y, Self.node, 28, "node", round: 6)),
        Self.words(Self.left + 10, y + 18, VerdictWord.sign(node.verdict), "sign"),
        Self.words(Self.left + 28, y + 18, Self.clipped(node.name, 28), "name")))
    stubs(others, from: Self.left + Self.node, y + 14)
    from = y + 28
    y += max(28, others.count * Self.line + 2)
  }

  private mutating func end(_ name: String, _ title: String, _ style: String) {
    shapes.append(
      tag(
        "g", ["class": "end is-\(style)"], tag("title", [:], .text(title)),
        tag("rect", Self.box(Self.left, y, Self.node, 30, "node", round: 15)),
        Self.words(Self.left + 16, y + 19, Self.clipped(name, 29), "name")))
    y += 30
    from = y
  }

  /// Arrows that were not taken.
  private mutating func stubs(_ others: [String], from x: Int, _ middle: Int) {
    for (index, other) in others.enumerated() {
      let height = middle + index * Self.line - (others.count > 1 ? 4 : 0)
      shapes.append(
        tag(
          "path",
          [
            "class": "other",
            "d": "M\(x) \(middle) L\(Self.right - 12) \(height) L\(Self.right - 4) \(height)",
          ]))
      text(Self.right, height + 4, Self.clipped(other, 31), "label", other)
    }
  }

  private mutating func endBand() {
    guard let top = bandTop else { return }
    bands.append(tag("rect", Self.box(2, top, Self.width - 4, y - top + 8, "band", round: 8)))
    y += 8
    bandTop = nil
  }

  private mutating func text(_ x: Int, _ y: Int, _ words: String, _ style: String, _ whole: String) {
    shapes.append(
      tag(
        "text", ["class": style, "x": "\(x)", "y": "\(y)"], .text(words),
        words == whole || !words.hasSuffix("…") ? .nothing : tag("title", [:], .text(whole.clipped(to: 500))))
    )
  }

  private static func words(_ x: Int, _ y: Int, _ words: String, _ style: String) -> Markup {
    tag("text", ["class": style, "x": "\(x)", "y": "\(y)"], .text(words))
  }

  private static func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String, round: Int)
    -> KeyValuePairs<String, String>
  {
    [
      "class": style, "x": "\(x)", "y": "\(y)", "width": "\(width)", "height": "\(height)", "rx": "\(round)",
    ]
  }

  private static func bounded(_ others: [String], _ most: Int) -> [String] {
    others.count <= most ? others : others.prefix(most - 1) + ["… \(others.count - most + 1) more"]
  }

  private static func clipped(_ text: String, _ columns: Int) -> String {
    StyledText(text.inOneLine).clipped(to: columns).plain
  }
}
