import RunbookLanguage
import RunbookModel

/// A draft whose text passes the checker: a command that does not stays as a remark, with the reason.
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
      guard let error = checked.errors.first else {
        text = format(source).bytes.map { String(decoding: $0, as: UTF8.self) } ?? written.text
        return
      }
      let line = source.position(of: error.mark.place.range.start).line - 1
      guard let index = written.places.firstIndex(where: { $0.contains(line) }),
        case .command(var command) = self.draft.items[index], command.isTaken
      else { throw .unsound("line \(line + 1): \(error.message)") }
      let reason = error.message + (error.mark.label.isEmpty ? "" : " (\(error.mark.label))")
      command.kind = .remark(reason)
      self.draft.items[index] = .command(command)
      self.draft.forget(command.name)
      notes.append(
        PageDraft.Note(
          line: command.line, text: "`\(command.firstLine)` is left as a remark: \(reason)"))
    }
  }
}

extension Draft {
  /// No fix waits for a step that is not there.
  fileprivate mutating func forget(_ name: String) {
    for index in items.indices {
      guard case .command(var command) = items[index], command.occasion == name else { continue }
      command.occasion = nil
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
