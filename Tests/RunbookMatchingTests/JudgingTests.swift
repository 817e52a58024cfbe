import RunbookMatching
import RunbookModel
import Testing

/// Selectors, operators and quantifiers, and what a person reads of them.
struct JudgingTests {
  private let pods = printed(Fixture.pods)
  private let empty = printed("NAME   READY   STATUS\n")

  @Test func `a failed expectation shows the rows that decide`() {
    let judgement = judged(.every, of: .column("READY"), .isComplete, pods)
    #expect(judgement.verdict == .failed)
    #expect(judgement.expected == "every READY is complete")
    #expect(judgement.found == "2 of 3 rows do not")
    #expect(judgement.deciding.count == 2)
    #expect(
      judgement.deciding[0].hasPrefix("coredns-74ff55c5b-mq2xk    0/1     CrashLoopBackOff   29 (42s ago)"))
    #expect(judgement.more == 0)
    #expect(judgement.reason == nil)
    #expect(judgement.line == 7 && judgement.file == "test.rb" && judgement.expectation == "expectation")
  }

  @Test func `no more than ten rows are shown and the rest is counted`() {
    let text = "NAME  STATUS\n" + (0..<25).map { "p\($0 + 10)   Failed\n" }.joined()
    let judgement = judged(.no, of: .column("STATUS"), .equals(value("Failed")), printed(text))
    #expect(judgement.deciding.count == 10 && judgement.more == 15)
    #expect(judgement.found == "25 of 25 rows do")
  }

  @Test(arguments: [
    (Quantifier.every, false), (.some, true), (.no, false), (.atLeast(1), true), (.atLeast(2), false),
    (.atMost(1), true), (.atMost(0), false), (.exactly(1), true), (.exactly(2), false), (.exactly(0), false),
  ])
  func `quantifiers over three rows of which one holds`(_ quantifier: Quantifier, _ holds: Bool) {
    let judgement = judged(quantifier, of: .column("STATUS"), .equals(value("Running")), pods)
    #expect(judgement.verdict == (holds ? .passed : .failed))
  }

  @Test(arguments: [
    (Quantifier.every, false), (.some, false), (.no, true), (.atLeast(1), false), (.atLeast(0), false),
    (.atMost(0), true), (.atMost(5), true), (.exactly(0), true), (.exactly(1), false),
  ])
  func `over nothing only no, at most and exactly 0 hold`(_ quantifier: Quantifier, _ holds: Bool) {
    for kind: Operation.Kind in [.equals(value("x")), .isEmpty, .exists, .matches(Pattern("x")), .isComplete]
    {
      let judgement = judged(quantifier, of: .column("STATUS"), kind, empty)
      #expect(judgement.verdict == (holds ? .passed : .failed))
      #expect(judgement.found == "nothing")
    }
    for kind: Operation.Kind in [
      .less(value("5")), .isWithin(value("10.0.0.0/8")), .overlaps(value("10.0.0.0/8")),
    ] {
      #expect(judged(quantifier, of: .column("STATUS"), kind, empty).verdict == .unknown)
      #expect(judged(quantifier, of: .column("STATUS"), not(kind), empty).verdict == .unknown)
    }
  }

  @Test func `without a quantifier nothing does not hold, but not exists and count do`() {
    #expect(judged(of: .column("STATUS"), .equals(value("x")), empty).verdict == .failed)
    #expect(judged(of: .column("STATUS"), not(.equals(value("x"))), empty).verdict == .failed)
    #expect(judged(of: .column("STATUS"), .isEmpty, empty).verdict == .failed)
    #expect(judged(of: .column("STATUS"), .exists, empty).verdict == .failed)
    #expect(judged(of: .column("STATUS"), not(.exists), empty).verdict == .passed)
    #expect(judged(of: .column("STATUS"), .more(value("1")), empty).verdict == .unknown)
    #expect(judged(aggregate: .count, of: .rows, .equals(value("0")), empty).verdict == .passed)
    #expect(judged(aggregate: .sum, of: .column("STATUS"), .less(value("5")), empty).verdict == .unknown)
    #expect(judged(aggregate: .max, of: .column("STATUS"), .equals(value("5")), empty).verdict == .failed)
  }

  @Test func `several values without a quantifier are unknown, and shown`() {
    let judgement = judged(of: .column("STATUS"), .equals(value("Running")), pods)
    #expect(judgement.verdict == .unknown)
    #expect(judgement.found == "3 rows")
    #expect(judgement.deciding.count == 3)
    #expect(judgement.reason?.contains("no quantifier") == true)
    #expect(judged(of: .column("STATUS"), .exists, pods).verdict == .passed)
    #expect(judged(of: .column("STATUS"), not(.exists), pods).verdict == .failed)
  }

  @Test func `a value that cannot be compared is unknown with both texts, unless another one decides`() {
    let one = judged(of: .column("A"), .less(value("5")), printed("A\nabc\n"))
    #expect(one.verdict == .unknown)
    #expect(one.reason == "`abc` cannot be compared with `5`")
    let table = printed("N   A\nx   abc\ny   3\nz   9\n")
    #expect(judged(.every, of: .column("A"), .less(value("5")), table).verdict == .failed)
    #expect(judged(.every, of: .column("A"), .less(value("50")), table).verdict == .unknown)
    #expect(judged(.some, of: .column("A"), .less(value("5")), table).verdict == .passed)
    #expect(judged(.some, of: .column("A"), .less(value("1")), table).verdict == .unknown)
    #expect(judged(.no, of: .column("A"), .less(value("1")), table).verdict == .unknown)
    #expect(judged(.atLeast(1), of: .column("A"), .less(value("5")), table).verdict == .passed)
    #expect(judged(.exactly(1), of: .column("A"), .less(value("5")), table).verdict == .unknown)
    #expect(judged(.atMost(1), of: .column("A"), .less(value("5")), table).verdict == .unknown)
    #expect(judged(.atMost(2), of: .column("A"), .less(value("5")), table).verdict == .passed)
    #expect(judged(.every, of: .column("A"), .less(value("50")), table).deciding == ["x   abc"])
  }

  @Test func `texts`() {
    let output = printed("Name: x\nAddress: 10.0.0.1\n\n")
    #expect(judged(of: .output, .matches(Pattern(#"Name:[\s\S]*Address"#)), output).verdict == .passed)
    #expect(judged(of: .output, .endsWith(quoted("10.0.0.1")), output).verdict == .passed)
    #expect(judged(of: .output, .startsWith(value("Name")), output).verdict == .passed)
    #expect(judged(of: .output, .contains(value("x\nAdd")), output).verdict == .passed)
    #expect(judged(of: .output, not(.contains(value("y"))), output).verdict == .passed)
    #expect(judged(of: .output, .equals(value("Name: x\nAddress: 10.0.0.1")), output).verdict == .passed)
    #expect(judged(of: .output, .isEmpty, output).verdict == .failed)
    #expect(judged(of: .output, .isEmpty, printed(" \n")).verdict == .passed)
    #expect(judged(of: .output, .isEmpty, printed("")).verdict == .passed)
    #expect(judged(of: .output, .exists, printed("\n")).verdict == .failed)
    #expect(
      judged(of: .stderr, .contains(value("refused")), printed("", stderr: "connection refused\n")).verdict
        == .passed)
    let failed = judged(of: .output, .contains(value("zzz")), output)
    #expect(failed.found == "2 lines" && failed.deciding == ["Name: x", "Address: 10.0.0.1"])
    let silent = judged(of: .output, .contains(value("zzz")), printed(""))
    #expect(silent.found == "nothing" && silent.reason == "the output is empty")
  }

  @Test func `lines`() {
    let output = printed("one  \n\n  two\r\n\u{1b}[32mthree\u{1b}[0m\n")
    #expect(judged(.some, of: .lines, .equals(value("one")), output).verdict == .passed)
    #expect(judged(of: .line(2), .equals(value("  two")), output).verdict == .passed)
    #expect(judged(of: .line(-1), .equals(value("three")), output).verdict == .passed)
    #expect(judged(of: .line(-3), .equals(value("one")), output).verdict == .passed)
    #expect(judged(of: .line(4), .equals(value("one")), output).reason == "there are 3 lines")
    #expect(judged(aggregate: .count, of: .lines, .equals(value("3")), output).verdict == .passed)
    #expect(judged(.every, of: .lines, .matches(Pattern("^[a-z ]+$")), output).verdict == .passed)
  }

  @Test func `exit and duration`() {
    let observation = printed("", exit: 3, duration: 1500)
    #expect(judged(of: .exit, .equals(value("3")), observation).verdict == .passed)
    #expect(judged(of: .exit, .isOneOf([value("0"), value("3")]), observation).verdict == .passed)
    #expect(judged(of: .duration, .less(value("2s")), observation).verdict == .passed)
    let slow = judged(of: .duration, .less(value("1s")), observation)
    #expect(slow.verdict == .failed && slow.found == "1.5s" && slow.expected == "< 1s")
    #expect(judged(of: .duration, .less(value("2")), observation).verdict == .unknown)
    #expect(judged(of: .exit, .equals(value("0")), printed("", exit: nil)).verdict == .unknown)
    #expect(judged(of: .exit, .equals(value("0")), .nothing).verdict == .unknown)
    #expect(judged(of: .duration, .less(value("2s")), .nothing).verdict == .unknown)
  }

  @Test func `find`() {
    let ping = printed("3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms\n")
    let loss = Selector.Source.find(Pattern(#"([\d.]+)% packet loss"#), all: false)
    let judgement = judged(of: loss, .equals(value("0")), ping)
    #expect(judgement.verdict == .failed && judgement.found == "33.3333")
    #expect(judgement.deciding == ["3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms"])
    #expect(judged(of: loss, .less(value("50")), ping).verdict == .passed)
    #expect(judged(of: loss, .equals(value("0")), printed("nothing here")).verdict == .failed)
    #expect(judged(of: loss, .less(value("5")), printed("nothing here")).verdict == .unknown)
    #expect(
      judged(aggregate: .count, of: .find(Pattern(#"\d+"#), all: true), .equals(value("5")), ping).verdict
        == .passed)
  }

  @Test func `where on columns, known or not`() {
    let running = [holds(column: "STATUS", .equals(value("Running")))]
    #expect(judged(.every, of: .column("READY"), .isComplete, filters: running, pods).verdict == .passed)
    #expect(
      judged(aggregate: .count, of: .rows, .equals(value("1")), filters: running, pods).verdict == .passed)
    let restarted = [holds(column: "RESTARTS", .more(value("5")))]
    #expect(
      judged(.some, of: .column("NODE"), .equals(value("node-2")), filters: restarted, pods).verdict
        == .passed)
    let nowhere = [holds(column: "STATUS", .equals(value("Evicted")))]
    let none = judged(.every, of: .column("READY"), .isComplete, filters: nowhere, pods)
    #expect(none.verdict == .failed && none.reason == "`where` holds for none of 3 rows")
    // It is not known whether `<none>` is within: the row may belong here.
    let within = [holds(column: "IP", .isWithin(value("10.244.0.0/16")))]
    #expect(
      judged(aggregate: .count, of: .rows, .atLeast(value("2")), filters: within, pods).verdict == .passed)
    #expect(
      judged(aggregate: .count, of: .rows, .equals(value("2")), filters: within, pods).verdict == .unknown)
    #expect(
      judged(.some, of: .column("STATUS"), .equals(value("Running")), filters: within, pods).verdict
        == .passed)
    #expect(
      judged(.every, of: .column("STATUS"), not(.equals(value("Pending"))), filters: within, pods).verdict
        == .unknown)
    #expect(judged(of: .output, .exists, filters: running, pods).verdict == .unknown)
  }

  @Test func `after and before`() {
    let status = printed(Fixture.calicoNodeStatus)
    let six = [Selector.Filter.after(Pattern("IPv6 BGP status"))]
    #expect(judged(.some, of: .lines, .contains(value("No IPv6")), filters: six, status).verdict == .passed)
    #expect(
      judged(aggregate: .count, of: .lines, .equals(value("1")), filters: six, status).verdict == .passed)
    let four = [Selector.Filter.after(Pattern("IPv4")), .before(Pattern("IPv6"))]
    #expect(
      judged(
        aggregate: .count, of: .rows, .equals(value("2")), filters: four + [holds(column: "STATE", .exists)],
        status
      ).verdict == .passed)
    let missing = judged(of: .output, .contains(value("x")), filters: [.after(Pattern("IPv5"))], status)
    #expect(missing.verdict == .failed && missing.reason == "`after /IPv5/` found no match")
    #expect(
      judged(of: .output, .startsWith(value("Calico")), filters: [.before(Pattern("IPv5"))], status).verdict
        == .passed)
  }

  @Test func `aggregates`() {
    let top = printed(
      "NAME  CPU    MEM     IP\na     100m   1Gi     10.0.0.9\nb     1      512Mi   10.0.0.10\nc     250m   512Mi   10.0.0.2\nd     5m     2Gi     10.0.0.2\n"
    )
    func check(_ aggregate: Selector.Aggregate, _ column: String, _ expected: String) {
      #expect(
        judged(aggregate: aggregate, of: .column(column), .equals(quoted(expected)), top).found.contains(
          expected))
    }
    check(.sum, "CPU", "1355m")
    check(.min, "CPU", "5m")
    check(.max, "CPU", "1")
    check(.median, "CPU", "175m")
    check(.percentile(95), "CPU", "1")
    check(.percentile(25), "CPU", "5m")
    check(.percentile(50), "CPU", "100m")
    check(.sum, "MEM", "4Gi")
    check(.max, "IP", "10.0.0.10")
    check(.count, "IP", "4")
    #expect(
      captured(aggregate: .distinct, of: .column("IP"), top)
        == .found(VariableValue(list: ["10.0.0.9", "10.0.0.10", "10.0.0.2"])))
    #expect(
      captured(aggregate: .first(2), of: .column("NAME"), top) == .found(VariableValue(list: ["a", "b"])))
    #expect(captured(aggregate: .last(1), of: .column("NAME"), top) == .found(VariableValue(list: ["d"])))
    #expect(
      captured(aggregate: .last(9), of: .column("NAME"), top)
        == .found(VariableValue(list: ["a", "b", "c", "d"])))
    #expect(judged(aggregate: .sum, of: .column("NAME"), .less(value("5")), top).verdict == .unknown)
    #expect(judged(aggregate: .sum, of: .column("IP"), .less(value("5")), top).verdict == .unknown)
    #expect(
      judged(.every, aggregate: .first(2), of: .column("MEM"), .less(value("2Gi")), top).verdict == .passed)
    #expect(
      judged(aggregate: .max, of: .column("CPU"), .less(value("1")), top).deciding == [
        "b     1      512Mi   10.0.0.10"
      ])
  }

  @Test func `addresses`() {
    let nodes = printed("NAME  CIDR\na     10.244.0.0/24\nb     10.244.1.0/24\n")
    #expect(judged(.every, of: .column("CIDR"), .isWithin(value("10.244.0.0/16")), nodes).verdict == .passed)
    #expect(judged(.no, of: .column("CIDR"), .overlaps(value("10.96.0.0/12")), nodes).verdict == .passed)
    #expect(judged(.some, of: .column("CIDR"), .overlaps(value("10.244.1.7")), nodes).verdict == .passed)
    let ranges: Variables = ["ranges": VariableValue(list: ["10.96.0.0/12", "10.244.1.128/25"])]
    #expect(judged(.some, of: .column("CIDR"), .overlaps(value("$ranges")), nodes, ranges).verdict == .passed)
    #expect(
      judged(.every, of: .column("CIDR"), .overlaps(value("$ranges")), nodes, ranges).verdict == .failed)
    #expect(judged(.some, of: .column("NAME"), .isWithin(value("10.0.0.0/8")), nodes).verdict == .unknown)
    #expect(judged(of: .output, .isWithin(value("10.0.0.0/8")), printed("fd00::1\n")).verdict == .failed)
  }

  @Test func `variables and shares are worked out in what is expected`() {
    let variables: Variables = [
      "limit": VariableValue("500m"), "name": VariableValue("web"), "many": VariableValue(list: ["a", "b"]),
    ]
    let share = judged(
      of: .output, .less(.share(percent: 80, of: value("$limit"))), printed("450m\n"), variables)
    #expect(share.verdict == .failed && share.expected == "< 400m (80% of 500m)" && share.found == "450m")
    #expect(
      judged(of: .output, .equals(value("$name")), printed("web"), variables).expected == "is \"web\" ($name)"
    )
    #expect(
      judged(of: .output, .less(value("$gone")), printed("1"), variables).reason
        == "`$gone` was never captured")
    #expect(judged(of: .output, .equals(value("$many")), printed("a"), variables).verdict == .unknown)
    #expect(judged(of: .output, .isOneOf([value("$many")]), printed("b"), variables).verdict == .passed)
    #expect(judged(of: .output, .isOneOf([value("$many")]), printed("c"), variables).verdict == .failed)
    let filled = Template([.text("node-"), .variable(VariableReference("name"))])
    #expect(judged(of: .output, .equals(.text(filled)), printed("node-web"), variables).verdict == .passed)
  }

  @Test func `a type given by as wins`() {
    let variables: Variables = [
      "v": VariableValue("v1.9", type: .version), "loss": VariableValue("3.3", type: .percent),
    ]
    let v = Selector.Source.variable(VariableReference("v"))
    #expect(judged(of: v, .less(value("1.19")), .nothing, variables).verdict == .passed)
    #expect(judged(of: v, .equals(quoted("1.9.0")), .nothing, variables).verdict == .passed)
    #expect(judged(of: v, .equals(quoted("abc")), .nothing, variables).verdict == .failed)
    let loss = judged(of: .variable(VariableReference("loss")), .equals(value("0%")), .nothing, variables)
    #expect(loss.verdict == .failed && loss.found == "3.3")
    #expect(judged(of: .output, .less(value("$v")), printed("1.10"), variables).verdict == .failed)
  }

  @Test func `is with a bare value needs a type in common, with a text it does not`() {
    #expect(judged(of: .output, .equals(value("0")), printed("0.0")).verdict == .passed)
    #expect(judged(of: .output, .equals(quoted("0")), printed("0.0")).verdict == .failed)
    #expect(judged(of: .output, .equals(value("0")), printed("none")).verdict == .unknown)
    #expect(judged(of: .output, .equals(value("0")), printed("")).verdict == .failed)
    #expect(judged(of: .output, .equals(value("10.0.0.1")), printed("10.0.0.1")).verdict == .passed)
  }

  @Test func `complete is n of n, at least one`() {
    for (text, holds) in [
      ("1/1", true), ("12/12", true), ("0/0", false), ("1/2", false), ("1", false), ("a/a", false),
      ("2/2 (1m ago)", true), ("/", false),
    ] {
      #expect(
        judged(of: .output, .isComplete, printed(text)).verdict == (holds ? .passed : .failed), "\(text)")
    }
  }

  @Test func `in a captured text`() {
    let variables: Variables = [
      "doc": VariableValue(#"{"spec":{"replicas":3}}"#), "table": VariableValue(Fixture.pods),
    ]
    #expect(
      judged(of: .json(path(".spec.replicas")), .equals(value("3")), in: "doc", .nothing, variables).verdict
        == .passed)
    #expect(
      judged(.some, of: .column("STATUS"), .equals(value("Pending")), in: "table", .nothing, variables)
        .verdict == .passed)
    #expect(judged(of: .json(path(".a")), .exists, in: "gone", .nothing, variables).verdict == .unknown)
  }

  @Test func `a missing column is unknown, but whether it exists can be said`() {
    let judgement = judged(.every, of: .column("READINES"), .isComplete, pods)
    #expect(judgement.verdict == .unknown && judgement.found == "not looked at")
    #expect(judged(of: .column("NOPE"), .exists, pods).verdict == .failed)
    #expect(judged(of: .column("NOPE"), not(.exists), pods).verdict == .passed)
    #expect(judged(.no, of: .column("NOPE"), .exists, pods).verdict == .passed)
  }

  @Test func `a variable exists or not, empty or not`() {
    let variables: Variables = [
      "none": VariableValue(list: []), "two": VariableValue(list: ["a", "b"]), "blank": VariableValue(""),
    ]
    func source(_ name: String) -> Selector.Source { .variable(VariableReference(name)) }
    #expect(judged(of: source("gone"), .exists, .nothing).verdict == .failed)
    #expect(judged(of: source("gone"), not(.exists), .nothing).verdict == .passed)
    #expect(judged(of: source("gone"), .isEmpty, .nothing).verdict == .unknown)
    #expect(judged(of: source("none"), .isEmpty, .nothing, variables).verdict == .passed)
    #expect(judged(of: source("two"), .isEmpty, .nothing, variables).verdict == .failed)
    #expect(judged(of: source("two"), not(.isEmpty), .nothing, variables).verdict == .passed)
    #expect(judged(of: source("blank"), .isEmpty, .nothing, variables).verdict == .passed)
    #expect(
      judged(aggregate: .count, of: source("two"), .equals(value("2")), .nothing, variables).verdict
        == .passed)
    #expect(
      judged(.every, of: source("two"), .isOneOf([value("a"), value("b")]), .nothing, variables).verdict
        == .passed)
  }

  @Test func `a fan-out's lists are named with their step`() {
    let variables: Variables = ["config.failed": VariableValue(list: ["node-2"])]
    let reference = VariableReference("config", member: "failed")
    #expect(
      judged(aggregate: .count, of: .variable(reference), .equals(value("1")), .nothing, variables).verdict
        == .passed)
    #expect(
      check(reference, Operation(.contains(value("node")), text: ""), variables: variables)
        == .holds("$config.failed is \"node-2\""))
  }
}
