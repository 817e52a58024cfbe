import RunbookModel

extension Tool {
  /// Service, then operation: of the AWS CLI's reference.
  static let aws = Tool(
    options: ValueOptions(
      "--endpoint-url --output --query --profile --region --color --ca-bundle --cli-read-timeout --cli-connect-timeout --cli-binary-format"
    ),
    depth: .fixed(2), refusals: RefusalPattern.aws,
    effect: { awsRule($0) })

  /// Groups, then the command: of the gcloud reference.
  static let gcloud = Tool(
    options: ValueOptions(
      "--account --billing-project --configuration --flags-file --format --impersonate-service-account --project --verbosity"
    ),
    depth: .through([
      "add-iam-policy-binding", "create", "delete", "deploy", "describe", "export", "get", "get-credentials",
      "get-health",
      "get-iam-policy", "get-nat-mapping-info", "get-status", "get-value", "import", "list", "list-usable",
      "login", "print-access-token", "read", "remove-iam-policy-binding",
      "reset", "resize", "run", "set", "ssh", "start", "stop", "test", "unset", "update", "upgrade",
      "version", "info",
    ]), refusals: RefusalPattern.gcloud,
    effect: { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions("--command --zone --project --region"))
      guard arguments.own.contains(where: { $0.literal == "ssh" }) else { return gcloudRule(call) }
      // What it runs on the other machine decides.
      guard let command = arguments.values(of: "--command").last else {
        return call.unknown(EffectProblems.typed)
      }
      return call.running(command.text)
    })

  /// Groups, then the command: of the Azure CLI's reference.
  static let az = Tool(
    options: ValueOptions("-o --output --query --subscription"),
    depth: .through([
      "add", "create", "delete", "get", "get-credentials", "get-upgrades", "invoke", "list",
      "list-effective-nsg",
      "login", "remove", "restart", "run-command", "scale", "set", "show", "show-backend-health",
      "show-effective-route-table", "start", "stop", "update", "upgrade", "version",
    ]), refusals: RefusalPattern.az,
    effect: { azRule($0) })
}

extension Tool {
  /// Service, operation, as `ec2 describe-instances`: the operation's first word tells.
  static let awsRule = CloudRule(
    options: ValueOptions(
      "--endpoint-url --output --query --profile --region --color --ca-bundle --cli-read-timeout --cli-connect-timeout --cli-binary-format"
    ),
    reads:
      "describe list get lookup search filter batch-get batch-describe batch-list batch-check head view validate estimate check preview scan query wait help ls presign tail test-metric-filter simulate verify download-db-log-file-portion resolve",
    changes:
      "create delete put update modify add remove attach detach associate disassociate start stop reboot terminate run set reset enable disable register deregister send publish invoke authorize revoke allocate release import export copy move cp mv rm mb rb sync restore promote cancel accept reject apply tag untag replace purge rotate change batch-write batch-delete upgrade deploy assign unassign purchase request provision execute login",
    exceptions: [
      "configure": .change, "configure list": .read, "configure get": .read, "configure list-profiles": .read,
      "eks update-kubeconfig": .change, "sts assume-role": .unknown, "logs start-query": .probe,
      "logs stop-query": .probe, "logs get-query-results": .read, "s3api get-object": .change,
      "ec2 get-password-data": .read, "lambda get-function": .read, "apigateway get-export": .change,
      "apigateway get-sdk": .change, "glacier get-job-output": .change, "ecr get-login": .read,
      "sso login": .change,
      "sso logout": .change, "ssm start-session": .unknown, "eks get-token": .read,
    ], depth: 2, dryRun: ["--dry-run", "--dryrun"])

  /// Groups, then the command; the last of the words that are known tells.
  static let gcloudRule = CloudRule(
    options: ValueOptions(
      "--account --billing-project --configuration --flags-file --format --impersonate-service-account --project --verbosity --filter --region --zone --limit"
    ),
    reads:
      "list describe get-iam-policy get-health get-nat-mapping-info get-status get-value get-server-config get-ancestors get-guest-attributes get-serial-port-output get-ancestors-iam-policy read tail ls cat print-access-token print-identity-token print-ip-range version info search search-all-resources test-iam-permissions check-trust lookup help log explore diff-metadata export-iam-policy",
    changes:
      "create delete update set add remove deploy import start stop reset resize suspend resume upgrade enable disable attach detach move patch rollback get-credentials login activate submit scp install clone rotate add-iam-policy-binding remove-iam-policy-binding set-iam-policy undelete promote failover restart publish pull ack unset revoke configure-docker cp rm mv rsync replace invoke call cancel drain undrain migrate add-metadata remove-metadata add-tags remove-tags add-labels remove-labels",
    exceptions: ["config unset": .change])

