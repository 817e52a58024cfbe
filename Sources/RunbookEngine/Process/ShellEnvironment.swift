import CProcess
import Glibc

/// What commands inherit: variables as bytes, for nobody promises that they are UTF-8.
package struct ShellEnvironment: Sendable {
  /// Each `NAME=value`.
  private let lines: [[UInt8]]

  package init(_ variables: [String: String]) {
    lines = variables.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)".utf8) }
  }

  private init(lines: [[UInt8]]) { self.lines = lines }

  /// The environment that this process was started with.
  package static var inherited: ShellEnvironment {
    var lines: [[UInt8]] = []
    while let line = process_variable(lines.count) {
      lines.append(Array(UnsafeRawBufferPointer(start: line, count: strlen(line))))
    }
    return ShellEnvironment(lines: lines)
  }

  subscript(name: String) -> String? {
    let start = Array("\(name)=".utf8)
    return lines.first { $0.starts(with: start) }.map {
      String(decoding: $0.dropFirst(start.count), as: UTF8.self)
    }
  }

  /// The variable that marks what belongs to a command of ours.
  static let mark = "RUNBOOK_COMMAND"

  /// All variables with others added or put in their place, without the mark of a run around this one.
  func adding(_ variables: [String: String]) -> [[UInt8]] {
    let names = Set((variables.keys + [Self.mark]).map { Array($0.utf8) })
    return lines.filter { line in !names.contains(Array(line.prefix { $0 != UInt8(ascii: "=") })) }
      + ShellEnvironment(variables).lines
  }

  /// The program of this name that the PATH leads to.
  func program(_ name: String) -> String? {
    let path = self["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in path.split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      var about = stat()
      if access(candidate, X_OK) == 0, stat(candidate, &about) == 0, about.st_mode & S_IFMT == S_IFREG {
        return candidate
      }
    }
    return nil
  }
}
