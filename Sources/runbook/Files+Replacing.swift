import Glibc

extension Files {
  /// Replaces what a file holds in one step: whoever reads it sees the old text or the new one, never a part.
  /// Its mode stays, its owner too where that is permitted; what a link leads to is replaced, not the link.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    guard
      let real = realpath(path, nil).map({ name in
        defer { free(name) }
        return String(cString: name)
      })
    else { throw Failure("`\(path)` cannot be written: \(reason())") }
    var status = stat()
    stat(real, &status)
    var name = Array((real + ".XXXXXX").utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw Failure("`\(path)` cannot be written: \(reason())") }
    var isWritten = write(bytes, to: file)
    _ = fchown(file, status.st_uid, status.st_gid)
    isWritten = isWritten && fchmod(file, status.st_mode & 0o7777) == 0 && fsync(file) == 0
    isWritten = isWritten && rename(name, real) == 0
    let failure = Failure("`\(path)` cannot be written: \(reason())")
    close(file)
    if !isWritten {
      unlink(name)
      throw failure
    }
  }

  /// Writes a new file, or over one that is there where that is wanted. What cannot be written whole is not left behind.
  static func write(_ bytes: [UInt8], to path: String, overwriting: Bool) throws(Failure) {
    if isFile(path) {
      guard overwriting else {
        throw Failure("`\(path)` is there already", remedy: "--overwrite writes over it", status: .usage)
      }
      // A device or a pipe is written to, not replaced.
      if isRegular(path) { return try replace(path, with: bytes) }
    }
    let file = open(path, O_WRONLY | O_CLOEXEC | O_CREAT | (overwriting ? O_TRUNC : O_EXCL), 0o644)
    guard file >= 0 else { throw Failure("`\(path)` cannot be written: \(reason())") }
    let isWritten = write(bytes, to: file)
    let failure = Failure("`\(path)` cannot be written: \(reason())")
    // A full disk may be told only now.
    if close(file) == 0, isWritten { return }
    if isRegular(path) { unlink(path) }
    throw failure
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Makes a file that must not be there yet, and its folder where that is missing.
  static func create(_ path: String, in folder: String, with bytes: [UInt8]) throws(Failure) {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw Failure("`\(folder)` cannot be made: \(reason())")
    }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      throw errno == EEXIST
        ? Failure("`\(path)` is there already", remedy: "--name gives it another name", status: .usage)
        : Failure("`\(path)` cannot be made: \(reason())")
    }
    defer { close(file) }
    if !write(bytes, to: file) { throw Failure("`\(path)` cannot be written: \(reason())") }
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
    }
    return true
  }
}
