import ArgumentParser
import RunbookCommands
import RunbookEngine
import RunbookModel
import RunbookReports

struct RBACCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rbac", abstract: "Print the least rights that a runbook needs in a cluster.",
    discussion: """
      A service account, its roles and their bindings, for `kubectl apply -f -`.
      The rights are those of the kubectl commands of the runbook and of all
      that it uses, calls and leads to; each rule says which steps need it.
      Where a value is known only at run time the rule is as wide as that may
      be, and says so; what cannot be read off the text is said in a comment
      and on stderr. Parameters follow as name=value: they decide names and
      namespaces.

      runbook rbac dns-broken namespace=shop | kubectl apply -f -
      """)

  @Argument(
    help: "A file, or a name on the search path; `-` is standard input.",
    completion: .runbook)
  var file: String

  @Argument(help: "Parameters as name=value.", completion: .parameter)
  var arguments: [String] = []

  @Option(help: "The name of the account and of its roles; `runbook-NAME` where none is given.")
  var name: String?

  @Option(help: "The namespace of the account, and of commands that name none.")
  var namespace = "default"

  @Flag(help: "The rights of its fixes too.")
  var withFixes = false

  @Flag(help: "As JSON.")
  var json = false

  func validate() throws {
    if let name, !Self.isName(name, dots: true) {
      throw ValidationError(
        "`\(name)` cannot name an account: lower-case letters, digits, `-` and `.`, no more than 253")
    }
    if !Self.isName(namespace, dots: false) {
      throw ValidationError(
        "`\(namespace)` cannot name a namespace: lower-case letters, digits and `-`, no more than 63")
    }
  }

  func run() throws {
    let plan = try Runnable.plan(of: Files.given(file), quiet: json)
    let given = try arguments.map(RunCommand.split)
    let values = try Access.values(given, of: plan)
    let needs = Access.needs(of: plan, values) { _ in withFixes }
    let account = AccessManifest.Account(name: name ?? Self.accountName(for: plan.name), namespace: namespace)
    for gap in needs.gaps { Output.warn(Access.sentence(gap)) }
    if json {
      return Output.print(AccessDocument(needs, runbook: plan.name, account: account).text)
    }
    let shown = plan.parameters.compactMap { parameter in
      values[parameter.name].map { "\(parameter.name)=\($0.texts.joined(separator: ","))" }
    }
    Output.write(
      AccessManifest(needs, runbook: plan.name, account: account, values: shown).text, to: 1)
  }

  /// A name of RFC 1123; of a subdomain with `dots`.
  private static func isName(_ text: String, dots: Bool) -> Bool {
    let labels = dots ? text.split(separator: ".", omittingEmptySubsequences: false) : [text[...]]
    return text.utf8.count <= (dots ? 253 : 63)
      && labels.allSatisfy { label in
        label.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?/) != nil
      }
  }

  /// Of the runbook's name what may stand in a name of Kubernetes.
  private static func accountName(for runbook: String) -> String {
    let letters = runbook.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(letters).split(separator: "-").joined(separator: "-").prefix(200)
    return words.isEmpty ? "runbook" : "runbook-\(words)"
  }
}
