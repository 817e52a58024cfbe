import Foundation
import RunbookModel

/// The pages that show runbooks to people.
enum Pages {
  static let names = ["README.md", "Runbooks/README.md"]

  static func text(_ name: String) -> String {
    (try? String(contentsOf: ExampleTests.root.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// The fenced runbooks, named by their page and number.
  static let runbooks: [SourceText] = names.flatMap { name in
    text(name).matches(of: /(?ms)^```runbook\n(.*?)^```$/).enumerated().map { index, block in
      SourceText(name: "\(name):\(index + 1)", text: String(block.1))
    }
  }
}
