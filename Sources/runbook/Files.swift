import Glibc
import RunbookLanguage
import RunbookModel

/// Reads files and finds runbooks.
enum Files {
  /// - Throws: a sentence that says why not.
  static func read(_ path: String) throws(LoadProblem) -> [UInt8] {
    // Some editors hand over a socket, which cannot be opened again.
    let file = path == "/dev/stdin" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw LoadProblem(reason: reason()) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw LoadProblem(reason: reason())
      }
      bytes += buffer[..<count]
      if bytes.count > 64 << 20 { throw LoadProblem(reason: "it is larger than 64 MiB, so it is no runbook") }
    }
  }

  /// False only where nothing is there; what may not be looked at counts as there.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  /// The names in a folder that end in `.rb`, sorted; none where there is no such folder.
  static func runbooks(in folder: String) -> [String] { names(in: folder, ending: ".rb") }

  /// Sorted, without hidden ones; none where there is no such folder.
  static func names(in folder: String, ending: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(ending), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Where runbooks are looked for by name: here, `Runbooks`, `$RUNBOOK_PATH`, `~/.config/runbook`,
  /// and those that were installed beside this program.
  static var searchPath: [String] {
    var folders = [".", "./Runbooks"]
    folders += Environment["RUNBOOK_PATH"].orEmpty.split(separator: ":").map(String.init)
    if let home = Environment.home { folders.append(home + "/.config/runbook") }
    if let program = program, let slash = program.lastIndex(of: "/") {
      folders.append(program[..<slash] + "/../share/runbook/Runbooks")
    }
    return folders
  }

  /// The file that a person means by `dns-broken.rb`, `dns-broken` or a path.
  static func find(_ name: String) throws(Failure) -> SourceText {
    let names = name.hasSuffix(".rb") ? [name] : [name, name + ".rb"]
    let folders = name.contains("/") ? [""] : searchPath.map { $0 == "." ? "" : $0 + "/" }
    for folder in folders {
      for name in names where isFile(folder + name) { return try source(folder + name) }
    }
    if name.contains("/"), isFolder(name) {
      throw Failure("`\(name)` is a folder", remedy: "name one of the runbooks in it", status: .usage)
    }
    let known = searchPath.flatMap { runbooks(in: $0) }
    let nearest = Spelling.nearest(to: name.hasSuffix(".rb") ? name : name + ".rb", in: known)
    throw Failure(
      "there is no runbook `\(name)`",
      remedy: nearest.map { "did you mean `\($0)`?" } ?? "`runbook list` shows the runbooks at hand",
      status: .usage)
  }

  /// The file that a person names, or standard input where it is `-`.
  static func given(_ name: String) throws(Failure) -> SourceText {
    guard name == "-" else { return try find(name) }
    do {
      return SourceText(name: "standard input", bytes: try read("/dev/stdin"))
    } catch {
      throw Failure("standard input cannot be read: \(error.reason)", status: .usage)
    }
  }

  static func source(_ path: String) throws(Failure) -> SourceText {
    do {
      return SourceText(name: path, bytes: try read(path))
    } catch {
      throw Failure("`\(path)` cannot be read: \(error.reason)", status: .usage)
    }
  }

  /// Loads what a runbook names: beside it first, then on the search path.
  static let loader: SourceLoader = { (path, from) throws(LoadProblem) in
    var candidates = [path]
    if !path.hasPrefix("/") {
      let folder = from.name.lastIndex(of: "/").map { String(from.name[...$0]) } ?? ""
      candidates = [plain(folder + path)] + searchPath.map { $0 + "/" + path }
    }
    for candidate in candidates where isFile(candidate) {
      return SourceText(name: candidate, bytes: try read(candidate))
    }
    throw LoadProblem(reason: "there is no such file beside `\(from.name)` or on the search path")
  }

  /// A path without `.` and `folder/..`, where it still means the same file: a file has one name, however it is reached.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    let plain = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    return isSame(plain, path) ? plain : path
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (a, b) = (stat(), stat())
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_ino == b.st_ino && a.st_dev == b.st_dev
  }

  private static var program: String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    return count > 0 ? String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  static func reason() -> String { String(cString: strerror(errno)).lowercased() }
}
