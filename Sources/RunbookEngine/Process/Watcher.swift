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
    func add(_ pipe: (UnsafeMutablePointer<Int32>) -> Int32, ours end: Int) {
      var ends: [Int32] = [-1, -1]
      problem = pipe(&ends)
      if problem == 0 {
        ours.append(ends[end])
        theirs.append(ends[1 - end])
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
    if problem == 0 { add(process_pipe, ours: 0) }
    if problem == 0 { add(process_pipe, ours: 0) }
    if problem == 0, shell.waits { addText() }
    if problem == 0, shell.waits { add(process_gate_pair, ours: 1) }
    if problem == 0, let stdin { add(process_memory(stdin, stdin.count)) }
    if problem == 0, Self.isShort(max(theirs.max()!, ours.max()!)) { problem = EMFILE }
    if problem == 0 {
      problem = ask(
        shell.waits ? process_request_prepare : process_request_start, id,
        arguments: shell.argumentCount, variables: shell.variableCount, with: theirs)
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
  func use(_ id: UInt32) { _ = ask(process_request_use, id) }

  /// TERM to all that is left of a command, or of all commands where it is 0; KILL after the grace.
  func end(_ command: UInt32, graceMilliseconds: UInt32) {
    _ = ask(process_request_end, command, grace: graceMilliseconds)
  }

  /// Returns the errno, or 0. A watcher that cannot be asked is gone, which `receive` finds out.
  private func ask(
    _ kind: process_request_kind, _ command: UInt32, grace: UInt32 = 0, arguments: Int = 0,
    variables: Int = 0,
    with descriptors: [Int32] = []
  ) -> Int32 {
    var request = process_request(
      kind: kind.rawValue, command: command, grace: grace, arguments: UInt32(arguments),
      variables: UInt32(variables))
    return process_send(channel, &request, descriptors, Int32(descriptors.count))
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
