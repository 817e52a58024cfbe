import Foundation
import Testing

/// `runbook rbac`: `Goldens/everything.rb` and some runbooks of the library, and what holds for all of them.
@Suite struct RightsCommandTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  private func compare(_ output: String, _ name: String) throws {
    let golden = Self.folder.appending(path: name)
    let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
    if output != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try output.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(output == expected)
  }

  private func rbac(_ arguments: String...) throws -> Program.Result {
    let program = try Program()
    defer { program.remove() }
    for file in ["everything.rb", "inner.rb"] {
      try program.write(file, String(contentsOf: Self.folder.appending(path: file), encoding: .utf8))
    }
    let shown = try program.run(["rbac"] + arguments)
    #expect(!FileManager.default.fileExists(atPath: program.history), "it records nothing")
    return shown
  }

  @Test(arguments: [
    ("everything.yaml", []), ("everything.json", ["--json"]),
    (
      "everything-with-fixes.yaml",
      ["--with-fixes", "namespace=front", "east=lab", "--name", "look", "--namespace", "ops"]
    ),
  ])
  func `the rights of everything are as their golden shows`(name: String, arguments: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    for file in ["everything.rb", "inner.rb"] {
      try program.write(file, String(contentsOf: Self.folder.appending(path: file), encoding: .utf8))
    }
    let shown = try program.run(["rbac", "everything.rb"] + arguments)
    #expect(shown.status == 0)
    let warning =
      "step `strange` of everything: the rights that `linkerd check` needs are not known; rights may be missing"
    #expect(shown.errors == "warning: \(warning)\n")
    try compare(shown.output, name)
  }

  @Test(arguments: ["dns-broken", "which-network", "node-tuning"])
  func `the rights of a runbook of the library are as its golden shows`(name: String) throws {
    let shown = try rbac(Program.root.appending(path: "Runbooks/\(name).rb").path)
    #expect(shown.status == 0, "\(shown.errors)")
    try compare(shown.output, name + ".yaml")
  }

  @Test(arguments: PlanCommandTests.runbooks)
  func `what is not known of a runbook's rights stands in a comment and on stderr`(file: String) throws {
    let shown = try rbac(file)
    #expect(shown.status == 0, "\(shown.errors)")
    let warnings = shown.errors.matches(of: #/(?m)^warning: step `(.+?)` of (\S+): /#)
    let comments = shown.output.matches(of: #/(?m)^# NOT KNOWN, so rights may be missing: /#)
    #expect(warnings.count == comments.count, "\(shown.errors)")
    #expect(shown.errors.split(separator: "\n").count == warnings.count, "\(shown.errors)")
    #expect(shown.output.contains("kind: ServiceAccount"))
    #expect(!shown.output.contains("verbs: []") && !shown.output.contains("resources: []"))
    #expect(
      !shown.output.contains(#/\[[^\]]*"\*"[^\]]*\]/#) || !warnings.isEmpty, "nothing is as wide as it can be"
    )
  }

  @Test func `a runbook that asks no cluster needs no rights`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("local.rb", "runbook \"Local\"\nstep a\n  run echo hello\n")
    let shown = try program.run("rbac", "local.rb")
    #expect(shown.status == 0)
    #expect(!shown.output.contains("Role"), "\(shown.output)")
  }

  @Test func `a value cannot end the comment or the text that it stands in`() throws {
    let shown = try rbac("everything.rb", "namespace=a\"\nkind: Pod\u{2028}x: [", "east=b")
    #expect(shown.status == 0)
    #expect(!shown.output.contains(#/(?m)^kind: Pod/#), "\(shown.output)")
    #expect(shown.output.contains(#"namespace: "a\"\nkind: Pod"#), "\(shown.output)")
  }

  @Test(arguments: [
    ["--name", "Big"], ["--name", ""], ["--namespace", "a.b"], ["--namespace", "-"], ["namespace"],
    ["nowhere=1"],
  ])
  func `what cannot name an account or a parameter is a wrong command line`(arguments: [String]) throws {
    let shown = try rbac("everything.rb", arguments[0], arguments.last!)
    #expect(shown.status == 64, "\(shown.errors)")
    #expect(shown.output == "")
  }
}
