import Foundation
import RunbookModel
import Testing

/// Every example of the language runs, with `Tools` standing for the tools of a machine and of a small cluster.
@Suite struct ExampleRunTests {
  struct Case: CustomTestStringConvertible {
    let file: String
    /// `PORT`, `LOG` and `KEY` stand for a port that is open, an empty file, and a file that others can read.
    let arguments: [String]
    let verdict: RunVerdict
    /// The last event's outcome.
    let outcome: String?
    var environment: [String: String] = [:]

    var testDescription: String { ([file] + arguments).joined(separator: " ") }

    init(
      _ file: String, _ arguments: String..., gives verdict: RunVerdict, _ outcome: String? = nil,
      with environment: [String: String] = [:]
    ) {
      self.file = file
      self.arguments = arguments
      self.verdict = verdict
      self.outcome = outcome
      self.environment = environment
    }
  }

  static let cases = [
    Case("background", gives: .healthy, "open"),
    Case("calls", "port=PORT", gives: .healthy, "works"),
    Case("calls", "port=1", gives: .problem, "gateway-silent"),
    Case("captures", gives: .healthy),
    Case("computing", gives: .healthy),
    Case("conditions", gives: .healthy, "idle"),
    Case("conditions", "deep=yes", gives: .problem, "busy", with: ["LOAD": "9.75"]),
    Case("contexts", "other=prod", "--context", "prod", gives: .healthy),
    Case("each", gives: .problem, "node-down"),
    Case("effects", "check=TOOLS/check-shop", gives: .healthy),
    Case("files", gives: .problem, "closed"),
    Case("finally", gives: .healthy),
    Case("fixes", "file=KEY", gives: .problem, "was-open"),
    Case("fixes", "file=KEY", "--allow-fixes", gives: .healthy, "was-open"),
    Case("heads", gives: .healthy, with: ["TOKEN": "sesame"]),
    Case("heads", gives: .problem, with: ["TOKEN": "wrong"]),
    Case("json", gives: .healthy),
    Case("parallel-decide", gives: .healthy, "healthy"),
    Case("paths-outcomes", gives: .problem, "many-files"),
    Case("paths-outcomes", gives: .problem, "held-open", with: ["CAPACITY": "97"]),
    Case("people", gives: .stopped),
    Case("people", "--answer", "there=no", gives: .inconclusive, "nobody-there"),
    Case("people", "--answer", "there=yes", "--answer", "lamp=passed", gives: .healthy, "powered"),
    Case("port", "port=PORT", gives: .healthy, "is-open"),
    Case("port", "port=1", gives: .problem, "closed"),
    Case("retry-and-sample", "port=PORT", "log=LOG", gives: .healthy),
    Case("selectors", gives: .healthy),
    Case("tables", gives: .problem, "pods-fail"),
  ]

  @Test func `every example has a case`() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Program.root.appending(path: "examples/language").path)
    // `calls.rb` uses `common.rb`, which has nothing to run by itself.
    #expect(Set(files) == Set(Self.cases.map { $0.file + ".rb" } + ["common.rb"]))
  }

  @Test(arguments: cases) func `an example runs and ends as it should`(example: Case) throws {
    let program = try Program()
    defer { program.remove() }
    let door = try Door()
    defer { door.close() }
    try program.write("log", "")
    try program.write("key", "a secret key\n")
    let key = program.folder.appending(path: "key").path
    chmod(key, 0o644)
    let tools = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tools").path
    let arguments = example.arguments.map { argument in
      argument.replacing("PORT", with: "\(door.port)").replacing("TOOLS", with: tools)
        .replacing("LOG", with: program.folder.appending(path: "log").path).replacing("KEY", with: key)
    }
    let file = Program.root.appending(path: "examples/language/\(example.file).rb").path
    let path = tools + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    let run = try program.run(
      ["run", file, "--json"] + arguments,
      environment: example.environment.merging(["PATH": path]) { $1 }, program: Program.path)
    let end = try #require(run.output.split(separator: "\n").last, "\(run.errors)")
    #expect(run.status == example.verdict.exitStatus, "\(end)\n\(run.errors)")
    #expect(end.contains("\"verdict\":\"\(example.verdict.rawValue)\""), "\(end)")
    if let outcome = example.outcome { #expect(end.contains("\"outcome\":\"\(outcome)\""), "\(end)") }
    if example.arguments.contains("--allow-fixes") {
      let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }
}
