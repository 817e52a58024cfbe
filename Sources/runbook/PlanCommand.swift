import ArgumentParser
import Glibc
import RunbookLanguage
import RunbookModel
import RunbookReports

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show all that a runbook would run, without running anything.",
    discussion: """
      Every path with its commands, what they do, their limits and tools, and
      where each verdict leads. `--graph` draws the decision tree; as mermaid or
      dot it can stand in a document.
      """)

  /// How the decision tree is drawn.
  enum Graph: String, ExpressibleByArgument, CaseIterable {
    case text, mermaid, dot
  }

  @Argument(
    help: "A file, or a name on the search path; `-` is standard input.",
    completion: .runbook)
  var file: String

  @Option(defaultAsFlag: Graph.text, help: "The decision tree only: text, mermaid or dot.")
  var graph: Graph?

  @Flag(help: "The plan as JSON.")
  var json = false

  func run() throws {
    let plan = Runnable.readable(try Files.given(file))
    if json { return Output.print(PlanDocument(plan).text) }
    switch graph {
    case nil: Output.print(PlanView(plan).lines)
    case .text: Output.print(PlanTree(plan).lines)
    case .mermaid: Output.write(MermaidGraph(plan).text, to: STDOUT_FILENO)
    case .dot: Output.write(DOTGraph(plan).text, to: STDOUT_FILENO)
    }
  }
}
