import RunbookModel
import Testing

@Suite struct RunItemsTests {
  private func started(_ items: [String], each: [String]? = nil) -> Fact {
    .stepStarted(StepStarted(step: StepKey("step", items: items), title: "", attempts: 1, each: each))
  }

  private func items(of step: [String] = [], _ facts: [Fact]) -> [[String]] {
    let events = facts.enumerated().map {
      RunEvent(run: "r", number: $0 + 1, time: Moment(milliseconds: 0), fact: $1)
    }
    return Run(id: "r", events: events).items(of: StepKey("step", items: step)).map(\.key.items)
  }

  @Test func `items come as their list names them, and those of no list as they began`() {
    #expect(
      items([started([], each: ["b", "a", "c"]), started(["c"]), started(["a"]), started(["b"])])
        == [["b"], ["a"], ["c"]])
    #expect(
      items([started([], each: ["b"]), started(["z"]), started(["y"]), started(["b"])]) == [
        ["b"], ["z"], ["y"],
      ]
    )
  }

  @Test func `each list orders its own items, and only the innermost count`() {
    let facts = [
      started([], each: ["x", "y"]), started(["y"], each: ["1", "2"]), started(["x"], each: ["2", "1"]),
      started(["y", "2"]), started(["x", "1"]), started(["y", "1"]), started(["x", "2"]),
    ]
    #expect(items(facts) == [["x", "2"], ["x", "1"], ["y", "1"], ["y", "2"]])
    #expect(items(of: ["y"], facts) == [["y", "1"], ["y", "2"]])
    #expect(items(of: ["y", "1"], facts).isEmpty)
    #expect(items([started([])]).isEmpty)
  }
}
