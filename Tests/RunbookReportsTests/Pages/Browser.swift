import Foundation
import Glibc

/// Debian's chromium without a window: it opens one page and tells what became of it. It talks to nobody.
struct Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-headless-shell"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  struct Visit {
    /// The page as the browser understood it.
    let dom: String
    /// Lines of its console: errors of scripts, breaches of the content security policy.
    let console: [String]
    /// Every address that was asked for.
    let network: String
    let picture: Data
    let status: Int32
    /// Processes that it left behind.
    let left: [String]
  }

  /// - Parameter width: of the window, at least 500.
  static func visit(_ page: String, width: Int = 1200) throws -> Visit {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "runbook-browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String) -> URL { folder.appending(path: name) }
    try page.write(to: file("page.html"), atomically: true, encoding: .utf8)
    for name in ["dom", "log"] { try Data().write(to: file(name)) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments =
      ["-k", "5", "60", path ?? "chromium"] + [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
        "--disable-breakpad",
        "--disable-crash-reporter", "--disable-dev-shm-usage", "--hide-scrollbars", "--enable-logging=stderr",
        "--proxy-server=127.0.0.1:9", "--host-resolver-rules=MAP * ~NOTFOUND", "--window-size=\(width),2000",
        "--user-data-dir=\(file("profile").path)", "--log-net-log=\(file("network").path)",
        "--screenshot=\(file("picture.png").path)", "--virtual-time-budget=1000", "--dump-dom",
        file("page.html").absoluteString,
      ]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_RUNTIME_DIR": folder.path, "TMPDIR": folder.path,
      "LANG": "C.UTF-8",
    ]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: file("dom"))
    process.standardError = try FileHandle(forWritingTo: file("log"))
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) -> String {
      String(decoding: (try? Data(contentsOf: file(name))) ?? Data(), as: UTF8.self)
    }
    return Visit(
      dom: text("dom"),
      console: text("log").split(separator: "\n").map(String.init).filter { $0.contains("CONSOLE") },
      network: text("network"), picture: (try? Data(contentsOf: file("picture.png"))) ?? Data(),
      status: process.terminationStatus, left: left(by: folder.lastPathComponent))
  }

  /// Its watcher of crashes ends a moment after it.
  private static func left(by name: String) -> [String] {
    for _ in 0..<100 where !processes(naming: name).isEmpty { usleep(50_000) }
    return processes(naming: name)
  }

  private static func processes(naming name: String) -> [String] {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return folders.compactMap { folder in
      guard Int(folder) != nil, let line = FileManager.default.contents(atPath: "/proc/\(folder)/cmdline")
      else { return nil }
      let text = String(decoding: line, as: UTF8.self)
      return text.contains(name) ? text : nil
    }
  }
}
