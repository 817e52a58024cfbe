import Glibc
import Synchronization

/// Makes all cluster tools use one context without touching the user's kubeconfig: a file that sets
/// nothing but `current-context`, in front of the others. Where several files of `KUBECONFIG` set a
/// thing, the first one wins; kubectl, helm, istioctl, cilium and the rest share that code (client-go).
///
/// The files lie in a folder of their own, which the watcher removes when we end, however we end.
final class PrivateKubeconfig: Sendable {
  let folder: String
  private let files = Mutex<[String: String]>([:])

  init(environment: ShellEnvironment) {
    let temporary = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
    folder = "\(temporary)/runbook-" + String((0..<12).map { _ in letters.randomElement()! })
  }

  /// The value of `KUBECONFIG` for a context, given the one that would hold without it.
  func list(for context: String, before others: String) throws(ProcessProblem) -> String {
    try file(for: context) + ":" + others
  }

  private func file(for context: String) throws(ProcessProblem) -> String {
    let result: Result<String, ProcessProblem> = files.withLock { files in
      if let file = files[context] { return .success(file) }
      let file = "\(folder)/kubeconfig-\(files.count + 1)"
      guard write(Self.text(choosing: context), to: file) else {
        return .failure(.context(context, folder: folder, errno))
      }
      files[context] = file
      return .success(file)
    }
    return try result.get()
  }

  private func write(_ text: String, to path: String) -> Bool {
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return false }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    let bytes = Array(text.utf8)
    return Glibc.write(file, bytes, bytes.count) == bytes.count
  }

  static func text(choosing context: String) -> String {
    var quoted = ""
    for scalar in context.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "apiVersion: v1\nkind: Config\ncurrent-context: \"\(quoted)\"\n"
  }
}
