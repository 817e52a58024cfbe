import CProcess
import Glibc
import RunbookModel

/// One thread that starts, reads and ends all commands of a shell, so that none of Swift's own
/// threads ever waits for a process. It sleeps in `poll` until a pipe has bytes, the watcher reports,
/// somebody asks for something, or a time limit strikes; then it steps every command.
final class ProcessReactor {
  private let inbox: ProcessInbox
  private let watcher: Watcher
  private var commands: [UInt32: RunningCommand] = [:]
  /// Those for which there is no room yet, in order; some descriptors may be short too.
  private var waiting: [Launch] = []
  private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: StreamReader.pieceSize, alignment: 64)

  /// So few that all requests and reports of all of them fit into the socket to the watcher: neither
  /// side can ever wait for the other to read.
  private static let mostAtOnce = 64
  /// For how many that will end there is room; for fewer than that once there were no more processes to be had.
  private var room = mostAtOnce
  private static let neverBegun = ExecutionResult(ending: .interrupted, duration: 0)

  private init(inbox: ProcessInbox, watcher: Watcher) {
    self.inbox = inbox
    self.watcher = watcher
  }

  deinit { piece.deallocate() }

  /// Starts the thread. It runs until the inbox is closed or the watcher is gone.
  static func start(inbox: ProcessInbox, watcher: Watcher) throws(ProcessProblem) {
    final class Entry: Sendable {
      let inbox: ProcessInbox
      let watcher: Watcher
      init(_ inbox: ProcessInbox, _ watcher: Watcher) { (self.inbox, self.watcher) = (inbox, watcher) }
    }
    let entry = Unmanaged.passRetained(Entry(inbox, watcher))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { raw in
        let entry = Unmanaged<Entry>.fromOpaque(raw!).takeRetainedValue()
        process_block_signals()
        ProcessReactor(inbox: entry.inbox, watcher: entry.watcher).run()
        return nil
      }, entry.toOpaque())
    guard code == 0 else {
      entry.release()
      throw .thread(code)
    }
    pthread_detach(thread)
  }

  private func run() {
    var wake: Int64 = 0
    while true {
      let isWatched = pollUntil(wake)
      let now = Self.now()
      let requests = inbox.take()
      requests.begun.forEach(follow)
      waiting += requests.launches
      if requests.endsAtOnce || requests.isClosing { endAtOnce() }
      if !isWatched || requests.isClosing { break }
      interrupt(requests.interrupted)
      if let shell = requests.wanted { prepare(shell) }
      while commands.count < Self.mostAtOnce, passing < room, let next = waiting.first, start(next, now: now)
      {
        waiting.removeFirst()
      }
      wake = step(now: now)
      if passing == 0, waiting.isEmpty { room = Self.mostAtOnce }
    }
    shut()
  }

  /// Waits for anything to happen and takes what the pipes and the watcher have. False when the watcher is gone.
  private func pollUntil(_ wake: Int64) -> Bool {
    var polled = [
      pollfd(fd: inbox.bell, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watcher.channel, events: Int16(POLLIN), revents: 0),
    ]
    var readers: [RunningCommand] = []
    let before = Self.now()
    for command in commands.values {
      for pipe in command.pipes(now: before) {
        polled.append(pollfd(fd: pipe, events: Int16(POLLIN), revents: 0))
        readers.append(command)
      }
    }
    let rest = wake == .max ? -1 : max(0, wake - before)
    poll(&polled, nfds_t(polled.count), rest < 0 ? -1 : Int32(clamping: (rest + 999_999) / 1_000_000))
    if polled[0].revents != 0 { process_bell_silence(inbox.bell) }
    let now = Self.now()
    for (index, command) in readers.enumerated() where polled[index + 2].revents != 0 {
      command.drain(using: piece, now: now)
    }
    guard polled[1].revents != 0 else { return true }
    return watcher.receive { report in
      if commands[report.command] == nil { inbox.sort(report).forEach(follow) }
      guard let command = commands[report.command] else { return }
      command.receive(report, now: now)
      command.drain(using: piece, now: now)
    }
  }

  /// What has begun is watched from now on, and another shell started ahead.
  private func follow(_ begun: ProcessInbox.Begun) {
    commands[begun.shell.id] = RunningCommand(begun.launch, in: begun.shell, now: begun.time)
    if begun.launch.shell.waits, commands.count < Self.mostAtOnce { prepare(begun.launch.shell) }
  }

  /// How many will end and make room. What is in the background may run as long as the run.
  private var passing: Int { commands.values.count { !$0.launch.execution.isBackground } }

  /// False where it has to wait for another one to end.
  private func start(_ launch: Launch, now: Int64) -> Bool {
    switch begin(launch) {
    case .success(let shell): follow(ProcessInbox.Begun(launch: launch, shell: shell, time: now))
    case .failure(let problem) where problem.mayPass && passing > 0: return false
    case .failure(let problem): refuse(launch, problem)
    }
    return true
  }

  private func refuse(_ launch: Launch, _ problem: ProcessProblem) {
    launch.done.resume(returning: ExecutionResult(ending: .notStarted(reason: problem.reason), duration: 0))
  }

  /// Nothing of it has run: it waits for its turn again.
  private func putBack(_ command: RunningCommand) {
    command.abandon()
    waiting.insert(
      command.launch, at: waiting.firstIndex { $0.id > command.launch.id } ?? waiting.endIndex)
  }

  /// Starts a shell ahead of its command; where it cannot be started now, that is no problem of anybody's.
  private func prepare(_ shell: ShellStart) {
    if !inbox.hasAhead, let ready = try? watcher.start(shell, as: inbox.newID()).get() { inbox.keep(ready) }
  }

  /// Gives the command to a shell: the one that waits, or a new one.
  private func begin(_ launch: Launch) -> Result<StartedShell, ProcessProblem> {
    if let ready = inbox.begin(launch) {
      ready.open(telling: watcher)
      return .success(ready)
    }
    let new = watcher.start(launch.shell, as: inbox.newID(), stdin: launch.execution.stdin)
    guard case .success(let shell) = new else { return new }
    let problem = shell.write(launch)
    guard problem == 0 else { return .failure(.start(launch.shell.path, problem)) }
    shell.open(telling: watcher)
    return new
  }

  private func interrupt(_ ids: Set<UInt32>) {
    guard !ids.isEmpty else { return }
    for command in commands.values where ids.contains(command.launch.id) { command.interrupt() }
    for launch in waiting where ids.contains(launch.id) { launch.done.resume(returning: Self.neverBegun) }
    waiting.removeAll { ids.contains($0.id) }
  }

  private func endAtOnce() {
    interrupt(Set((commands.values.map(\.launch) + waiting).map(\.id)))
    watcher.end(0, graceMilliseconds: 0)
  }

  /// Lets each command take its next steps. Returns when to look again.
  private func step(now: Int64) -> Int64 {
    var wake = Int64.max
    for command in Array(commands.values) {
      wake = min(wake, command.tell(now: now))
      var next = command.step(now: now)
      if case .end(let grace) = next {
        watcher.end(command.id, graceMilliseconds: grace)
        next = command.step(now: now)
      }
      switch next {
      case .wait(let until): wake = min(wake, until)
      case .end: preconditionFailure("a command is asked to end once")
      case .again:
        commands[command.id] = nil
        putBack(command)
        wake = 0
      case .refused(let problem):
        commands[command.id] = nil
        if problem.mayPass, passing > 0 {
          // Those that run want to start programs too.
          room = max(1, passing / 2)
          putBack(command)
        } else {
          command.abandon()
          refuse(command.launch, problem)
          if !waiting.isEmpty { wake = 0 }
        }
      case .finish:
        commands[command.id] = nil
        if !waiting.isEmpty { wake = 0 }
        command.finish(using: piece, now: now)
      }
    }
    return wake
  }

  /// Nobody is left without an answer, and no child without a parent.
  private func shut() {
    let late = inbox.refuse()
    late.begun.forEach(follow)
    let now = Self.now()
    for command in commands.values {
      command.lose(now: now)
      command.finish(using: piece, now: now)
    }
    for launch in waiting + late.launches { launch.done.resume(returning: nil) }
    watcher.close()
    inbox.shut()
  }

  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * RunningCommand.second + Int64(time.tv_nsec)
  }
}
