import Glibc
import RunbookModel
import Testing

@testable import RunbookEngine

/// `start` on the real shell: whatever a background command does, nothing of it is left when the run has ended.
struct RealStartTests {
  private let recorder = CollectingObserver()

  private func run(_ flow: [FlowNode]) async -> RunResult {
    let shell = RealShell()
    let engine = Engine(
      plan: plan(flow), settings: RunSettings(runID: "real", tool: "test"), shell: shell,
      clock: SystemClock(),
      person: Nobody(), observers: [recorder])
    let result = await engine.run()
    await shell.close()
    return result
  }

  private var folded: Run { Run(id: "real", events: recorder.events) }

  private func output(of name: String) -> String {
    let bytes = recorder.events.lazy.compactMap { event -> [UInt8]? in
      if case .attemptEnded(let fact) = event.fact, fact.attempt == AttemptKey(name: name) {
        fact.output.content.bytes
      } else {
        nil
      }
    }
    return String(decoding: bytes.first ?? [], as: UTF8.self)
  }

  private let ready = Start.Ready.expectation(expect(.output, .contains(text("ready"))))

  @Test func `a server with a child that keeps the pipe ends with the run`() async {
    let result = await run([
      start(
        step("serve", run: "sleep 1000 & echo $! $$; setsid sleep 1000 & echo $!; echo ready; wait"),
        ready: ready),
      .step(step("ask", run: "true")),
    ])
    #expect(result.ended.verdict == .healthy, "\(result.ended.reason)")
    let words = output(of: "serve").split(whereSeparator: \.isWhitespace)
    #expect(words.count == 4, "\(words)")
    #expect(await vanish(words.compactMap { pid_t($0) }))
    #expect(folded.attempts.first?.end?.ending == .stopped)
  }

  @Test func `a server that ignores TERM is killed`() async {
    let result = await run([
      start(step("serve", run: "trap '' TERM; echo $$ ready; while :; do sleep 1; done"), ready: ready)
    ])
    #expect(result.ended.verdict == .healthy)
    #expect(await vanish(output(of: "serve").split(separator: " ").compactMap { pid_t($0) }))
  }

  @Test func `a port that answers is ready, one that somebody else has or that stays silent is not`()
    async throws
  {
    let listener = try #require(Listener())
    let taken = await run([start(step("serve", run: "sleep 1000"), ready: .port(listener.port))])
    #expect(taken.ended.reason.contains("port \(listener.port) answers already"), "\(taken.ended.reason)")
    listener.close()
    let answering = await RealStartTests().run([
      start(
        step("serve", run: "exec \(probe) listen \(listener.port)", timeout: .seconds(20)),
        ready: .port(listener.port))
    ])
    #expect(answering.ended.verdict == .healthy, "\(answering.ended.reason)")
    let silent = await RealStartTests().run([
      start(step("serve", run: "sleep 1000", timeout: .milliseconds(300)), ready: .port(listener.port))
    ])
    #expect(silent.ended.verdict == .inconclusive)
    #expect(silent.ended.reason.contains("port \(listener.port) does not answer"), "\(silent.ended.reason)")
  }

  @Test func `a flood in the background is bounded, and does not hide that it is ready`() async {
    let result = await run([
      start(step("flood", run: "echo ready; yes"), ready: ready), .step(step("ask", run: "sleep 0.3")),
    ])
    #expect(result.ended.verdict == .healthy)
    let evidence = folded.attempts.first?.end?.output
    #expect((256 << 10...16 << 20).contains(evidence?.content.size ?? 0))
  }
}

/// A port of this machine that takes connections.
private struct Listener {
  let socket: Int32
  let port: Int

  init?() {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.socket = socket
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, $0, &size) == 0
      }
    }
    guard isBound else { return nil }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  func close() { Glibc.close(socket) }
}
