import Glibc
import RunbookEngine
import RunbookModel
import RunbookReports

/// The person in front of the terminal, asked on the terminal itself so that pipes stay clean.
struct TerminalPerson: Person {
  /// Who shows the run on the same terminal, and makes room for a question.
  let screen: (any Screen)?
  private static let turns = Turns()

  /// Asks for a secret without showing what is typed; nil without a terminal or an answer.
  func secret(_ secret: Secret) async -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    let what = secret.description.map { " (\($0))" } ?? ""
    Output.write(Visible.text("secret \(secret.name)\(what): "), to: terminal)
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { return nil }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(terminal, TCSAFLUSH, &silent)
    defer {
      tcsetattr(terminal, TCSAFLUSH, &before)
      Output.write("\n", to: terminal)
    }
    return line(from: terminal)
  }

  private func line(from terminal: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(terminal, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  func answer(_ question: Question) async -> Response? {
    guard Self.isThere else { return nil }
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    // A job in the background would be stopped by the first question.
    guard tcgetpgrp(terminal) == getpgrp() else { return nil }
    await Self.turns.take()
    await screen?.pause()
    let text = await Prompt(file: terminal, question: question).answer()
    await screen?.resume()
    await Self.turns.give()
    return text.map { Response($0) }
  }

  /// Somebody can be asked: what this program reads comes from a terminal.
  static var isThere: Bool { Output.isTerminal(STDIN_FILENO) }
}
