import CProcess
import Glibc

/// Why a command could not be started, in the words of the surroundings.
struct ProcessProblem: Error {
  let reason: String
  /// It may go better when another command has ended.
  var mayPass = false

  static func watcher(_ code: Int32) -> ProcessProblem {
    ProcessProblem(
      reason: "the process that watches over commands could not be started: \(meaning(of: code))")
  }

  static func bell(_ code: Int32) -> ProcessProblem {
    ProcessProblem(reason: "commands cannot be read from: \(meaning(of: code))")
  }

  static func thread(_ code: Int32) -> ProcessProblem {
    ProcessProblem(reason: "the thread that reads from commands could not be started: \(meaning(of: code))")
  }

  static func start(_ program: String, _ code: Int32) -> ProcessProblem {
    switch code {
    case E2BIG:
      ProcessProblem(reason: "the command and its variables are too large to be passed to \(program)")
    case EMFILE, ENFILE:
      ProcessProblem(
        reason: "\(program) could not be started: too many files are open (see `ulimit -n`)", mayPass: true)
    case EAGAIN:
      ProcessProblem(
        reason:
          "\(program) could not be started: too many processes run, or \(process_command_limit) commands",
        mayPass: true)
    default:
      ProcessProblem(reason: "\(program) could not be started: \(meaning(of: code))")
    }
  }

  static func context(_ name: String, folder: String, _ code: Int32) -> ProcessProblem {
    ProcessProblem(
      reason:
        "the private kubeconfig for context `\(name)` could not be written below \(folder): \(meaning(of: code))"
    )
  }

  static let watcherKeepsDying = ProcessProblem(
    reason: "the process that watches over commands does not stay alive")

  static func zeroByte(in what: String) -> ProcessProblem {
    ProcessProblem(reason: "\(what) has a NUL in it, which no command can be given")
  }

  private static func meaning(of code: Int32) -> String { String(cString: strerror(code)) }
}
