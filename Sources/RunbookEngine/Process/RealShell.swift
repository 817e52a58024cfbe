import CProcess
import Glibc
import RunbookModel
import Synchronization

/// The shell that really runs commands, each in a session of its own, and keeps every byte within
/// its limit. What commands leave behind ends with them, and they end with us, however we end.
///
/// - `ProcessReactor`: one thread that reads and times all of them.
/// - `Watcher`: one process that starts them and ends what is left of them.
/// - `Gate`: where a bash waits for its command; one is started ahead.
/// - `RunningCommand`: the life of one; `KeptStream`: what is kept of its output.
///
/// Both begin with the first command, or where one is foreseen, and end with this object.
package final class RealShell: CommandShell {
  private let environment: ShellEnvironment
  /// Nil where there is none.
  private let bash: ShellStart?
  private let sh: String
  private let crew = Mutex<ProcessCrew?>(nil)

  /// Commands inherit the environment; its PATH says which shell they get.
  package init(environment: ShellEnvironment = .inherited) {
    self.environment = environment
    bash = environment.program("bash").map {
      ShellStart(
        waits: true, path: $0, arguments: ["bash", "-e", "-o", "pipefail", "-c", "--", Gate.script],
        environment: environment.adding([:]))
    }
    sh = environment.program("sh") ?? "/bin/sh"
  }

  deinit { crew.withLock { $0?.inbox.close() } }

  /// Has a shell ready for the first command, while other things are prepared.
  package func prepare() {
    if let bash { try? readyCrew().inbox.prepare(bash) }
  }

  package func execute(_ execution: Execution) async -> ExecutionResult {
    do throws(ProcessProblem) {
      // Again where the watcher was killed at the very moment of the first try.
      for _ in 0..<2 {
        if let result = try await run(execution, with: try readyCrew()) { return result }
      }
      throw ProcessProblem.watcherKeepsDying
    } catch {
      return ExecutionResult(ending: .notStarted(reason: error.reason), duration: 0)
    }
  }

  /// Kills all that runs, without another second: for whoever asks a second time. The endings are `.interrupted`.
  package func endAtOnce() { crew.withLock { $0?.inbox.endAtOnce() } }

  /// Ends what still runs and waits until nothing of it is left, the watcher included. A later command
  /// starts anew. Without it all of that happens too, but behind our back.
  package func close() async {
    let crew = crew.withLock { crew in
      defer { crew = nil }
      return crew
    }
    await crew?.inbox.closed()
  }

  /// In bytes, of a variable: the kernel takes no more for `name=value` and the NUL behind it.
  private static let largest = (128 << 10) - 256

  /// Nil where the crew went away before it took the command.
  private func run(
    _ execution: Execution, with crew: ProcessCrew
  ) async throws(ProcessProblem) -> ExecutionResult? {
    let variables = try variables(of: execution, crew)
    let shell = try shell(for: execution, variables)
    let id = crew.inbox.newID()
    defer { crew.inbox.forget(id) }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { done in
        let launch = Launch(id: id, execution: execution, shell: shell, variables: variables, done: done)
        if !crew.inbox.post(launch, telling: crew.watcher) { done.resume(returning: nil) }
      }
    } onCancel: {
      crew.inbox.interrupt(id)
    }
  }

  /// `--` because a command may begin with a dash.
  private func shell(
    for execution: Execution, _ variables: [String: String]
  ) throws(ProcessProblem) -> ShellStart {
    if execution.command.utf8.contains(0) { throw .zeroByte(in: "the command") }
    if execution.shell == .bash, let bash { return bash }
    return ShellStart(
      waits: false, path: sh, arguments: ["sh", "-e", "-c", "--", execution.command],
      environment: environment.adding(variables))
  }

  private func variables(
    of execution: Execution, _ crew: ProcessCrew
  ) throws(ProcessProblem) -> [String: String] {
    var variables = execution.variables
    for (name, value) in variables {
      if value.utf8.contains(0) { throw .zeroByte(in: "$\(name)") }
      if value.utf8.count > Self.largest { throw .start(execution.shell.rawValue, E2BIG) }
    }
    if let context = execution.context {
      let usual = environment["HOME"].map { "\($0)/.kube/config" } ?? ""
      let others = variables["KUBECONFIG"] ?? environment["KUBECONFIG"] ?? ""
      variables["KUBECONFIG"] = try crew.kubeconfig.list(
        for: context, before: others.isEmpty ? usual : others)
    }
    return variables
  }

  private func readyCrew() throws(ProcessProblem) -> ProcessCrew {
    let result: Result<ProcessCrew, ProcessProblem> = crew.withLock { crew in
      if let crew, !crew.inbox.isClosed { return .success(crew) }
      let new = Result { () throws(ProcessProblem) in try ProcessCrew(environment: environment) }
      if case .success(let ready) = new { crew = ready }
      return new
    }
    return try result.get()
  }
}

/// What one shell object has working for it, from its first command on.
struct ProcessCrew: Sendable {
  let inbox: ProcessInbox
  let watcher: Watcher
  let kubeconfig: PrivateKubeconfig

  init(environment: ShellEnvironment) throws(ProcessProblem) {
    let bell = process_bell()
    guard bell >= 0 else { throw .bell(-bell) }
    inbox = ProcessInbox(bell: bell)
    kubeconfig = PrivateKubeconfig(environment: environment)
    do {
      watcher = try Watcher(removing: kubeconfig.folder)
    } catch {
      _ = inbox.refuse()
      throw error
    }
    do {
      try ProcessReactor.start(inbox: inbox, watcher: watcher)
    } catch {
      _ = inbox.refuse()
      watcher.close()
      throw error
    }
  }
}
