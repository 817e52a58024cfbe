import Foundation
import Glibc

/// The program as a person starts it: arguments, surroundings, what it prints, how it ends.
struct Program {
  /// A folder of its own for each use; it is the working folder, and home of the history.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "runbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Built beside the tests.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "runbook").path

  var history: String { folder.appending(path: "history.db").path }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The environment of whatever is started, with the options of a sanitizer.
  var surroundings: [String: String] {
    let own = ProcessInfo.processInfo.environment
    return own.filter { ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key) }.merging(
      [
        "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path, "RUNBOOK_HISTORY": history, "TZ": "UTC",
        "SWIFT_BACKTRACE": "enable=no", "KUBECONFIG": "/nonexistent",
      ]
    ) { $1 }
  }

  /// Starts it and does not wait; the two files take what it prints, or an open one takes its output.
  func start(
    _ arguments: [String], environment: [String: String] = [:], program: String = Program.path,
    output: URL? = nil, errors: URL? = nil, piped: FileHandle? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = surroundings.merging(environment) { $1 }.filter { !$0.value.isEmpty }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try piped ?? handle(output)
    process.standardError = try handle(errors)
    try process.run()
    return process
  }

  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    try run(arguments, environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String] = [:], program: String = Program.path) throws
    -> Result
  {
    let output = folder.appending(path: ".output-\(UUID().uuidString)")
    let errors = folder.appending(path: ".errors-\(UUID().uuidString)")
    let process = try start(
      arguments, environment: environment, program: program, output: output, errors: errors)
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: text(output), errors: text(errors))
  }

  func text(_ file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }

  private func handle(_ file: URL?) throws -> FileHandle {
    guard let file else { return .nullDevice }
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }
}

/// Waits for something, a little at a time, and not for ever.
func eventually(within seconds: Double = 20, _ holds: () throws -> Bool) rethrows -> Bool {
  let end = Date().addingTimeInterval(seconds)
  while Date() < end {
    if try holds() { return true }
    usleep(20_000)
  }
  return try holds()
}
