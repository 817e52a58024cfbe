import ArgumentParser
import Glibc
import RunbookModel

/// The command line: one file a command; only this target prints, reads the environment, handles
/// signals and exits.
@main
struct Runbook: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Runbooks that run: find what is broken, and keep the evidence.",
    discussion: """
      runbook run dns-broken    finds the layer that is broken, and says why
      runbook history           what ran before
      runbook show last         the last run, with its evidence
      runbook diff last         what is different since it was healthy
      runbook report last       the same as a page for a ticket
      runbook search conntrack  where that was seen before
      runbook similar last      what was like it before, and what came of that
      runbook undo last         takes back what its fixes changed

      A runbook is a text file. `runbook list` shows those at hand, and
      `runbook check FILE` says what is wrong with one before anything runs.

      Exit status: 0 healthy, 1 problem, 2 invalid runbook, 3 inconclusive,
      4 stopped, 64 wrong command line, 70 the tool itself failed,
      130 interrupted.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Run",
        subcommands: [
          RunCommand.self,
          ResumeCommand.self,
          UndoCommand.self,
          CleanCommand.self,
          ListCommand.self,
        ]),
      CommandGroup(
        name: "Write",
        subcommands: [
          NewCommand.self,
          CheckCommand.self,
          FormatCommand.self,
          PlanCommand.self,
          RBACCommand.self,
          ViewCommand.self,
          ExplainCommand.self,
          TestCommand.self,
          BacktestCommand.self,
          SuggestCommand.self,
          LSPCommand.self,
        ]),
      CommandGroup(
        name: "Look back",
        subcommands: [
          HistoryCommand.self,
          ShowCommand.self,
          ReplayCommand.self,
          DiffCommand.self,
          SearchCommand.self,
          SimilarCommand.self,
          StatsCommand.self,
          ReportCommand.self,
          SQLCommand.self,
        ]),
      CommandGroup(
        name: "Keep and share",
        subcommands: [
          LabelCommand.self,
          NoteCommand.self,
          ExportCommand.self,
          ImportCommand.self,
          SyncCommand.self,
          PruneCommand.self,
          RedactCommand.self,
        ]),
    ])

  /// Answers `--version` before the command tree is built: it is asked by scripts, often.
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.elementsEqual(["--version"]) {
      Output.print("runbook \(version)")
      Output.exit(.done)
    }
    if let script = CompletionScript.asked(for: arguments) {
      Output.print(script)
      Output.finish()
      return
    }
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Output.finish()
    } catch let failure as Failure {
      Output.fail(failure)
    } catch {
      end(with: error)
    }
  }

  /// As `exit(withError:)`, but for what it would print of the arguments as they stand.
  private static func end(with error: any Error) -> Never {
    let (status, message) = (exitCode(for: error), fullMessage(for: error))
    if !message.isEmpty { Output.print(message, to: status.isSuccess ? STDOUT_FILENO : STDERR_FILENO) }
    exit(withError: status)
  }
}
