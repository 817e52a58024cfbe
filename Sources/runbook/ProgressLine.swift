import Glibc
import RunbookReports

/// One line on a terminal for work that takes longer than people wait without a word; gone when it is done.
enum ProgressLine {
  static func tell(_ doing: String, _ done: Int, _ all: Int, _ noun: String) {
    guard Output.isTerminal(STDERR_FILENO) else { return }
    let line = done >= all ? "" : "\(doing): \(done) of \(Written.count(all, noun))"
    Output.write("\r\u{1B}[K" + line, to: STDERR_FILENO)
  }
}
