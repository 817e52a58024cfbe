import RunbookModel
import Testing

@testable import RunbookEngine

struct ArgumentTests {
  private let one = plan(
    [],
    parameters: [
      Parameter(name: "namespace", standard: ["default"], place: here),
      Parameter(name: "limit", type: .percent, standard: ["5%"], place: here),
      Parameter(name: "nodes", type: .list, standard: ["a"], place: here),
      Parameter(name: "mode", standard: ["fast"], limit: .oneOf(["fast", "slow"]), place: here),
      Parameter(name: "pod", standard: ["p-1"], limit: .matching(Pattern("^p-")), place: here),
    ], secrets: [Secret(name: "token", place: here)])

  private func problem(_ arguments: (String, String)..., in plan: Plan? = nil) -> ArgumentProblem? {
    do {
      _ = try bind(arguments.map { (name: $0.0, value: $0.1) }, to: plan ?? one)
      return nil
    } catch {
      return error
    }
  }

  @Test func `what is not given takes what the runbook gives`() throws {
    let bound = try bind([(name: "namespace", value: "web")], to: one)
    #expect(bound["namespace"] == VariableValue("web"))
    #expect(bound["limit"] == VariableValue("5%", type: .percent))
    #expect(bound["nodes"] == VariableValue(list: ["a"], type: .list))
  }

  @Test func `a list is cut at its commas`() throws {
    let bound = try bind([(name: "nodes", value: "a, b,c ,")], to: one)
    #expect(bound["nodes"] == VariableValue(list: ["a", "b", "c"], type: .list))
  }

  @Test func `a wrong name gets the nearest right one`() {
    #expect(problem(("namspace", "x"))?.message == "`test` has no parameter `namspace`")
    #expect(problem(("namspace", "x"))?.help == "did you mean `namespace`?")
    #expect(problem(("qqqqqqqqqqqqqqq", "x"))?.help?.contains("`namespace`, `limit`") == true)
  }

  @Test func `values must be of the type, among those allowed, and match`() {
    #expect(problem(("limit", "many"))?.message.contains("`many`") == true)
    #expect(problem(("mode", "fsat"))?.help == "did you mean `fast`?")
    #expect(problem(("pod", "q-1"))?.message.contains("/^p-/") == true)
    #expect(problem(("limit", "7%"), ("mode", "slow"), ("pod", "p-2")) == nil)
  }

  @Test func `twice, a secret, and what is missing are refused`() {
    #expect(problem(("mode", "fast"), ("mode", "slow"))?.message.contains("twice") == true)
    #expect(problem(("token", "x"))?.help == "set the environment variable TOKEN")
    let required = plan([], parameters: [Parameter(name: "host", description: "whom to ask", place: here)])
    #expect(problem(in: required)?.message == "parameter `host` must be given: whom to ask")
  }

  @Test func `an id is ten letters and digits that Kubernetes takes, and the same seed gives the same`() {
    var generator = SplitMix(state: 7)
    for _ in 0..<200 {
      let id = newRunID(using: &generator)
      #expect(id.utf8.count == 10)
      #expect(id.first?.isLetter == true)
      #expect(id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) })
    }
    var (one, two) = (SplitMix(state: 9), SplitMix(state: 9))
    #expect(newRunID(using: &one) == newRunID(using: &two))
    #expect(newRunID() != newRunID())
  }
}
