import CProcess
import Glibc
import Synchronization

/// What anybody may ask of the reactor, from any thread, without waiting for it.
final class ProcessInbox: Sendable {
  struct Requests {
    var launches: [Launch] = []
    /// A shell that will be wanted soon.
    var ahead: ShellStart?
    /// Commands to be interrupted; one may be asked for before it is launched.
    var interrupted: Set<UInt32> = []
    var endsAtOnce = false
    var isClosing = false
    /// Nothing is left; nobody listens any more.
    var isShut = false
    /// Who waits for that.
    var waiting: [CheckedContinuation<Void, Never>] = []
    var lastID: UInt32 = 0
  }

  private let requests = Mutex(Requests())
  /// Polls as readable when there is something new.
  let bell: Int32

  init(bell: Int32) { self.bell = bell }

  deinit { Glibc.close(bell) }

  func newID() -> UInt32 {
    requests.withLock {
      $0.lastID = $0.lastID == .max ? 1 : $0.lastID + 1
      return $0.lastID
    }
  }

  var isClosed: Bool { requests.withLock { $0.isClosing } }

  /// False when the reactor has gone and nobody will take the launch.
  func post(_ launch: Launch) -> Bool { ring { $0.launches.append(launch) } }
  func prepare(_ shell: ShellStart) { ring { $0.ahead = shell } }
  func interrupt(_ id: UInt32) { ring { $0.interrupted.insert(id) } }
  func endAtOnce() { ring { $0.endsAtOnce = true } }
  func close() { ring { $0.isClosing = true } }

  /// Closes, and waits until everything has ended.
  func closed() async {
    close()
    await withCheckedContinuation { done in
      let isShut = requests.withLock {
        if !$0.isShut { $0.waiting.append(done) }
        return $0.isShut
      }
      if isShut { done.resume() }
    }
  }

  /// A command that has its result is not interrupted any more.
  func forget(_ id: UInt32) { requests.withLock { _ = $0.interrupted.remove(id) } }

  @discardableResult private func ring(_ change: (inout sending Requests) -> Void) -> Bool {
    let isHeard = requests.withLock {
      guard !$0.isClosing else { return false }
      change(&$0)
      return true
    }
    // Not before the lock is free: whoever is woken wants it at once.
    if isHeard { process_bell_ring(bell) }
    return isHeard
  }

  /// For the reactor: what is new. Who is interrupted stays until it is forgotten.
  func take() -> Requests {
    requests.withLock { requests in
      defer {
        requests.launches = []
        requests.ahead = nil
        requests.endsAtOnce = false
      }
      return requests
    }
  }

  /// For the reactor: no more is taken. Gives the launches that came too late.
  func refuse() -> [Launch] {
    requests.withLock {
      $0.isClosing = true
      return $0.launches
    }
  }

  /// For the reactor, last: nothing is left.
  func shut() {
    let waiting = requests.withLock {
      $0.isShut = true
      return $0.waiting
    }
    for done in waiting { done.resume() }
  }
}
