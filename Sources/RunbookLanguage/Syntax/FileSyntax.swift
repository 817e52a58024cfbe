package import RunbookModel

/// The syntax tree of one file: what is written, in the order it is written, nothing resolved.
///
/// The tree is permissive. Lists keep everything that was read, also what stands twice or in a wrong
/// place. An optional part that the grammar requires is nil only where it was missing or unreadable,
/// and then the parser has already reported it: who reads the tree passes over it in silence.
///
/// The parser reports what can be seen in one place: words, shapes, order, indentation, ranges of
/// numbers, patterns that do not compile, clauses in a block that has no such clause. Left to the
/// checker is what needs a second place: clauses that stand twice or exclude each other, names
/// defined twice or never, required clauses, variables, reachability, types, what shell text means.
package struct FileSyntax: Sendable {
  package let source: SourceText
  /// `runbook "Title"`; nil where the file does not begin with it.
  package let title: TitleSyntax?
  package let head: [HeadSyntax]
  package let flow: [FlowSyntax]
  package let declarations: [DeclarationSyntax]
  /// At most one is right.
  package let finally: [FinallySyntax]
  /// Comments behind the last statement.
  package let after: [Comment]

  package init(
    source: SourceText, title: TitleSyntax?, head: [HeadSyntax], flow: [FlowSyntax],
    declarations: [DeclarationSyntax], finally: [FinallySyntax], after: [Comment]
  ) {
    self.source = source
    self.title = title
    self.head = head
    self.flow = flow
    self.declarations = declarations
    self.finally = finally
    self.after = after
  }
}

/// `runbook "Title"`.
package struct TitleSyntax: Sendable {
  package let line: LineSyntax
  package let title: StringSyntax?

  package init(line: LineSyntax, title: StringSyntax?) {
    self.line = line
    self.title = title
  }
}

/// `path` or `outcome`.
package enum DeclarationSyntax: Sendable {
  case path(PathSyntax)
  case outcome(OutcomeSyntax)

  package var line: LineSyntax {
    switch self {
    case .path(let path): path.line
    case .outcome(let outcome): outcome.line
    }
  }
}

/// `path NAME "Title"` and its sequence.
package struct PathSyntax: Sendable {
  package let line: LineSyntax
  package let name: Spelled?
  package let title: StringSyntax?
  package let flow: [FlowSyntax]

  package init(line: LineSyntax, name: Spelled?, title: StringSyntax?, flow: [FlowSyntax]) {
    self.line = line
    self.name = name
    self.title = title
    self.flow = flow
  }
}

/// `outcome NAME "Title"`: its clauses are `severity` and `follow`.
package struct OutcomeSyntax: Sendable {
  package let line: LineSyntax
  package let name: Spelled?
  package let title: StringSyntax?
  package let clauses: [ClauseSyntax]
  package let prose: TextSyntax?

  package init(
    line: LineSyntax, name: Spelled?, title: StringSyntax?, clauses: [ClauseSyntax], prose: TextSyntax?
  ) {
    self.line = line
    self.name = name
    self.title = title
    self.clauses = clauses
    self.prose = prose
  }
}

/// `finally` and what always runs.
package struct FinallySyntax: Sendable {
  package enum Entry: Sendable {
    case run(LineSyntax, TextSyntax?)
    case step(StepSyntax)
  }

  package let line: LineSyntax
  package let entries: [Entry]

  package init(line: LineSyntax, entries: [Entry]) {
    self.line = line
    self.entries = entries
  }
}
