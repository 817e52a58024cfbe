import RunbookModel
import Synchronization

/// What patterns are redacted by: the key of the pseudonyms, the patterns that are a team's own, and who wants to
/// know what was removed.
package struct PatternRules: Sendable {
  let key: KeyedDigest.Key
  let own: [OwnPattern]
  /// What everybody's secrets look like counts too.
  let knowsShapes: Bool
  package let finds: SecretFinds?

  package init(key: [UInt8], own: [OwnPattern] = [], finds: SecretFinds? = nil, knowsShapes: Bool = true) {
    self.key = KeyedDigest.Key(key)
    self.knowsShapes = knowsShapes
    self.own = own
    self.finds = finds
  }

  /// The kind of the first secret in some bytes; nil where there is none.
  func kind(of bytes: [UInt8]) -> String? {
    var stream = PatternStream(PatternRules(key: []))
    _ = stream.push(bytes)
    _ = stream.finish()
    return stream.kinds.first
  }
}

extension PatternRules {
  /// The kind of a value, where its name gives it away: as in a line of its own.
  func kind(of value: String, named name: String) -> String? {
    var stream = PatternStream(PatternRules(key: []))
    let output = stream.push(Array("\(name): \(value)".utf8)) + stream.finish()
    return output.starts(with: "\(name): ‹".utf8) ? stream.kinds.first : nil
  }
}

/// What was removed from the output of a run, as long as the run lasts: a command that is handed a captured
/// token gets the token, not what is recorded of it.
package final class SecretFinds: Sendable {
  private let secrets = Mutex<[[UInt8]: [UInt8]]>([:])
  /// By value.
  private let given = Mutex<[String: String]>([:])

  /// A shorter secret is hidden where it is a value of its own; anywhere else it may be any word.
  private static let shortestAnywhere = 8

  package init() {}

  /// What was given to commands is hidden wherever it turns up. False where all of it was known.
  package func hand(_ secrets: [(pseudonym: String, value: String)]) -> Bool {
    given.withLock { given in
      let before = given.count
      for secret in secrets { given[secret.value] = secret.pseudonym }
      return given.count > before
    }
  }

  /// What to look for anywhere.
  package var handed: [(pseudonym: String, value: String)] {
    given.withLock { $0 }.filter { $0.key.utf8.count >= Self.shortestAnywhere }.sorted { $0.key < $1.key }.map
    {
      (pseudonym: $0.value, value: $0.key)
    }
  }

  func pseudonym(of value: String) -> String? { given.withLock { $0[value] } }

  func note(_ secret: [UInt8], as pseudonym: [UInt8]) {
    secrets.withLock { if $0[pseudonym] == nil { $0[pseudonym] = secret } }
  }

  /// A text with the secrets that its pseudonyms stand for; and those secrets.
  package func reveal(_ text: String) -> (text: String, secrets: [(pseudonym: String, value: String)]) {
    let bytes = Array(text.utf8)
    let places = Pseudonym.places(in: bytes)
    if places.isEmpty { return (text, []) }
    let known = secrets.withLock { $0 }
    var result: [UInt8] = []
    var found: [(pseudonym: String, value: String)] = []
    var position = 0
    for place in places {
      guard let secret = known[Array(bytes[place])] else { continue }
      result += bytes[position..<place.lowerBound] + secret
      found.append(
        (String(decoding: bytes[place], as: UTF8.self), String(decoding: secret, as: UTF8.self)))
      position = place.upperBound
    }
    return (String(decoding: result + bytes[position...], as: UTF8.self), found)
  }
}
