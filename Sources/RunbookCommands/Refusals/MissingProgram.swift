/// The lines by which shells, and the programs that run others, say that a program is missing or may not be run.
struct MissingProgram: Sendable {
  let name: String
  let mayNotBeRun: Bool

  /// Each takes the name with its last star.
  private static let notFound = RefusalTable(
    [
      "*: line *: exec: *: not found", "*: line *: *: command not found", "zsh: command not found: *",
      "zsh:*: command not found: *", "sudo: *: command not found", "bash: *: command not found",
      "env: ‘*’: No such file or directory", "env: '*': No such file or directory",
      "env: can't execute '*': No such file or directory", "xargs: *: No such file or directory",
      "setsid: failed to execute *: No such file or directory",
      "nsenter: failed to execute *: No such file or directory",
      "unshare: failed to execute *: No such file or directory",
      "time: cannot run *: No such file or directory",
      "exec of \"*\" failed: No such file or directory", "nice: ‘*’: No such file or directory",
      "nice: '*': No such file or directory", "timeout: can't execute '*': No such file or directory",
    ].map { RefusalPattern($0, "") }
      + ["timeout", "nohup", "stdbuf", "chroot", "setsid", "nice"].flatMap {
        [
          RefusalPattern("\($0): failed to run command ‘*’: No such file or directory", ""),
          RefusalPattern("\($0): failed to run command '*': No such file or directory", ""),
        ]
      }
      + [RefusalPattern("*sh: *: not found", "")])

  /// Only where the exit status is 126 or 127: elsewhere the same words may be about a file.
  private static let notRun: [(pattern: RefusalPattern, mayNotBeRun: Bool)] = [
    ("*: line *: *: Permission denied", true), ("*: line *: *: cannot execute*", true),
    ("*: line *: *: Is a directory", true), ("*: line *: *: No such file or directory", false),
    ("*sh: *: Permission denied", true),
    ("timeout: failed to run command ‘*’: Permission denied", true), ("env: ‘*’: Permission denied", true),
    ("timeout: failed to run command '*': Permission denied", true), ("env: '*': Permission denied", true),
  ].map { (RefusalPattern($0.0, ""), $0.1) }

  init?(_ line: ArraySlice<UInt8>, isExit126Or127: Bool) {
    for pattern in Self.notFound[line] {
      guard let taken = pattern.match(line)?.last, let name = Self.name(taken) else { continue }
      self.name = name
      mayNotBeRun = false
      return
    }
    guard isExit126Or127 else { return nil }
    for (pattern, mayNotBeRun) in Self.notRun {
      // The name is the third star where bash says it, else the only one.
      guard let taken = pattern.match(line), let name = Self.name(taken[min(2, taken.count - 1)]) else {
        continue
      }
      self.name = name
      self.mayNotBeRun = mayNotBeRun
      return
    }
    return nil
  }

  /// What stands behind dash's line number; a name has no blanks.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let name = text.split(separator: ": ").last.map(String.init), !name.isEmpty, !name.contains(" ")
    else { return nil }
    return name
  }
}
