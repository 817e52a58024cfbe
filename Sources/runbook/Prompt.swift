import Glibc
import RunbookModel
import RunbookReports

/// One question on the terminal, until it is answered, given up, or cancelled.
struct Prompt {
  /// Of the terminal; keys come from it and everything is drawn on it.
  let file: Int32
  let question: Question

  /// What was typed; nil where nothing was: Ctrl-D, a terminal that is gone, a run that is told to stop.
  func answer() async -> String? {
    guard let mode = KeyMode(file) else { return nil }
    var terminal = Terminal(file)
    var reader = KeyReader()
    var editor = LineEditor()
    draw(editor, on: &terminal)
    let keys = Keys(file)
    for await input in keys.inputs {
      switch input {
      case .bytes(let bytes): for key in reader.keys(bytes) { editor.take(key) }
      case .resized: break
      case .continued: mode.enter()
      }
      if editor.state != .open { break }
      draw(editor, on: &terminal)
    }
    keys.end()
    terminal.clear()
    mode.end()
    return editor.state == .done ? editor.text : nil
  }

  private func draw(_ editor: LineEditor, on terminal: inout Terminal) {
    let view = QuestionView(question)
    let columns = terminal.size.columns
    let (line, cursor) = view.input(editor, columns: columns)
    terminal.ask(view.lines(columns: columns), input: line, cursor: cursor)
  }
}
