import RunbookMatching
import RunbookModel

/// Redacts the body of an event: what is text in it, by the members of its JSON.
///
/// Names of steps, verdicts and the like tie events together and stay, so a pattern finds nothing in them.
struct BodyRedaction {
  /// A redacted content, and where bytes are missing in it.
  struct Stored {
    let digest: String
    let size: Int
    let head: Int?
  }

  let redactor: Redactor
  /// What stands in the place of a content.
  let content: (_ digest: String, _ head: Int?) throws -> Stored?
  private(set) var kinds: [String: Int] = [:]

  init(_ redactor: Redactor, content: @escaping (_ digest: String, _ head: Int?) throws -> Stored?) {
    self.redactor = redactor
    self.content = content
  }

  private static let structure: Set<String> = [
    "digest", "verdict", "purpose", "stream", "origin", "severity", "state", "effect", "shell", "how",
    "source",
    "type", "name", "parent", "call", "child", "resumes", "mark", "run", "takenFrom", "outcome", "outcomes",
    "file", "tool", "only", "from", "uid", "step", "signal", "path", "hidden", "missing", "proposed", "fixed",
    "runbook", "undoes", "item", "incident",
  ]
  /// Their members are named by those who wrote the runbook.
  private static let named: Set<String> = ["variables", "parameters"]

  mutating func redacted(_ value: JSONValue) throws -> JSONValue { try redacted(value, in: "", named: nil) }

  private mutating func redacted(_ value: JSONValue, in member: String, named name: String?) throws
    -> JSONValue
  {
    switch value {
    case .string(let text):
      return Self.structure.contains(member) ? value : .string(redacted(text, named: name))
    case .array(let elements): return .array(try elements.map { try redacted($0, in: member, named: name) })
    case .object(let members): return .object(try redacted(members, in: member, named: name))
    case .null, .boolean, .integer, .number: return value
    }
  }

  private mutating func redacted(
    _ members: [(name: String, value: JSONValue)], in member: String, named outer: String?
  ) throws -> [(name: String, value: JSONValue)] {
    if let content = try replaced(members) { return content }
    if let evidence = try evidence(members) { return evidence }
    // A captured value goes by the name beside it.
    let own = members.contains { $0.name == "value" } ? members.first { $0.name == "name" }?.value.text : nil
    return try members.map { entry in
      let isNamed = Self.named.contains(member)
      let name = isNamed ? entry.name : entry.name == "value" ? own : outer
      return (entry.name, try redacted(entry.value, in: isNamed ? "text" : entry.name, named: name))
    }
  }

  private func replaced(
    _ members: [(name: String, value: JSONValue)]
  ) throws -> [(name: String, value: JSONValue)]? {
    guard members.count == 2, members[0].name == "digest", let digest = members[0].value.text else {
      return nil
    }
    guard let new = try content(digest, nil) else { return members }
    return [("digest", .string(new.digest)), ("size", .integer(Int64(new.size)))]
  }

  /// Where bytes are missing, what stands before and behind is redacted each by itself.
  private func evidence(
    _ members: [(name: String, value: JSONValue)]
  ) throws -> [(name: String, value: JSONValue)]? {
    guard members.count == 2, members[1].name == "cut", case .object(let known) = members[0].value,
      let digest = known.first(where: { $0.name == "digest" })?.value.text,
      case .object(let cut) = members[1].value,
      case .integer(let head)? = cut.first(where: { $0.name == "head" })?.value
    else { return nil }
    guard let new = try content(digest, Int(head)) else { return members }
    return [
      ("content", .object([("digest", .string(new.digest)), ("size", .integer(Int64(new.size)))])),
      (
        "cut",
        .object(cut.map { $0.name == "head" ? ("head", .integer(Int64(new.head ?? Int(head)))) : $0 })
      ),
    ]
  }

  private mutating func redacted(_ text: String, named name: String?) -> String {
    let new = name.map { redactor.redact(text, named: $0) } ?? redactor.redact(text)
    if new != text {
      kinds.add(Redactor.kinds(in: Array(new.utf8)), minus: Redactor.kinds(in: Array(text.utf8)))
    }
    return new
  }
}

extension [String: Int] {
  mutating func add(_ new: [String: Int], minus old: [String: Int] = [:]) {
    for (kind, count) in new where count > old[kind] ?? 0 {
      self[kind, default: 0] += count - (old[kind] ?? 0)
    }
  }
}

extension JSONValue {
  var text: String? { if case .string(let text) = self { text } else { nil } }
}

extension JSONBytes {
  /// A value as it would have been written.
  mutating func value(_ value: JSONValue) {
    let depth = self.depth
    switch value {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let elements):
      openArray()
      for element in elements {
        separate()
        self.value(element)
      }
    case .object(let members):
      openObject()
      for member in members {
        key(member.name)
        self.value(member.value)
      }
    }
    close(to: depth)
  }
}
