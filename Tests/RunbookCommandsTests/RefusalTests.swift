import RunbookCommands
import RunbookModel
import Testing

/// One line of stderr, the command that left it, and what it means; nil where it is evidence.
struct RefusalRow: Sendable, CustomTestStringConvertible {
  let command: String
  let stderr: String
  let reason: String?
  let status: Int

  init(_ command: String, _ stderr: String, _ reason: String?, status: Int = 1) {
    self.command = command
    self.stderr = stderr
    self.reason = reason
    self.status = status
  }

  var testDescription: String { "\(command): \(stderr)" }

  func found(output: String = "") -> String? {
    refusal(
      programs: CommandReading(command).programs, ending: .exited(status: status), output: Array(output.utf8),
      stderr: Array(stderr.utf8))
  }
}

@Suite struct RefusalTests {
  @Test(arguments: kubectl + pods + shells + others)
  func `what a tool says when it could not look is told in a few words`(row: RefusalRow) {
    #expect(row.found() == row.reason)
  }

  @Test(arguments: evidence)
  func `what a tool found out is never taken for a refusal`(row: RefusalRow) {
    #expect(row.found() == nil)
  }

  @Test func `who exited 0 and printed something has looked`() {
    let row = RefusalRow("kubectl get pods || true", "Unable to connect to the server: EOF\n", nil, status: 0)
    #expect(row.found(output: "default\n") == nil)
    #expect(row.found(output: " \n") == "the API server closed the connection")
    #expect(row.found() == "the API server closed the connection")
  }

  @Test func `a reader that had enough counts as exit 0`() {
    let line = "Unable to connect to the server: EOF\n"
    #expect(RefusalRow("kubectl get pods | head", line, nil, status: 141).found(output: "x") == nil)
    let killed = refusal(
      programs: [ProgramUse(name: "kubectl", verbs: ["get"])], ending: .signalled(13),
      output: Array("x".utf8),
      stderr: Array(line.utf8))
    #expect(killed == nil)
  }

  @Test func `exit 126 and 127 could not look, whatever was printed`() {
    #expect(RefusalRow("x", "", nil, status: 127).found(output: "y") == "a program is missing (exit 127)")
    #expect(
      RefusalRow("x", "", nil, status: 126).found(output: "y") == "a program could not be executed (exit 126)"
    )
  }

  @Test func `endings without an exit status are judged by what they left`() {
    let lines = Array("Error from server (Forbidden): nodes is forbidden\n".utf8)
    let programs = [ProgramUse(name: "kubectl", verbs: ["get"])]
    func reason(_ ending: Ending) -> String? {
      refusal(programs: programs, ending: ending, output: [], stderr: lines)
    }
    #expect(reason(.timedOut) == "the API server forbids it: nodes is forbidden")
    #expect(reason(.stopped) == "the API server forbids it: nodes is forbidden")
    #expect(reason(.interrupted) == nil)
    #expect(reason(.notRun(reason: "$x was never captured")) == "$x was never captured")
    #expect(reason(.notStarted(reason: "no bash")) == "the shell could not be started: no bash")
    #expect(reason(.notRecorded) == "the record has no answer to this command")
  }

  @Test func `the line that says most decides`() {
    let klog =
      #"E1122 21:54:07.90   29735 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \"http://localhost:8080/api\": dial tcp 127.0.0.1:8080: connect: connection refused""#
    let last =
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?"
    let both = RefusalRow("kubectl get pods", "\(klog)\n\(klog)\n\(last)\n", nil)
    #expect(
      both.found() == "kubectl found no kubeconfig and fell back to localhost:8080, where nothing answers")
    #expect(
      RefusalRow("kubectl get pods", klog, nil).found()?.hasPrefix("the API server does not answer: ") == true
    )
  }

  @Test func `colours, carriage returns and a missing last line end do not hide a refusal`() {
    let line = "\u{1B}[31mUnable to connect to the server: EOF\u{1B}[0m\r"
    #expect(RefusalRow("kubectl get pods", line, nil).found() == "the API server closed the connection")
  }

  @Test func `a huge stderr is read in one go`() {
    let noise = String(repeating: String(repeating: "x", count: 200) + "\n", count: 4_000)
    let row = RefusalRow("kubectl get pods", noise + "error: Metrics API not available", nil)
    #expect(row.found() == "the cluster has no metrics (no metrics server answers)")
  }

  @Test func `linkerd check says on standard output whether it could look`() {
    let row = RefusalRow("linkerd check", "", nil)
    let api = "kubernetes-api\n--------------\n× can query the Kubernetes API\n    Get \"https://x\": EOF\n"
    #expect(row.found(output: api) == "linkerd cannot ask the API server")
    let expired =
      "linkerd-identity\n----------------\n× issuer cert is within its validity period\n    x509: certificate has expired\n"
    #expect(row.found(output: expired) == nil)
  }

  @Test func `the tools of a cluster are known by name`() {
    for name in ["kubectl", "helm", "istioctl", "calicoctl", "cilium", "linkerd", "subctl"] {
      #expect(isClusterTool(name))
    }
    for name in ["curl", "docker", "ip", "aws", ""] { #expect(!isClusterTool(name)) }
  }
}
