import Glibc

/// The folder of a history and the making of the file in it: private to their owner, whatever the umask.
struct HistoryFolder {
  let path: String

  /// Makes it, and what it lies in, where it is missing; what is there keeps its mode.
  func make() throws(HistoryProblem) {
    var made: [String] = []
    var current = path
    while access(current, F_OK) != 0, current != "/" {
      made.append(current)
      current = parent(of: current)
    }
    for folder in made.reversed() {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .noFolder(path, said) }
      chmod(folder, 0o700)
    }
  }

  /// Makes an empty file with mode 0600, unless one is there.
  ///
  /// Under another name first: closing a descriptor of a file drops all locks that this process has
  /// on it (fcntl(2)), so a file that SQLite may have open must never be opened beside it.
  func makeFile(_ file: String) throws(HistoryProblem) {
    let draft = file + ".\(getpid()).\(UInt64.random(in: 0...UInt64.max))"
    let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .noFile(file, said) }
    defer { unlink(draft) }
    fchmod(descriptor, 0o600)
    close(descriptor)
    if link(draft, file) == 0 || errno == EEXIST { return }
    // Some file systems know no second name; then two first openings at the same moment could clash.
    guard rename(draft, file) == 0 else { throw .noFile(file, said) }
  }

  /// Calls the closure while no other history in this folder is being opened, by whatever process.
  ///
  /// The folder itself is locked, for a lock file would stay behind. One that cannot be locked within
  /// half a minute is used without: SQLite's own locks keep the data safe, only two first openings at
  /// once could fail.
  func whileLocked<T>(_ body: () throws(HistoryProblem) -> T) throws(HistoryProblem) -> T {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      var tries = 0
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR, tries < 6000 {
        usleep(5000)
        tries += 1
      }
    }
    defer { if descriptor >= 0 { close(descriptor) } }
    return try body()
  }

  private func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private var said: String { String(cString: strerror(errno)) }
}