  static let azRule = CloudRule(
    options: ValueOptions("-o --output --query --subscription -g --resource-group -n --name"),
    reads:
      "list show list-effective-nsg list-ip-addresses list-locations list-sizes list-usage list-versions list-available-ips get-upgrades get-versions get-access-token show-effective-route-table show-backend-health show-next-hop show-topology test-ip-flow query version exists check-acr check-name wait help tail find",
    changes:
      "create delete update set add remove start stop restart deallocate scale upgrade invoke get-credentials login logout assign attach detach deploy redeploy reimage rotate-certs rotate-credentials download upload download-batch upload-batch import export purge reset enable disable enable-addons disable-addons install-cli move cancel link unlink regenerate generate renew swap approve reject copy restore run simulate-eviction apply",
    probes: "test-connectivity", exceptions: [:])
}

/// A cloud's command line: hundreds of services, whose operations are named alike.
struct CloudRule: Sendable {
  let options: ValueOptions
  let reads: Set<String>
  let changes: Set<String>
  let probes: Set<String>
  /// Operations that are not what their name says.
  let exceptions: [String: Effect]
  /// Where the operation stands among the words; nil: the last that is known.
  let depth: Int?
  let dryRun: [String]

  init(
    options: ValueOptions, reads: String, changes: String, probes: String = "", exceptions: [String: Effect],
    depth: Int? = nil, dryRun: [String] = []
  ) {
    self.options = options
    self.reads = Set(reads.words)
    self.changes = Set(changes.words)
    self.probes = Set(probes.words)
    self.exceptions = exceptions
    self.depth = depth
    self.dryRun = dryRun
  }

  func callAsFunction(_ call: Call) -> CommandEffect {
    let arguments = Arguments(call.arguments, valued: options)
    if arguments.has("--help") || (arguments.own.isEmpty && arguments.has("--version")) { return call.read }
    var verbs: [String] = []
    var found: (effect: Effect, word: Word)?
    for word in arguments.own {
      guard let literal = word.literal else {
        if found == nil { return call.unknown(EffectProblems.verbAtRunTime, at: word) }
        break
      }
      verbs.append(literal)
      if let effect = effect(of: verbs) { found = (effect, word) }
      if let depth, verbs.count == depth { break }
      // What follows an operation is its operand.
      if depth == nil, found != nil { break }
    }
    guard !verbs.isEmpty else { return call.read }
    guard let found else { return call.unknown(EffectProblems.noVerb(verbs.joined(separator: " "))) }
    switch found.effect {
    case .change where dryRun.contains(where: { arguments.has($0) }), .read:
      return call.answer(.read, "", found.word, verbs: verbs)
    case .change:
      return call.answer(.change, EffectProblems.changes("the cloud account"), found.word, verbs: verbs)
    case .probe: return call.answer(.probe, EffectProblems.loads, found.word, verbs: verbs)
    case .unknown:
      return call.answer(
        .unknown, EffectProblems.noVerb(verbs.joined(separator: " ")), found.word, verbs: verbs)
    }
  }

  private func effect(of verbs: [String]) -> Effect? {
    if let effect = exceptions[verbs.joined(separator: " ")] { return effect }
    guard verbs.count > 1 || depth == nil, let verb = verbs.last else { return nil }
    // `describe-instances` is a `describe`; the longest beginning that is known tells.
    var name = Substring(verb)
    while true {
      let known = String(name)
      if reads.contains(known) { return .read }
      if probes.contains(known) { return .probe }
      if changes.contains(known) { return .change }
      if depth == nil, ["list-", "show-", "get-", "describe-"].contains(where: known.hasPrefix) {
        return .read
      }
      guard depth != nil, let dash = name.lastIndex(of: "-") else { return nil }
      name = name[..<dash]
    }
  }
}
