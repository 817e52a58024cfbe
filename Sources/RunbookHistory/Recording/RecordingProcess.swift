import Glibc
import RunbookModel

/// The process that records a run, told from every other process there was or will be on any machine.
///
/// A process id alone is given again; with the time at which it started, the boot of the machine
/// and the namespace it counts in, it is unique. All from procfs(5).
struct RecordingProcess: Sendable, Hashable {
  let process: Int
  /// In clock ticks since boot (field 22 of `stat`).
  let born: Int
  let boot: String
  /// As the kernel writes it: `pid:[4026531836]`.
  let namespace: String

  static let current: RecordingProcess? = {
    let process = Int(getpid())
    guard let born = born(process), let boot = bootID, let namespace = processNamespace else { return nil }
    return RecordingProcess(process: process, born: born, boot: boot, namespace: namespace)
  }()

  /// Whether it is still there; nil where that cannot be seen from here, in another namespace.
  var isAlive: Bool? {
    if boot != Self.bootID { return false }
    if namespace != Self.processNamespace { return nil }
    return Self.born(process) == born
  }

  private static let bootID: String? = contents(of: "/proc/sys/kernel/random/boot_id").map {
    String($0.prefix { $0 != "\n" })
  }

  private static let processNamespace: String? = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) {
    let count = readlink("/proc/self/ns/pid", $0.baseAddress!, $0.count)
    return count > 0 ? String(decoding: $0[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// A process that has ended and waits for its parent (state Z, X) is gone.
  private static func born(_ process: Int) -> Int? {
    // The name may hold blanks and brackets; the fields begin behind the last bracket, with the third.
    guard let stat = contents(of: "/proc/\(process)/stat"), let name = stat.lastIndex(of: ")") else {
      return nil
    }
    let fields = stat[stat.index(after: name)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return Int(fields[19])
  }

  private static func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) {
      let count = read(file, $0.baseAddress, $0.count)
      return count > 0 ? String(decoding: $0[..<count], as: UTF8.self) : nil
    }
  }
}
