/// Names and titles for commands that have none.
struct Naming {
  private var taken: Set<String> = []
  /// How often each name was asked for.
  private var asked: [String: Int] = [:]

  /// A name for what is said in these words, that no other has.
  mutating func name(_ words: [String]) -> String {
    let name = Self.name(words)
    while true {
      asked[name, default: 0] += 1
      let count = asked[name, default: 1]
      let unique = count == 1 ? name : "\(name)-\(count)"
      if taken.insert(unique).inserted { return unique }
    }
  }

  /// As the language wants names: `top-pods`.
  static func name(_ words: [String]) -> String {
    var parts: [String] = []
    for word in words {
      let plain = word.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
      parts += plain.split(separator: "-").map { String($0) }
    }
    while let first = parts.first, first.first?.isLetter != true { parts.removeFirst() }
    var name = ""
    for part in parts.prefix(5) where name.count + part.count < 40 {
      name += (name.isEmpty ? "" : "-") + part
    }
    return name.isEmpty || reserved.contains(name) ? "look" : name
  }

  private static let reserved: Set = ["next", "stop", "any", "otherwise"]

  /// What a command is about: its words without the tool that all of them run, and without options.
  static func words(of command: String) -> [String] {
    var command = command[...]
    // Of what only prepares, the last line says what for.
    if command.prefix(while: { !$0.isWhitespace }).contains("="), let end = command.lastIndex(of: "\n") {
      command = command[end...].dropFirst()
    }
    var words: [String] = []
    var isValue = false
    for token in command.split(whereSeparator: \.isWhitespace) {
      if ["|", "&&", "||", ";", "\\", "&"].contains(token) || token.hasPrefix(">") || token.hasPrefix("<")
        || token.hasPrefix("#")
      {
        break
      }
      defer { isValue = valued.contains(String(token)) }
      if isValue || token.hasPrefix("-") { continue }
      if words.isEmpty, ["sudo", "kubectl", "oc", "k"].contains(token) { continue }
      words.append(String(token.filter { !"\"'${}()".contains($0) }))
      if words.count == 4 || token.hasSuffix(";") { break }
    }
    return words.filter { !$0.isEmpty }
  }

  private static let valued: Set = [
    "-n", "-l", "-o", "-c", "-f", "-p", "--namespace", "--selector", "--output", "--container", "--context",
    "--kubeconfig", "--tail", "--since", "--image", "--type", "--for", "--timeout", "--max-time",
    "--connect-timeout",
    "-m", "-w", "-H", "-X", "-d",
  ]

  /// It begins a loop or a condition.
  static func isKeyword(_ word: String?) -> Bool {
    ["for", "while", "until", "if", "case"].contains(word)
  }

  /// One sentence of a text, for a title.
  static func title(_ text: String) -> String {
    var title = text.drop { $0.isWhitespace }
    if let end = title.firstRange(of: ". ") { title = title[..<end.lowerBound] }
    while let last = title.last, ".:;, ".contains(last) { title = title.dropLast() }
    guard title.count > 80 else { return title.prefix(1).uppercased() + title.dropFirst() }
    let cut = title.prefix(79)
    return cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)] + "…"
  }
}
