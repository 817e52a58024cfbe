import RunbookCommands
import RunbookModel

/// A file as the passes of the checker walk it: sequences of stations, and the outcomes.
struct Outline {
  struct Ending {
    let outcome: OutcomeSyntax
    let name: Spelled
    let source: SourceText
    /// The arrow to the file that follows.
    let follow: ArrowSyntax?
  }

  /// The top level first, then the paths in the order of the file.
  var sequences: [StationSequence] = []
  var finally: StationSequence?
  private(set) var endings: [Ending] = []

  init(_ tree: FileSyntax) {
    var defaults: Set<String> = []
    for head in tree.head {
      guard case .defaults(let clauses) = head.kind else { continue }
      defaults.formUnion(environment(of: clauses))
    }
    var top = SequenceBuilder(role: .top, source: tree.source, environment: defaults)
    top.add(tree.flow)
    sequences = [top.sequence]
    for declaration in tree.declarations {
      switch declaration {
      case .path(let path):
        var builder = SequenceBuilder(
          role: .path, name: path.name, source: tree.source, environment: defaults)
        builder.add(path.flow)
        sequences.append(builder.sequence)
      case .outcome(let outcome):
        guard let name = outcome.name else { continue }
        let follow = outcome.clauses.lazy.compactMap { clause -> ArrowSyntax? in
          if case .follow(let arrow) = clause.kind { arrow } else { nil }
        }
        endings.append(Ending(outcome: outcome, name: name, source: tree.source, follow: follow.first))
      }
    }
    guard !tree.finally.isEmpty else { return }
    var last = SequenceBuilder(role: .finally, source: tree.source, environment: defaults)
    for entry in tree.finally.flatMap(\.entries) {
      switch entry {
      case .run(let line, let text): last.addLine(line, text)
      case .step(let step): last.add(step, .step)
      }
    }
    finally = last.sequence
  }

  /// All sequences, `finally` last.
  var all: [StationSequence] { sequences + (finally.map { [$0] } ?? []) }

  var hasFlow: Bool { !sequences[0].stations.isEmpty }
}

/// The names that `env` clauses declare.
private func environment(of clauses: [ClauseSyntax]) -> [String] {
  clauses.flatMap { clause -> [String] in
    if case .env(let names) = clause.kind { names.map(\.text) } else { [] }
  }
}

/// Lays the entries of one sequence flat.
private struct SequenceBuilder {
  private let role: StationSequence.Role
  private let name: Spelled?
  private let source: SourceText
  private let environment: Set<String>
  private var stations: [Station] = []
  private var blocks: [StationSequence.Block] = []

  init(role: StationSequence.Role, name: Spelled? = nil, source: SourceText, environment: Set<String>) {
    self.role = role
    self.name = name
    self.source = source
    self.environment = environment
  }

  var sequence: StationSequence {
    StationSequence(
      role: role, name: name?.text ?? "", nameRange: name?.range, source: source, stations: stations,
      blocks: blocks)
  }

  mutating func add(_ flow: [FlowSyntax]) {
    for entry in flow {
      switch entry {
      case .step(let step): add(step, .step)
      case .fix(let step): add(step, .fix)
      case .start(let step): add(step, .start)
      case .parallel(let parallel): addBlock(.parallel, parallel.line, parallel.steps, each: nil)
      case .each(let each): addBlock(.each, each.line, each.steps, each: each.each)
      case .decide(let decide): add(decide)
      case .arrow(let line, let arrow):
        var mentions = MentionList()
        mentions.add(arrow: arrow)
        add(.arrow, nil, line, mentions: mentions, exits: [Exit(occasion: .always, arrow: arrow)])
      case .call(let call):
        var mentions = MentionList(call.clauses, defaults: environment)
        mentions.add(arguments: call.arguments, .before)
        add(.call, call.name, call.line, clauses: call.clauses, mentions: mentions, call: call)
      case .manual(let manual):
        let mentions = MentionList(manual.clauses, defaults: environment)
        add(
          .manual, manual.name, manual.line, title: manual.title, clauses: manual.clauses, mentions: mentions,
          asking: entry)
      case .confirm(let confirm):
        var mentions = MentionList(confirm.clauses, defaults: environment)
        mentions.add(confirm.question?.references, .before)
        add(
          .confirm, confirm.name, confirm.line, title: confirm.question, clauses: confirm.clauses,
          mentions: mentions, asking: entry)
      case .ask(let ask):
        var mentions = MentionList(ask.clauses, defaults: environment)
        mentions.add(ask.question?.references, .before)
        mentions.add(ask.standard?.references, .before)
        mentions.add(ask.choices?.flatMap(\.references), .before)
        add(
          .ask, ask.name, ask.line, title: ask.question, clauses: ask.clauses, mentions: mentions,
          asking: entry)
      }
    }
  }

  mutating func add(_ step: StepSyntax, _ kind: Station.Kind, block: Int? = nil, outer: [EachSyntax] = []) {
    let eaches = step.clauses.each.map { [$0] + outer } ?? outer
    let mentions = MentionList(step.clauses, defaults: environment)
    add(
      kind, step.name, step.line, title: step.title, block: block, clauses: step.clauses,
      eaches: eaches, mentions: mentions)
  }

  mutating func addLine(_ line: LineSyntax, _ text: TextSyntax?) {
    let mentions = MentionList(
      [ClauseSyntax(line: line, kind: .run(text))], defaults: environment)
    add(.line, nil, line, mentions: mentions)
  }

  private mutating func addBlock(
    _ kind: StationSequence.Block.Kind, _ line: LineSyntax, _ steps: [StepSyntax], each: EachSyntax?
  ) {
    let start = stations.count
    for (index, step) in steps.enumerated() {
      add(step, .step, block: blocks.count, outer: each.map { [$0] } ?? [])
      // The list of a block is looked up once, before its first step.
      if index == 0, let list = each?.list {
        stations[stations.count - 1].mentions += list.references.map {
          Mention(reference: $0.reference, range: $0.range, moment: .before, site: .value)
        }
      }
    }
    blocks.append(StationSequence.Block(kind: kind, line: line, stations: start..<stations.count))
  }

  private mutating func add(_ decide: DecideSyntax) {
    var mentions = MentionList()
    var exits: [Exit] = []
    for (index, row) in decide.rows.enumerated() {
      mentions.add(condition: row.condition)
      guard let arrow = row.arrow else { continue }
      mentions.add(arrow: arrow)
      exits.append(Exit(occasion: .row(index), arrow: arrow))
    }
    add(.decide, nil, decide.line, rows: decide.rows, mentions: mentions, exits: exits)
  }

  private mutating func add(
    _ kind: Station.Kind, _ name: Spelled?, _ line: LineSyntax, title: StringSyntax? = nil, block: Int? = nil,
    clauses: [ClauseSyntax] = [], rows: [DecideSyntax.Row] = [], eaches: [EachSyntax] = [],
    mentions: MentionList, exits: [Exit] = [], call: CallSyntax? = nil, asking: FlowSyntax? = nil
  ) {
    let branches = clauses.compactMap { clause -> Exit? in
      switch clause.kind {
      case .branch(let word, let arrow?): Exit(occasion: .branch(word), arrow: arrow)
      case .answer(let isYes, let arrow?): Exit(occasion: .answer(isYes: isYes), arrow: arrow)
      default: nil
      }
    }
    stations.append(
      Station(
        kind: kind, name: name, title: title, line: line, block: block, clauses: clauses, rows: rows,
        eaches: eaches,
        commands: mentions.commands, mentions: mentions.list, exits: branches + exits, call: call,
        asking: asking))
  }
}
