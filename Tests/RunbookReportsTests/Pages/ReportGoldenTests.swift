import Foundation
import RunbookReports
import Testing

/// Every form of one report, as people and programs get it.
@Suite struct ReportGoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  @Test(arguments: ["html", "md", "xml", "json", "postmortem.md"])
  func `a report is written as its golden is`(form: String) throws {
    let report = SampleReport.report
    let text =
      switch form {
      case "html": HTMLReport(report).text
      case "md": MarkdownReport(report).text
      case "xml": JUnitReport(report).text
      case "json": ReportDocument(report).text + "\n"
      default: PostmortemReport(report).text
      }
    let golden = Self.folder.appending(path: "shop." + form)
    let expected = (try? String(contentsOf: golden, encoding: .utf8)) ?? ""
    if text != expected, ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(text == expected)
  }
}
