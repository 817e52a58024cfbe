import Foundation
import Glibc

/// How much is broken: a little by `make test`, much by `make faults`, which prints and takes a seed.
enum Faults {
  private static let surroundings = ProcessInfo.processInfo.environment
  static let isFull = surroundings["FAULTS"] == "all"
  static let seed = surroundings["FAULT_SEED"].flatMap(UInt64.init) ?? 1

  /// A figure of `make faults`.
  static func tell(_ figure: String) { if isFull { print("FAULTS", figure) } }

  /// The processes with a variable in their environment: whatever was started by who had it, and is still there.
  static func processes(with variable: String) -> [pid_t] {
    let wanted = Data(variable.utf8)
    return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { folder in
      guard let process = pid_t(folder),
        FileManager.default.contents(atPath: "/proc/\(folder)/environ")?.range(of: wanted) != nil
      else { return nil }
      return process
    }
  }

  /// Whether a command exits 0: what the machine lets us do.
  static func works(_ command: String) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  static let canCompile = works("command -v cc")
  static let canMount = works("unshare -rm sh -c 'mount -t tmpfs none /tmp'")
}

extension Program {
  /// Compiles C functions that take the place of the C library's: for `LD_PRELOAD`.
  func shim(_ text: String) throws -> String {
    try write("shim.c", "#define _GNU_SOURCE\n" + text)
    let made = try run(["-shared", "-fPIC", "-o", "shim.so", "shim.c", "-ldl"], program: "/usr/bin/cc")
    guard made.status == 0 else { throw CocoaError(.fileWriteUnknown, userInfo: ["cc": made.errors]) }
    return folder.appending(path: "shim.so").path
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// The words of the file `trace`, to which commands add theirs.
  var trace: [String] {
    text(folder.appending(path: "trace")).split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
