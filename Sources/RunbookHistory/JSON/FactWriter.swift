import RunbookModel

/// Writes what is `Encodable` as JSON, an order of magnitude faster than Foundation does.
///
/// Values are written as they come, without a tree between. A `Codable` container never says that
/// it is done; so each container knows how deep it stands, and whoever writes next ends everything
/// that is still open below it. Dictionaries are written by key, so that equal values are equal text.
struct FactWriter: Encoder {
  /// The members of a fact, as they stand in `event.body`.
  static func body(of fact: Fact) throws -> [UInt8] {
    let writer = FactWriter(output: Output(), depth: 0)
    try fact.encodeMembers(to: writer)
    writer.output.json.close(to: 0)
    // A fact without members opens nothing.
    return writer.output.json.bytes.isEmpty ? Array("{}".utf8) : writer.output.json.bytes
  }

  fileprivate final class Output {
    var json = JSONBytes()
  }

  fileprivate let output: Output
  /// How many brackets were open when the value of this encoder began.
  fileprivate let depth: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    // The second container that one value asks for adds to the same object.
    if output.json.depth == depth { output.json.openObject() }
    return KeyedEncodingContainer(Members(output: output, depth: depth + 1))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if output.json.depth == depth { output.json.openArray() }
    return Elements(output: output, depth: depth + 1)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(output: output) }
}

extension FactWriter.Output {
  fileprivate func write(_ value: some Encodable) throws {
    let depth = json.depth
    let size = json.bytes.count
    if let dictionary = value as? any WrittenByKey {
      try dictionary.write(to: self)
    } else {
      try value.encode(to: FactWriter(output: self, depth: depth))
    }
    json.close(to: depth)
    if json.bytes.count == size {
      json.openObject()
      json.close(to: depth)
    }
  }
}

/// A dictionary whose order must not depend on the hashing of the day.
private protocol WrittenByKey {
  func write(to output: FactWriter.Output) throws
}

extension Dictionary: WrittenByKey where Key == String, Value: Encodable {
  fileprivate func write(to output: FactWriter.Output) throws {
    output.json.openObject()
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      output.json.key(key)
      try output.write(value)
    }
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let output: FactWriter.Output
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  private func begin(_ key: Key) {
    output.json.close(to: depth)
    output.json.key(key.stringValue)
  }

  mutating func encodeNil(forKey key: Key) {
    begin(key)
    output.json.null()
  }

  mutating func encode(_ value: Bool, forKey key: Key) {
    begin(key)
    output.json.boolean(value)
  }

  mutating func encode(_ value: String, forKey key: Key) {
    begin(key)
    output.json.string(value)
  }

  mutating func encode(_ value: Int, forKey key: Key) {
    begin(key)
    output.json.integer(value)
  }

  mutating func encode(_ value: Double, forKey key: Key) {
    begin(key)
    output.json.number(value)
  }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    begin(key)
    try output.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    superEncoder(forKey: key).container(keyedBy: Nested.self)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    superEncoder(forKey: key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    output.json.close(to: depth)
    output.json.key("super")
    return FactWriter(output: output, depth: depth)
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    begin(key)
    return FactWriter(output: output, depth: depth)
  }
}

private struct Elements: UnkeyedEncodingContainer {
  let output: FactWriter.Output
  let depth: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(output: FactWriter.Output, depth: Int) {
    self.output = output
    self.depth = depth
  }

  private mutating func begin() {
    output.json.close(to: depth)
    output.json.separate()
    count += 1
  }

  mutating func encodeNil() {
    begin()
    output.json.null()
  }

  mutating func encode(_ value: String) {
    begin()
    output.json.string(value)
  }

  mutating func encode(_ value: some Encodable) throws {
    begin()
    try output.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type) -> KeyedEncodingContainer<Nested> {
    superEncoder().container(keyedBy: Nested.self)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

  mutating func superEncoder() -> any Encoder {
    begin()
    return FactWriter(output: output, depth: depth)
  }
}

private struct Single: SingleValueEncodingContainer {
  let output: FactWriter.Output
  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() { output.json.null() }
  mutating func encode(_ value: Bool) { output.json.boolean(value) }
  mutating func encode(_ value: String) { output.json.string(value) }
  mutating func encode(_ value: Double) { output.json.number(value) }
  mutating func encode(_ value: Float) { output.json.number(Double(value)) }
  mutating func encode(_ value: Int) { output.json.integer(value) }
  mutating func encode(_ value: Int8) { output.json.integer(value) }
  mutating func encode(_ value: Int16) { output.json.integer(value) }
  mutating func encode(_ value: Int32) { output.json.integer(value) }
  mutating func encode(_ value: Int64) { output.json.integer(value) }
  mutating func encode(_ value: UInt) { output.json.integer(value) }
  mutating func encode(_ value: UInt8) { output.json.integer(value) }
  mutating func encode(_ value: UInt16) { output.json.integer(value) }
  mutating func encode(_ value: UInt32) { output.json.integer(value) }
  mutating func encode(_ value: UInt64) { output.json.integer(value) }
  mutating func encode(_ value: some Encodable) throws { try output.write(value) }
}
