import RunbookModel

/// What a selector found: texts in order, and what is known of each.
///
/// Kept as columns, not as one struct for each value, for a table of 10 MB has 100,000 of them.
struct Selection {
  enum State: UInt8 {
    case value
    /// JSON's null.
    case null
    /// `[]` or `{}`.
    case emptyContainer
    /// An element that lacks the member that was asked for.
    case absent
  }

  /// What the values are called when they are counted.
  enum Noun: String {
    case row, line, match, value, item
  }

  var texts: [ArraySlice<UInt8>]
  /// The rows or lines in which the values stand; nil: the values themselves say it all.
  var lines: [ArraySlice<UInt8>]?
  /// The elements that the values belong to, where they have names.
  var owners: [Owner?]?
  /// Nil: all are values.
  var states: [State]?
  /// Why it is not certain that a value belongs here, by its position.
  var doubts: [Int: String] = [:]
  /// Given by `as`, or by what it is.
  var type: ValueType?
  /// The selector may find several values, however many it has found now.
  var isPlural: Bool
  var noun: Noun
  /// Values may be missing because evidence was cut. Then so many at the start are certainly the first …
  var certainFirst = 0
  /// … and so many at the end the last; nil: nothing is missing.
  var certainLast: Int?
  /// One text with a gap in it; `texts` is empty then.
  var cutText: Excerpt?
  /// Where nothing was found: why.
  var whyNothing: String?

  init(
    _ texts: [ArraySlice<UInt8>] = [], lines: [ArraySlice<UInt8>]? = nil, type: ValueType? = nil,
    isPlural: Bool,
    noun: Noun = .value, whyNothing: String? = nil
  ) {
    self.texts = texts
    self.lines = lines
    self.type = type
    self.isPlural = isPlural
    self.noun = noun
    self.whyNothing = whyNothing
  }

  static func one(_ text: String, type: ValueType? = nil) -> Selection {
    Selection([Array(text.utf8)[...]], type: type, isPlural: false)
  }

  var isPartial: Bool { certainLast != nil }
  var count: Int { texts.count }

  func state(_ index: Int) -> State { states?[index] ?? .value }

  /// Values at some positions only, in that order.
  func keeping(_ indexes: [Int]) -> Selection {
    var result = self
    result.texts = indexes.map { texts[$0] }
    result.lines = lines.map { lines in indexes.map { lines[$0] } }
    result.owners = owners.map { owners in indexes.map { owners[$0] } }
    result.states = states.map { states in indexes.map { states[$0] } }
    result.doubts = [:]
    for (new, old) in indexes.enumerated() {
      if let doubt = doubts[old] { result.doubts[new] = doubt }
    }
    return result
  }

  /// Without the places where there is no value.
  var withoutAbsent: Selection {
    guard let states, states.contains(.absent) else { return self }
    return keeping(states.indices.filter { states[$0] != .absent })
  }

  /// The value as it is shown where it decides: its row, or its text behind the name of what it belongs to.
  func shown(_ index: Int) -> String {
    if let line = lines?[index] { return Wording.clipped(line) }
    let text: String =
      switch state(index) {
      case .absent: "nothing"
      case .null, .value, .emptyContainer: Wording.clipped(texts[index])
      }
    guard let label = owners?[index]?.label, !label.isEmpty else { return text }
    return "\(label): \(text)"
  }
}

/// An element of a list in a document, inside of others. Its name is looked up when it is shown.
final class Owner: Sendable {
  private let element: JSONValue
  private let outer: Owner?

  init(_ element: JSONValue, in outer: Owner?) {
    self.element = element
    self.outer = outer
  }

  /// The names from the outside in: `kube-system/coredns-1 coredns`.
  var label: String {
    let (name, around) = (Self.name(of: element), outer?.label ?? "")
    return name.isEmpty || around.isEmpty ? around + name : "\(around) \(name)"
  }

  /// `kube-system/coredns-1` of a Kubernetes object; `.name` of a container or port, `.type` of a condition.
  private static func name(of element: JSONValue) -> String {
    guard element.isObject else { return "" }
    if let name = element.string("metadata", "name") {
      return element.string("metadata", "namespace").map { "\($0)/\(name)" } ?? name
    }
    return element.string("name") ?? element.string("type") ?? ""
  }
}
