import RunbookModel

/// What the layout of a file needs to know of its tree: what begins at a byte, and how deep it stands.
struct Placement {
  struct Statement {
    enum Role {
      /// One of a sequence, a path, an outcome, `finally`: a blank line stands around it.
      case entry
      case row
      /// Of the head, a clause, an arrow of a sequence.
      case line
    }

    /// Lines of one family that follow each other are aligned.
    enum Family {
      case declaration, definition, arrow
    }

    let word: String
    let role: Role
    let depth: Int
    var family: Family?
    /// Where its second column begins, its third …: nothing that stands before may reach over it.
    var columns: [Int] = []
  }

  private(set) var statements: [Int: Statement] = [:]
  /// The depth of comment lines and of the first lines of texts.
  private(set) var depths: [Int: Int] = [:]

  init(_ file: FileSyntax) {
    if let title = file.title { add(title.line, .line, 0) }
    for head in file.head {
      add(head.line, .line, 0)
      switch head.kind {
      case .about(let text): add(text, 1)
      case .defaults(let clauses): add(clauses, 1)
      case .param(let param):
        align(
          head.line, .declaration,
          [param.type?.range.end ?? param.name?.range.end, param.description?.range.start])
      case .secret(let name, let description):
        align(head.line, .declaration, [name?.range.end, description?.range.start])
      case .let(let name, _): align(head.line, .definition, [name?.range.end])
      case .language, .tags, .owner, .use, .needs: break
      }
    }
    add(file.flow, 0)
    for declaration in file.declarations {
      add(declaration.line, .entry, 0)
      switch declaration {
      case .path(let path): add(path.flow, 1)
      case .outcome(let outcome):
        add(outcome.clauses, 1)
        add(outcome.prose, 1)
      }
    }
    for finally in file.finally {
      add(finally.line, .entry, 0)
      for entry in finally.entries {
        switch entry {
        case .run(let line, let text):
          add(line, .line, 1)
          add(text, 2)
        case .step(let step): add(step, 1)
        }
      }
    }
    add(file.after, 0)
  }

  private mutating func add(_ line: LineSyntax, _ role: Statement.Role, _ depth: Int) {
    statements[line.range.start] = Statement(word: line.word.text, role: role, depth: depth)
    add(line.comments.before, depth)
    add(line.comments.after, depth + 1)
  }

  /// Columns that are not there are empty, at the end of the line.
  private mutating func align(_ line: LineSyntax, _ family: Statement.Family, _ columns: [Int?]) {
    statements[line.range.start]?.family = family
    statements[line.range.start]?.columns = columns.map { $0 ?? line.range.end }
  }

  private mutating func add(_ comments: [Comment], _ depth: Int) {
    for comment in comments { depths[comment.range.start] = depth }
  }

  private mutating func add(_ text: TextSyntax?, _ depth: Int) {
    if let text, text.isBlock { depths[text.range.start] = depth }
  }

  private mutating func add(_ flow: [FlowSyntax], _ depth: Int) {
    for node in flow {
      switch node {
      case .arrow(let line, _): add(line, .line, depth)
      case .step(let step), .fix(let step), .start(let step): add(step, depth)
      case .parallel(let parallel):
        add(parallel.line, .entry, depth)
        for step in parallel.steps { add(step, depth + 1) }
      case .each(let each):
        add(each.line, .entry, depth)
        for step in each.steps { add(step, depth + 1) }
      case .decide(let decide):
        add(decide.line, .entry, depth)
        for row in decide.rows {
          add(row.line, .row, depth + 1)
          align(row.line, .arrow, [row.arrow?.range.start])
        }
      case .call(let call): add(call.line, call.clauses, depth)
      case .confirm(let confirm): add(confirm.line, confirm.clauses, depth)
      case .ask(let ask): add(ask.line, ask.clauses, depth)
      case .manual(let manual):
        add(manual.line, manual.clauses, depth)
        add(manual.prose, depth + 1)
      }
    }
  }

  private mutating func add(_ step: StepSyntax, _ depth: Int) { add(step.line, step.clauses, depth) }

  private mutating func add(_ line: LineSyntax, _ clauses: [ClauseSyntax], _ depth: Int) {
    add(line, .entry, depth)
    add(clauses, depth + 1)
  }

  private mutating func add(_ clauses: [ClauseSyntax], _ depth: Int) {
    for clause in clauses {
      add(clause.line, .line, depth)
      switch clause.kind {
      case .run(let text), .cleanup(let text), .undo(let text): add(text, depth + 1)
      case .stdin(let template): add(template?.text, depth + 1)
      case .branch(_, let arrow), .answer(_, let arrow): align(clause.line, .arrow, [arrow?.range.start])
      case .on, .timeout, .effect, .env, .keep, .expect, .capture, .when, .hint, .retry, .sample, .stopAfter,
        .each, .undoNone, .verify, .ready, .severity, .follow, .budget, .shell:
        break
      }
    }
  }
}
