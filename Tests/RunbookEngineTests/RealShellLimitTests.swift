import Glibc
import RunbookModel
import Testing

@testable import RunbookEngine

@Suite struct `What a command is given` {
  @Test func `is our environment and its own variables`() async {
    let environment = ShellEnvironment(["PATH": "/usr/bin:/bin", "kept": "a b", "both": "ours"])
    let result = await really(
      execution(
        "echo \"$kept|$both|$odd\"; env | grep -c ^both=", variables: ["both": "its", "odd": "ä\n$x 'q'"]),
      environment: environment)
    #expect(text(result.output) == "a b|its|ä\n$x 'q'\n1\n")
  }

  @Test func `is bash where there is one on the PATH, else sh`() async {
    let question = "echo \"${BASH_VERSION:+bash}\""
    #expect(text(await really(execution(question)).output) == "bash\n")
    let poor = ShellEnvironment(["PATH": "/nowhere"])
    #expect(await really(execution("exit 4"), environment: poor).ending == .exited(status: 4))
  }

  @Test func `may begin with a dash`() async {
    #expect(await really(execution("-x || echo no")).ending == .exited(status: 0))
  }

  @Test func `is refused with a reason where it cannot be passed on`() async {
    let large = await really(execution("echo", variables: ["x": String(repeating: "x", count: 1 << 18)]))
    guard case .notStarted(let reason) = large.ending else {
      Issue.record("\(large.ending)")
      return
    }
    #expect(reason.contains("too large to be passed to"))
    let zero = await really(execution("echo", variables: ["x": "a\0b"]))
    #expect(zero.ending == .notStarted(reason: "$x has a NUL in it, which no command can be given"))
  }

  @Test func `is run 64 times at once, each with its own output`() async {
    let shell = RealShell()
    let answers = await withTaskGroup(of: String.self) { group in
      for number in 0..<64 {
        group.addTask {
          text(
            await shell.execute(execution("sleep 0.2; echo $n | cat", variables: ["n": "\(number)"])).output)
        }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    await shell.close()
    #expect(answers == Set((0..<64).map { "\($0)\n" }))
  }

  @Test(arguments: [32, 64])
  func `is run where files are short, if need be one after the other`(limit: Int) async {
    let texts = (1...40).map { _ in "'sleep 0.1; echo x'" }.joined(separator: " ")
    let result = await really(
      execution("ulimit -n \(limit); \"$probe\" run \(texts)", variables: ["probe": probe]))
    #expect(result.ending == .exited(status: 0), "\(text(result.stderr))")
    let endings = text(result.output).split(separator: "\n")
    #expect(endings.count == 40)
    #expect(endings.allSatisfy { $0 == "exited(status: 0) x" }, "\(endings)")
  }

  @Test func `is refused with a reason where files are too few for one`() async {
    let result = await really(execution("ulimit -n 14; \"$probe\" run 'echo x'", variables: ["probe": probe]))
    #expect(text(result.output).hasPrefix("notStarted(reason: \""))
  }

  @Test func `may print without end into little memory`() async {
    let flood = "head -c 500000000 /dev/zero & head -c 500000000 /dev/zero >&2; wait"
    let result = await really(
      execution("\"$probe\" memory \(16 << 20) '\(flood)'", variables: ["probe": probe]))
    let words = text(result.output).split(separator: " ")
    #expect(words.dropFirst().prefix(2) == ["exited(status:", "0)"])
    #expect(words.dropFirst(3).prefix(2) == ["\(16 << 20)", "\(500_000_000 - (16 << 20))"], "\(words)")
    // Two streams of 16 MiB, and no second copy of either.
    #expect(Int(words.first ?? "") ?? .max < 48 << 10, "\(words)")
  }

  @Test func `uses the context that was asked for, in a file that goes away`() async {
    let environment = ShellEnvironment(["PATH": "/usr/bin:/bin", "HOME": "/home/somebody"])
    let result = await really(
      execution(
        "echo \"$KUBECONFIG\"; cat \"${KUBECONFIG%%:*}\"; stat -c %a \"${KUBECONFIG%%:*}\"",
        context: "a \"b\"\\c"),
      environment: environment)
    let lines = text(result.output).split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines.first?.hasSuffix("/kubeconfig-1:/home/somebody/.kube/config") == true)
    #expect(
      Array(lines.dropFirst()) == [
        "apiVersion: v1", "kind: Config", #"current-context: "a \"b\"\\c""#, "600",
      ])
    let folder = lines.first?.split(separator: ":").first?.split(separator: "/").dropLast().joined(
      separator: "/")
    #expect(access("/\(folder ?? "")", F_OK) == -1)
  }

  @Test func `comes from the list of kubeconfigs that it would have had`() async {
    let result = await really(
      execution("echo ${KUBECONFIG#*:}", variables: ["KUBECONFIG": "/a:/b"], context: "x"))
    #expect(text(result.output) == "/a:/b\n")
  }
}
