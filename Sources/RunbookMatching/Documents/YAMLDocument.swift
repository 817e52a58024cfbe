import Yams

/// YAML, read by Yams into the same tree as JSON.
///
/// Several documents in one text (`---` between them) are a list of documents, so that
/// `yaml [].kind` works on what `helm get manifest` prints; one alone is itself. Empty documents are
/// left out. A member's name is its text. Aliases are written out; a text that grows to more than ten
/// times its size by them (and 1 MB) is refused, for that is an attack and no evidence.
package enum YAMLDocument {
  package static func read(_ bytes: ArraySlice<UInt8>) throws(DocumentProblem) -> JSONDocument {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DocumentProblem("no YAML: invalid UTF-8")
    }
    var documents: [Node] = []
    do {
      let parser = try Parser(yaml: text)
      while let node = try parser.nextRoot() {
        if case .scalar(let scalar) = node, scalar.string.isEmpty,
          scalar.style == .plain || scalar.style == .any
        {
          continue
        }
        documents.append(node)
      }
    } catch {
      throw DocumentProblem(sentence(error))
    }
    guard let first = documents.first else { throw DocumentProblem("no YAML: there is no text") }
    var writer = YAMLWriter(limit: bytes.count * 10 + 1 << 20)
    if documents.count == 1 {
      try writer.write(first, depth: 0)
    } else {
      try writer.writeList(documents, depth: 0)
    }
    return try JSONDocument(writer.json[...])
  }

  private static func sentence(_ error: any Error) -> String {
    guard let error = error as? YamlError else { return "no YAML" }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return "no YAML: \(problem) in line \(mark.line)"
    case .reader(let problem, _, _, _): return "no YAML: \(problem)"
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
      return "no YAML"
    }
  }
}

/// Writes YAML nodes as JSON.
private struct YAMLWriter {
  private(set) var json: [UInt8] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  mutating func write(_ node: Node, depth: Int) throws(DocumentProblem) {
    guard json.count < limit else {
      throw DocumentProblem("no YAML: its aliases make it more than ten times as long")
    }
    guard depth < 200 else { throw DocumentProblem("no YAML: deeper than 200 levels") }
    switch node {
    case .scalar(let scalar): write(scalar)
    case .sequence(let sequence): try writeList(Array(sequence), depth: depth + 1)
    case .mapping(let mapping):
      json.append(UInt8(ascii: "{"))
      for (index, pair) in mapping.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        try writeName(pair.key, depth: depth + 1)
        json.append(UInt8(ascii: ":"))
        try write(pair.value, depth: depth + 1)
      }
      json.append(UInt8(ascii: "}"))
    case .alias: throw DocumentProblem("no YAML: an alias that names nothing")
    }
  }

  mutating func writeList(_ nodes: [Node], depth: Int) throws(DocumentProblem) {
    json.append(UInt8(ascii: "["))
    for (index, node) in nodes.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      try write(node, depth: depth)
    }
    json.append(UInt8(ascii: "]"))
  }

  private mutating func writeName(_ key: Node, depth: Int) throws(DocumentProblem) {
    if case .scalar(let scalar) = key {
      JSONText.write(scalar.string, to: &json)
    } else {
      var name = YAMLWriter(limit: limit - json.count)
      try name.write(key, depth: depth)
      JSONText.write(String(decoding: name.json, as: UTF8.self), to: &json)
    }
  }

  /// A plain scalar keeps its text whatever YAML takes it for; only null must be told from the text.
  private mutating func write(_ scalar: Node.Scalar) {
    let isPlain = scalar.style == .plain || scalar.style == .any
    if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
      json += "null".utf8
    } else if isPlain, ["true", "false"].contains(scalar.string) {
      json += scalar.string.utf8
    } else {
      JSONText.write(scalar.string, to: &json)
    }
  }
}
