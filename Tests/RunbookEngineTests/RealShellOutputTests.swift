import RunbookModel
import Synchronization
import Testing

@testable import RunbookEngine

@Suite struct `What a command prints` {
  @Test func `each stream is kept as bytes, apart`() async {
    let result = await really(execution(#"printf 'a\0\377\n'; echo wrong >&2"#))
    #expect(result.ending == .exited(status: 0))
    #expect(result.output.bytes == [0x61, 0, 0xff, 0x0a])
    #expect(text(result.stderr) == "wrong\n")
    #expect(result.output.cut == nil)
  }

  @Test func `both streams are drained at once, however much comes`() async {
    let result = await really(
      execution(
        "head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2",
        keep: 8 << 20))
    #expect(result.output.bytes.count == 3_000_000)
    #expect(result.stderr.bytes.count == 6_000_000)
  }

  @Test func `beyond the limit head and tail stay and the loss is counted`() async {
    let result = await really(execution("seq 1 300000", keep: 1000))
    var all: [UInt8] = []
    for number in 1...300000 { all += Array("\(number)\n".utf8) }
    #expect(result.output.bytes == Array(all.prefix(500) + all.suffix(500)))
    #expect(result.output.cut == Evidence.Cut(head: 500, lost: all.count - 1000))
  }

  @Test func `the filter sees every byte before the cut, and its last word counts`() async {
    let result = await really(
      execution("seq 1 100000; echo and-no-line-end | tr -d '\\n'", keep: 100, filter: { Upside() }))
    #expect(text(result.output).hasSuffix("AND-NO-LINE-END<finished>"))
    #expect(result.output.bytes.count == 100)
    #expect(text(result.stderr) == "<finished>")
  }

  @Test func `standard input is what was given, to its end`() async {
    let bytes = (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let result = await really(execution("cat", stdin: bytes, keep: 16 << 20))
    #expect(result.output.bytes == bytes)
    let again = await really(
      execution("read a < /dev/stdin; read b; echo $a $b", stdin: Array("1\n2\n".utf8)))
    #expect(text(again.output) == "1 1\n")
  }

  @Test func `a command may leave its standard input unread`() async {
    let result = await really(execution("echo fine", stdin: [UInt8](repeating: 7, count: 3_000_000)))
    #expect(result.ending == .exited(status: 0))
    #expect(text(result.output) == "fine\n")
  }

  @Test func `a command that reads finds the end where nothing was given`() async {
    let result = await really(execution("cat; read x || echo end"))
    #expect(text(result.output) == "end\n")
  }

  @Test func `a long command tells what it prints while it runs`() async {
    let told = Mutex<[(stream: Stream, offset: Int, text: String)]>([])
    let shell = RealShell()
    let task = Task {
      await shell.execute(
        execution("echo one; echo two >&2; sleep 1000", filter: { Upside() }) { stream, offset, bytes in
          told.withLock { $0.append((stream, offset, String(decoding: bytes, as: UTF8.self))) }
        })
    }
    while told.withLock({ $0.count }) < 2 { await Task.yield() }
    task.cancel()
    let result = await task.value
    await shell.close()
    #expect(result.ending == .interrupted)
    let all = told.withLock { $0 }
    #expect(all.first { $0.stream == .output }?.text == "ONE\n")
    #expect(all.first { $0.stream == .stderr }?.text == "TWO\n")
    #expect(all.first?.offset == 0)
  }

  @Test func `a short command is not told of before its end`() async {
    let told = Mutex(0)
    _ = await really(execution("echo x", arrived: { _, _, _ in told.withLock { $0 += 1 } }))
    #expect(told.withLock { $0 } == 0)
  }
}

/// Capital letters, and a word at the end.
private struct Upside: StreamFilter {
  mutating func push(_ bytes: [UInt8]) -> [UInt8] { bytes.map { (97...122).contains($0) ? $0 - 32 : $0 } }
  mutating func finish() -> [UInt8] { Array("<finished>".utf8) }
}
