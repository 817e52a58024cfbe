import RunbookMatching
import RunbookModel
import Testing

/// JSON, YAML, and paths into them.
struct DocumentTests {
  static let pods = """
    {"apiVersion": "v1", "items": [
      {"metadata": {"name": "a", "namespace": "x", "labels": {"a/b": "1"}},
       "status": {"phase": "Running", "containerStatuses": [{"name": "c", "ready": true, "restartCount": 3}],
                  "conditions": [{"type": "Ready", "status": "True"}, {"type": "Other", "status": "False"}]}},
      {"metadata": {"name": "b", "namespace": "x"},
       "status": {"phase": "Pending", "conditions": [{"type": "Ready", "status": "False"}]}},
      {"metadata": {"name": "c", "namespace": "y"}, "status": {}}
    ], "empty": [], "nothing": null, "text": "\\u00fc\\ud83d\\ude00\\n", "number": 1.50}
    """

  private func texts(_ path: String, _ json: String = pods, filters: [Selector.Filter] = []) -> [String]? {
    switch captured(of: .json(RunbookMatchingTests.path(path)), filters: filters, printed(json)) {
    case .found(let value): value.texts
    case .nothing: []
    case .impossible: nil
    }
  }

  @Test func `members, indexes, and every element`() {
    #expect(texts(".apiVersion") == ["v1"])
    #expect(texts(".items[0].metadata.name") == ["a"])
    #expect(texts(".items[-1].metadata.name") == ["c"])
    #expect(texts(".items[3].metadata.name") == [])
    #expect(texts(".items[].metadata.name") == ["a", "b", "c"])
    #expect(texts(".items[].status.conditions[].type") == ["Ready", "Other", "Ready"])
    #expect(texts(".items[0].metadata.labels[]") == ["1"])
    #expect(texts(".items[0].metadata.labels") == [#"{"a/b":"1"}"#])
    #expect(texts(".number") == ["1.50"])
    #expect(texts(".text") == ["ü😀\n"])
    #expect(texts(".nothing") == [])
    #expect(texts(".empty") == ["[]"])
    #expect(texts(".empty[]") == [])
    #expect(texts(".nothing.at.all") == [])
  }

  @Test func `where judges the element of the last brackets`() {
    let running = holds(member: ".status.phase", .equals(value("Running")))
    #expect(texts(".items[].metadata.name", filters: [running]) == ["a"])
    let ready = holds(member: ".type", .equals(value("Ready")))
    #expect(texts(".items[].status.conditions[].status", filters: [ready]) == ["True", "False"])
    let some = holds(member: ".status.conditions[].status", .equals(value("False")))
    #expect(texts(".items[].metadata.name", filters: [some]) == ["a", "b"])
    let none = Selector.Filter.whereHolds([
      Selector.Test(subject: .member(path(".status.phase")), operation: not(.equals(value("Running"))))
    ])
    #expect(texts(".items[].metadata.name", filters: [none]) == ["b", "c"])
    #expect(texts(".items", filters: [running])?.count == 1)
  }

  @Test func `an element that lacks the member fails every, and is no value to count`() {
    let observation = printed(Self.pods)
    let phase = Selector.Source.json(path(".items[].status.phase"))
    let every = judged(.every, of: phase, .exists, observation)
    #expect(every.verdict == .failed)
    #expect(every.deciding == ["y/c: nothing"])
    #expect(judged(.every, of: phase, not(.equals(value("Failed"))), observation).verdict == .passed)
    #expect(judged(aggregate: .count, of: phase, .equals(value("2")), observation).verdict == .passed)
    #expect(judged(.exactly(1), of: phase, .isEmpty, observation).verdict == .passed)
  }

