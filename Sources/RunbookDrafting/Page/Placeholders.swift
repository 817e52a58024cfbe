import RunbookCommands

/// What a page leaves to its reader becomes a parameter: `<pod-name>`, `{{ns}}`, `[namespace]`, `POD_NAME`, `$POD`.
struct Placeholders {
  /// In order of appearance, with the text of the page for each.
  private(set) var params: [(name: String, written: String, standard: String?)] = []
  /// The runbook's names for the variables that the page has set so far.
  private var known: [String: String] = [:]

  private enum Quote { case none, single, double }

  /// The command with variables in the place of its placeholders. What a command sets itself is none of them.
  mutating func fill(_ command: String) -> String { named(marked(command)) }

  /// The variable for what a command prints that the page keeps as `name`; another one each time.
  mutating func capture(_ name: String) -> String {
    let plain = Self.plain(name)
    var (variable, count) = (plain, 1)
    while isTaken(variable) {
      count += 1
      variable = "\(plain)_\(count)"
    }
    known[name] = variable
    return variable
  }

  /// What the page sets once and for all can be given too.
  mutating func set(_ name: String, to value: String) {
    if let variable = known[name], params.contains(where: { $0.name == variable && $0.standard == value }) {
      return
    }
    let variable = capture(name)
    params.append((variable, "\(name)=\(value)", value))
  }

  /// Another name for one parameter; false where the value is anything else.
  mutating func set(_ name: String, like value: String) -> Bool {
    let variable = value.filter { !"\"${}".contains($0) }
    guard params.contains(where: { $0.name == variable }) || known.values.contains(variable) else {
      return false
    }
    known[name] = variable
    return true
  }

  private func isTaken(_ name: String) -> Bool {
    known.values.contains(name) || params.contains { $0.name == name }
  }

  /// The placeholders that no shell knows.
  private mutating func marked(_ command: String) -> String {
    let text = Array(command)
    var (result, quote, at) = ("", Quote.none, 0)
    while at < text.count {
      let character = text[at]
      if let (name, end) = placeholder(in: text, at: at, quote) {
        let variable = "$" + param(name, written: String(text[at..<end]))
        switch quote {
        case .none: result += "\"\(variable)\""
        case .double: result += variable
        case .single: result += "'\"\(variable)\"'"
        }
        at = end
        continue
      }
      if character == "\\", quote != .single, at + 1 < text.count {
        result += String(text[at...(at + 1)])
        at += 2
        continue
      }
      if character == "'", quote != .double { quote = quote == .single ? .none : .single }
      if character == "\"", quote != .single { quote = quote == .double ? .none : .double }
      result.append(character)
      at += 1
    }
    return result
  }

  private func placeholder(in text: [Character], at: Int, _ quote: Quote) -> (name: String, end: Int)? {
    switch text[at] {
    case "<":
      return enclosed(in: text, from: at + 1, by: ">")
    case "{":
      guard quote != .single, at + 1 < text.count, text[at + 1] == "{" else { return nil }
      let found = enclosed(in: text, from: at + 2, by: "}")
      guard let found, found.end < text.count, text[found.end] == "}" else { return nil }
      return (found.name, found.end + 1)
    case "[":
      guard quote == .none, isEdge(text, at - 1) else { return nil }
      let found = enclosed(in: text, from: at + 1, by: "]")
      guard let found, isEdge(text, found.end), found.name.count > 1 else { return nil }
      return found
    default: return quote == .single ? nil : shouted(in: text, at: at)
    }
  }

  /// Words between two marks, the blanks at their ends aside; no placeholder otherwise.
  private func enclosed(in text: [Character], from start: Int, by end: Character) -> (name: String, end: Int)?
  {
    guard let close = text[start...].prefix(41).firstIndex(of: end) else { return nil }
    var name = text[start..<close]
    if end == "}" {
      while name.first == " " { name = name.dropFirst() }
      while name.last == " " { name = name.dropLast() }
    }
    guard let first = name.first, let last = name.last, first.isLetter, first.isASCII, last != " ",
      !Self.answers.contains(String(name)),
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || " _-./|".contains($0)) })
    else { return nil }
    return (String(name), close + 1)
  }

  /// `POD_NAME` where a value belongs.
  private func shouted(in text: [Character], at: Int) -> (name: String, end: Int)? {
    guard isEdge(text, at - 1) || "=/".contains(text[at - 1]), text[at].isASCII, text[at].isUppercase else {
      return nil
    }
    let word = text[at...].prefix {
      $0 == "_" || ($0.isASCII && ($0.isUppercase || $0.isNumber))
    }
    let name = String(word)
    guard name.contains("_") || Self.usual.contains(name), name.last != "_" else { return nil }
    guard isEdge(text, word.endIndex) || text[word.endIndex] == "/" else { return nil }
    return (name, word.endIndex)
  }

  /// What tools print between such marks.
  private static let answers: Set = ["none", "nil", "unset", "unknown", "invalid", "pending"]

  private static let usual: Set = [
    "CONTAINER", "DEPLOYMENT", "HOST", "IP", "NAMESPACE", "NODE", "PORT", "POD", "SERVICE",
  ]

  private func isEdge(_ text: [Character], _ at: Int) -> Bool {
    !text.indices.contains(at) || text[at].isWhitespace
  }

  /// The variables that the shell would look for and nobody has set.
  private mutating func named(_ command: String) -> String {
    let reading = CommandReading(command)
    var bytes = Array(command.utf8)
    for use in reading.uses.reversed() {
      let isOpen = !isEnvironmentName(use.name) && !reading.assigned.contains(use.name) && !use.hasDefault
      let isParam = known[use.name] == nil && params.contains { $0.name == use.name }
      guard isOpen, !isParam, use.isCertain, use.name.utf8.allSatisfy({ $0 < 128 }) else { continue }
      var expansion = String(decoding: bytes[use.range], as: UTF8.self)
      guard let place = expansion.firstRange(of: use.name) else { continue }
      expansion.replaceSubrange(place, with: known[use.name] ?? param(use.name, written: "$" + use.name))
      let isSplit = use.isQuoted || use.isLoopWord || Self.isSeveral(use.name)
      bytes.replaceSubrange(use.range, with: (isSplit ? expansion : "\"\(expansion)\"").utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Its value is meant to become several arguments, or none.
  private static func isSeveral(_ name: String) -> Bool {
    ["OPTS", "OPTIONS", "ARGS", "FLAGS"].contains { name.uppercased().hasSuffix($0) }
  }

  /// The name of the parameter for what is written so.
  private mutating func param(_ text: String, written: String) -> String {
    var name = Self.plain(text)
    if known.values.contains(name), !params.contains(where: { $0.name == name }) { name = "the_" + name }
    if !params.contains(where: { $0.name == name }) { params.append((name, written, nil)) }
    return name
  }

  /// As the language wants variables: `pod_name`.
  private static func plain(_ text: String) -> String {
    var name = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        name.append(character)
      } else if name.last != "_" {
        name += "_"
      }
    }
    while name.last == "_" { name.removeLast() }
    return name.first?.isLetter != true || taken.contains(name) ? "the_" + name : name
  }

  /// What the language has given a meaning.
  private static let taken: Set = ["run", "runbook", "context"]
}
