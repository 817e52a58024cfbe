import Foundation
import Glibc
import Testing

/// Several contexts at once, with a kubectl that only plays one.
@Suite struct ContextTests {
  /// Its context is that of the private kubeconfig; in `west` nobody listens.
  static let kubectl = #"""
    #!/bin/sh
    context=$(sed -n 's/^current-context: "\(.*\)"$/\1/p' "${KUBECONFIG%%:*}")
    if [ "$context" = west ]; then
      echo 'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?' >&2
      exit 1
    fi
    case "$*" in
      *--raw*version*) echo '{"gitVersion": "v1.20.2"}' ;;
      *kube-system*) echo "{\"metadata\": {\"uid\": \"uid-$context\"}}" ;;
      "config view"*) printf '%s\nhttps://127.0.0.1:6443\n' "$context" ;;
      "get nodes"*) echo "$context-1" ;;
      "get pods"*) sleep "${NAP:-0}"; printf 'NAME READY\ncoredns-5d4f7c8b9-abcde 1/1\n' ;;
    esac
    """#

  static let runbook = """
    runbook "Is DNS well?"
    needs cluster
    step nodes "List the nodes"
      run kubectl get nodes
    step pods "DNS pods are up"
      run kubectl get pods
      timeout 10m
      expect every column READY is complete
      passes → well
    outcome well "DNS is well"
      severity ok
    finally
      run touch cleaned-$context

    """

  private func prepared() throws -> (program: Program, environment: [String: String]) {
    let program = try Program()
    try program.write("bin/kubectl", Self.kubectl)
    try program.write("dns.rb", Self.runbook)
    let bin = program.folder.appending(path: "bin").path
    chmod(bin + "/kubectl", 0o755)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return (program, ["PATH": "\(bin):\(path)"])
  }

  private let three = ["run", "dns.rb", "--context", "east", "--context", "west", "--context", "north"]

  @Test func `one command, three runs, the broken one inconclusive and named`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    let run = try program.run(three, environment: environment)
    #expect(run.status == 3, "\(run.output)\(run.errors)")
    let refused = "needs cluster: the API server at 127.0.0.1:1 refused the connection"
    #expect(
      run.output.contains(
        "INCONCLUSIVE  2 of 3 contexts: healthy (well); west: inconclusive: \(refused)"), "\(run.output)")
    #expect(run.output.contains("east  │   ✓ pods"))
    #expect(run.output.contains("west  │   ? \(refused)"))
    for context in ["east", "west", "north"] {
      #expect(try program.run("history", "--context", context).output.contains("dns"), "\(context)")
    }
  }

  @Test func `the run above shows all of them side by side, and each is there`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    let run = try program.run(three, environment: environment)
    let id = try #require(run.output.firstMatch(of: /run (\w+) · in east, west, north/)?.1)
    let shown = try program.run("show", "last")
    #expect(shown.output.contains("run \(id) · in east, west, north"), "\(shown.output)")
    #expect(shown.output.contains(#/\n +east +west +north *\n/#), "\(shown.output)")
    #expect(shown.output.contains(#/\n  pods +DNS pods are up +✓ \S+ +✓ /#), "\(shown.output)")
    #expect(shown.output.contains(/west +inconclusive +- +runbook show \w+/), "\(shown.output)")
    let west = try #require(shown.output.firstMatch(of: /west +inconclusive +- +runbook show (\w+)/)?.1)
    let child = try program.run("show", String(west)).output
    #expect(child.contains("INCONCLUSIVE"))
    #expect(child.contains("one of several contexts: runbook show \(id.prefix(6))"), "\(child)")
    let listed = try program.run("history").output
    #expect(listed.components(separatedBy: "└ dns").count == 4, "\(listed)")
  }

  @Test func `as JSON the events of all come as they happen, and the last tells all`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    let run = try program.run(three + ["--json"], environment: environment)
    let lines = run.output.split(separator: "\n")
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(Set(objects.compactMap { $0["run"] as? String }).count == 4)
    #expect(objects.first?["contexts"] as? [String] == ["east", "west", "north"])
    let last = try #require(objects.last)
    #expect(last["event"] as? String == "run-ended")
    #expect(last["run"] as? String == objects.first?["run"] as? String)
    let contexts = try #require(last["contexts"] as? [[String: Any]])
    #expect(contexts.map { $0["verdict"] as? String } == ["healthy", "inconclusive", "healthy"])
  }

  @Test func `Ctrl-C interrupts all, and each cleans up`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    let output = program.folder.appending(path: "out")
    let process = try program.start(
      ["run", "dns.rb", "--json", "--context", "east", "--context", "north"],
      environment: environment.merging(["NAP": "300.5"]) { $1 }, output: output)
    #expect(
      eventually {
        program.text(output).components(separatedBy: "\"command\":\"kubectl get pods\"").count == 3
      })
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130, "\(program.text(output))")
    for context in ["east", "north"] {
      let file = program.folder.appending(path: "cleaned-\(context)").path
      #expect(FileManager.default.fileExists(atPath: file), "\(context)")
    }
    let last = program.text(output).split(separator: "\n").last
    #expect(last?.contains("\"verdict\":\"interrupted\"") == true)
  }

  @Test func `on a terminal they stand side by side, and stacked when it becomes too narrow`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    let command =
      "stty cols 100 rows 30; (sleep 1; stty cols 40 < /dev/tty) & \(Program.path) \(three.joined(separator: " "))"
    let run = try program.run(
      ["-q", "-e", "-c", command, "/dev/null"],
      environment: environment.merging(["TERM": "xterm", "NO_COLOR": "1", "NAP": "2"]) { $1 },
      program: "/usr/bin/script")
    #expect(run.status == 3, "\(run.output)")
    let frames = run.output.components(separatedBy: "\u{1B}[J")
    #expect(frames.contains { $0.contains(#/east +west +north *\r\n  nodes/#) }, "side by side")
    #expect(frames.contains { $0.contains(#/east  │ pods \S .*\r\n  west  │ inconclusive/#) }, "stacked")
    let narrow = frames.filter { $0.contains("│ pods") }.flatMap { $0.components(separatedBy: "\r\n") }
    #expect(narrow.allSatisfy { !$0.contains("│ ") || $0.count < 41 }, "\(narrow)")
    let end = try #require(frames.last { $0.contains("INCONCLUSIVE") })
    #expect(end.contains("2 of 3 contexts: healthy (well)"))
    #expect(!end.contains("\u{1B}[?25l"), "the cursor was never taken away")
  }

  @Test func `questions are asked one at a time, and name their context`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "ask.rb",
      """
      runbook "Who goes on?"
      ask count as number "How many?"
      step use "It is used"
        run echo "$context $count"
        capture said from output

      """)
    let terminal = try PseudoTerminal(
      ["run", "ask.rb", "--context", "east", "--context", "west"], in: program, columns: 100)
    var contexts: [String] = []
    for answer in ["1", "2"] {
      #expect(terminal.shows("a number ›"), "\(terminal.text)")
      let asked = ["east", "west"].filter { terminal.screen.contains("context  \($0)") }
      #expect(asked.count == 1, "\(terminal.screen)")
      contexts += asked
      terminal.type("\(answer)\r")
      #expect(terminal.goes("context  \(asked.first ?? "")"), "\(terminal.screen)")
    }
    #expect(terminal.end() == 0)
    #expect(contexts.sorted() == ["east", "west"])
    #expect(terminal.screen.contains("all 2 contexts: healthy"), "\(terminal.screen)")
    #expect(terminal.isAsItWas)
    for (context, answer) in zip(contexts, ["1", "2"]) {
      let id = try #require(
        terminal.screen.firstMatch(of: try Regex("\(context) +healthy +- +runbook show (\\w+)"))?.output[1]
          .substring)
      #expect(try program.run("show", String(id), "use").output.contains("\(context) \(answer)"))
    }
  }

  @Test func `the same context twice is a mistake`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    let run = try program.run("run", "dns.rb", "--context", "a", "--context", "a", environment: environment)
    #expect(run.status == 64)
    #expect(run.errors.contains("context `a` is given twice"))
  }

  @Test func `a step with on asks the cluster it names, by a kubeconfig of its own`() throws {
    let (program, environment) = try prepared()
    defer { program.remove() }
    try program.write(
      "on.rb",
      """
      runbook "Two clusters"
      param other = "east"
      step here
        run kubectl get nodes
        expect output is "north-1"
      step there
        on $other
        run kubectl get nodes; echo "$context"
        expect output is "east-1\\neast"

      """)
    let run = try program.run("run", "on.rb", "--context", "north", environment: environment)
    #expect(run.status == 0, "\(run.output)")
    let blind = try program.run(
      "run", "on.rb", "other=west", "--context", "north", environment: environment)
    #expect(blind.status == 3, "\(blind.output)")
  }
}
