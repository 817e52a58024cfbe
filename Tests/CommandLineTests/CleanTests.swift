import Foundation
import RunbookModel
import Testing

/// `clean` against a kubectl that is a script.
@Suite struct CleanTests {
  /// Prints what `objects` holds, and writes down what it was told to delete.
  private static let kubectl = """
    #!/bin/sh
    case "$1" in
      get) cat objects; test ! -e broken || { echo 'Error from server (Forbidden): secrets is forbidden' >&2; exit 1; } ;;
      delete) echo "$KUBECONFIG|$*" >> deleted ;;
    esac
    """

  private func object(
    _ run: String, _ kind: String, _ name: String, namespace: String = "shop", version: String = "v1",
    age: String = "2020-01-01T00:00:00Z", deadline: String = "", owned: String = ""
  ) -> String {
    [version, kind, namespace, name, run, age, deadline, owned].joined(separator: "\t") + "\n"
  }

  private func prepare(_ objects: (_ dead: String) -> String) throws -> (Program, String, [String: String]) {
    let program = try Program()
    try program.write("bin/kubectl", Self.kubectl)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.folder.appending(path: "bin/kubectl").path)
    try program.write("dead.rb", "runbook \"Dead\"\nstep a\n  run echo \"$run\"; false\n")
    #expect(try program.run("run", "dead.rb").status == 1)
    let history = try program.run("history", "--json").output
    let runs = try #require(try JSONSerialization.jsonObject(with: Data(history.utf8)) as? [[String: Any]])
    let id = try #require(runs.first?["id"] as? String)
    try program.write("objects", objects(id))
    let path = program.folder.appending(path: "bin").path + ":/usr/bin:/bin"
    return (program, id, ["PATH": path])
  }

  private func deleted(_ program: Program) -> [String] {
    program.text(program.folder.appending(path: "deleted")).split(separator: "\n").map(String.init)
  }

  @Test func `it lists what a run that is over left, and removes it when told`() throws {
    let (program, id, environment) = try prepare { id in
      object(id, "Pod", "probe") + object(id, "Job", "j", version: "batch/v1")
        + object(id, "Namespace", "n", namespace: "") + object(id, "Pod", "of-the-job", owned: "j")
        + object("not-ours", "Pod", "other")
    }
    defer { program.remove() }
    let listed = try program.run("clean", environment: environment)
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(listed.output.contains(/\w+ +dead +over +- +shop +Pod\/probe/), "\(listed.output)")
    #expect(listed.output.contains("3 objects can be removed: add --yes"))
    #expect(!listed.output.contains("other") && !listed.output.contains("of-the-job"))
    #expect(deleted(program).isEmpty)
    let removed = try program.run("clean", "--yes", environment: environment)
    #expect(removed.status == 0, "\(removed.errors)")
    #expect(removed.output.contains("removed 3 objects"))
    let rest = "--ignore-not-found --wait=false --request-timeout=10s"
    #expect(
      deleted(program).sorted() == [
        "/nonexistent|delete \(rest) Namespace/n",
        "/nonexistent|delete -n shop \(rest) Pod/probe Job.batch/j",
      ])
    #expect(id.count == 10)
  }

  @Test func `what a run that still runs has made is never touched`() throws {
    let (program, _, environment) = try prepare { _ in "" }
    defer { program.remove() }
    try program.write(
      "alive.rb",
      "runbook \"Alive\"\nstep a\n  run echo \"$run\" > id; while ! test -e go; do sleep 0.05; done\n  effect probe\n"
    )
    let process = try program.start(["run", "alive.rb"])
    defer { process.waitUntilExit() }
    let id = {
      program.text(program.folder.appending(path: "id")).split(separator: "\n").first.map(String.init)
    }
    #expect(eventually { id() != nil })
    try program.write("objects", object(try #require(id()), "Pod", "probe", deadline: "1"))
    let run = try program.run("clean", "--yes", "--unknown", environment: environment)
    #expect(run.output.contains(/alive +running/), "\(run.output)")
    #expect(deleted(program).isEmpty)
    try program.write("go", "")
  }

  @Test func `what nobody here knows is removed only when it is overdue, or when asked`() throws {
    let (program, _, environment) = try prepare { _ in
      object("strange001", "Pod", "old", deadline: "900")
        + object("strange001", "ConfigMap", "kept")
        + object("strange002", "Pod", "young", age: "2999-01-01T00:00:00Z", deadline: "900")
    }
    defer { program.remove() }
    let run = try program.run("clean", "--yes", environment: environment)
    #expect(run.output.contains(/strange001 +- +overdue/), "\(run.output)")
    #expect(run.output.contains(/strange001 +- +unknown +- +shop +ConfigMap\/kept/), "\(run.output)")
    #expect(deleted(program).count == 1)
    #expect(deleted(program)[0].hasSuffix(" Pod/old"))
    _ = try program.run("clean", "--yes", "--unknown", environment: environment)
    #expect(
      deleted(program).last?.hasSuffix(" Pod/old ConfigMap/kept Pod/young") == true, "\(deleted(program))")
  }

  @Test func `each context is asked, and what cannot be seen is said`() throws {
    let (program, id, environment) = try prepare { id in object(id, "Pod", "probe") }
    defer { program.remove() }
    try program.write("broken", "")
    let run = try program.run(
      "clean", "--yes", "--context", "east", "--context", "west", environment: environment)
    #expect(run.status == 3)
    #expect(run.errors.contains("context east: Error from server (Forbidden)"), "\(run.errors)")
    #expect(deleted(program).count == 2)
    #expect(deleted(program).allSatisfy { $0.contains("kubeconfig-") })
    let json = try program.run("clean", "--json", environment: environment).output
    let objects = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(objects.first?["run"] as? String == id)
    #expect(objects.first?["maker"] as? String == "over")
  }
}
