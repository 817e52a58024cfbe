import Glibc
import RunbookModel
import RunbookReports
import Synchronization

/// The three streams and the exit: nobody else touches them.
enum Output {
  /// The statuses that no run gives; those of runs are `RunVerdict.exitStatus`.
  enum Status: Int32 {
    case done = 0
    /// The answer is no: a file is not formatted, a diagnosis changed, nothing was found, two runs differ.
    case no = 1
    case invalid = 2
    case usage = 64
    case failed = 70
  }

  static func print(_ text: String, to file: Int32 = STDOUT_FILENO) {
    write(Visible.text(text) + "\n", to: file)
  }

  /// What people copy goes into a pipe or a file as it stands; a terminal only ever shows it.
  static func copy(_ text: String) {
    write(isTerminal(STDOUT_FILENO) ? Visible.text(text) : text, to: STDOUT_FILENO)
  }

  static func print(_ lines: [StyledText], to file: Int32 = STDOUT_FILENO) {
    let colour = hasColour(file)
    write(lines.map { $0.rendered(colour: colour) + "\n" }.joined(), to: file)
  }

  static func fail(_ failure: Failure) -> Never {
    print(
      [StyledText("error", .bad) + StyledText(": \(failure.message)")]
        + failure.remedy.map { [StyledText("   = help: ", .faint) + StyledText($0)] }.orEmpty,
      to: STDERR_FILENO)
    exit(failure.status)
  }

  static func warn(_ message: String) {
    print([StyledText("warning", .doubt) + StyledText(": \(message)")], to: STDERR_FILENO)
  }

  static func exit(_ status: Status) -> Never { Glibc.exit(status.rawValue) }

  /// Writes everything, or nothing more once the reader has gone (`| head`): a run goes on without its audience.
  static func write(_ text: String, to file: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(file, rest.baseAddress, rest.count)
        if count > 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          if errno != EPIPE { complain(of: file) }
          return
        }
      }
    }
  }

  private static let hasFailed = Atomic(false)

  /// Says once that what is printed is lost (a full disk under a redirection).
  private static func complain(of file: Int32) {
    let reason = String(cString: strerror(errno)).lowercased()
    guard file != STDERR_FILENO, !hasFailed.exchange(true, ordering: .relaxed) else { return }
    warn("output is lost: \(reason)")
  }

  /// Ends a command that only prints: what could not be printed is a failure.
  static func finish() {
    if hasFailed.load(ordering: .relaxed) { exit(.failed) }
  }

  static func isTerminal(_ file: Int32) -> Bool { isatty(file) == 1 }

  /// Lines of standard output can be drawn again.
  static var canMove: Bool { isTerminal(STDOUT_FILENO) && Environment["TERM"] != "dumb" }

  /// Colours where a terminal shows them and nobody has said no (no-color.org).
  static func hasColour(_ file: Int32) -> Bool {
    isTerminal(file) && Environment["NO_COLOR"].orEmpty.isEmpty && Environment["TERM"] != "dumb"
  }
}

/// What ends a command before its work is done: one sentence, a remedy, a status.
struct Failure: Error {
  let message: String
  let remedy: String?
  let status: Output.Status

  init(_ message: String, remedy: String? = nil, status: Output.Status = .failed) {
    self.message = message
    self.remedy = remedy
    self.status = status
  }
}

extension Optional where Wrapped == [StyledText] { var orEmpty: [StyledText] { self ?? [] } }
extension Optional where Wrapped == String { var orEmpty: String { self ?? "" } }
