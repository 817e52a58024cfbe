import CProcess
import Glibc
import Synchronization

/// What anybody may ask of the reactor, from any thread, without waiting for it.
final class ProcessInbox: Sendable {
  struct Requests {
    var launches: [Launch] = []
    /// Those that run already, in the shell that waited.
    var begun: [Begun] = []
    /// A shell that will be wanted soon.
    var wanted: ShellStart?
    /// Commands to be interrupted; one may be asked for before it is launched.
    var interrupted: Set<UInt32> = []
    var endsAtOnce = false
    var isClosing = false
    /// Nothing is left; nobody listens any more.
    var isShut = false
    /// Who waits for that.
    var waiting: [CheckedContinuation<Void, Never>] = []
    var lastID: UInt32 = 0
    /// A shell without a command yet.
    var ahead: StartedShell?

    /// Gives the command to the shell that waits, if one does; it is still to be opened.
    mutating func begin(_ launch: Launch) -> StartedShell? {
      guard launch.shell.waits, launch.execution.stdin == nil, !interrupted.contains(launch.id),
        let shell = ahead.take(), shell.write(launch) == 0
      else { return nil }
      return shell
    }
  }

  /// A launch, its shell, and since when it runs.
  struct Begun {
    let launch: Launch
    let shell: StartedShell
    let time: Int64
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

  /// False when the reactor has gone and nobody will take the launch. Where a shell waits the command begins here and
  /// now: the reactor would have to be woken first.
  func post(_ launch: Launch, telling watcher: Watcher) -> Bool {
    var shell: StartedShell?
    let isHeard = change {
      shell = $0.begin(launch)
      if let shell {
        $0.begun.append(Begun(launch: launch, shell: shell, time: ProcessReactor.now()))
      } else {
        $0.launches.append(launch)
      }
    }
    shell?.open(telling: watcher)
    if isHeard { process_bell_ring(bell) }
    return isHeard
  }

  func prepare(_ shell: ShellStart) { ring { $0.wanted = shell } }
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

  private func ring(_ request: (inout sending Requests) -> Void) {
    // Not before the lock is free: whoever is woken wants it at once.
    if change(request) { process_bell_ring(bell) }
  }

  private func change(_ change: (inout sending Requests) -> Void) -> Bool {
    requests.withLock {
      guard !$0.isClosing else { return false }
      change(&$0)
      return true
    }
  }

  /// For the reactor: what is new. Who is interrupted stays until it is forgotten.
  func take() -> Requests {
    requests.withLock { requests in
      defer {
        requests.launches = []
        requests.begun = []
        requests.wanted = nil
        requests.endsAtOnce = false
      }
      return requests
    }
  }

  /// For the reactor: gives a launch to the shell that waits.
  func begin(_ launch: Launch) -> StartedShell? { requests.withLock { $0.begin(launch) } }

  var hasAhead: Bool { requests.withLock { $0.ahead != nil } }

  /// For the reactor: a shell waits from now on.
  func keep(_ shell: StartedShell) {
    if !change({ $0.ahead = shell }) { shell.dismiss() }
  }

  /// For the reactor: a report of a command that it does not know. It is of the shell that waits, which is not used
  /// when it could not be started or has died; or else of what has begun since.
  func sort(_ report: process_report) -> [Begun] {
    requests.withLock { requests in
      guard report.command == requests.ahead?.id else {
        defer { requests.begun = [] }
        return requests.begun
      }
      if report.kind == process_report_started.rawValue {
        requests.ahead?.process = report.value
      } else {
        requests.ahead.take()?.dismiss()
      }
      return []
    }
  }

  /// For the reactor: no more is taken. Gives what came too late.
  func refuse() -> Requests {
    requests.withLock { requests in
      requests.isClosing = true
      requests.ahead.take()?.dismiss()
      return requests
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
