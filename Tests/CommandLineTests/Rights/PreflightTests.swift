import Foundation
import Testing

/// `run --preflight` against a kubectl that is a script.
@Suite struct PreflightTests {
  /// Allows all that `denied` does not name, and writes down what it was asked.
  private static let kubectl = """
    #!/bin/sh
    echo "$KUBECONFIG|$*" >> calls
    case "$1" in
      get) test ! -e silent || { echo 'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?' >&2; exit 1; }; echo '{}' ;;
      config) printf shop ;;
      create) tr -d '",' | awk '
          { value[$1] = $3 }
          $1 == "verb" {
            part = value["subresource"] == "" ? "" : "/" value["subresource"]
            print $3, value["resource"] value["path"] part "@" value["namespace"]
            delete value
          }' > now
        cat now >> asked
        while read -r right; do grep -qxF -e "$right" denied && echo false || echo true; done < now | tail -n "$(cat answers)" ;;
    esac
    """
  private static let runbook = """
    runbook "Book"
    needs cluster
    step pods
      run kubectl get pods
    step inside
      run kubectl exec -n front web -- true
    step east
      on "east"
      run kubectl get nodes
    fix mend
      run kubectl delete pod web
      undo none "it comes again"
    """

  private func prepare(denied: String...) throws -> (Program, [String: String]) {
    let program = try Program()
    try program.write("bin/kubectl", Self.kubectl)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.folder.appending(path: "bin/kubectl").path)
    try program.write("book.rb", Self.runbook + "\n")
    try program.write("denied", denied.map { $0 + "\n" }.joined())
    try program.write("answers", "+1")
    return (program, ["PATH": program.folder.appending(path: "bin").path + ":/usr/bin:/bin"])
  }

  private func lines(_ name: String, of program: Program) -> [String] {
    program.text(program.folder.appending(path: name)).split(separator: "\n").map(String.init)
  }

  @Test func `where every right is there it says so, and nothing has run`() throws {
    let (program, environment) = try prepare()
    defer { program.remove() }
    let run = try program.run("run", "book.rb", "--preflight", environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "book: every right is there (5 rights asked for; nothing was run)\n")
    #expect(lines("calls", of: program).allSatisfy { !$0.contains("pods") && !$0.contains("exec") })
    #expect(!FileManager.default.fileExists(atPath: program.history))
    #expect(
      lines("asked", of: program) == [
        "get namespaces@", "list pods@shop", "get pods@front", "create pods/exec@front", "list nodes@",
      ])
  }

  @Test func `the steps that could not look are named with what they lack`() throws {
    let (program, environment) = try prepare(denied: "create pods/exec@front", "list pods@shop")
    defer { program.remove() }
    let run = try program.run("run", "book.rb", "--preflight", environment: environment)
    #expect(run.status == 3)
    #expect(run.output.contains("book: 2 of 5 rights missing (nothing was run)"), "\(run.output)")
    #expect(run.output.contains(#/pods +list pods in the context's namespace/#), "\(run.output)")
    #expect(run.output.contains(#/inside +create pods\/exec "web" in namespace front/#), "\(run.output)")
    #expect(!run.output.contains("east"))
    #expect(run.output.contains("`runbook rbac book` prints the rights it needs"))
  }

  @Test(arguments: [
    (["--only", "inside"], ["get pods@front", "create pods/exec@front"]),
    (["--from", "inside"], ["get pods@front", "create pods/exec@front", "list nodes@"]),
    (["--only", "mend", "--allow-fixes"], ["delete pods@shop"]),
  ])
  func `of one step, or from one on, only what would run is asked for`(part: [String], asked: [String]) throws
  {
    let (program, environment) = try prepare(denied: "list pods@shop")
    defer { program.remove() }
    let run = try program.run(["run", "book.rb", "--preflight"] + part, environment: environment)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(lines("asked", of: program).filter { $0 != "get namespaces@" } == asked)
  }

  @Test func `from a step of a path on, only the paths count to which it leads`() throws {
    let (program, environment) = try prepare()
    defer { program.remove() }
    try program.write(
      "book.rb",
      """
      runbook "Book"

      step first
        run kubectl get nodes
        passes → middle

      path middle "Middle"
        parallel
          step secrets
            run kubectl get secrets
          step services
            run kubectl get services
        → last

      path last "Last"
        step events
          run kubectl get events
        → done

      path other "Other"
        step jobs
          run kubectl get jobs

      outcome done "Done"
        severity ok
        → "next.rb"

      """)
    try program.write("next.rb", "runbook \"Next\"\n\nstep pods\n  run kubectl get pods\n")
    let run = try program.run("run", "book.rb", "--preflight", "--from", "services", environment: environment)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    let asked = ["list services@shop", "list events@shop", "list pods@shop"]
    #expect(lines("asked", of: program).filter { $0 != "get namespaces@" } == asked)
  }

  @Test func `a step asks in its own context, and each context of the run is asked`() throws {
    let (program, environment) = try prepare(denied: "list nodes@")
    defer { program.remove() }
    let run = try program.run(
      "run", "book.rb", "--preflight", "--json", "--context", "a", "--context", "b", environment: environment)
    #expect(run.status == 3)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let contexts = try #require(json["contexts"] as? [[String: Any]])
    try #require(contexts.map { $0["context"] as? String } == ["a", "b"])
    let missing = try #require(contexts[1]["missing"] as? [[String: Any]])
    try #require(missing.map { $0["resource"] as? String } == ["nodes"])
    let steps = try #require(missing[0]["steps"] as? [[String: String]])
    #expect(steps == [["runbook": "book", "step": "east", "context": "east"]])
    #expect(lines("calls", of: program).count { $0.contains("|create ") } == 4)
  }

  @Test func `the rights of fixes are asked for where fixes may run`() throws {
    let (program, environment) = try prepare(denied: "delete pods@shop")
    defer { program.remove() }
    #expect(try program.run("run", "book.rb", "--preflight", environment: environment).status == 0)
    for consent in [["--allow-fixes"], ["--allow-fix", "mend"]] {
      let run = try program.run(["run", "book.rb", "--preflight"] + consent, environment: environment)
      #expect(run.status == 3)
      #expect(run.output.contains(#/mend +delete pods "web"/#), "\(run.output)")
    }
  }

  @Test func `a server that does not answer is no yes`() throws {
    let (program, environment) = try prepare()
    defer { program.remove() }
    try program.write("silent", "")
    let run = try program.run("run", "book.rb", "--preflight", environment: environment)
    #expect(run.status == 3)
    #expect(run.output.contains("book: the cluster could not be asked: "), "\(run.output)")
    #expect(lines("calls", of: program).count == 1)
  }

  @Test func `a runbook that asks no cluster lacks nothing, and nobody is asked`() throws {
    let (program, environment) = try prepare()
    defer { program.remove() }
    try program.write("local.rb", "runbook \"Local\"\nstep a\n  run echo hello\n")
    try program.write("silent", "")
    let run = try program.run("run", "local.rb", "--preflight", environment: environment)
    #expect(run.status == 0, "\(run.output)")
    #expect(lines("calls", of: program).isEmpty)
  }

  @Test func `answers that are missing are no yes, and neither is a missing kubectl`() throws {
    let (program, environment) = try prepare()
    defer { program.remove() }
    try program.write("answers", "2")
    let short = try program.run("run", "book.rb", "--preflight", environment: environment)
    #expect(short.status == 3)
    #expect(short.output.contains("of 4 answers 2 came"), "\(short.output)")
    let path = program.folder.appending(path: "bin").path
    try FileManager.default.removeItem(atPath: path + "/kubectl")
    for tool in ["sh", "bash"] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(tool)", withDestinationPath: "/bin/\(tool)")
    }
    let none = try program.run("run", "book.rb", "--preflight", environment: ["PATH": path])
    #expect(none.status == 3)
    #expect(none.output.contains("kubectl"), "\(none.output)")
  }
}
