import RunbookCommands

/// The variables of a page that one of its blocks sets and a later one uses, where a shell would have kept them.
///
/// Within one block the shell keeps them in a runbook too; beyond it they have to be captured.
struct SharedNames {
  private(set) var names: Set<String> = []
  private var set: Set<String> = []

  init(_ blocks: [PageBlock]) {
    for block in blocks {
      switch block.kind {
      case .code(let language):
        guard let splitter = CommandSplitter(block.text, language: language, line: block.line) else {
          continue
        }
        // Each line of a transcript is one of its own.
        if splitter.isTranscript {
          for command in splitter.single { read([command.text]) }
        } else {
          read(splitter.single.map(\.text))
        }
      case .prose(let codes): for code in codes where CommandSplitter.isCommand(code) { read([code]) }
      case .heading, .markup, .unread, .unclosed: break
      }
    }
  }

  /// The commands of one block.
  private mutating func read(_ commands: [String]) {
    var own: Set<String> = []
    var assigned: Set<String> = []
    for command in commands where command.contains("=") || !set.isEmpty {
      let reading = CommandReading(command)
      for use in reading.uses where set.contains(use.name) && !own.contains(use.name) {
        if !reading.assigned.contains(use.name) { names.insert(use.name) }
      }
      own.formUnion(reading.assigned)
      if let sole = SoleAssignment(command), !isEnvironmentName(sole.name) { assigned.insert(sole.name) }
    }
    set.formUnion(assigned)
  }
}
