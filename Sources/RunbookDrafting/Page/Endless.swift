import RunbookCommands
import RunbookModel

/// Commands that go on until somebody stops them.
enum Endless {
  static func isEndless(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    // It is known by what it runs.
    if words.first == "watch" { return true }
    let reading = CommandReading(text)
    return reading.programs.contains { program in
      switch program.name {
      case "tcpdump", "ping", "top": !words.contains { $0.hasPrefix("-c") || $0 == "-b" }
      case "kubectl":
        switch program.verbs.first {
        case "logs": words.contains("-f") || words.contains("--follow")
        case "get": words.contains("-w") || words.contains("--watch")
        case "port-forward", "proxy": true
        default: false
        }
      case "journalctl", "tail": words.contains("-f") || words.contains("--follow")
      default: false
      }
    }
  }

  /// Why a command is nothing for a runbook: it wants a person at a terminal, or ends the shell; nil where it is.
  static func needsPerson(_ text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if ["exit", "logout"].contains(words.first), words.count == 1 { return "it ends the shell" }
    let reading = CommandReading(text)
    if ["ssh", "pdsh"].contains(reading.programs.last?.name), reading.waitsForTyping, !isFed(text) {
      return "it logs in elsewhere: what is typed there can follow it, `ssh HOST COMMAND`"
    }
    if reading.waitsForTyping, !isFed(text) { return "it wants a person at a terminal" }
    let isAttended = reading.programs.contains { program in
      switch program.name {
      case "htop", "k9s": true
      case "less", "more", "man": !text.contains("|")
      case "top": !words.contains { $0.hasPrefix("-") && $0.contains("b") }
      case "kubectl", "oc": program.verbs.first == "edit"
      default: false
      }
    }
    return isAttended ? "it wants a person at a terminal" : nil
  }

  /// It gets its input from another program or from a file.
  private static func isFed(_ text: String) -> Bool { text.contains("|") || text.contains("<") }
}
