import Foundation
import Testing

/// Functions in a run, and in all that is made of a run afterwards.
@Suite struct ComputingTests {
  private static let runbook = """
    runbook "Who may speak to the shop?"

    param from = 10.9.0.9

    step pod "There is a pod"
      run cat pod.json
      capture pod from output

    step policies "The policies can be read"
      run cat policies.json
      capture policies from output
      capture names from selecting pod=$pod policies=$policies

    step open "No policy closes it"
      expect every allowed from=$from to=$pod port="TCP 8080" policies=$policies namespaces="[]" is "allowed"
      hint "they are $names"
      fails → closed

    → fine

    outcome fine "It is open"
      severity ok

    outcome closed "It is closed"
      severity critical

    """

  private static let pod =
    "{\"kind\": \"Pod\", \"metadata\": {\"name\": \"shop-1\", \"namespace\": \"shop\"}, \"spec\": {}, \"status\": {}}"

  private static func policies(_ block: String) -> String {
    "{\"kind\": \"List\", \"items\": [{\"kind\": \"NetworkPolicy\", \"metadata\": {\"name\": \"door\", \"namespace\": \"shop\"}, \"spec\": {\"ingress\": [{\"from\": [{\"ipBlock\": {\"cidr\": \"\(block)\"}}]}]}}]}"
  }

  private func program(_ policies: String) throws -> Program {
    let program = try Program()
    try program.write("shop.rb", Self.runbook)
    try program.write("pod.json", Self.pod)
    try program.write("policies.json", policies)
    return program
  }

  @Test func `what is computed decides, is shown, and is the same in a replay`() throws {
    let program = try program(Self.policies("10.8.0.0/16"))
    defer { program.remove() }
    let run = try program.run("run", "shop.rb")
    #expect(run.status == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("denied ingress by shop/door"), "\(run.output)")
    #expect(run.output.contains("they are ingress shop/door"), "\(run.output)")
    let replay = try program.run("replay", "shop")
    #expect(replay.status == 0 && replay.output == run.output, "\(replay.output)\(replay.errors)")
    #expect(try program.run("run", "shop.rb", "from=10.8.0.9").status == 0)
  }

  @Test func `an object of another kind makes it inconclusive, and is named`() throws {
    let program = try program(Self.pod)
    defer { program.remove() }
    let run = try program.run("run", "shop.rb")
    #expect(run.status == 3, "\(run.output)")
    #expect(
      run.output.contains("`policies=` needs NetworkPolicies as JSON, found an object of kind Pod"),
      "\(run.output)")
  }

  @Test func `a changed runbook is tried on the objects that were recorded`() throws {
    let program = try program(Self.policies("10.8.0.0/16"))
    defer { program.remove() }
    #expect(try program.run("run", "shop.rb", "--quiet").status == 1)
    try program.write("shop.rb", Self.runbook.replacing("from=$from", with: "from=\"10.8.0.9\""))
    let changed = try program.run("backtest", "shop.rb")
    #expect(changed.output.contains("1 changed"), "\(changed.output)\(changed.errors)")
    try program.write("shop.rb", Self.runbook.replacing("\"TCP 8080\"", with: "9090"))
    let same = try program.run("backtest", "shop.rb")
    #expect(same.output.contains("1 the same, 0 changed"), "\(same.output)\(same.errors)")
  }

  @Test func `a case of a run passes, and fails when the function is gone`() throws {
    let program = try program(Self.policies("10.8.0.0/16"))
    defer { program.remove() }
    #expect(try program.run("run", "shop.rb", "--quiet").status == 1)
    #expect(try program.run("test", "--from", "last", "--name", "closed").status == 0)
    let tested = try program.run("test", "shop.rb")
    #expect(tested.status == 0, "\(tested.output)\(tested.errors)")
    try program.write(
      "shop.rb", Self.runbook.replacing("expect every allowed", with: "expect no allowed"))
    #expect(try program.run("test", "shop.rb").status == 1)
  }

  @Test func `a difference between two runs tells which policy closed it`() throws {
    let program = try program(Self.policies("10.0.0.0/8"))
    defer { program.remove() }
    #expect(try program.run("run", "shop.rb", "--quiet").status == 0)
    try program.write("policies.json", Self.policies("10.8.0.0/16"))
    #expect(try program.run("run", "shop.rb", "--quiet").status == 1)
    let difference = try program.run("diff", "last")
    #expect(difference.output.contains("denied ingress by shop/door"), "\(difference.output)")
    #expect(difference.output.contains("10.8.0.0/16"), "\(difference.output)")
  }
}
