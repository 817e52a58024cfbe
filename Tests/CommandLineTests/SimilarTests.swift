import Testing

@Suite struct SimilarCommandTests {
  private let runbook = """
    runbook "Web"
    param error = "connection timed out after 30 s"
    step look "It answers"
      run echo "error: $error"
      expect output is empty
      fails → slow
    step other "Another"
      run true
    outcome slow "It is slow"
      severity warning

    """

  /// Ids and ages are another one each time.
  private func masked(_ text: String) -> String {
    text.replacing(/note by [^,]+/, with: "note by WHO").replacing(
      /k?[a-z0-9]{10}(?=  just now)/, with: "RUN"
    ).replacing(/(like|similar) [a-z0-9]{6}\b/) {
      "\($0.1) RUN"
    }
  }

  @Test func `past runs are told with how much, why, and what people found out`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("web.rb", runbook)
    #expect(try program.run("similar", "last").status == 64)
    let first = try program.run("run", "web.rb")
    #expect(first.status == 1)
    #expect(!first.output.contains("similar:"))
    #expect(try program.run("similar", "last").errors.hasPrefix("no other run is like "))
    #expect(try program.run("similar", "last").status == 1)
    #expect(try program.run("label", "last", "truth=conntrack-full").status == 0)
    #expect(
      try program.run("note", "last", "conntrack was full\nsee the wiki")
        .status == 0)

    let second = try program.run("run", "web.rb", "error=connection timed out after 45 s")
    #expect(
      masked(second.output).hasSuffix(
        "\n  similar: 100 % like RUN (just now, conntrack-full): runbook similar RUN\n"))
    let similar = try program.run("similar", "last")
    #expect(similar.status == 0)
    #expect(
      masked(similar.output) == """
        100 %  RUN  just now  web  problem  slow
              same        outcome slow
                          `look` failed, with the same text: `"error: connection timed out after •"`
                          `look` → slow
              then        truth=conntrack-full
              then        conntrack was full (note by WHO, just now)

        """)
    #expect(try program.run("run", "web.rb", "error=no route to host").output.contains("similar: "))
    let other = try program.run("similar", "last", "--limit", "1")
    #expect(other.output.contains("only here   "))
    #expect(try program.run("similar", "last", "--context", "east").status == 1)
    let json = try program.run("similar", "last", "--json").output
    #expect(json.contains(#""percent" : "#) && json.contains(#""kind" : "outcome""#))
  }

  @Test func `nothing is said after a run that is healthy, quiet, for programs, or not recorded`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("web.rb", runbook)
    try program.write("fine.rb", "runbook \"Fine\"\nstep a\n  run true\n")
    for _ in 0..<2 {
      for arguments in [
        ["web.rb", "--quiet"], ["web.rb", "--json"], ["web.rb", "--no-history"], ["fine.rb"],
      ] {
        #expect(try !program.run(["run"] + arguments).output.contains("similar:"), "\(arguments)")
      }
    }
  }
}
