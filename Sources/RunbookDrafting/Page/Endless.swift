import RunbookCommands
import RunbookModel

/// Commands that go on until somebody stops them.
enum Endless {
  static func isEndless(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let reading = CommandReading(text)
    return reading.programs.contains { program in
      switch program.name {
      case "watch", "tcpdump", "ping", "top", "htop": !words.contains { $0.hasPrefix("-c") || $0 == "-b" }
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
}
