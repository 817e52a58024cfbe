/// Finds the programs that a shell text runs on this machine, and the files that it opens for writing; what runs in a
/// container or on another host is not looked into.
///
/// Text that is handed to another shell is read as well: `sh -c '…'`, `eval '…'`, `watch …`, a here-document of `bash`.
/// Where a part of such a text is filled in at run time, it is read around it, and that is noted.
struct InvocationReading: SyntaxVisitor {
  let documents: [HereDocument]
  private(set) var invocations: [Invocation] = []
  /// The redirections that write, but for those to another descriptor.
  private(set) var writes: [Write] = []
  /// Where values become part of a text that a shell reads.
  private(set) var insertions: [Range<Int>] = []
  /// The texts that have such places.
  private(set) var texts: [ShellText] = []
  private(set) var origins = ValueOrigins()
  private var functions: Set<String> = []
  /// What the commands around this place read, innermost last.
  private var inputs: [Input]
  /// How many texts are around this one.
  let level: Int

  /// A file that is opened for writing, and the program whose output goes there.
  struct Write {
    let redirection: Redirection
    let words: [Word]
  }

  /// The programs that may run others.
  private static let mayRunOthers = Set(Runner.all.keys).union(Runner.shells).union(Runner.kubectlBundles)
    .union(["su", "eval", "trap", "find", "ip", "parallel"])

  static let levelLimit = 8
  static let runnerLimit = 20

  init(_ tree: SyntaxTree, input: Input = .nothing, level: Int = 0) {
    documents = tree.documents
    inputs = [input]
    self.level = level
    walk(tree.script)
    nameCalls()
  }

  /// What these words run.
  init(_ words: some Collection<Word>, input: Input, level: Int) {
    documents = []
    inputs = [input]
    self.level = level
    add(Array(words), Surroundings(input: input))
  }

  private mutating func nameCalls() {
    guard !functions.isEmpty else { return }
    for index in invocations.indices {
      invocations[index].isCall = invocations[index].words.first?.bare.map(functions.contains) ?? false
    }
  }

  mutating func walk(_ pipeline: Pipeline) {
    for (index, command) in pipeline.commands.enumerated() {
      guard index > 0 else {
        walk(command)
        continue
      }
      inputs.append(Input(pipedFrom: pipeline.commands[index - 1], documents))
      walk(command)
      inputs.removeLast()
    }
  }

  mutating func enter(_ command: ShellCommand) {
    let input = Input(command.redirections, documents) ?? inputs[inputs.count - 1]
    var words: [Word] = []
    switch command.kind {
    case .simple(let simple):
      words = simple.words
      if !words.isEmpty { add(words, Surroundings(input: input)) }
    case .function(let name, _):
      functions.insert(name.text)
      inputs.append(.other)
    case .subshell, .group, .conditional, .loop, .forEach, .count, .choice, .test, .arithmetic, .coprocess:
      inputs.append(input)
    }
    for redirection in command.redirections where redirection.isWrite {
      writes.append(Write(redirection: redirection, words: words))
    }
  }

  mutating func leave(_ command: ShellCommand) {
    if case .simple = command.kind { return }
    inputs.removeLast()
  }

  mutating func visit(_ assignment: Assignment) { origins.set(assignment) }
  mutating func assign(_ name: String) { origins.lose(name) }

  /// What runs some words: the runners taken off so far, and what they do to the rest.
  private struct Surroundings {
    var runners: [String] = []
    var input: Input
    var isOpen = false
    /// What a runner replaces in the words.
    var placeholder: [UInt8] = []

    func inside(_ runner: String) -> Surroundings {
      var inner = self
      inner.runners.append(runner)
      return inner
    }
  }

  /// Adds what these words run, runners taken off.
  private mutating func add(_ words: [Word], _ around: Surroundings) {
    let words = around.placeholder.isEmpty ? words : words.map { $0.filled(at: around.placeholder) }
    let invocation = Invocation(
      words: words, runners: around.runners, input: around.input, isOpen: around.isOpen)
    guard let name = invocation.name, Self.mayRunOthers.contains(name),
      around.runners.count < Self.runnerLimit
    else {
      origins.lose(namesSetBy: invocation)
      invocations.append(invocation)
      return
    }
    let arguments = words.dropFirst()
    if let runner = Runner.all[name] {
      addProgram(of: runner, invocation, around.inside(name))
    } else if Runner.shells.contains(name) || name == "su" {
      addShell(invocation)
    } else if name == "eval" {
      readText(ShellText(joining: arguments), around.input)
    } else if name == "trap" {
      if arguments.count > 1, arguments.first?.literal != "-" { readText(arguments.first!.text, .nothing) }
    } else if name == "parallel" {
      invocations.append(invocation)
      let command = Arguments(arguments, valued: ValueOptions("-j --jobs -N -n"), stopsAtOperand: true)
        .operands
        .prefix { $0.literal?.hasPrefix("::") != true }
      add(
        command.map { $0.filled(at: Array("{}".utf8)) },
        Surroundings(runners: around.runners + [name], input: .nothing, isOpen: true))
    } else if Runner.kubectlBundles.contains(name), arguments.first?.literal == "kubectl" {
      var rest = arguments.dropFirst()
      if rest.first?.literal == "--" { rest = rest.dropFirst() }
      add([arguments.first!] + rest, around.inside(name))
    } else {
      invocations.append(invocation)
      if name == "find" { addExecutions(of: arguments, around) }
      if name == "ip" { addInNamespace(arguments, around) }
    }
  }

