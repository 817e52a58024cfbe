import RunbookModel

/// One thing that a run can stand at: a step, a question, a table, an arrow. Blocks are laid flat;
/// a station remembers the block that it stands in.
///
/// A class only because every pass walks all of them, and copying so many parts costs more than the passes do.
final class Station {
  enum Kind {
    case step, fix, start, call, manual, confirm, ask, decide, arrow
    /// A `run` line of `finally`.
    case line
  }

  let kind: Kind
  let name: Spelled?
  /// Its title, or its question.
  let title: StringSyntax?
  let line: LineSyntax
  /// The block around it: an index into `StationSequence.blocks`.
  let block: Int?
  let clauses: [ClauseSyntax]
  /// The rows of a table; empty for everything else.
  let rows: [DecideSyntax.Row]
  /// `each` of the step itself or of the block around it, innermost first.
  let eaches: [EachSyntax]
  let commands: [ShellText]
  var mentions: [Mention]
  var exits: [Exit]
  /// The runbook that it calls; nil for everything but a call.
  let call: CallSyntax?
  /// What it asks a person; nil for everything but manual, confirm and ask.
  let asking: FlowSyntax?
  /// The names it captures, with their places.
  let captures: [Spelled]

  init(
    kind: Kind, name: Spelled?, title: StringSyntax?, line: LineSyntax, block: Int?, clauses: [ClauseSyntax],
    rows: [DecideSyntax.Row], eaches: [EachSyntax], commands: [ShellText], mentions: [Mention], exits: [Exit],
    call: CallSyntax?, asking: FlowSyntax? = nil
  ) {
    self.kind = kind
    self.name = name
    self.title = title
    self.line = line
    self.block = block
    self.clauses = clauses
    self.rows = rows
    self.eaches = eaches
    self.commands = commands
    self.mentions = mentions
    self.exits = exits
    self.call = call
    self.asking = asking
    captures = clauses.compactMap { if case .capture(let capture) = $0.kind { capture.name } else { nil } }
  }

  /// Whether it ends with a verdict that tables and conditions can name.
  var hasVerdict: Bool { kind.hasVerdict }

  /// Whether it can be passed over: it has a `when`, or a person can decline it.
  var canBeSkipped: Bool {
    if kind == .fix { return true }
    return clauses.contains { if case .when = $0.kind { true } else { false } }
  }
}

/// An arrow of a station, and when it is taken.
struct Exit {
  enum Occasion: Equatable {
    case branch(BranchWord)
    /// A row of a table, by its index.
    case row(Int)
    case answer(isYes: Bool)
    /// An arrow that stands alone.
    case always
  }

  let occasion: Occasion
  let arrow: ArrowSyntax
  /// Nil until it is resolved, and where it leads nowhere.
  var destination: Destination?
}

/// Where an arrow leads.
enum Destination {
  case next, stop
  case path(String)
  case outcome(String)
  /// A later station of the same sequence, by its index.
  case station(Int)
  case file(StringSyntax, [ArgumentSyntax])
}
