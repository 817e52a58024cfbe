import ArgumentParser
import Glibc
import RunbookLanguage
import RunbookModel
import RunbookReports

struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view", abstract: "Show a runbook as a document for people, in Markdown.",
    discussion: """
      What it is about and what can be given, the way through it as a drawing
      (Mermaid), each step with its commands, what is expected and where each
      verdict leads, fixes with what takes them back, and what it can find with
      what to do then. For the wiki, a review, or people who do not have this
      program. Nothing is executed.
      """)

  @Argument(
    help: "A file, or a name on the search path; `-` is standard input.",
    completion: .runbook)
  var file: String

  @Option(name: .shortAndLong, help: "The file to write, in place of standard output.", completion: .file())
  var output: String?

  @Flag(help: "Write over a file that is there.")
  var overwrite = false

  func run() throws {
    let plan = Runnable.readable(try Files.given(file))
    let text = PlanPage(plan).text
    guard let output, output != "-" else { return Output.write(text, to: STDOUT_FILENO) }
    try Files.write(Array(text.utf8), to: output, overwriting: overwrite)
  }
}
