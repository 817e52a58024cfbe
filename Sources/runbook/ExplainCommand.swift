import ArgumentParser
import RunbookLanguage
import RunbookModel
import RunbookReports

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain the code of a diagnostic, with an example.",
    discussion: "Without a code, all codes are listed.")

  @Argument(help: "A code such as `undefined-step`.", completion: .list(Explanation.codes))
  var code: String?

  func run() throws {
    guard let code else { return Output.print(Explanation.codes.joined(separator: "\n")) }
    guard let text = Explanation.of(code) else {
      let nearest = Spelling.nearest(to: code, in: Explanation.codes)
      throw Failure(
        "no diagnostic has the code `\(code)`",
        remedy: nearest.map { "did you mean `\($0)`?" } ?? "`runbook explain` lists all codes", status: .usage
      )
    }
    Output.print(
      [StyledText(code, .strong), ""]
        + text.split(separator: "\n", omittingEmptySubsequences: false).map { StyledText(String($0)) })
  }
}
