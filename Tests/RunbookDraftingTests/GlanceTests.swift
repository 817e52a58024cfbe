import RunbookMatching
import RunbookModel
import Testing

@testable import RunbookDrafting

@Suite struct `What is expected of a command that was seen once` {
  private func proposed(_ output: String, exit: Int = 0, isClock: Bool = false) -> [String] {
    let seen = Sighting(
      ending: .exited(status: exit), output: Array(output.utf8), stderr: [], duration: 5)!
    return Proposing.once(seen, isClock: isClock)
  }

  @Test(arguments: [
    ("hello\n", #"output is "hello""#), ("hello world", #"output is "hello world""#),
    ("\n", "output is empty"),
    ("LICENSE  Makefile  Package.swift  README.md\n", #"output contains "Package.swift""#),
    ("37 Makefile\n", #"output contains "Makefile""#), ("37 in\n", #"output matches /^\d+\s+in$/"#),
    ("20780\n", #"output matches /^\d+$/"#), ("3809\n3810\n11855\n", #"every line matches /^\d+$/"#),
    ("line 1\nline 2\n", #"every line matches /^line\s+\d+$/"#),
    ("/tmp/tmp.57w7G6dgjT\n", #"output matches /^\/tmp\/tmp\.\w+$/"#),
    ("/tmp/tmp.qDfPwKzRtb\n", #"output matches /^\S+$/"#),
    (" f1 35 ae 2d\n", #"output matches /^\s*\w+\s+\d+\s+\S+\s+\S+$/"#),
    ("nameserver 10.0.0.53\n", #"output contains "nameserver""#), ("fe80::1\n", #"output matches /^\S+$/"#),
    ("10.0.0.53\n", #"output matches /^\d+\.\d+\.\d+\.\d+$/"#),
    (
      "NAME=\"Debian GNU/Linux\"\nVERSION=\"12 (bookworm)\"\n",
      #"output contains "NAME=\"Debian GNU/Linux\"""#
    ),
    (" 13:13:21 up 16:21,  0 user,  load average: 16.51, 13.68\n", #"output contains "load average:""#),
    (
      "total 0\n-rw-r--r-- 1 ann ann 7 Nov 23 13:13 notes-of-ann\n-rw-r--r-- 1 ann ann 7 Nov 23 13:13 b\n",
      #"output contains "notes-of-ann""#
    ),
    ("pod/web-7d9c5b8f6d-x2k4p\n", #"output matches /^\S+$/"#),
    ("NAME   VALUE\na      1\nb      2\nc      3\nd      4\ne      5\n", "count rows >= 1"),
    ("NAME   VALUE\n", #"output contains "VALUE""#),
    (#"{"status": "ok", "at": 1795439601}"#, #"json .status is "ok""#),
    (#"{"at": 1795439601}"#, "json .at exists"), (#"[{"a": 1}]"#, "count json .[] >= 1"),
    ("[]", "output is not empty"),
    ("pw is ‹token:3f2a91c04d›\n", #"output matches /^pw\s+is\s+\S+$/"#),
    ("\u{1}\u{2}\n", "output is not empty"), (String(repeating: "7 ", count: 500), "output is not empty"),
  ])
  func `is what will hold again`(output: String, expected: String) {
    #expect(proposed(output) == [expected])
  }

  @Test(arguments: [
    "Mon Nov 23 13:13:21 UTC 2026\n", "Mo 23. Nov 13:13:21 CET 2026\n",
    "lundi 23 novembre 2026, 13:13:21 (UTC+0100)\n", "2026-11-23\n",
  ])
  func `of a time is its form`(output: String) throws {
    let proposal = try #require(proposed(output, isClock: true).first)
    #expect(proposal.hasPrefix("output matches /^") && !proposal.contains { $0.isNumber })
    #expect(!proposal.contains("ov") && !proposal.contains("UTC"))
  }

  @Test func `is the status where it failed`() {
    #expect(proposed("ls: no such file\n", exit: 2) == ["exit is 2"])
  }

  @Test func `never differs from what was seen`() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "a", "Ab9", "7", " ", "  ", "\n", "\t", "/", "\"", "\\", "$x", "{", "]", "(", "é", "\u{8}", "10.0.0.1",
    ]
    for _ in 0..<150 {
      let output = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        pieces.randomElement(using: &random)!
      }.joined()
      #expect(proposed(output).count >= 1, "\(output.debugDescription)")
    }
  }
}
