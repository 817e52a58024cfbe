import CProcess
import Glibc
import RunbookModel

/// Our side of the watcher, the process that is the parent of all commands (its story: watcher.c).
struct Watcher: Sendable {
  let channel: Int32
  let process: pid_t

  /// Forks it. When it ends it removes the folder, an absolute path, if it exists.
  init(removing folder: String) throws(ProcessProblem) {
    var channel: Int32 = -1
    var process: pid_t = 0
    let code = process_watcher_start(folder, &channel, &process)
    guard code == 0 else { throw .watcher(code) }
    self.channel = channel
    self.process = process
    if Self.isShort(channel) {
      close()
      throw .watcher(EMFILE)
    }
  }

  /// Swift's own thread pool crashes when it cannot open a file now and then: so many stay free for it and others.
  private static let spare = 8

  static func isShort(_ descriptor: Int32) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
    return rlim_t(descriptor) + rlim_t(spare) >= limit.rlim_cur
  }

  /// Asks for the start of a shell. The answer comes as a report.
  func start(
    _ shell: ShellStart, as id: UInt32, stdin: [UInt8]? = nil
  ) -> Result<StartedShell, ProcessProblem> {
    var theirs: [Int32] = []
    var ours: [Int32] = []
    var problem: Int32 = 0

    func add(_ descriptor: Int32) {
      if descriptor < 0 { problem = -descriptor } else { theirs.append(descriptor) }
    }
    func addPipe() {
      var ends: [Int32] = [-1, -1]
      problem = process_pipe(&ends)
      if problem == 0 {
        ours.append(ends[0])
        theirs.append(ends[1])
      }
    }
    func addGate() {
      var ends: [Int32] = [-1, -1]
      problem = process_gate_pipe(&ends)
      if problem == 0 {
        ours.append(ends[1])
        theirs.append(ends[0])
      }
    }
    func addText() {
      add(process_memory(nil, 0))
      guard problem == 0 else { return }
      let copy = fcntl(theirs.last!, F_DUPFD_CLOEXEC, 3)
      if copy < 0 { problem = errno } else { ours.append(copy) }
    }

    let strings = shell.strings(marked: "\(ShellEnvironment.mark)=\(process)-\(id)")
    add(process_memory(strings, strings.count))
    if problem == 0 { add(process_folder()) }
    if problem == 0 { addPipe() }
    if problem == 0 { addPipe() }
    if problem == 0, shell.waits { addText() }
    if problem == 0, shell.waits { addGate() }
    if problem == 0, let stdin { add(process_memory(stdin, stdin.count)) }
    if problem == 0, Self.isShort(max(theirs.max()!, ours.max()!)) { problem = EMFILE }
    if problem == 0 {
      let kind = shell.waits ? process_request_prepare : process_request_start
      var request = process_request(
        kind: kind.rawValue, command: id, grace: 0, arguments: UInt32(shell.arguments.count),
        variables: UInt32(shell.environment.count + 1))
      problem = process_send(channel, &request, theirs, Int32(theirs.count))
    }
    for descriptor in theirs { Glibc.close(descriptor) }
    guard problem == 0 else {
      for descriptor in ours { Glibc.close(descriptor) }
      return .failure(.start(shell.path, problem))
    }
    return .success(
      StartedShell(
        id: id, output: ours[0], stderr: ours[1],
        gate: shell.waits ? Gate(text: ours[2], pipe: ours[3]) : nil))
  }

  /// What waits becomes a command.
  func use(_ id: UInt32) {
    var request = process_request(
      kind: process_request_use.rawValue, command: id, grace: 0, arguments: 0, variables: 0)
    _ = process_send(channel, &request, nil, 0)
  }

  /// TERM to all that is left of a command, or of all commands where it is 0; KILL after the grace.
  func end(_ command: UInt32, graceMilliseconds: UInt32) {
    var request = process_request(
      kind: process_request_end.rawValue, command: command, grace: graceMilliseconds, arguments: 0,
      variables: 0)
    // A watcher that cannot be asked is gone, which `receive` finds out.
    _ = process_send(channel, &request, nil, 0)
  }

  /// Takes the reports that are there. False when the watcher is gone.
  func receive(_ take: (process_report) -> Void) -> Bool {
    while true {
      var report = process_report()
      switch process_receive(channel, &report) {
      case 1: take(report)
      case 0: return true
      default: return false
      }
    }
  }

  /// It ends what is left and then itself; waits for that.
  func close() {
    Glibc.close(channel)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
