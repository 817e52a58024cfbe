/// The text of a draft, and where each of its items stands.
struct DraftText {
  private(set) var lines: [String] = []
  /// The lines of each item, from 0.
  private(set) var places: [Range<Int>] = []

  private static let width = 100

  init(_ draft: Draft) {
    remark(draft.preface)
    lines.append("runbook \(Self.quoted(draft.title))")
    if !draft.about.isEmpty {
      lines += ["", "about"] + draft.about.flatMap { Self.wrapped($0) }.map { "  " + $0 }
    }
    if !draft.tools.isEmpty { lines += [""] + draft.tools.map { "needs \($0)" } }
    if !draft.params.isEmpty { lines.append("") }
    for param in draft.params {
      lines.append("param \(param.name)\(param.value.map { " = \($0)" } ?? "") \(Self.quoted(param.about))")
    }
    for item in draft.items {
      let start = lines.count
      lines.append("")
      switch item {
      case .heading(let title): lines.append("# ── \(title)")
      case .remark(let text): remark(text)
      case .verbatim(let text): lines += text.map { "# " + $0 }
      case .command(let command): add(command)
      }
      places.append(start..<lines.count)
    }
    end(draft)
  }

  /// The item that stands on this line.
  func item(at line: Int) -> Int? {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle].upperBound <= line { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low].contains(line) ? low : nil
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func add(_ command: DraftCommand) {
    if case .remark(let reason) = command.kind {
      remark(command.remarks)
      remark(["\(command.title): not taken, for \(reason)."])
      lines += command.text.split(separator: "\n", omittingEmptySubsequences: false).map { "#   \($0)" }
      return
    }
    remark(command.remarks)
    lines += command.output.prefix(12).map { "#   " + $0 }
    if command.output.count > 12 { lines.append("#   …") }
    var isFix = false
    if case .fix(let reason) = command.kind {
      isFix = true
      remark(["It \(reason), so it asks first.", Self.said(of: command.occasion)])
    }
    lines.append("\(isFix ? "fix" : "step") \(command.name) \(Self.quoted(command.title))")
    if isFix, case .failure(let step)? = command.occasion { lines.append("  when \(step) fails") }
    add("run", command.text, isBlock: command.text.contains("\n"))
    if let stdin = command.stdin { add("stdin", stdin, isBlock: true) }
    if command.isEndless { lines.append("  stop after 10s") }
    if let variable = command.capture { lines.append("  capture \(variable) from output") }
    lines += command.expectations.map { "  expect " + $0 }
    if isFix { lines.append("  undo none \"say here how it is taken back: `undo COMMAND`\"") }
    if let hint = command.hint { lines.append("  hint \(Self.quoted(hint, isFilled: true))") }
  }

  /// What was assumed about when it is needed.
  private static func said(of occasion: Occasion?) -> String {
    switch occasion {
    case .failure(let step): "Assumed: it is needed when `\(step)` fails, which looks at the same."
    case .unjudged(let step):
      "It is offered each time, for no step says yet whether it is needed: `\(step)` looks at the same, so give that "
        + "an `expect`, and this `when \(step) fails`."
    case .open, nil:
      "It is offered each time, for no step before it looks at the same: choose one, and say `when STEP fails`."
    }
  }

  private mutating func add(_ word: String, _ text: String, isBlock: Bool) {
    guard isBlock else { return lines.append("  \(word) \(text)") }
    lines.append("  \(word)")
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : "    \($0)"
    }
  }

  /// What the steps do not say yet is said here.
  private mutating func end(_ draft: Draft) {
    guard draft.items.contains(where: \.runs) else { return }
    lines += [
      "", "decide", "  any fails → something-fails", "  any unknown → cannot-tell",
      "  otherwise → nothing-fails",
      "", "outcome something-fails \"A command failed\"", "  severity warning",
      "  Say here what that means: an outcome for each cause, and `fails → CAUSE` in the step that shows it.",
      "", "outcome cannot-tell \"Something could not be looked at\"", "  severity unknown",
      "", "outcome nothing-fails \"Every command succeeded\"", "  severity ok",
      "  That is all it means until the steps say what they `expect`.",
    ]
  }

  private mutating func remark(_ texts: [String]) {
    lines += texts.flatMap { Self.wrapped($0) }.map { $0.isEmpty ? "#" : "# " + $0 }
  }

  /// On lines of no more than the width, where its words allow.
  static func wrapped(_ text: String) -> [String] {
    var (lines, line) = ([String](), "")
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// As a string of the language; with `isFilled` a dollar sign is kept from being a variable's.
  static func quoted(_ text: String, isFilled: Bool = false) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "$" where isFilled: result += "\\$"
      case "\n", "\t", "\r": result += " "
      default: if !character.unicodeScalars.contains(where: { $0.value < 32 }) { result.append(character) }
      }
    }
    return result + "\""
  }
}

extension DraftCommand {
  /// It runs.
  var isTaken: Bool {
    switch kind {
    case .step, .fix: true
    case .remark: false
    }
  }
}
