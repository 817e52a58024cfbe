import RunbookModel

/// One program as a shell text runs it.
struct Invocation: Sendable {
  /// The program first, then its arguments; what ran it (`sudo`, `timeout 5`) is taken off.
  let words: [Word]
  /// The programs that were taken off, outermost first.
  let wrappers: [String]
  /// Of the command it stands in.
  let redirections: [Redirection]

  /// The last component of the path; nil where it is known only at run time.
  let name: String?

  init(words: [Word], wrappers: [String], redirections: [Redirection]) {
    self.words = words
    self.wrappers = wrappers
    self.redirections = redirections
    let path = words.first?.literal ?? ""
    name =
      path.utf8.contains(.slash)
      ? path.split(separator: "/").last.map(String.init) : path.isEmpty ? nil : path
  }

  /// As it stands in a plan; nil for builtins and what is known only at run time.
  var program: ProgramUse? {
    guard let name, !builtins.contains(name) else { return nil }
    return ProgramUse(name: name, verbs: Tool.named(name)?.verbs(of: Array(words.dropFirst())) ?? [])
  }
}

/// Finds the programs that a shell text runs on this machine; what runs in a container or on another host is not
/// looked into.
///
/// Text that is handed to another shell is read as well: `sh -c '…'`, `eval '…'`, `watch …`, a here-document of `bash`.
/// Where a part of such a text is filled in at run time, it is read around it.
struct InvocationReading: SyntaxVisitor {
  let documents: [HereDocument]
  private(set) var invocations: [Invocation] = []
  private var functions: Set<String> = []
  /// How many texts are around this one.
  private let level: Int

  /// The programs that may run others.
  private static let runners: Set<String> = Wrapper.shells.union(Wrapper.all.keys).union(
    Wrapper.kubectlBundles
  )
  .union(["su", "eval", "trap", "find", "ip"])

  static let levelLimit = 8
  static let wrapperLimit = 20

  init(_ tree: SyntaxTree) { self.init(tree, level: 0) }

  private init(_ tree: SyntaxTree, level: Int) {
    documents = tree.documents
    self.level = level
    walk(tree.script)
    let functions = functions
    if !functions.isEmpty { invocations.removeAll { $0.words.first?.bare.map(functions.contains) ?? false } }
  }

  mutating func enter(_ command: ShellCommand) {
    switch command.kind {
    case .simple(let simple): if !simple.words.isEmpty { add(simple.words, [], command.redirections) }
    case .function(let name, _): functions.insert(name.text)
    case .subshell, .group, .conditional, .loop, .forEach, .count, .choice, .test, .arithmetic, .coprocess:
      break
    }
  }

  /// Adds what these words run, wrappers taken off.
  private mutating func add(_ words: [Word], _ wrappers: [String], _ redirections: [Redirection]) {
    let invocation = Invocation(words: words, wrappers: wrappers, redirections: redirections)
    guard let name = invocation.name, Self.runners.contains(name) else {
      invocations.append(invocation)
      return
    }
    let arguments = Array(words.dropFirst())
    if let wrapper = Wrapper.all[name], wrappers.count < Self.wrapperLimit {
      if let inner = unwrap(arguments, wrapper) { add(inner, wrappers + [name], redirections) }
    } else if Wrapper.shells.contains(name) || name == "su" {
      addShell(invocation, arguments)
    } else if name == "eval" {
      readText(joined(arguments))
    } else if name == "trap", arguments.count > 1 {
      if arguments[0].literal != "-" { readText(arguments[0].text) }
    } else if Wrapper.kubectlBundles.contains(name), arguments.first?.literal == "kubectl",
      wrappers.count < Self.wrapperLimit
    {
      let rest = arguments.dropFirst().first?.literal == "--" ? arguments.dropFirst(2) : arguments.dropFirst()
      add([arguments[0]] + rest, wrappers + [name], redirections)
    } else {
      invocations.append(invocation)
      if name == "find" { addExecutions(of: arguments, redirections) }
      if name == "ip" { addInNamespace(arguments, redirections) }
    }
  }

  /// The words of the program that a wrapper runs; nil where it runs none, or a text.
  private mutating func unwrap(_ arguments: [Word], _ wrapper: Wrapper) -> [Word]? {
    let split = Arguments(arguments, valued: wrapper.options, stopsAtOperand: true)
    if wrapper.idle.contains(where: split.has) { return nil }
    var rest = split.operands[...]
    if wrapper.takesAssignments { rest = rest.drop { $0.literalPrefixIsAssignment } }
    rest = rest.dropFirst(wrapper.operands)
    guard let first = rest.first else { return nil }
    if first.literal == "-c", rest.count > 1 {
      // flock FILE -c 'text'
      readText(rest[rest.startIndex + 1].text)
      return nil
    }
    guard wrapper.joinsWords, !split.has("-x") else { return Array(rest) }
    readText(joined(Array(rest)))
    return nil
  }

  private mutating func addShell(_ invocation: Invocation, _ arguments: [Word]) {
    let split = Arguments(
      arguments, valued: ValueOptions("-c -o -O +o +O --rcfile --init-file -s --shell --command"))
    if let text = split.values(of: "-c").first ?? split.values(of: "--command").first {
      readText(text.text)
      return
    }
    let document = invocation.redirections.last { $0.document != nil }?.document
    if split.operands.isEmpty, let document {
      for part in documents[document].parts {
        if case .quoted(let text) = part.kind {
          readText(text)
        } else {
          readText(joinedParts(documents[document]))
        }
        break
      }
      return
    }
    invocations.append(invocation)
  }

  /// `find … -exec program … ;`
  private mutating func addExecutions(of arguments: [Word], _ redirections: [Redirection]) {
    var index = 0
    while index < arguments.count {
      let word = arguments[index].literal
      index += 1
      guard let word, ["-exec", "-execdir", "-ok", "-okdir"].contains(word) else { continue }
      let rest = arguments[index...].prefix { $0.literal != ";" && $0.literal != "+" }
      if !rest.isEmpty { add(Array(rest), ["find"], redirections) }
      index += rest.count
    }
  }

  /// `ip netns exec NAME program …`
  private mutating func addInNamespace(_ arguments: [Word], _ redirections: [Redirection]) {
    let operands = Arguments(arguments, valued: ValueOptions("-n -netns -f -family"), stopsAtOperand: true)
      .operands
    guard operands.count > 3, operands[0].literal == "netns", operands[1].literal == "exec" else { return }
    add(Array(operands[3...]), ["ip"], redirections)
  }

  private mutating func readText(_ text: ShellText) {
    guard level < Self.levelLimit else { return }
    let nested = InvocationReading(SyntaxTree(text), level: level + 1)
    invocations += nested.invocations
  }

  private func joined(_ words: [Word]) -> ShellText {
    var text = ShellTextBuilder()
    for word in words {
      if !text.isEmpty { text.append(.space, at: word.range.lowerBound) }
      text.append(word.text)
    }
    return text.take(at: words.first?.range.lowerBound ?? 0)
  }

  private func joinedParts(_ document: HereDocument) -> ShellText {
    Word(parts: document.parts, range: document.range).text
  }
}

extension Word {
  /// `NAME=…`
  var literalPrefixIsAssignment: Bool {
    let bytes = text.bytes
    let name = bytes.prefix { $0.isNamePart }
    return !name.isEmpty && name.count < bytes.count && bytes[name.count] == .equals
  }
}
