/// Where the values of a text's own variables come from, as far as that makes what is done with them harmless.
struct ValueOrigins: Sendable {
  enum Origin: Sendable {
    /// A file or folder that `mktemp` made, or a path below `/tmp`.
    case scratch
    /// The number of a process that the text itself started: `$!`.
    case ownProcess
  }

  /// Nil: from elsewhere too.
  private var origins: [String: Origin?] = [:]

  subscript(name: String) -> Origin? { origins[name] ?? nil }

  /// Whether the text sets the name at all.
  func contains(_ name: String) -> Bool { origins[name] != nil }

  mutating func lose(_ name: String) { origins.updateValue(nil, forKey: name) }

  mutating func join(_ other: ValueOrigins) {
    for (name, origin) in other.origins { set(name, origin) }
  }

  mutating func set(_ assignment: Assignment) {
    guard assignment.index == nil, case .word(let word) = assignment.value else {
      return lose(assignment.name.text)
    }
    set(assignment.name.text, origin(of: word))
  }

  private mutating func set(_ name: String, _ origin: Origin?) {
    origins.updateValue(contains(name) && self[name] != origin ? nil : origin, forKey: name)
  }

  private func origin(of word: Word) -> Origin? {
    if isScratch(word) { return .scratch }
    guard let part = word.onlyPart else { return nil }
    if case .parameter(let parameter) = part.kind, parameter.isPlain {
      return parameter.name == "!" ? .ownProcess : self[parameter.name]
    }
    guard case .substitution(let script) = part.kind, let words = script.onlyWords,
      words.first?.literal == "mktemp", isScratch(mktemp: words.dropFirst())
    else { return nil }
    return .scratch
  }

  /// The builtins that set the names among their arguments.
  private static let setters: Set<String> = ["read", "mapfile", "readarray", "getopts", "let", "printf"]

  mutating func lose(namesSetBy invocation: Invocation) {
    guard let name = invocation.name, Self.setters.contains(name) else { return }
    for word in invocation.words.dropFirst() { if let name = word.literal { lose(name) } }
  }
}

extension ValueOrigins {
  /// Whether a path lies below `/tmp`, below `$TMPDIR`, or is what `mktemp` gave.
  func isScratch(_ word: Word) -> Bool {
    let bytes = word.text.bytes
    guard !bytes.split(separator: .slash).contains(where: { $0.elementsEqual("..".utf8) }) else {
      return false
    }
    if bytes.starts(with: "/tmp/".utf8) { return bytes.count > 5 }
    guard let parameter = word.leadingParameter else { return false }
    if parameter.isPlain, self[parameter.name] == .scratch { return bytes.count == 1 || bytes[1] == .slash }
    guard parameter.name == "TMPDIR", !contains("TMPDIR"), bytes.count > 2, bytes[1] == .slash else {
      return false
    }
    if parameter.isPlain { return true }
    guard case .fallback(let parts) = parameter.operation else { return false }
    return Word(parts: parts, range: word.range).literal == "/tmp"
  }

  /// `mktemp` with these arguments makes what it makes below `/tmp` or `$TMPDIR`.
  func isScratch(mktemp arguments: ArraySlice<Word>) -> Bool {
    let split = Arguments(arguments, valued: ValueOptions("-p --suffix --tmpdir"))
    if split.has("-p") || split.first("--tmpdir")?.value != nil { return false }
    return split.operands.isEmpty || split.has("-t", "--tmpdir") || split.operands.allSatisfy(isScratch)
  }
}

extension Word {
  /// The one part of a word, which may stand in double quotes.
  var onlyPart: WordPart? {
    guard parts.count == 1 else { return nil }
    if case .doubleQuoted(let inner) = parts[0].kind { return inner.count == 1 ? inner[0] : nil }
    return parts[0]
  }

  /// The parameter that the word begins with.
  var leadingParameter: ParameterExpansion? {
    var part = parts.first
    if case .doubleQuoted(let inner) = part?.kind { part = inner.first }
    if case .parameter(let parameter) = part?.kind { return parameter }
    return nil
  }
}

extension Script {
  /// The words of its only command, where that is a simple one.
  var onlyWords: [Word]? {
    guard statements.count == 1, statements[0].pipelines.count == 1,
      statements[0].pipelines[0].commands.count == 1,
      case .simple(let simple) = statements[0].pipelines[0].commands[0].kind
    else { return nil }
    return simple.words
  }
}
