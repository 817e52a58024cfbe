import RunbookModel

/// One program as a shell text runs it.
struct Invocation: Sendable {
  /// The program first, then its arguments; what ran it (`sudo`, `timeout 5`) is taken off.
  let words: [Word]
  /// The programs that were taken off, outermost first.
  let runners: [String]
  /// Of the command it stands in.
  let redirections: [Redirection]

  /// The last component of the path; nil where it is known only at run time.
  let name: String?

  init(words: [Word], runners: [String], redirections: [Redirection]) {
    self.words = words
    self.runners = runners
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

extension Word {
  /// `NAME=…`
  var literalPrefixIsAssignment: Bool {
    let bytes = text.bytes
    let name = bytes.prefix { $0.isNamePart }
    return !name.isEmpty && name.count < bytes.count && bytes[name.count] == .equals
  }
}
