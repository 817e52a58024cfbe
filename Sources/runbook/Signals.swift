import Dispatch
import Glibc

/// Hands the signals that ask a program to end to the run instead.
struct Signals {
  private let sources: [any DispatchSourceSignal]

  /// - Parameter received: called with `SIGINT` and the like, on a queue of its own.
  init(received: @escaping @Sendable (String) -> Void) {
    signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "signals")
    sources = [(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP")].map { number, name in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in received(name) }
      source.resume()
      return source
    }
  }

  func end() { for source in sources { source.cancel() } }
}
