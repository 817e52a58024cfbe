import Dispatch
import Glibc
import Synchronization

/// Hands the signals that ask a program to end to the run instead.
struct Signals {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter received: called with `SIGINT` and the like, and whether it is the first, on a queue of its own.
  init(received: @escaping @Sendable (_ name: String, _ isFirst: Bool) -> Void) {
    let count = Atomic(0)
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "signals")
    sources = [(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP")].map { number, name in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in received(name, count.add(1, ordering: .relaxed).oldValue == 0) }
      source.resume()
      return source
    }
  }

  func end() { for source in sources { source.cancel() } }
}
