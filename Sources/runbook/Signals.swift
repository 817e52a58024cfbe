import Dispatch
import Glibc
import Synchronization

/// Hands the signals that ask a program to end to the run instead.
struct Signals {
  private let sources: [any DispatchSourceSignal]
  /// `nohup` wants it to outlive its terminal. To be asked before the first of us asks for signals.
  private static let outlivesTerminal = {
    var action = sigaction()
    sigaction(SIGHUP, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }()

  /// - Parameter received: called with `SIGINT` and the like, and whether it is the first, on a queue of its own.
  init(received: @escaping @Sendable (_ name: String, _ isFirst: Bool) -> Void) {
    let count = Atomic(0)
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "signals")
    let hangup = Self.outlivesTerminal ? [] : [(SIGHUP, "SIGHUP")]
    sources = ([(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM")] + hangup).map { number, name in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in received(name, count.add(1, ordering: .relaxed).oldValue == 0) }
      source.resume()
      return source
    }
  }

  func end() { for source in sources { source.cancel() } }
}
