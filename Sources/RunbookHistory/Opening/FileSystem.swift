import Glibc

/// The kind of file system that a path lies on, as mountinfo names it: `ext4`, `nfs4`, `fuse.sshfs` (proc(5)).
///
/// SQLite's write-ahead log needs memory that is shared by all who have the file open, and locks that hold; between
/// machines there is neither (<https://www.sqlite.org/wal.html>). What one machine alone can have open is left alone, even
/// where another program serves it: overlay, virtiofs, 9p and FUSE in containers and virtual machines.
struct FileSystem {
  let kind: String

  init(kind: String) { self.kind = kind }

  /// Of a path, or of the nearest folder above it that is there; nil where nobody can tell.
  init?(of path: String) {
    var path = path
    while true {
      if let real = realpath(path, nil) {
        defer { free(real) }
        guard let mounts = Self.mounts else { return nil }
        self.init(of: String(cString: real), mounts: mounts)
        return
      }
      guard let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
      path = slash == path.startIndex ? "/" : String(path[..<slash])
    }
  }

  /// Of a path without links, among mounts as /proc/self/mountinfo lists them: the longest that it lies below, and
  /// of those at one place the last.
  init?(of path: String, mounts: String) {
    var best: (point: Int, kind: Substring)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 4, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count else { continue }
      let point = Self.plain(fields[4])
      guard path == point || path.hasPrefix(point.hasSuffix("/") ? point : point + "/"),
        point.utf8.count >= best?.point ?? 0
      else { continue }
      best = (point.utf8.count, fields[dash + 1])
    }
    guard let best else { return nil }
    self.init(kind: String(best.kind))
  }

  /// Several machines may have its files open at once.
  var isNetwork: Bool { Self.networks.contains(kind) }

  private static let networks: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "coda", "afs", "openafs", "ceph", "lustre", "gpfs",
    "gfs2", "ocfs2",
    "orangefs", "pvfs2", "beegfs", "beegfs_nodev", "panfs", "glusterfs", "fuse.sshfs", "fuse.s3fs",
    "fuse.rclone",
    "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.gcsfuse", "fuse.mfs", "fuse.juicefs",
    "fuse.seaweedfs", "fuse.curlftpfs", "fuse.davfs", "fuse.davfs2", "fuse.smbnetfs", "fuse.hdfs",
    "fuse.fuse_dfs", "fuse.lizardfs", "fuse.blobfuse", "fuse.blobfuse2", "fuse.goofys", "fuse.mount-s3",
    "fuse.afpfs",
  ]

  /// Blanks and the like are written as three octal digits there.
  private static func plain(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count > 2,
        let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static var mounts: String? {
    let file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
