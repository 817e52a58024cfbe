import RunbookCommands
import RunbookModel

/// A command of a page.
struct PageCommand: Sendable, Hashable {
  var text: String
  /// What the comment above it says.
  var title: String?
  /// What the page shows as its output.
  var output: [String] = []
  /// From 1, in the page.
  let line: Int
}

/// Takes the commands out of a block of code.
///
/// Where lines begin with a prompt, only they are commands and the rest is what was printed. Elsewhere each line is
/// one, with those that belong to it: until the shell would run it, and to the end of the block where a command
/// depends on what one before it has set.
struct CommandSplitter {
  private(set) var commands: [PageCommand] = []
  /// The same, before those that depend on each other were joined.
  private(set) var single: [PageCommand] = []
  let isTranscript: Bool
  private let lines: [(text: String, number: Int)]
  private var at = 0

  /// Nil where the block is no shell text.
  ///
  /// - Parameter shared: variables that other blocks use too; what sets one of them stays a command of its own.
  init?(_ text: String, language: String, line: Int, shared: Set<String> = []) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      (Self.trimmed($1), line + $0)
    }
    isTranscript = lines.contains { Self.prompted($0.text, language) != nil }
    guard isTranscript || Self.shells.contains(language) || (language.isEmpty && beginsKnown) else {
      return nil
    }
    if isTranscript { readTranscript(language) } else { readScript() }
    single = commands
    if !isTranscript { joinDependent(shared) }
  }

  static let shells: Set = ["sh", "bash", "shell", "zsh", "ksh", "shellscript"]
  private static let consoles: Set = ["console", "shell-session", "shellsession", "terminal", "sh-session"]

  private var beginsKnown: Bool {
    guard let first = lines.first(where: { !$0.text.isEmpty && !$0.text.hasPrefix("#") }) else {
      return false
    }
    return Self.isCommand(first.text.hasSuffix("\\") ? String(first.text.dropLast()) : first.text)
  }

  /// It runs a program that is known, and says more than its name.
  static func isCommand(_ text: String) -> Bool {
    var placeholders = Placeholders()
    let reading = CommandReading(placeholders.fill(text))
    guard let program = reading.programs.first, text.contains(" ") else { return false }
    return reading.problems.isEmpty && isKnownProgram(program.name)
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last?.isWhitespace == true { line = line.dropLast() }
    return String(line)
  }

  /// What stands behind a prompt: `$ `, `user@host:~$ `, and `# ` where the block says that it is a terminal's.
  private static func prompted(_ line: String, _ language: String) -> String? {
    let line = line.drop { $0 == " " }
    for mark in ["$ ", "# ", "% "] {
      guard let place = line.firstRange(of: mark) else { continue }
      let before = line[..<place.lowerBound]
      let isBare = before.isEmpty && (mark == "$ " || consoles.contains(language))
      let isHost =
        before.contains("@") && before.count < 60 && (!before.contains(" ") || before.hasSuffix("]"))
      if isBare || isHost { return String(line[place.upperBound...].drop { $0 == " " }) }
    }
    return nil
  }

  private mutating func readTranscript(_ language: String) {
    while at < lines.count {
      let (line, number) = lines[at]
      at += 1
      if let first = Self.prompted(line, language) {
        commands.append(PageCommand(text: whole(first, continued: "> "), line: number))
      } else if !commands.isEmpty {
        commands[commands.count - 1].output.append(line)
      }
    }
    for index in commands.indices {
      while commands[index].output.last?.isEmpty == true { commands[index].output.removeLast() }
    }
  }

  private mutating func readScript() {
    var title: [String] = []
    while at < lines.count {
      let (line, number) = lines[at]
      at += 1
      let bare = line.drop { $0.isWhitespace }
      if bare.isEmpty {
        title = []
      } else if bare.hasPrefix("#") {
        let words = bare.drop { $0 == "#" || $0 == "!" || $0.isWhitespace }
        if !words.isEmpty, !bare.hasPrefix("#!") { title.append(String(words)) }
      } else {
        commands.append(
          PageCommand(
            text: whole(line), title: title.isEmpty ? nil : title.joined(separator: " "), line: number))
        title = []
      }
    }
  }

  /// A command with the lines that belong to it; the first alone where no end can be found.
  private mutating func whole(_ first: String, continued mark: String = "") -> String {
    var (text, next) = (first, at)
    while !Self.isWhole(text) {
      guard next < lines.count, next < at + 200 else {
        return first.hasSuffix("\\") ? String(first.dropLast()) : first
      }
      let line = lines[next].text
      text += "\n" + (line.hasPrefix(mark) ? line.dropFirst(mark.count) : line[...])
      next += 1
    }
    at = next
    return text
  }

  private static func isWhole(_ text: String) -> Bool {
    if text.hasSuffix("\\") { return false }
    var placeholders = Placeholders()
    return CommandReading(placeholders.fill(text)).problems.isEmpty
  }

  /// Commands that share what one of them sets are one.
  private mutating func joinDependent(_ shared: Set<String>) {
    var index = 0
    while index < commands.count {
      if let sole = SoleAssignment(commands[index].text), shared.contains(sole.name) {
        index += 1
        continue
      }
      let reading = CommandReading(commands[index].text)
      let first = commands[index].text.prefix { !$0.isWhitespace }
      var last = index
      if ["cd", "export", "source", ".", "set", "shopt", "pushd", "alias", "umask"].contains(first) {
        last = commands.count - 1
      } else if !reading.assigned.isEmpty {
        for other in commands.indices.dropFirst(index + 1) {
          let uses = CommandReading(commands[other].text).uses
          if uses.contains(where: { reading.assigned.contains($0.name) && !shared.contains($0.name) }) {
            last = other
          }
        }
      }
      if last > index {
        commands[index].text = commands[index...last].map(\.text).joined(separator: "\n")
        commands.removeSubrange((index + 1)...last)
      }
      index += 1
    }
  }
}
