import RunbookModel

/// What is said of the arguments of a run.
enum ArgumentProblems {
  static func unknown(_ name: String, in plan: Plan) -> String { "`\(plan.name)` has no parameter `\(name)`" }

  static func meant(_ name: String, among names: [String]) -> String {
    if let nearest = Spelling.nearest(to: name, in: names) { return "did you mean `\(nearest)`?" }
    if names.isEmpty { return "it takes none" }
    return "its parameters are " + names.map { "`\($0)`" }.joined(separator: ", ")
  }

  static func twice(_ name: String) -> String { "parameter `\(name)` is given twice" }
  static func secret(_ name: String) -> String { "`\(name)` is a secret and is not given as an argument" }
  static func environment(_ name: String) -> String { "set the environment variable \(name.uppercased())" }

  static func required(_ parameter: Parameter) -> String {
    "parameter `\(parameter.name)` must be given" + (parameter.description.map { ": \($0)" } ?? "")
  }

  static func give(_ parameter: Parameter) -> String { "add \(parameter.name)=…" }

  static func unreadable(_ text: String, for parameter: Parameter, as type: ValueType) -> String {
    "parameter `\(parameter.name)` is a \(type.rawValue), and `\(text)` cannot be read as one"
  }

  static func notAllowed(_ text: String, for parameter: Parameter) -> String {
    "parameter `\(parameter.name)` cannot be `\(text)`"
  }

  static func allowed(_ allowed: [String], near text: String) -> String {
    if let nearest = Spelling.nearest(to: text, in: allowed) { return "did you mean `\(nearest)`?" }
    return "it is one of " + allowed.map { "`\($0)`" }.joined(separator: ", ")
  }

  static func noMatch(_ text: String, for parameter: Parameter, _ pattern: Pattern) -> String {
    "parameter `\(parameter.name)` must match /\(pattern.text)/, and `\(text)` does not"
  }
}
