import Glibc

/// Which file lies at a path, whatever it is called.
struct FileIdentity: Sendable, Hashable {
  let device: UInt
  let number: UInt

  /// Nil where nothing lies there.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
  }
}
