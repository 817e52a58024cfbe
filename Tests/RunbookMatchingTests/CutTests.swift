import RunbookMatching
import RunbookModel
import Testing

/// Evidence with a gap: what the lost part could change is unknown, the rest is not.
struct CutTests {
  /// Two rows whole, one cut in two halves, two more.
  private let table = printed(
    "NAME   STATUS\na      Running\nb      Running\nc      Failed\nd      Running\ne      Pending\n", cut: 54)

  private func cut(_ head: String, _ tail: String) -> Observation {
    printed(head + tail, cut: head.utf8.count)
  }

  @Test func `what is found in what was kept is certain`() {
    #expect(judged(.some, of: .column("STATUS"), .equals(value("Pending")), table).verdict == .passed)
    #expect(judged(.atLeast(3), of: .column("STATUS"), .equals(value("Running")), table).verdict == .passed)
    #expect(judged(of: .output, .contains(value("Pending")), table).verdict == .passed)
    #expect(judged(of: .output, .matches(Pattern("^e +Pending$")), table).verdict == .passed)
    #expect(judged(of: .output, .startsWith(value("NAME")), table).verdict == .passed)
    #expect(judged(of: .output, .endsWith(value("Pending")), table).verdict == .passed)
    #expect(judged(.some, of: .lines, .startsWith(value("d ")), table).verdict == .passed)
    #expect(judged(of: .line(2), .startsWith(value("a")), table).verdict == .passed)
    #expect(judged(of: .line(-1), .startsWith(value("e")), table).verdict == .passed)
    #expect(
      judged(.every, aggregate: .last(2), of: .lines, .contains(value("ing")), table).verdict == .passed)
    #expect(judged(.every, of: .column("STATUS"), .equals(value("Running")), table).verdict == .failed)
    #expect(judged(.no, of: .column("STATUS"), .equals(value("Pending")), table).verdict == .failed)
    #expect(judged(.atMost(2), of: .column("STATUS"), .equals(value("Running")), table).verdict == .failed)
    #expect(judged(of: .output, .startsWith(value("name")), table).verdict == .failed)
    #expect(judged(aggregate: .count, of: .rows, .atLeast(value("4")), table).verdict == .passed)
    #expect(judged(aggregate: .count, of: .rows, .less(value("4")), table).verdict == .failed)
  }

  @Test func `what the lost part could change is unknown`() {
    let judgements = [
      judged(.every, of: .column("STATUS"), not(.equals(value("Failed"))), table),
      judged(.no, of: .column("STATUS"), .equals(value("Failed")), table),
      judged(.some, of: .column("STATUS"), .equals(value("Failed")), table),
      judged(.atMost(3), of: .column("STATUS"), .equals(value("Running")), table),
      judged(.exactly(3), of: .column("STATUS"), .equals(value("Running")), table),
      judged(.atLeast(4), of: .column("STATUS"), .equals(value("Running")), table),
      judged(aggregate: .count, of: .rows, .equals(value("4")), table),
      judged(aggregate: .count, of: .rows, .more(value("4")), table),
      judged(aggregate: .count, of: .lines, .less(value("100")), table),
      judged(of: .output, .contains(value("Evicted")), table),
      judged(of: .output, not(.contains(value("Evicted"))), table),
      judged(of: .output, .matches(Pattern("Evicted")), table),
      judged(of: .output, not(.matches(Pattern("Evicted"))), table),
      judged(of: .output, .matches(Pattern("Failed")), table),
      judged(of: .line(4), .startsWith(value("c")), table),
      judged(of: .line(-4), .startsWith(value("c")), table),
      judged(.every, aggregate: .first(4), of: .lines, .exists, table),
      judged(aggregate: .sum, of: .column("STATUS"), .less(value("5")), table),
      judged(aggregate: .distinct, of: .column("STATUS"), .exists, table),
      judged(of: .find(Pattern("Pending"), all: false), .exists, table),
      judged(of: .output, .contains(value("x")), filters: [.after(Pattern("Evicted"))], table),
      judged(of: .json(path(".a")), .exists, cut("{\"a\":1", "}")),
    ]
    for (index, judgement) in judgements.enumerated() {
      #expect(judgement.verdict == .unknown, "\(index)")
      #expect(judgement.reason == "output was cut", "\(index)")
    }
    #expect(judged(of: .output, .isEmpty, cut("  ", "\n")).verdict == .unknown)
  }

  @Test func `no match may touch the gap, and no line end is there`() {
    #expect(judged(of: .output, .matches(Pattern(#"\d+"#)), cut("12", "34")).verdict == .unknown)
    #expect(judged(of: .output, .matches(Pattern("foo$")), cut("foo", "x\n")).verdict == .unknown)
    #expect(judged(of: .output, .matches(Pattern("^foo")), cut("x", "foo\n")).verdict == .unknown)
    #expect(judged(of: .output, .matches(Pattern(#"\d+"#)), cut("12 ", " 34 ")).verdict == .passed)
  }

  @Test func `captures never come from what may not be all`() {
    #expect(captured(of: .output, table).isCut)
    #expect(captured(of: .column("NAME"), table).isCut)
    #expect(captured(of: .find(Pattern("Pending"), all: false), table).isCut)
    #expect(captured(of: .find(Pattern("Running"), all: true), table).isCut)
    #expect(captured(of: .find(Pattern("Run(ning)"), all: false), table) == .found(VariableValue("ning")))
    #expect(
      captured(aggregate: .first(2), of: .lines, table)
        == .found(VariableValue(list: ["NAME   STATUS", "a      Running"])))
    #expect(captured(of: .line(-1), table) == .found(VariableValue("e      Pending")))
  }

  @Test func `after and before with a gap`() {
    #expect(
      judged(.no, of: .lines, .contains(value("Pending")), filters: [.before(Pattern("^b"))], table).verdict
        == .passed)
    #expect(
      judged(.no, of: .lines, .contains(value("Pending")), filters: [.before(Pattern("^e"))], table).verdict
        == .unknown)
    #expect(
      judged(.some, of: .lines, .contains(value("Pending")), filters: [.after(Pattern("^d"))], table).verdict
        == .passed)
    #expect(
      judged(.every, of: .lines, .contains(value("ing")), filters: [.after(Pattern("^d"))], table).verdict
        == .unknown)
  }

  @Test func `a table that ended before the gap is whole`() {
    let observation = cut("NAME  STATUS\na     Running\n\nother ", "text\n")
    #expect(judged(.every, of: .column("STATUS"), .equals(value("Running")), observation).verdict == .passed)
    #expect(
      judged(
        aggregate: .count, of: .rows, .equals(value("1")), filters: [holds(column: "NAME", .exists)],
        observation
      ).verdict == .passed)
  }

  @Test func `a cut of stderr says nothing of the output`() {
    let observation = Observation(
      output: Array("a\n".utf8), stderr: Array("xy".utf8), stderrCut: .init(head: 1, lost: 9), exit: 0,
      duration: 1)
    #expect(judged(of: .output, not(.contains(value("b"))), observation).verdict == .passed)
    #expect(judged(of: .stderr, not(.contains(value("b"))), observation).verdict == .unknown)
  }

  /// Whatever is cut out: the verdict is the same as for the whole text, or unknown.
  @Test func `a cut never turns a verdict round`() {
    checkCuts(
      of: [Fixture.pods, Fixture.linkerdStat, Fixture.getAll, Fixture.ss, Fixture.emptyCells],
      [
        .output, .lines, .line(2), .line(-1), .find(Pattern(#"\d+/(\d+)"#), all: true),
        .find(Pattern(#"\b1\w*"#), all: false),
      ],
      filters: [[], [], [.after(Pattern("READY"))], [.before(Pattern("^service"))]])
  }

  @Test func `a cut never turns the verdict over a table round`() {
    checkCuts(
      of: [Fixture.pods, Fixture.istioProxyStatus],
      [.rows, .column("NAME")],
      filters: [
        [], [holds(column: "NAME", .matches(Pattern("[0-9]")))], [holds(column: "NAME", .more(value("5")))],
      ])
  }

  private func checkCuts(of texts: [String], _ sources: [Selector.Source], filters: [[Selector.Filter]]) {
    var random = SeededRandom(seed: 23)
    let quantifiers: [Quantifier?] = [nil, .every, .some, .no, .atLeast(2), .atMost(2), .exactly(1)]
    let kinds: [Operation.Kind] = [
      .contains(value("Running")), .matches(Pattern("1/1")), .matches(Pattern("^NAME")),
      .matches(Pattern("default$")),
      .startsWith(value("NAME")), .endsWith(value("-")), .isEmpty, .exists, .equals(value("1")),
      .less(value("2")),
    ]
    var certain = 0
    for _ in 0..<2000 {
      let text = Array(texts.randomElement(using: &random)!.utf8)
      let start = Int.random(in: 0...text.count, using: &random)
      let end = Int.random(in: start...text.count, using: &random)
      let quantifier = quantifiers.randomElement(using: &random)!
      let aggregate = [nil, nil, .count, Selector.Aggregate.first(2), .last(2)].randomElement(using: &random)!
      let source = sources.randomElement(using: &random)!
      let operation = Operation(
        kinds.randomElement(using: &random)!, isNegated: Bool.random(using: &random), text: "")
      let filters = filters.randomElement(using: &random)!
      let whole = judged(
        quantifier, aggregate: aggregate, of: source, operation, filters: filters,
        Observation(output: text, exit: 0, duration: 1))
      let part = judged(
        quantifier, aggregate: aggregate, of: source, operation, filters: filters,
        Observation(
          output: Array(text[..<start] + text[end...]), outputCut: .init(head: start, lost: end - start),
          exit: 0,
          duration: 1))
      if part.verdict != .unknown { certain += 1 }
      #expect(
        part.verdict == .unknown || part.verdict == whole.verdict,
        "\(String(describing: quantifier)) \(String(describing: aggregate)) \(source) \(operation) \(filters) \(start)..<\(end): \(part), whole \(whole)"
      )
    }
    #expect(certain > 50)
  }
}

extension CaptureResult {
  var isCut: Bool { self == .impossible("output was cut") }
}