  @Test func `a list stands for its elements where several are asked for`() {
    let observation = printed(#"{"types":["Ingress","Egress"],"none":null,"one":"x"}"#)
    let types = Selector.Source.json(path(".types"))
    #expect(judged(.some, of: types, .equals(value("Egress")), observation).verdict == .passed)
    #expect(judged(aggregate: .count, of: types, .equals(value("2")), observation).verdict == .passed)
    #expect(
      judged(aggregate: .count, of: .json(path(".none")), .equals(value("0")), observation).verdict == .passed
    )
    #expect(
      judged(aggregate: .count, of: .json(path(".one")), .equals(value("1")), observation).verdict == .passed)
    #expect(judged(of: types, .contains(value("Egress")), observation).verdict == .passed)
  }

  @Test func `empty is null, an empty list, and blanks`() {
    for member in [".empty", ".nothing"] {
      #expect(judged(of: .json(path(member)), .isEmpty, printed(Self.pods)).verdict == .passed)
    }
    #expect(judged(of: .json(path(".items")), .isEmpty, printed(Self.pods)).verdict == .failed)
  }

  @Test func `what decides is named`() {
    let judgement = judged(
      .every, of: .json(path(".items[].status.phase")), .equals(value("Running")), printed(Self.pods))
    #expect(judgement.deciding == ["x/b: Pending", "y/c: nothing"])
    #expect(judgement.found == "2 of 3 values do not")
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "01", "1.", ".5", "+1", "-", "1e", "nul", "tru", "\"\\x\"",
    "\"\\u12g4\"",
    "\"\n\"", "[1 2]", "{\"a\" 1}", "{\"a\":1} x", "{} {}", "\u{1b}{}", "NaN", "[\"\u{0}\"]", "I0101 log\n{}",
    "\"abc",
    "{\"a\":1 \"b\":2}", "[", "]", "{a:1}",
  ])
  func `what is no JSON is unknown, with a reason`(_ text: String) {
    let judgement = judged(of: .json(path(".a")), .equals(value("1")), printed(text))
    #expect(judgement.verdict == .unknown)
    #expect(judgement.reason?.hasPrefix("no JSON: ") == true)
  }

  @Test func `the reason says where`() {
    let judgement = judged(of: .json(path(".a")), .exists, printed("{\n  \"a\": 1\n  \"b\": 2\n}"))
    #expect(judgement.reason == "no JSON: expected `,` or `}`, found `\"b\": 2` in line 3")
  }

  @Test func `what is JSON`() {
    for text in [
      "0", "-0.0e+10", "\"\"", "[]", "{}", " [ ] ", "\u{feff}{}", "[[[[]]]]",
      "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", "true",
    ] {
      #expect(judged(.no, of: .json(path(".x[]")), .exists, printed(text)).verdict == .passed, "\(text)")
    }
    #expect(texts("", "\"\\ud800x\"") == ["\u{fffd}x"])
    #expect(texts(".a", #"{"a":1,"a":2}"#) == ["2"])
    #expect(texts(".a", #"{"\u0061":1}"#) == ["1"])
  }

  @Test func `depth has a limit and long documents do not`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      judged(of: .json(path(".a")), .exists, printed(deep)).reason?.contains("deeper than 1000") == true)
    let long = "[" + (0..<50_000).map(String.init).joined(separator: ",") + "]"
    #expect(
      judged(aggregate: .count, of: .json(path("[]")), .equals(value("50000")), printed(long)).verdict
        == .passed)
  }

  @Test func `bytes that are no UTF-8 are no JSON`() {
    let observation = Observation(
      output: Array("{\"a\":\"".utf8) + [0xc3, 0x28] + Array("\"}".utf8), exit: 0, duration: 1)
    #expect(judged(of: .json(path(".a")), .exists, observation).reason?.contains("invalid UTF-8") == true)
  }

  @Test func `YAML is read into the same tree`() {
    let yaml = """
      kind: ConfigMap
      data:
        Corefile: |
          .:53 {
              forward . /etc/resolv.conf
          }
        port: 8080
        on: yes
        quoted: "null"
        none: ~
      list: [1, 2.50, "x"]
      base: &base {a: 1}
      copy: *base
      """
    let observation = printed(yaml)
    func yamlTexts(_ text: String) -> [String]? {
      switch captured(of: .yaml(path(text)), observation) {
      case .found(let value): value.texts
      case .nothing: []
      case .impossible: nil
      }
    }
    #expect(yamlTexts(".kind") == ["ConfigMap"])
    #expect(yamlTexts(".data.Corefile") == [".:53 {\n    forward . /etc/resolv.conf\n}\n"])
    #expect(yamlTexts(".data.port") == ["8080"])
    #expect(yamlTexts(".data.on") == ["yes"])
    #expect(yamlTexts(".data.quoted") == ["null"])
    #expect(yamlTexts(".data.none") == [])
    #expect(yamlTexts(".list[]") == ["1", "2.50", "x"])
    #expect(yamlTexts(".copy.a") == ["1"])
  }

  @Test func `several YAML documents are a list, one is itself`() {
    let several = "---\nkind: A\n---\nkind: B\n---\n"
    #expect(
      captured(of: .yaml(path("[].kind")), printed(several)) == .found(VariableValue(list: ["A", "B"])))
    #expect(captured(of: .yaml(path(".kind")), printed("---\nkind: A\n")) == .found(VariableValue("A")))
  }

  @Test func `what is no YAML is unknown`() {
    for text in ["", "a: [1", "a: b: c", "\tx: 1", "a: *unknown"] {
      let judgement = judged(of: .yaml(path(".a")), .equals(value("1")), printed(text))
      #expect(judgement.verdict == .unknown, "\(text)")
      #expect(judgement.reason?.hasPrefix("no YAML") == true, "\(judgement.reason ?? "")")
    }
  }

  @Test func `aliases cannot blow up`() {
    var yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...9 {
      yaml +=
        "a\(level): &a\(level) [" + (0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ",") + "]\n"
    }
    #expect(judged(of: .yaml(path(".a9")), .exists, printed(yaml)).verdict == .unknown)
  }

  @Test func `mutated documents never trap`() {
    var random = SeededRandom(seed: 11)
    for _ in 0..<2000 {
      var bytes = Array(Self.pods.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, &random) }
      let observation = Observation(output: bytes, exit: 0, duration: 1)
      _ = judged(
        .every, of: .json(path(".items[].status.conditions[].type")), .equals(value("Ready")), observation)
      _ = captured(of: .json(path(".text")), observation)
    }
  }
}
