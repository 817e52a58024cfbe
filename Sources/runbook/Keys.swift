import Dispatch
import Glibc

/// What comes from a terminal while a question is open.
struct Keys {
  enum Input: Sendable {
    case bytes([UInt8])
    /// It has another size.
    case resized
    /// After Ctrl-Z and `fg`.
    case continued
  }

  /// Ends when the terminal is gone, or when the task that listens is cancelled.
  let inputs: AsyncStream<Input>
  private let sources: [any DispatchSourceProtocol]

  init(_ terminal: Int32) {
    let (inputs, continuation) = AsyncStream.makeStream(of: Input.self)
    let queue = DispatchQueue(label: "keys")
    // A descriptor must stay open until its source is cancelled, so the source has its own.
    let file = fcntl(terminal, F_DUPFD_CLOEXEC, 0)
    let keys = DispatchSource.makeReadSource(fileDescriptor: file, queue: queue)
    keys.setEventHandler { @Sendable in
      var buffer = [UInt8](repeating: 0, count: 1024)
      let count = read(file, &buffer, buffer.count)
      if count > 0 {
        continuation.yield(.bytes(Array(buffer[..<count])))
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        continuation.finish()
      }
    }
    keys.setCancelHandler { @Sendable in close(file) }
    let sizes = DispatchSource.makeSignalSource(signal: SIGWINCH, queue: queue)
    sizes.setEventHandler { @Sendable in continuation.yield(.resized) }
    // What came before anybody listened is not lost.
    sizes.setRegistrationHandler { @Sendable in continuation.yield(.resized) }
    let returns = DispatchSource.makeSignalSource(signal: SIGCONT, queue: queue)
    returns.setEventHandler { @Sendable in continuation.yield(.continued) }
    returns.setRegistrationHandler { @Sendable in continuation.yield(.continued) }
    self.inputs = inputs
    sources = [keys, sizes, returns]
    for source in sources { source.resume() }
  }

  func end() { for source in sources { source.cancel() } }
}
