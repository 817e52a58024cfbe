import RunbookModel
import Testing

@testable import RunbookCommands

/// Which part of a command decides its effect, and why: what a diagnostic underlines and says.
@Suite struct EffectPlaceTests {
  struct Entry: CustomTestStringConvertible {
    let command: String
    let effect: Effect
    let underlined: String
    let program: String
    let reason: String
    var testDescription: String { command }
  }

  static let entries = [
    Entry(
      command: "kubectl get pods -o name | xargs kubectl -n shop delete pod", effect: .change,
      underlined: "kubectl -n shop delete", program: "kubectl delete", reason: "changes the cluster"),
    Entry(
      command: #"echo "$(kubectl get pods; kubectl rollout restart deploy/x)""#, effect: .change,
      underlined: "kubectl rollout restart", program: "kubectl rollout restart", reason: "changes the cluster"
    ),
    Entry(
      command: #"bash -c "sudo systemctl restart kubelet""#, effect: .change,
      underlined: "systemctl restart", program: "systemctl restart",
      reason: "changes the services of this machine"),
    Entry(
      command: "ls > files; rm x", effect: .change, underlined: "> files", program: "> files",
      reason: "writes a file that stays"),
    Entry(
      command: "kubectl exec web -- sh -c 'cat /etc/hosts; kill 1'", effect: .change, underlined: "kill",
      program: "kill", reason: "sends a signal to a process"),
    Entry(
      command: "cat x; curl -sXPOST http://x/", effect: .change, underlined: "curl -sXPOST", program: "curl",
      reason: "sends a POST request"),
    Entry(
      command: "cat x | ./fix.sh --all", effect: .unknown, underlined: "./fix.sh", program: "fix.sh",
      reason: "`fix.sh` is no program that is known"),
    Entry(
      command: #"bash -c "nslookup $name""#, effect: .unknown, underlined: "$name", program: "",
      reason: "a value becomes part of a text that is run"),
    Entry(
      command: #"$tool get pods"#, effect: .unknown, underlined: "$tool", program: "…",
      reason: "which program runs is known only at run time"),
    Entry(
      command: "kubectl exec web -- nslookup x", effect: .probe, underlined: "kubectl exec",
      program: "kubectl exec", reason: "runs something in a container"),
    Entry(
      command: "sed -n 'p;w out' x", effect: .change, underlined: "sed -n 'p;w out", program: "sed",
      reason: "writes a file that stays"),
  ]

  @Test(arguments: entries) func `the part that decides is named and has its place`(entry: Entry) {
    let effect = CommandReading(entry.command).effect
    #expect(effect.effect == entry.effect)
    #expect(String(decoding: Array(entry.command.utf8)[effect.range], as: UTF8.self) == entry.underlined)
    #expect(effect.program == entry.program)
    #expect(effect.reason == entry.reason)
  }

  @Test func `what a runbook gives on standard input is read too`() {
    func effect(_ text: String, _ stdin: Template) -> Effect {
      CommandReading(text, stdin: stdin).effect.effect
    }
    let run = Template.Part.variable(VariableReference("run"))
    let own = Template([
      .text("kind: Pod\nmetadata: {name: \"a-"), run, .text("\", labels: {runbook: \""), run, .text("\"}}\n"),
    ])
    let foreign = Template(verbatim: "kind: Pod\nmetadata: {name: a}\n")
    #expect(effect("kubectl create -f -", own) == .probe)
    #expect(effect("sleep 1 && kubectl create -n x -f - && kubectl get pods", own) == .probe)
    #expect(effect("kubectl create -f -", foreign) == .change)
    #expect(effect("kubectl create -f - < /dev/null", own) == .change)
    #expect(effect("run=a; kubectl create -f -", own) == .change)
    #expect(effect("sh", Template(verbatim: "rm x")) == .change)
    #expect(effect("kubectl exec -i web -- sh", Template(verbatim: "cat x")) == .probe)
  }

  @Test func `a place always lies within the command`() {
    for entry in EffectTableTests.entries {
      for command in [
        entry.command, entry.command + " 'x", "x=$(" + entry.command + ")", "sh -c '\(entry.command)'",
      ] {
        let range = CommandReading(command).effect.range
        #expect(range.upperBound <= command.utf8.count, "\(command)")
      }
    }
  }

  @Test func `a change stays a change whatever stands around it`() {
    let frames: [(String) -> String] = [
      { "ls; \($0)" }, { "ls | wc; if true; then\n\($0)\nfi" }, { "echo \"$( \($0)\n)\"" }, { "( \($0)\n)" },
      { "for x in 1 2; do\n\($0)\ndone" }, { "f() {\n\($0)\n}; f" }, { "\($0)\nls > /dev/null" },
      { "! { \($0)\n}" },
    ]
    // A here-document ends with its line, and what assigns `run` is another matter.
    for entry in EffectTableTests.entries
    where entry.expected == .change && !entry.command.contains("<<") && !entry.command.contains("#") {
      for frame in frames {
        #expect(CommandReading(frame(entry.command)).effect.effect >= .unknown, "\(frame(entry.command))")
      }
    }
  }

  @Test func `every rule can be asked, whatever stands behind its program`() {
    let arguments = [
      "", "--help", "x y", "-x", "\"$x\" $y", "-- -x --", "x=y", "-o", "'' \"\"", "< /dev/null | cat",
    ]
    for name in ProgramRules.all.keys {
      for words in arguments {
        let effect = CommandReading("\(name) \(words)").effect
        #expect((effect.effect > .read) == !effect.reason.isEmpty, "\(name) \(words)")
      }
    }
  }
}
