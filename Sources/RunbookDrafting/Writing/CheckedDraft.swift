import RunbookCommands
import RunbookLanguage
import RunbookModel

/// A draft whose text passes the checker: a command that does not stays as a remark, with the reason.
///
/// Each round settles all mistakes that the checker finds at once, but those that may be consequences of others.
struct CheckedDraft {
  private(set) var draft: Draft
  let text: String
  private(set) var notes: [PageDraft.Note] = []

  init(_ draft: Draft, name: String) throws(DraftProblem) {
    self.draft = draft
    while true {
      guard self.draft.items.contains(where: \.runs) else { throw .noCommand(name, notes) }
      let written = DraftText(self.draft)
      let source = SourceText(name: name, text: written.text)
      let checked = check(source) { path, _ throws(LoadProblem) in throw LoadProblem(reason: "no such file") }
      if checked.errors.isEmpty {
        text = format(source).bytes.map { String(decoding: $0, as: UTF8.self) } ?? written.text
        return
      }
      var (left, missing): (Set<String>, Set<String>) = ([], [])
      for error in checked.errors {
        let line = source.position(of: error.mark.place.range.start).line - 1
        guard let index = written.item(at: line), case .command(var command) = self.draft.items[index] else {
          if left.isEmpty { throw .unsound("line \(line + 1): \(error.message)") }
          continue
        }
        guard command.isTaken, command.occasion?.step.map(left.contains) != true,
          command.text.isFree(of: missing)
        else { continue }
        let reason = error.message + (error.mark.label.isEmpty ? "" : " (\(error.mark.label))")
        command.kind = .remark(reason)
        self.draft.items[index] = .command(command)
        left.insert(command.name)
        if let variable = command.capture { missing.insert(variable) }
        notes.append(
          PageDraft.Note(
            line: command.line, text: "`\(command.firstLine)` is left as a remark: \(reason)"))
      }
      if left.isEmpty { throw .unsound(checked.errors[0].message) }
      self.draft.forget(left)
    }
  }
}

extension String {
  /// It names none of these variables.
  fileprivate func isFree(of variables: Set<String>) -> Bool {
    variables.isEmpty || !CommandReading(self).uses.contains { variables.contains($0.name) }
  }
}

extension Draft {
  /// No fix waits for a step that is not there.
  fileprivate mutating func forget(_ names: Set<String>) {
    for index in items.indices {
      guard case .command(var command) = items[index], command.occasion?.step.map(names.contains) == true
      else { continue }
      command.occasion = .open
      items[index] = .command(command)
    }
    let used = items.compactMap { item -> String? in
      guard case .command(let command) = item, command.isTaken else { return nil }
      return command.text
    }
    params.removeAll { param in
      !used.contains { $0.contains("$\(param.name)") || $0.contains("${\(param.name)") }
    }
  }
}

extension DraftCommand {
  var firstLine: String { text.firstLine }
}

extension String {
  /// With a mark where more follows.
  var firstLine: String {
    let first = prefix { $0 != "\n" }
    return first.count == count ? self : first + " …"
  }
}