  /// The program that a runner runs, or the text.
  private mutating func addProgram(
    of runner: Runner, _ invocation: Invocation, _ around: Surroundings
  ) {
    let split = Arguments(invocation.words.dropFirst(), valued: runner.options, stopsAtOperand: true)
    if runner.idle.contains(where: { split.has($0) }) { return }
    if let text = split.values(of: "-S", "--split-string").first, invocation.name == "env" {
      return readText(text.text, around.input)
    }
    var rest = split.operands[...]
    if runner.takesAssignments { rest = rest.drop { $0.literalPrefixIsAssignment } }
    rest = rest.dropFirst(runner.operands)
    guard let first = rest.first else {
      // `nsenter -t 1` starts a shell, `xargs` alone echoes.
      if runner.startsShell { invocations.append(invocation) }
      return
    }
    if first.literal == "-c", let text = rest.dropFirst().first {
      // flock FILE -c 'text'
      return readText(text.text, around.input)
    }
    var inner = around
    if invocation.name == "xargs" {
      inner.input = .nothing
      let replaced = split.values(of: "-I", "--replace").first?.text.bytes
      inner.placeholder = replaced ?? (split.has("-i", "--replace") ? Array("{}".utf8) : [])
      inner.isOpen = inner.placeholder.isEmpty
    }
    if runner.joinsWords, !split.has("-x", "--exec") {
      readText(ShellText(joining: rest), around.input)
    } else {
      add(Array(rest), inner)
    }
  }

  private mutating func addShell(_ invocation: Invocation) {
    let split = Arguments(invocation.words.dropFirst(), valued: Runner.shellOptions)
    if let text = split.values(of: "-c", "--command").first {
      readText(text.text, invocation.input)
    } else if split.operands.isEmpty, case .text(let text) = invocation.input {
      readText(text, .other)
    } else {
      invocations.append(invocation)
    }
  }

  /// `find … -exec program … ;`
  private mutating func addExecutions(of arguments: ArraySlice<Word>, _ around: Surroundings) {
    var inner = around.inside("find")
    inner.placeholder = Array("{}".utf8)
    inner.input = .nothing
    var rest = arguments
    while let word = rest.popFirst() {
      guard let word = word.literal, ["-exec", "-execdir", "-ok", "-okdir"].contains(word) else { continue }
      let program = rest.prefix { $0.literal != ";" && $0.literal != "+" }
      if !program.isEmpty { add(Array(program), inner) }
      rest = rest.dropFirst(program.count)
    }
  }

  /// `ip netns exec NAME program …`
  private mutating func addInNamespace(_ arguments: ArraySlice<Word>, _ around: Surroundings) {
    let operands = Arguments(arguments, valued: Tool.ip.options, stopsAtOperand: true).operands
    guard operands.count > 3, ["netns", "vrf"].contains(operands[0].literal),
      operands[1].literal == "exec"
    else { return }
    add(Array(operands[3...]), around.inside("ip"))
  }

  private mutating func readText(_ text: ShellText, _ input: Input) {
    if let hole = text.firstHole {
      insertions.append(text.places(hole, hole + 1))
      texts.append(text)
    }
    guard level < Self.levelLimit else {
      // What lies so deep is not read: it counts like a value that is not known.
      return insertions.append(text.places(0, text.bytes.count))
    }
    let nested = InvocationReading(SyntaxTree(text), input: input, level: level + 1)
    invocations += nested.invocations
    writes += nested.writes
    insertions += nested.insertions
    texts += nested.texts
    origins.join(nested.origins)
  }
}

extension Redirection {
  /// It opens a file for writing.
  var isWrite: Bool {
    switch self.operator {
    case .write, .append, .overwrite, .writeBoth, .appendBoth, .readWrite: true
    case .duplicateOutput:
      // `>&2` and `>&-` name a descriptor, `>&file` a file.
      target.text.bytes.contains { !$0.isDigit && $0 != .minus }
    case .read, .duplicateInput, .hereString, .hereDocument, .hereDocumentIndented: false
    }
  }
}
