import RunbookMatching
import RunbookModel
import Testing

/// Captures, conditions, and templates.
struct CapturingTests {
  @Test func `output without its line ends, and nothing from no output`() {
    #expect(captured(of: .output, printed("a\nb\n\n")) == .found(VariableValue("a\nb")))
    #expect(captured(of: .output, printed("a\r\n")) == .found(VariableValue("a")))
    #expect(captured(of: .output, printed("\n")) == .nothing)
    #expect(captured(of: .output, printed("")) == .nothing)
    #expect(captured(of: .exit, printed("", exit: 4)) == .found(VariableValue("4")))
  }

  @Test func `what may be several is a list, even of one`() {
    #expect(
      captured(of: .column("NAME"), printed("NAME\nnode-1\n")) == .found(VariableValue(list: ["node-1"])))
    #expect(captured(of: .column("NAME"), printed("NAME\n")) == .nothing)
    #expect(captured(of: .lines, printed("a\n\nb\n")) == .found(VariableValue(list: ["a", "b"])))
    #expect(captured(of: .json(path(".a")), printed(#"{"a":[1, 2]}"#)) == .found(VariableValue("[1,2]")))
    #expect(
      captured(of: .json(path(".a")), as: .list, printed(#"{"a":[1, 2]}"#))
        == .found(VariableValue(list: ["1", "2"], type: .list)))
    #expect(
      captured(of: .output, as: .list, printed("a\nb\n"))
        == .found(VariableValue(list: ["a", "b"], type: .list)))
  }

  @Test func `a captured value has the type it was given, or cannot be had`() {
    let loss = Selector.Source.find(Pattern(#"([\d.]+)%"#), all: false)
    #expect(
      captured(of: loss, as: .percent, printed("33.3% loss")) == .found(VariableValue("33.3", type: .percent))
    )
    #expect(captured(of: loss, as: .percent, printed("no loss")) == .nothing)
    #expect(captured(of: .output, as: .percent, printed("abc")) == .impossible("`abc` is no percent"))
    #expect(
      captured(of: .duration, printed("", duration: 250)) == .found(VariableValue("250ms", type: .duration)))
  }

  @Test func `conditions say why, with values`() {
    let variables: Variables = ["loss": VariableValue("3.3", type: .percent)]
    let loss = VariableReference("loss")
    func check(_ operation: Operation, _ variables: Variables) -> CheckResult {
      RunbookMatchingTests.check(loss, operation, variables)
    }
    #expect(check(Operation(.less(value("5%")), text: ""), variables) == .holds("$loss is 3.3"))
    #expect(check(Operation(.equals(value("0%")), text: ""), variables) == .holdsNot("$loss is 3.3"))
    #expect(check(Operation(.equals(value("0%")), text: ""), [:]) == .unknown("`$loss` was never captured"))
    #expect(check(not(.exists), [:]) == .holds("`$loss` was never captured"))
    #expect(check(Operation(.exists, text: ""), [:]) == .holdsNot("`$loss` was never captured"))
    #expect(
      check(Operation(.less(value("5s")), text: ""), variables)
        == .unknown("$loss is 3.3: `5s` is no percent: `3.3` against `5s`"))
    #expect(
      check(Operation(.less(value("$other")), text: ""), variables) == .unknown("`$other` was never captured")
    )
  }

  @Test func `templates`() {
    let template = Template([.text("a "), .variable(VariableReference("x")), .text(" b")])
    #expect(fill(template, ["x": VariableValue(list: ["1", "2"])]) == .text("a 1\n2 b"))
    #expect(fill(template, [:]) == .missing(VariableReference("x")))
    #expect(fill(Template([]), [:]) == .text(""))
  }
}

func check(_ reference: VariableReference, _ operation: Operation, _ variables: Variables) -> CheckResult {
  check(reference, operation, variables: variables)
}
