import Glibc

/// Writes lines to a descriptor, some at a time.
final class LineWriter {
  private let file: Int32
  private let name: String
  private var buffer: [UInt8] = []

  /// The descriptor stays open and is the caller's.
  init(_ file: Int32, name: String) {
    self.file = file
    self.name = name
  }

  func write(_ line: [UInt8]) throws(HistoryProblem) {
    buffer += line
    if buffer.count >= 1 << 16 { try flush() }
  }

  func flush() throws(HistoryProblem) {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw .unwritableFile(name, String(cString: strerror(errno)))
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// A file without a name with all that comes from a descriptor, to be read from its beginning.
  static func copy(of source: Int32, named name: String) throws(HistoryProblem) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/runbook-import-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw .unwritableFile(folder, String(cString: strerror(errno))) }
    unlink(path)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    do throws(HistoryProblem) {
      let copy = LineWriter(file, name: folder)
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(source, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { throw .unreadableFile(name, String(cString: strerror(errno))) }
        if count == 0 { break }
        try copy.write(Array(buffer[..<count]))
      }
      try copy.flush()
      lseek(file, 0, SEEK_SET)
      return file
    } catch {
      close(file)
      throw error
    }
  }
}

/// A file that stands under its name only once it is whole; one that is given up leaves nothing behind.
final class DraftFile {
  let output: LineWriter
  private let path: String
  private let draft: String
  private let file: Int32

  /// What a draft is called, so that those of a process that was killed can be told and taken away.
  static let ending = ".draft"

  init(for path: String) throws(HistoryProblem) {
    self.path = path
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    draft =
      "\(path[..<slash]).\(path[slash...]).\(String(UInt64.random(in: 0...UInt64.max), radix: 36))\(Self.ending)"
    file = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .unwritableFile(path, String(cString: strerror(errno))) }
    output = LineWriter(file, name: path)
  }

  /// Gives it its name. Where a file of that name is there already, and is not to be replaced, that one stays.
  func finish(replacing: Bool) throws(HistoryProblem) {
    try output.flush()
    guard fsync(file) == 0 else { throw .unwritableFile(path, String(cString: strerror(errno))) }
    if !replacing, link(draft, path) == 0 || errno == EEXIST { return }
    // Some file systems know no second name.
    guard rename(draft, path) == 0 else { throw .unwritableFile(path, String(cString: strerror(errno))) }
  }

  deinit {
    if file >= 0 { close(file) }
    unlink(draft)
  }
}
