import RunbookModel

extension Parser {
  /// `→ TARGET`, which must stand here.
  mutating func arrow() -> ArrowSyntax? {
    guard let arrow = accept(.arrow) else {
      if !isBroken, let token = peek, token.kind == .equals, peekSecond?.kind == .comparison {
        fail(.wrongArrow("=>"), at: token.range.through(peekSecond?.range ?? token.range))
      } else {
        failHere(.missingArrow, "`→`", help: "write `→ NAME` or `-> NAME`")
      }
      return nil
    }
    guard let token = peek, token.kind == .word || token.kind == .string || token.kind == .literal else {
      failHere(
        .missingTarget, "where to go: `next`, `stop`, a path, an outcome, a later step or a file in quotes")
      return nil
    }
    guard let target = target(token) else { return nil }
    let targetRange = self.range(from: token.start)
    let goesOn = self.goesOn(target)
    return ArrowSyntax(
      target: target, targetRange: targetRange, goesOn: goesOn, range: range(from: arrow.start))
  }

  private mutating func target(_ token: Token) -> ArrowSyntax.Target? {
    if token.kind == .string {
      cursor += 1
      return .file(string(token), arguments())
    }
    if accept("next") { return .next }
    if accept("stop") { return .stop }
    if text(token).hasSuffix(".rb") {
      fail(.unquoted(text(token), StringUse.file.rawValue), at: token.range)
      return nil
    }
    return name(.step).map { .name($0) }
  }

  /// `, next` behind a name, once.
  private mutating func goesOn(_ target: ArrowSyntax.Target) -> SourceRange? {
    guard let comma = accept(.comma) else { return nil }
    guard let token = peek, isWord(token, "next") else {
      failHere(
        .missingWord, "`next`",
        help: "`→ OUTCOME, next` notes the outcome and goes on; nothing else follows a comma")
      return nil
    }
    cursor += 1
    guard case .name = target else {
      report(.misplacedNext, at: comma.range.through(token.range))
      return nil
    }
    if let again = accept(.comma), let next = peek, isWord(next, "next") {
      fail(.secondNext, at: again.range.through(next.range))
    }
    return token.range
  }
}
