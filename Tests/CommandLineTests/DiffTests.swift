import Foundation
import Testing

/// `runbook diff`: which runs it compares, what it says where it cannot, how it ends.
@Suite struct DiffTests {
  private static let shop = """
    runbook "Is the shop open?"

    step door "The door is open"
      run cat door
      expect output contains "open"
      fails → closed

    → fine

    outcome fine "The shop is open"
      severity ok

    outcome closed "The shop is closed"
      severity warning

    """

  private func program() throws -> Program {
    let program = try Program()
    try program.write("shop.rb", Self.shop)
    try program.write("door", "open since 5m ago\n")
    return program
  }

  @Test func `a run that found a problem is compared with the last healthy one`() throws {
    let program = try program()
    defer { program.remove() }
    try program.write("other.rb", Self.shop)
    #expect(try program.run("run", "shop.rb").status == 0)
    #expect(try program.run("run", "other.rb").status == 0)
    try program.write("door", "closed since 5s ago\n")
    #expect(try program.run("run", "shop.rb").status == 1)
    let result = try program.run("diff", "last")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(result.status == 1, "\(result.errors)")
    #expect(lines.count == 9)
    #expect(lines[0].hasPrefix("shop  ") && lines[0].contains(" compared with "))
    #expect(
      Array(lines.dropFirst()) == [
        "PROBLEM  closed  The shop is closed  was HEALTHY  fine",
        "  ✗ door  failed, was passed  The door is open",
        #"      output contains "open": "closed since 5s ago"  was "open since 5m ago""#,
        "  → closed, was → next: door failed", "door", "  - open since 5m ago", "  + closed since 5s ago",
        "1 line of output differs as it stands, 1 for real",
      ])
    #expect(
      try program.run("diff", "last", "--raw").output
        == "door\n  - open since 5m ago\n  + closed since 5s ago\n")
    let json = try program.run("diff", "shop", "shop@good", "--json")
    #expect(json.status == 1)
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(value?["realLines"] as? Int == 1 && value?["same"] as? Bool == false)
  }

  @Test func `two runs that differ in what always differs are the same`() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.run("run", "shop.rb").status == 0)
    try program.write("door", "open since 17s ago\n")
    #expect(try program.run("run", "shop.rb").status == 0)
    let result = try program.run("diff", "last")
    #expect(result.status == 0)
    #expect(result.output.contains("HEALTHY  fine  The shop is open  as before"))
    #expect(result.output.contains("1 line of output differs as it stands, 0 for real"))
    #expect(try program.run("diff", "last", "--raw").status == 1)
  }

  @Test func `the runbook's own text is compared too`() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.run("run", "shop.rb").status == 0)
    try program.write("shop.rb", Self.shop.replacing("contains \"open\"", with: "contains \"open since\""))
    #expect(try program.run("run", "shop.rb").status == 0)
    let result = try program.run("diff", "last")
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        """
        shop.rb  the runbook's own text
          -   expect output contains "open"
          +   expect output contains "open since"
        """))
  }

  @Test func `where nothing can be compared it says why`() throws {
    let program = try program()
    defer { program.remove() }
    #expect(try program.run("diff", "last").errors.contains("nothing has run yet"))
    try program.write("door", "closed\n")
    #expect(try program.run("run", "shop.rb").status == 1)
    let none = try program.run("diff", "last")
    #expect(none.status == 64)
    #expect(none.errors.contains("no other run of shop was healthy, so there is nothing to compare with"))
    #expect(try program.run("diff", "last", "shop").errors.contains("`last` and `shop` are one run"))
    try program.write("other.rb", Self.shop)
    #expect(try program.run("run", "other.rb").status == 1)
    let two = try program.run("diff", "other", "shop")
    #expect(two.status == 64)
    #expect(two.errors.contains("is a run of other") && two.errors.contains("one of shop"))
  }
}
