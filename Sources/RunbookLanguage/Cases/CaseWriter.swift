package import RunbookModel

/// Writes a case so that `readCase` reads the same again, and people too.
package struct CaseWriter {
  private var text = ""

  package static func text(of written: Case) -> String {
    var writer = CaseWriter()
    writer.write(written)
    return writer.text
  }

  /// One answer by itself, as it is added to a case.
  package static func text(of answer: CommandAnswer) -> String {
    var writer = CaseWriter()
    writer.write(answer)
    return writer.text
  }

  private mutating func line(_ line: String, depth: Int = 0) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }

  private mutating func write(_ written: Case) {
    line("case \(quoted(written.title))")
    line("")
    if let mark = written.mark { line("run \(mark)") }
    if let context = written.context { line("context \(context)") }
    if let only = written.only { line("only \(only)") }
    if let from = written.from { line("from \(from)") }
    for parameter in written.parameters { line("param \(parameter.name) = \(value(parameter.text))") }
    for answer in written.answers { line("answer \(answer.name) = \(value(answer.text))") }
    for expected in written.expectations { line("expect \(Self.words(expected.kind))") }
    for command in written.commands {
      line("")
      write(command)
    }
  }

  /// As it stands behind `expect`.
  package static func words(_ kind: Case.Expected.Kind) -> String {
    switch kind {
    case .verdict(let verdict): "verdict \(verdict.rawValue)"
    case .outcome(let name?): "outcome \(name)"
    case .outcome(nil): "no outcome"
    case .way(let way): "way" + way.map { " → \($0)" }.joined()
    case .step(let name, let verdict): "step \(name) \(verdict.rawValue)"
    }
  }

  private mutating func write(_ answer: CommandAnswer) {
    switch answer.wording {
    case .exact(let text) where !text.contains("\n") && text == CaseReader.plain(text):
      line("command \(text)")
    case .exact(let text):
      line("command")
      line("run", depth: 1)
      block(text.utf8)
    case .contains(let text): line("command contains \(quoted(text))")
    case .startsWith(let text): line("command starts with \(quoted(text))")
    case nil: line("command")
    }
    if let step = answer.step { line("step \(step)", depth: 1) }
    for (name, text) in answer.variables.sorted(by: { $0.key < $1.key }) {
      line("with \(name) = \(value(text))", depth: 1)
    }
    for item in answer.items ?? [] { line("item \(item)", depth: 1) }
    if !answer.attempts.isEmpty {
      line("attempt " + answer.attempts.map(String.init).joined(separator: ", "), depth: 1)
    }
    if let context = answer.context { line("context \(context)", depth: 1) }
    if let stdin = answer.stdin {
      line("stdin", depth: 1)
      block(stdin.utf8.dropLast(stdin.hasSuffix("\n") ? 1 : 0))
    }
    switch answer.ending {
    case .exited(0), .interrupted, .notStarted, .notRun, .notRecorded: break
    case .exited(let status): line("exit \(status)", depth: 1)
    case .signalled(let signal): line("signal \(signal)", depth: 1)
    case .timedOut: line("timed out", depth: 1)
    case .stopped: line("stopped", depth: 1)
    }
    if answer.duration > 0 { line("took \(Self.written(answer.duration))", depth: 1) }
    write("output", answer.output)
    write("stderr", answer.stderr)
  }

  private mutating func write(_ word: String, _ printed: CommandAnswer.Printed) {
    let bytes = printed.bytes
    if bytes.isEmpty { return }
    if !bytes.contains(10), printed.cut == nil {
      return line("\(word) \"\(Quoted.escaped(bytes))\"", depth: 1)
    }
    // A block holds at least one line that says something.
    let isEnded = bytes.last == 10 && bytes.count > 1
    let body = isEnded ? bytes.dropLast() : bytes[...]
    // What an editor would lose, and what ends a block too early, is written so that it can be seen.
    let isPlain = body.last != 10 && body.last != 32 && body.first != 10 && Quoted.isPlain(body)
    var words = [word]
    if !isPlain { words.append("escaped") }
    if !isEnded { words.append("unended") }
    if let cut = printed.cut { words.append("lost \(cut.lost) after \(cut.head)") }
    line(words.joined(separator: " "), depth: 1)
    if isPlain { return block(body) }
    var escaped = Array(Quoted.escaped(body, keepingLines: true).utf8)
    if escaped.last == 10 || escaped.last == 32 {
      let last = escaped.removeLast()
      escaped += Array((last == 10 ? "\\n" : "\\x20").utf8)
    }
    block(escaped)
  }

  private mutating func block(_ bytes: some Sequence<UInt8>) {
    for part in Array(bytes).split(separator: 10, omittingEmptySubsequences: false) {
      let text = String(decoding: part, as: UTF8.self)
      self.text += text.isEmpty ? "\n" : "    " + text + "\n"
    }
  }

  /// Plain where it can be read so, else in quotes.
  private func value(_ text: String) -> String {
    !text.isEmpty && text == CaseReader.plain(text) && !text.hasPrefix("\"") ? text : quoted(text)
  }

  private func quoted(_ text: String) -> String { "\"\(Quoted.escaped(text.utf8))\"" }

  private static func written(_ milliseconds: Int) -> String {
    milliseconds % 100 == 0 ? "\(Double(milliseconds) / 1000)s" : "\(milliseconds)ms"
  }
}
