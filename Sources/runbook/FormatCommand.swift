import ArgumentParser
import Glibc
import RunbookLanguage
import RunbookModel

struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Bring runbooks into their one canonical layout.",
    discussion: """
      Only blanks, line ends and `->` change: no comment is lost, no command is
      touched. The files that were changed are named. A file with syntax errors
      stays as it is: exit status 2.
      """)

  @Argument(
    help: "Files, or names on the search path; `-` is standard input, formatted to standard output.",
    completion: .runbook)
  var files: [String]

  @Flag(help: "Change nothing: name the files that are not formatted, and exit with 1 where there is one.")
  var check = false

  func run() throws {
    var status = Output.Status.done
    for name in files {
      let source = try Files.given(name)
      let file = format(source)
      guard let bytes = file.bytes else {
        Diagnostics.show(file.errors, in: [source], of: source, to: STDERR_FILENO)
        status = .invalid
        continue
      }
      if check {
        guard !file.isFormatted else { continue }
        Output.print(source.name)
        if status == .done { status = .no }
      } else if name == "-" {
        Output.copy(String(decoding: bytes, as: UTF8.self))
      } else if !file.isFormatted {
        try Files.replace(source.name, with: bytes)
        Output.print(source.name)
      }
    }
    if status != .done { Output.exit(status) }
  }
}
