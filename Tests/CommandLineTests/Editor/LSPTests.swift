import Foundation
import Testing

/// The language server as editors start it.
@Suite struct `The language server` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  private static func framed(_ body: String) -> Data {
    Data("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }

  /// What it answers to messages, one a line, and how it ends.
  private func answers(_ program: Program, _ input: Data) throws -> (lines: [String], status: Int32) {
    try input.write(to: program.folder.appending(path: "input"))
    let run = try program.run(
      ["-c", "\"$0\" lsp < input", Program.path], environment: [:], program: "/bin/bash")
    var lines: [String] = []
    var rest = Data(run.output.utf8)[...]
    while let end = rest.firstRange(of: Data("\r\n\r\n".utf8)) {
      let header = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
      let length = try #require(Int(header.replacing("Content-Length: ", with: "")))
      lines.append(String(decoding: rest[end.upperBound...].prefix(length), as: UTF8.self))
      rest = rest[end.upperBound...].dropFirst(length)
    }
    return (lines, run.status)
  }

  /// `session.json` has the messages, one a line; `session.expected` what is answered.
  @Test func `answers a whole session as its golden shows`() throws {
    let program = try Program()
    defer { program.remove() }
    let session = try String(contentsOf: Self.folder.appending(path: "session.json"), encoding: .utf8)
    let messages = session.split(separator: "\n").map(String.init)
    let (lines, status) = try answers(program, messages.map(Self.framed).reduce(Data(), +))
    #expect(status == 0)
    let found = lines.joined(separator: "\n") + "\n"
    let file = Self.folder.appending(path: "session.expected")
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if found != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try found.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(found == expected)
  }

  @Test func `ends with 1 where nobody said goodbye, and answers what it cannot read`() throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try answers(program, Data()).status == 1)
    let input =
      Self.framed("{nonsense")
      + Self.framed(#"{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}"#)
      + Data("Content-Length: many\r\n\r\n".utf8) + Self.framed(#"{"jsonrpc":"2.0","method":"exit"}"#)
    let (lines, status) = try answers(program, input)
    #expect(status == 1 && lines.count == 3)
    #expect(lines[0].contains("-32700") && lines[1].contains("the first request is `initialize`"))
    #expect(lines[2].contains("expected `Content-Length: NUMBER`"))
  }

  static let nvim = ["/usr/bin/nvim", "/usr/local/bin/nvim"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Neovim with the client that it has: mistakes, meaning, definition, renaming, layout.
  @Test(.enabled(if: nvim != nil, "there is no nvim")) func `helps Neovim`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write(
      "state.rb",
      "runbook \"State\"\n\nstep look\n  run true\n  fails -> bda\n\noutcome bad \"It is bad\"\n  severity critical\n"
    )
    try program.write(
      "drive.lua", String(contentsOf: Self.folder.appending(path: "drive.lua"), encoding: .utf8))
    let run = try program.run(
      ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", "luafile drive.lua"],
      environment: ["RUNBOOK": Program.path, "XDG_STATE_HOME": program.folder.path, "TERM": "dumb"],
      program: try #require(Self.nvim))
    let seen = program.text(program.folder.appending(path: "seen"))
    #expect(
      seen == """
        diagnostic 5: step `bda` is not defined
        hover: outcome bad It is bad
        definition: line 7
        renamed: fails → worse | outcome worse "It is bad"
        fine: true

        """, "\(run.output)\(run.errors)\(seen)")
  }
}
