import Foundation
import RunbookMatching

/// What holds for every output that is read as JSON or YAML.
enum DocumentLaws {
  static func broken(by bytes: [UInt8]) -> String? {
    let yaml = (try? YAMLDocument.read(bytes[...]))?.root
    let json = (try? JSONDocument(bytes[...]))?.root
    let other = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    guard (json == nil) == (other == nil) || isOddForOthers(bytes) else {
      return json == nil ? "JSON that others read is read" : "JSON that others do not read is not read"
    }
    if let law = [yaml, json].lazy.compactMap({ $0.flatMap(brokenText) }).first { return law }
    guard let json else { return nil }
    if let other, !isSame(json, other) { return "JSON is read as others read it" }
    if let yaml, !bytes.contains(where: { $0 > 127 }), !isSame(json, yaml) {
      return "JSON is the same read as YAML"
    }
    return nil
  }

  private static func brokenText(_ value: JSONValue) -> String? {
    guard isContainer(value) else { return nil }
    guard let again = try? JSONDocument(value.text).root else { return "the text of a container is JSON" }
    guard isSame(value, again), again.text.elementsEqual(value.text) else {
      return "the text of a container says what is in it, and has no other text"
    }
    return nil
  }

  private static func isContainer(_ value: JSONValue) -> Bool { value.isArray || value.isObject }

  /// Foundation guesses other encodings, takes no number that a Double cannot hold, no half of a pair of surrogates, and
  /// less depth; it takes a comma behind the last.
  private static func isOddForOthers(_ bytes: [UInt8]) -> Bool {
    bytes.contains(0) || bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.starts(with: [0xFF, 0xFE]) || bytes.contains(Array("\\u".utf8))
      || bytes.contains { $0 | 0x20 == UInt8(ascii: "e") }
      || bytes.count { $0 | 0x20 == UInt8(ascii: "{") } > 500
      || bytes.count { (48..<58).contains($0) } > 300
      || [",}", ",]"].contains { bytes.filter { !" \t\r\n".utf8.contains($0) }.contains(Array($0.utf8)) }
  }

  private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
    guard one.isArray == other.isArray, one.isObject == other.isObject, one.isNull == other.isNull else {
      return false
    }
    guard isContainer(one) else { return one.text.elementsEqual(other.text) }
    let (children, others) = (one.children, other.children)
    return one.names == other.names && children.count == others.count
      && zip(children, others).allSatisfy { isSame($0, $1) }
  }

  private static func isSame(_ value: JSONValue, _ other: Any) -> Bool {
    switch other {
    case let others as [Any]:
      let children = value.children
      return value.isArray && children.count == others.count
        && zip(children, others).allSatisfy { isSame($0, $1) }
    case let members as [String: Any]:
      // Of several members of one name, Foundation keeps any.
      return value.isObject
        && (value.names.count != members.count
          || members.allSatisfy { name, member in value[name].map { isSame($0, member) } ?? false })
    case let text as String: return Array(value.text) == Array(text.utf8)
    case is NSNull: return value.isNull
    default: return !isContainer(value)
    }
  }
}
