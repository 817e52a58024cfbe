import RunbookModel

/// The wording of what cannot be computed.
extension MatchingProblems {
  static func unfit(_ parameter: Computation.Parameter, found: String) -> String {
    "`\(parameter.rawValue)=` needs \(wanted(parameter)), found \(found)"
  }

  /// What an argument must be, in a few words.
  static func wanted(_ parameter: Computation.Parameter) -> String {
    switch parameter {
    case .ranges: "lines `[NAME] CIDR`"
    case .range: "one network such as `10.1.0.0/24`"
    case .pod: "one pod as JSON"
    case .pods: "pods as JSON"
    case .policies: "NetworkPolicies as JSON"
    case .namespaces: "namespaces as JSON"
    case .service: "one service as JSON"
    case .endpoints: "Endpoints or EndpointSlices as JSON"
    case .from, .to: "one pod as JSON, or an IP address"
    case .port: "a port such as `UDP 53`"
    case .selector: "labels such as `app=shop,tier=front`, or as JSON"
    case .product: "one of \(BadVersion.products.joined(separator: ", "))"
    case .version, .kubernetes: "a version such as `1.20.4`"
    case .listeners: "what `ss -ltn` prints"
    }
  }

  static func quoted(_ text: some StringProtocol) -> String {
    trimmed(Array(text.utf8)[...]).isEmpty ? "nothing" : Wording.quoted(Array(text.utf8)[...])
  }

  static func several(_ count: Int) -> String { count == 0 ? "nothing" : "\(count) values" }

  static func objects(_ count: Int, _ kind: ObjectKind) -> String {
    count == 0 ? "an empty list" : "\(count) objects of kind \(kind.rawValue)"
  }

  static func noObject(_ value: JSONValue) -> String { "no object: \(Wording.code(value.text))" }

  static func otherKind(_ kind: String) -> String { "an object of kind \(kind)" }

  static let noMetadata = "an object without `kind` and `metadata`"

  static let truncated = "the Endpoints object was cut at 1000 addresses: give the EndpointSlices"

  static func noSelector(_ service: String) -> String {
    "the service \(service) has no selector, so there are no pods to compare it with"
  }

  static func nothingBehind(_ service: String) -> String {
    "none of the pods matches the selector of the service \(service)"
  }

  static func noPortsDeclared(_ transport: String) -> String {
    "the containers declare no ports of \(transport): say with `listeners=` where they listen"
  }

  static func unknownRelation(_ text: String) -> String { "a selector has the unknown operator `\(text)`" }

  static func noBlock(_ text: String) -> String { "a policy has an `ipBlock` that is no network: `\(text)`" }

  static func noAddressYet(_ party: String) -> String { "the pod \(party) has no address yet" }

  static func unlistedNamespace(_ name: String) -> String {
    "`namespaces=` lacks the namespace `\(name)`, whose labels decide"
  }
}
