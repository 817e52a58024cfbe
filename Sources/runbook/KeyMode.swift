import Glibc
import Synchronization

/// The terminal in the mode in which each key arrives as it is pressed and nothing is echoed; signals are
/// still made of Ctrl-C and the like. It is left as it was found, also where this program dies of a signal
/// that can be caught.
struct KeyMode {
  private let file: Int32
  private let before: termios
  private let dispositions: [(signal: Int32, action: sigaction)]

  /// What to restore, for a program that dies.
  private static let open = Mutex<(file: Int32, before: termios)?>(nil)
  private static let deadly = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// Nil where that is no terminal. What was typed before is forgotten: nobody can have meant it for what is asked now.
  init?(_ file: Int32) {
    var before = termios()
    guard tcgetattr(file, &before) == 0 else { return nil }
    self.file = file
    self.before = before
    Self.open.withLock { [before] in $0 = (file, before) }
    var dying = sigaction()
    dying.__sigaction_handler.sa_handler = { number in
      _ = KeyMode.open.withLockIfAvailable { open in
        if var open { tcsetattr(open.file, TCSANOW, &open.before) }
      }
      signal(number, SIG_DFL)
      raise(number)
    }
    dispositions = Self.deadly.map { number in
      var old = sigaction()
      sigaction(number, &dying, &old)
      return (number, old)
    }
    tcflush(file, TCIFLUSH)
    enter()
  }

  /// Again, after the program was stopped and the shell has taken the terminal. Nothing waits for a
  /// terminal that takes no output any more.
  func enter() {
    var keys = before
    keys.c_lflag &= ~tcflag_t(ICANON | ECHO)
    keys.c_iflag &= ~tcflag_t(IXON)
    tcsetattr(file, TCSANOW, &keys)
  }

  func end() {
    var before = before
    tcsetattr(file, TCSANOW, &before)
    Self.open.withLock { $0 = nil }
    for (number, action) in dispositions {
      var action = action
      sigaction(number, &action, nil)
    }
  }
}
