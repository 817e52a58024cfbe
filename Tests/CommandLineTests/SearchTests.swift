import Foundation
import Testing

@Suite struct SearchCommandTests {
  let program: Program

  init() throws {
    program = try Program()
    try program.write(
      "a.rb",
      "runbook \"A\"\nstep say\n  run echo \"Server: 10.96.0.10/32 lost 5.2%\"\nstep other\n  run echo nothing of interest\n"
    )
  }

  @Test func `what a run printed is found again, with run and step`() throws {
    defer { program.remove() }
    #expect(try program.run("search", "x").output == "nothing has run yet\n")
    #expect(try program.run("run", "a.rb", "--quiet").status == 0)
    for word in ["10.96.0.10", "/32", "5.2%", "ser*", "lost 5.2%"] {
      let found = try program.run("search", word, "-interest")
      #expect(found.status == 0)
      #expect(
        found.output.contains("a  healthy  say · output\n  1 │ Server: 10.96.0.10/32 lost 5.2%"), "\(word)")
    }
    let pattern = try program.run("search", "--pattern", #"lost \d"#, "--json")
    #expect(pattern.output.contains(#""step" : {"#))
    let nothing = try program.run("search", "nowhere")
    #expect(nothing.status == 1)
    #expect(nothing.errors == "nothing like that was found\n")
    #expect(try program.run("search", "Server", "--runbook", "b").status == 1)
    #expect(try program.run("search", "Server", "--limit", "1").errors.hasPrefix("there is more"))
  }

  @Test(arguments: [
    (["search"], "nothing to look for"), (["search", "-a"], "there is nothing to look for"),
    (["search", "a", "--option"], "there is no option --option"),
    (["search", "--pattern", "(", "a"], "the pattern does not compile: missing closing parenthesis"),
  ])
  func `a query that makes no sense is told so`(arguments: [String], message: String) throws {
    defer { program.remove() }
    let result = try program.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(message))
  }
}
