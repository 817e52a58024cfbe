import Foundation
import Glibc
import Synchronization

/// The program on a pseudo-terminal of its own: what it prints, as bytes and as a screen shows them; keys; another size.
final class PseudoTerminal {
  private let master: Int32
  private let slave: Int32
  let process: pid_t
  private(set) var output: [UInt8] = []
  private let before: termios

  /// Starts it, or another program, as the leader of a session whose terminal this is.
  init(
    _ arguments: [String], in program: Program, of path: String = Program.path, columns: UInt16 = 80,
    rows: UInt16 = 30
  ) throws {
    // What `unlockpt` and `ptsname` do: TIOCSPTLCK and TIOCGPTN of linux/tty.h.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (lock, number): (Int32, UInt32) = (0, 0)
    guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw POSIXError(.ENXIO)
    }
    let name = "/dev/pts/\(number)"
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var before = termios()
    tcgetattr(slave, &before)
    self.before = before
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(
      &attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let environment = program.surroundings.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 }
    var words = (["env", "-C", program.folder.path, path] + arguments).map { strdup($0) } + [nil]
    var surroundings = environment.map { strdup("\($0)=\($1)") } + [nil]
    var child: pid_t = 0
    let failure = posix_spawn(&child, "/usr/bin/env", &actions, &attributes, &words, &surroundings)
    for text in words + surroundings { free(text) }
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
    process = child
    if failure != 0 { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
  }

  /// POSIX_SPAWN_SETSID of glibc's spawn.h.
  private static let newSession: Int32 = 0x80

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(master)
    close(slave)
  }

  /// Reads until the screen shows a text; false where it never does.
  func shows(_ text: String, within seconds: Double = 30) -> Bool {
    read(within: seconds) { self.screen.contains(text) }
  }

  /// Reads until a text has been printed, whatever the screen shows later.
  func prints(_ text: String) -> Bool { read(within: 30) { self.text.contains(text) } }

  /// Reads until the lines that move have been drawn so many times more.
  func draws(frames: Int) -> Bool {
    let before = text.components(separatedBy: Self.erasing).count
    return read(within: 30) { self.text.components(separatedBy: Self.erasing).count >= before + frames }
  }

  /// The lines that move, as they were drawn last and whole.
  var frame: [Substring] {
    let frames = text.components(separatedBy: Self.erasing).dropLast()
    return frames.last?.split(separator: "\r\n").filter { !$0.hasPrefix("\u{1B}") } ?? []
  }

  /// ED: all below is erased.
  private static let erasing = "\u{1B}[J"

  /// Reads until the screen shows a text no more; false where it stays.
  func goes(_ text: String) -> Bool { read(within: 30) { !self.screen.contains(text) } }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  func resize(columns: UInt16, rows: UInt16 = 30) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Reads what is left, and gives how it ended; nil where a signal ended it.
  func end(within seconds: Double = 30) -> Int32? {
    var status: Int32 = 0
    var isGone = false
    _ = read(within: seconds) {
      isGone = isGone || waitpid(self.process, &status, WNOHANG) == self.process
      return isGone
    }
    _ = read(within: 0.1) { false }
    return isGone && status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
  }

  /// Lines, echo and signals are as they were before it started.
  var isAsItWas: Bool {
    var now = termios()
    tcgetattr(slave, &now)
    return now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag
  }

  /// As a shell does when it takes the terminal back.
  func restore() {
    var before = before
    tcsetattr(slave, TCSANOW, &before)
  }

  private func read(within seconds: Double, until holds: () -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !holds() {
      guard Date() < end else { return false }
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 20) > 0 else { continue }
      let count = Glibc.read(master, &buffer, buffer.count)
      if count > 0 { output += buffer[..<count] }
    }
    return true
  }

  var text: String { String(decoding: output, as: UTF8.self) }

  /// What a person sees: the lines as the sequences that this program uses leave them (CR, LF, CUU, CUF, ED 0).
  /// It has no width, so what it shows is right as long as no line is broken by the terminal.
  var screen: String {
    var lines: [[Character]] = [[]]
    var (row, column) = (0, 0)
    var rest = text.unicodeScalars.map(Character.init)[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r": column = 0
      case "\n":
        row += 1
        if row == lines.count { lines.append([]) }
      case "\u{1B}" where rest.first == "[":
        rest.removeFirst()
        let parameters = rest.prefix { $0.isNumber || $0 == ";" }
        rest = rest.dropFirst(parameters.count)
        let number = Int(String(parameters)) ?? 1
        switch rest.popFirst() {
        case "A": row = max(0, row - number)
        case "C": column += number
        case "J":
          lines = Array(lines[...row])
          lines[row] = Array(lines[row].prefix(column))
        default: break
        }
      default:
        while lines[row].count <= column { lines[row].append(" ") }
        lines[row][column] = character
        column += 1
      }
    }
    return lines.map { String($0) }.joined(separator: "\n")
  }
}
