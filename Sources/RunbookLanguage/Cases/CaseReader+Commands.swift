import RunbookModel

extension CaseReader {
  /// `command TEXT`, or `command` with a block `run` or a `step` below it.
  mutating func command(_ head: CaseLine) -> CommandAnswer? {
    let before = diagnostics.count
    var answer = CommandAnswer()
    answer.line = head.number
    answer.wording = wording(head)
    spellings.append(CaseSpelling(.command, [], isInCommand: false))
    if let wording = answer.wording, let range = head.restRange {
      spellings.append(CaseSpelling(.text(wording), [range]))
    }
    while let line = line(below: 0) {
      guard line.indentation == 2 else {
        report(.caseIndentation(line.indentation, wanted: 2), at: line.range)
        continue
      }
      clause(line, &answer)
    }
    guard diagnostics.count == before else { return nil }
    if answer.wording == nil, answer.step == nil {
      report(.anyCommand, at: head.range)
      return nil
    }
    return answer
  }

  private mutating func wording(_ head: CaseLine) -> CommandAnswer.Wording? {
    if head.rest.isEmpty { return nil }
    let forms: [(prefix: String, make: (String) -> CommandAnswer.Wording)] = [
      ("contains ", { .contains($0) }), ("starts with ", { .startsWith($0) }),
    ]
    for (prefix, make) in forms where head.rest.hasPrefix(prefix + "\"") {
      if let text = Quoted.read(String(head.rest.dropFirst(prefix.count))) {
        return make(String(decoding: text, as: UTF8.self))
      }
    }
    return .exact(head.rest)
  }

  private static let clauses = [
    "run", "step", "with", "item", "attempt", "context", "stdin", "exit", "signal", "timed out", "stopped",
    "took", "output", "stderr",
  ]

  private mutating func clause(_ line: CaseLine, _ answer: inout CommandAnswer) {
    func malformed(_ rule: String, _ example: String) {
      report(.malformedCaseLine(rule, example), at: line.range)
    }
    switch (line.word, line.rest) {
    case ("run", ""):
      let first = next
      let wording = CommandAnswer.Wording.exact(String(decoding: block(below: 2), as: UTF8.self))
      answer.wording = wording
      let lines = (first..<next).map { range(ofLine: $0, in: 4) }
      if !lines.isEmpty { spellings.append(CaseSpelling(.text(wording), lines)) }
    case ("step", _) where line.words.count == 3 && line.words[1] == "after":
      answer.step = Fix.verifying(line.words[0], after: line.words[2])
      spell(.commandStep, line, 0)
      spell(.step, line, 2)
    case ("step", _):
      answer.step = one(line, "a step")
      spell(.commandStep, line, 0)
    case ("with", _):
      if let named = named(line) { answer.variables[named.name] = named.text }
      spell(.variable, line, 0)
    case ("item", let text) where !text.isEmpty: answer.items = (answer.items ?? []) + [text]
    case ("attempt", let text):
      let numbers = text.split { $0 == "," || $0 == " " }.map { Int($0) ?? 0 }
      guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 }) else {
        return malformed("`attempt` takes numbers from 1", "attempt 1, 2")
      }
      answer.attempts = numbers
    case ("context", _): answer.context = one(line, "a kubeconfig context")
    case ("stdin", ""): answer.stdin = String(decoding: block(below: 2) + [10], as: UTF8.self)
    case ("exit", let text):
      guard let status = Int(text), (0...255).contains(status) else {
        return malformed("`exit` takes a status from 0 to 255", "exit 1")
      }
      answer.ending = .exited(status: status)
    case ("signal", let text):
      guard let signal = Int(text), (1...64).contains(signal) else {
        return malformed("`signal` takes a number from 1 to 64", "signal 9")
      }
      answer.ending = .signalled(signal)
    case ("timed", "out"): answer.ending = .timedOut
    case ("stopped", ""): answer.ending = .stopped
    case ("took", let text):
      guard let duration = Self.milliseconds(text) else {
        return malformed("`took` takes a duration", "took 1.5s")
      }
      answer.duration = duration
    case ("output", _): if let printed = printed(line) { answer.output = printed }
    case ("stderr", _): if let printed = printed(line) { answer.stderr = printed }
    case (let word, _) where Self.clauses.contains(word):
      malformed(
        "`\(word)` cannot stand like this",
        word == "item" ? "item worker-a" : "\(word), with a block below it")
    default: report(.unknownCaseWord(line.word, among: Self.clauses), at: line.range)
    }
  }

  /// `output` and a block, `output "text"` without a line end, and `escaped`, `unended`, `lost N after M` before the block.
  private mutating func printed(_ line: CaseLine) -> CommandAnswer.Printed? {
    if let text = Quoted.read(line.rest) { return CommandAnswer.Printed(text) }
    var words = line.words[...]
    var isEscaped = false
    var isEnded = true
    var cut: Evidence.Cut?
    while let word = words.popFirst() {
      switch word {
      case "escaped": isEscaped = true
      case "unended": isEnded = false
      case "lost" where words.count >= 3 && words[words.startIndex + 1] == "after":
        guard let lost = Int(words[words.startIndex]), let head = Int(words[words.startIndex + 2]) else {
          fallthrough
        }
        cut = Evidence.Cut(head: head, lost: lost)
        words = words.dropFirst(3)
      default:
        report(
          .malformedCaseLine(
            "`\(line.word)` takes a block below it, or one text in quotes", "\(line.word) \"text\""),
          at: line.range)
        return nil
      }
    }
    var bytes = block(below: 2)
    if isEnded, !bytes.isEmpty { bytes.append(10) }
    guard isEscaped else { return CommandAnswer.Printed(bytes, cut: cut) }
    guard let plain = Quoted.unescaped(bytes) else {
      report(.badEscape, at: line.range)
      return nil
    }
    return CommandAnswer.Printed(plain, cut: cut)
  }

  /// All lines below that are blank or deeper, each without two steps of indentation; blank ones at the end go.
  private mutating func block(below indentation: Int) -> [UInt8] {
    var lines: [[UInt8]] = []
    while next <= source.lineStarts.count {
      let text = source.bytes[source.lineStarts[next - 1]..<source.lineRange(next).upperBound]
      let isBlank = text.allSatisfy { $0 == UInt8(ascii: " ") }
      let depth = text.prefix { $0 == UInt8(ascii: " ") }.count
      guard isBlank || depth >= indentation + 2 else { break }
      lines.append(Array(text.dropFirst(indentation + 2)))
      next += 1
    }
    while lines.last?.isEmpty == true {
      lines.removeLast()
    }
    return Array(lines.joined(separator: [10]))
  }

  /// `250ms`, `1.5s`, `2m`.
  private static func milliseconds(_ text: String) -> Int? {
    for (unit, scale) in [("ms", 1.0), ("s", 1000), ("m", 60_000)] where text.hasSuffix(unit) {
      guard let value = Double(text.dropLast(unit.count)), value >= 0, value < 1e9 else { return nil }
      return Int((value * scale).rounded())
    }
    return nil
  }
}
