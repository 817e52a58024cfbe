import Yams

/// YAML, read by Yams into the same tree as JSON.
///
/// Several documents in one text (`---` between them) are a list of documents, so that
/// `yaml [].kind` works on what `helm get manifest` prints; one alone is itself. Empty documents are
/// left out. A member's name is its text. Aliases are written out; a text that grows to more than
/// 64 MB by them is refused, for that is an attack and no evidence.
enum YAMLDocument {
  static let expansionLimit = 64 << 20

  static func read(_ bytes: ArraySlice<UInt8>) throws(DocumentProblem) -> JSONDocument {
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
    var json: [UInt8] = []
    if documents.count == 1 {
      try write(first, to: &json, depth: 0)
    } else {
      try writeList(documents, to: &json, depth: 0)
    }
    return try JSONDocument(json[...])
  }

  private static func write(_ node: Node, to json: inout [UInt8], depth: Int) throws(DocumentProblem) {
    guard json.count < expansionLimit else { throw DocumentProblem("no YAML: its aliases grow beyond 64 MB") }
    guard depth < 200 else { throw DocumentProblem("no YAML: deeper than 200 levels") }
    switch node {
    case .scalar(let scalar): write(scalar, to: &json)
    case .sequence(let sequence): try writeList(Array(sequence), to: &json, depth: depth + 1)
    case .mapping(let mapping):
      json.append(UInt8(ascii: "{"))
      for (index, pair) in mapping.enumerated() {
        if index > 0 { json.append(UInt8(ascii: ",")) }
        try writeName(pair.key, to: &json, depth: depth + 1)
        json.append(UInt8(ascii: ":"))
        try write(pair.value, to: &json, depth: depth + 1)
      }
      json.append(UInt8(ascii: "}"))
    case .alias: throw DocumentProblem("no YAML: an alias that names nothing")
    }
  }

  private static func writeList(_ nodes: [Node], to json: inout [UInt8], depth: Int) throws(DocumentProblem) {
    json.append(UInt8(ascii: "["))
    for (index, node) in nodes.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      try write(node, to: &json, depth: depth)
    }
    json.append(UInt8(ascii: "]"))
  }

  private static func writeName(_ key: Node, to json: inout [UInt8], depth: Int) throws(DocumentProblem) {
    if case .scalar(let scalar) = key {
      JSONText.write(scalar.string, to: &json)
    } else {
      var name: [UInt8] = []
      try write(key, to: &name, depth: depth)
      JSONText.write(String(decoding: name, as: UTF8.self), to: &json)
    }
  }

  /// A plain scalar keeps its text whatever YAML takes it for; only null must be told from the text.
  private static func write(_ scalar: Node.Scalar, to json: inout [UInt8]) {
    let isPlain = scalar.style == .plain || scalar.style == .any
    if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
      json += "null".utf8
    } else if isPlain, ["true", "false"].contains(scalar.string) {
      json += scalar.string.utf8
    } else {
      JSONText.write(scalar.string, to: &json)
    }
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
