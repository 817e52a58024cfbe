import ArgumentParser
import Glibc
import RunbookEngine
import RunbookHistory
import RunbookModel
import RunbookReports

struct CleanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "List what dead runs left behind in a cluster, and remove it.",
    discussion: """
      What a runbook makes carries the label `runbook` with the id of its run.
      Nothing is removed without --yes, and nothing of a run that still runs.
      What this history knows no run for may be a colleague's: it is removed
      only when it has outlived its own deadline, or with --unknown.
      """)

  @Option(help: "Look in this kubeconfig context; may be given several times.")
  var context: [String] = []

  @Flag(help: "Remove what is listed as removable.")
  var yes = false

  @Flag(help: "Take what this history knows no run for as removable too.")
  var unknown = false

  @Flag(help: "As JSON.")
  var json = false

  func run() async throws {
    let history = try HistoryFile.open()
    let shell = RealShell()
    let sweeper = ClusterSweep(shell: shell)
    var found: [Leftover] = []
    var isBlind = false
    for context in context.isEmpty ? [nil] : context.map(Optional.some) {
      let (objects, problem) = await sweeper.list(in: context)
      if let problem {
        Output.warn((context.map { "context \($0): " } ?? "") + problem)
        isBlind = true
      }
      found += try objects.map { try judged($0, history) }
    }
    if json {
      Output.print(JSONText.pretty(found))
    } else {
      show(found, isBlind: isBlind)
    }
    let removable = found.filter(isRemovable)
    if yes {
      for problem in await sweeper.remove(removable) {
        Output.warn(problem)
        isBlind = true
      }
      if !json, !removable.isEmpty, !isBlind {
        Output.print("removed \(Written.count(removable.count, "object"))")
      }
    }
    await shell.close()
    if isBlind { Glibc.exit(RunVerdict.inconclusive.exitStatus) }
  }

  private func isRemovable(_ object: Leftover) -> Bool {
    switch object.maker {
    case .running: false
    case .over, .overdue: true
    case .unknown: unknown
    }
  }

  private func judged(_ object: Leftover, _ history: History?) throws(Failure) -> Leftover {
    var object = object
    let run = try HistoryFile.attempt { () throws(HistoryProblem) in try history?.run(marked: object.run) }
    if let run {
      object.runbook = run.runbook
      object.maker = run.state == .running ? .running : .over
    } else if object.isOverdue(at: SystemClock().now()) {
      object.maker = .overdue
    }
    return object
  }

  private func show(_ found: [Leftover], isBlind: Bool) {
    if found.isEmpty {
      if !isBlind { Output.print("nothing was left behind") }
      return
    }
    var table = Table("RUN", "RUNBOOK", "STATE", "CONTEXT", "NAMESPACE", "OBJECT")
    for object in found {
      table.add([
        StyledText(object.run, .place), StyledText(object.runbook ?? "-"),
        StyledText(object.maker.rawValue, object.maker == .running ? .place : .doubt),
        StyledText(object.context ?? "-"), StyledText(object.namespace ?? "-"),
        StyledText("\(object.kind)/\(object.name)"),
      ])
    }
    Output.print(table.lines)
    if yes { return }
    let removable = found.count(where: isRemovable)
    if removable > 0 {
      Output.print("\(Written.count(removable, "object")) can be removed: add --yes")
    }
    let strange = found.count { $0.maker == .unknown }
    if strange > 0, !unknown {
      Output.print(
        "\(Written.count(strange, "object")) of runs that this history does not know: --unknown takes them too"
      )
    }
  }
}
