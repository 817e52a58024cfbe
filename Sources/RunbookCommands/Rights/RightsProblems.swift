/// Why rights are wider than needed, or cannot be told; people read them as comments and warnings.
enum RightsProblems {
  static let namespaceAtRunTime = "in which namespace is known only at run time"
  static let inserted = "a value becomes part of a text that is run"
  static let unreadable = "the text cannot be read to its end"
  static let programAtRunTime = "which program runs is known only at run time"
  static let verbAtRunTime = "what kubectl does is known only at run time"
  static let kindAtRunTime = "which kind of object it asks for is known only at run time"
  static let pathAtRunTime = "which path it asks for is known only at run time"
  static let otherIdentity =
    "it asks as somebody else: the right to impersonate and the rights of that account"
  static let newestOnly = "only newer versions ask for it"
  static let proxied = "what is sent through kubectl proxy is not known"

  static func notKnown(_ tool: String) -> String { "the rights that `\(tool)` needs are not known" }
  static func noRule(_ program: String) -> String {
    "whether `\(program)` asks the cluster is not known, for it is no program that is known"
  }
  static func inside(_ program: String) -> String {
    "what kubectl does that `\(program)` may run is not read"
  }
  static func plugin(_ verb: String) -> String { "`kubectl \(verb)` is no verb that is known" }
  static func objects(_ file: String) -> String { "which objects `\(file)` holds is known only at run time" }
  static func kind(_ name: String) -> String {
    "`\(name)` is no kind that is known here: write it with its group, as `\(name).GROUP`"
  }
  static func prune(_ verb: String) -> String {
    "which objects `kubectl \(verb) --prune` deletes is known only at run time"
  }
  static func escalating(_ resource: String) -> String {
    "whoever writes \(resource) must have all the rights in it"
  }
}
