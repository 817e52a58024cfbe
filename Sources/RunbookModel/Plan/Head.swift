/// `needs TOOL [VERSION]` or `needs cluster`.
package struct Need: Sendable {
  package enum Kind: Sendable, Hashable {
    /// Some Kubernetes API server answers.
    case cluster
    case tool(name: String, version: VersionWanted?)
  }

  package let kind: Kind
  package let place: SourcePlace

  package init(_ kind: Kind, place: SourcePlace) {
    self.kind = kind
    self.place = place
  }
}

/// `1.24+` is at least 1.24; `1.24` is that minor release.
package struct VersionWanted: Sendable, Hashable {
  package let numbers: [Int]
  package let orNewer: Bool

  package init(numbers: [Int], orNewer: Bool) {
    self.numbers = numbers
    self.orNewer = orNewer
  }

  package var written: String { numbers.map(String.init).joined(separator: ".") + (orNewer ? "+" : "") }
}

/// `param NAME [as TYPE] [= DEFAULT] [one of … | matching /re/] ["what it is"]`.
package struct Parameter: Sendable {
  package enum Limit: Sendable, Hashable {
    case oneOf([String])
    case matching(Pattern)
  }

  package let name: String
  package let type: ValueType?
  /// Nil: it must be given. Several values where the type is a list.
  package let standard: [String]?
  package let limit: Limit?
  package let description: String?
  package let place: SourcePlace

  package init(
    name: String, type: ValueType? = nil, standard: [String]? = nil, limit: Limit? = nil,
    description: String? = nil, place: SourcePlace
  ) {
    self.name = name
    self.type = type
    self.standard = standard
    self.limit = limit
    self.description = description
    self.place = place
  }
}

/// `secret NAME ["what"]`: from the environment variable of its name in capitals, or asked for; masked everywhere.
package struct Secret: Sendable {
  package let name: String
  package let description: String?
  package let place: SourcePlace

  package init(name: String, description: String? = nil, place: SourcePlace) {
    self.name = name
    self.description = description
    self.place = place
  }
}

/// `let NAME = value`.
package struct Let: Sendable {
  package let name: String
  package let value: Value
  package let place: SourcePlace

  package init(name: String, value: Value, place: SourcePlace) {
    self.name = name
    self.value = value
    self.place = place
  }
}

/// The limits that hold for the whole run; those of a step are already resolved in the step.
package struct Defaults: Sendable {
  /// All of a run, without `finally`.
  package let budget: Duration
  /// All of `finally`.
  package let finally: Duration
  /// One line of `finally`, and one cleanup.
  package let finallyLine: Duration
  package let shell: Shell
  /// For commands outside steps.
  package let timeout: Duration
  /// Bytes kept of each stream.
  package let keep: Int

  package init(
    budget: Duration = .seconds(15 * 60), finally: Duration = .seconds(60),
    finallyLine: Duration = .seconds(30),
    shell: Shell = .bash, timeout: Duration = .seconds(30), keep: Int = 16 << 20
  ) {
    self.budget = budget
    self.finally = finally
    self.finallyLine = finallyLine
    self.shell = shell
    self.timeout = timeout
    self.keep = keep
  }

  package enum Shell: String, Sendable, Codable {
    /// `bash -e -o pipefail`; where there is no bash, `sh -e`.
    case bash
    /// `sh -e`.
    case sh
  }
}
