import RunbookLanguage
import RunbookModel
import Testing

/// What the plan says that the file does not: names resolved, defaults filled in, files merged.
@Suite struct PlanTests {
  private func plan(_ text: String, _ files: [String: String] = [:]) throws -> Plan {
    let checked = check(SourceText(name: "main.rb", text: text)) { path, _ throws(LoadProblem) in
      guard let text = files[path] else { throw LoadProblem(reason: "no such file") }
      return SourceText(name: path, text: text)
    }
    #expect(checked.errors.map { described($0, checked.sources) } == [])
    return try #require(checked.plan)
  }

  private func steps(_ nodes: [FlowNode]) -> [Step] {
    nodes.flatMap { node -> [Step] in
      switch node {
      case .step(let step): [step]
      case .parallel(let parallel): parallel.steps
      case .each(let each): each.steps
      case .call(let call): [call.step]
      case .start(let start): [start.step]
      case .fix(let fix): [fix.step]
      case .manual(let manual): [manual.step]
      case .decide, .arrow, .ask, .confirm: []
      }
    }
  }

  private func step(_ body: String, head: String = "") throws -> Step {
    let text =
      "runbook \"T\"\n\(head)step s \"S\"\n" + body.split(separator: "\n").map { "  \($0)\n" }.joined()
    return try #require(steps(try plan(text).flow).first)
  }

  @Test func `the example of the design has the plan that it describes`() throws {
    let checked = try CheckingGoldenTests.checked("design")
    let plan = try #require(checked.plan)
    #expect(plan.title == "DNS is broken")
    #expect(plan.about.split(separator: "\n").count == 2)
    #expect(plan.tags == ["dns", "coredns"])
    #expect(plan.owner == "network on-call")
    #expect(
      plan.needs.map(\.kind) == [
        .cluster, .tool(name: "kubectl", version: VersionWanted(numbers: [1, 20], orNewer: true)),
      ])
    #expect(plan.parameters.map(\.name) == ["namespace", "name", "image"])
    #expect(
      plan.parameters.map(\.standard) == [["default"], ["kubernetes.default.svc.cluster.local"], ["busybox"]])
    let flow = steps(plan.flow)
    #expect(flow.map(\.name) == ["probe", "l3", "dns"])

    let probe = flow[0]
    #expect(probe.timeout == .seconds(60))
    #expect(probe.cleanup?.variables == ["namespace", "run"])
    #expect(probe.command?.variables == ["run", "namespace", "image"])
    #expect(probe.command?.programs.map(\.name) == ["kubectl", "kubectl"])
    #expect(probe.command?.shell == .bash)
    #expect(outcome(probe.branches.fails) == "no-pod-starts")
    #expect(probe.branches.passes == nil)

    let dns = flow[2]
    #expect(dns.repetition == .sample(times: 20, every: .milliseconds(200), need: 95))
    #expect(dns.timeout == .seconds(30))
    #expect(dns.keep == 16 << 20)
    #expect(outcome(dns.branches.passes) == "dns-works")
    #expect(path(dns.branches.flaky) == "sometimes")
    #expect(path(dns.branches.fails) == "coredns")
    #expect(dns.branches.unknown == nil)
    #expect(!dns.isJudgedByTable)

    #expect(plan.paths.keys.sorted() == ["coredns", "raise-limits", "sometimes"])
    let coredns = try #require(plan.paths["coredns"])
    #expect(steps(coredns.flow).map(\.name) == ["running", "direct"])
    #expect(steps(coredns.flow)[0].expectations.map(\.text).first == "count rows >= 1")
    guard case .arrow(let last)? = coredns.flow.last else { throw Missing() }
    #expect(outcome(last) == "coredns-unreachable")
    #expect(plan.outcomes["l3-broken"]?.follow?.path == "with/cni-broken.rb")
    #expect(plan.files["with/cni-broken.rb"]?.plan.title == "The CNI plugin is broken")
    #expect(plan.outcomes["coredns-throttled"]?.severity == .warning)
    #expect(
      plan.outcomes["coredns-throttled"]?.prose
        == "The default limit of 100m is too small for a busy cluster.")
  }

  @Test func `a fix knows what undoes it and what verifies it, wherever that stands`() throws {
    let plan = try plan(
      """
      runbook "T"
      use "with.rb"
      param nodes as list = a, b
      each node in $nodes
        step look
          run cat "/tmp/$node"
          capture before from output
          fails → repair
      path repair "Repair"
        fix mend "Mend it"
          run touch here
          undo printf "$before" > here
          verify look
        fix other
          run touch there
          undo none "it is only touched"
          verify far
      """,
      ["with.rb": "runbook \"W\"\ndefaults\n  timeout 9s\npath p \"P\"\n  step far\n    run true\n  → stop\n"]
    )
    let fixes = plan.paths["repair"]!.flow.compactMap { if case .fix(let fix) = $0 { fix } else { nil } }
    guard case .command(let undo) = fixes[0].undo, case .none(let why) = fixes[1].undo else {
      Issue.record("one undo and one reason")
      return
    }
    #expect(undo.variables == ["before"])
    #expect(why == "it is only touched")
    #expect(fixes[0].verification?.step.name == "look")
    #expect(fixes[0].verification?.each?.variable == "node")
    #expect(fixes[1].verification?.each == nil)
    #expect(fixes[1].verification?.step.timeout == .seconds(9))
  }

  @Test func `questions keep what may be answered and where it leads`() throws {
    let plan = try plan(
      """
      runbook "T"
      ask size as percent "How full, $run?" = 80% one of 80%, 90%
        when $run exists
      confirm sure "Shall it go on with $size?"
        no → left
      manual lamp "Look at the lamp"
        fails → left
        It is red.
        Or green.
      → left
      outcome left "Left"
        severity ok
      """)
    guard case .ask(let ask) = plan.flow[0], case .confirm(let confirm) = plan.flow[1],
      case .manual(let manual) = plan.flow[2]
    else {
      Issue.record("three questions")
      return
    }
    #expect(ask.type == .percent)
    #expect(ask.question.written == "How full, $run?")
    #expect(ask.standard == .literal("80%"))
    #expect(ask.choices == [.literal("80%"), .literal("90%")])
    #expect(ask.condition != nil)
    #expect(confirm.yes == nil)
    #expect(outcome(confirm.no) == "left")
    #expect(manual.step.title == "Look at the lamp")
    #expect(manual.prose == "It is red.\nOr green.")
    #expect(outcome(manual.step.branches.fails) == "left")
  }

  @Test
  func `limits come from the step, then from stop after, then from the defaults, then from the language`()
    throws
  {
    #expect(try step("run true").timeout == .seconds(30))
    let defaults = "defaults\n  timeout 7s\n  keep 1MiB\n  shell sh\n"
    #expect(try step("run true", head: defaults).timeout == .seconds(7))
    #expect(try step("run true", head: defaults).keep == 1 << 20)
    #expect(try step("run true", head: defaults).command?.shell == .sh)
    #expect(try step("run true\nstop after 20s", head: defaults).timeout == .seconds(25))
    #expect(try step("run true\nstop after 20s\ntimeout 1m", head: defaults).timeout == .seconds(60))
  }

  @Test func `intervals are a second for retry and none for sample`() throws {
    #expect(try step("run true\nretry 3 times").repetition == .retry(times: 3, every: .seconds(1)))
    #expect(
      try step("run true\nretry up to 1m every 5s").repetition
        == .retryUpTo(limit: .seconds(60), every: .seconds(5)))
    #expect(
      try step("run true\nsample 20 times, need 95%").repetition == .sample(times: 20, every: .zero, need: 95)
    )
    #expect(
      try step("run true\nsample up to 200, need 99.5%").repetition
        == .sampleUpTo(times: 200, every: .zero, need: 99.5))
  }

  @Test func `a command gets the variables that it names and those of env, and not what it assigns`() throws {
    let head = "param a = 1\nparam b = 2\nparam c = 3\n"
    let step = try step("run x=$a; echo \"$x\" '$b' \"$HOME\" \"$run\"\nenv c FOO", head: head)
    #expect(step.command?.variables == ["a", "run", "c"])
  }

  @Test(arguments: [
    ("b fails", [false, true, false]), ("b fails and any unknown", [true, true, true]),
  ])
  func `a table judges the steps that its rows name, and any names all above it`(
    row: String, judged: [Bool]
  ) throws {
    let plan = try plan(
      """
      runbook "T"
      step a "A"
        run true
        otherwise → next
      parallel
        step b "B"
          run true
        step c "C"
          run true
          fails → next
      decide
        \(row) → stop
        otherwise → next
      """)
    let all = steps(plan.flow)
    #expect(all.map(\.isJudgedByTable) == judged)
    guard case .decide(let decide)? = plan.flow.last else { throw Missing() }
    #expect(decide.steps == ["a", "b", "c"])
    #expect(decide.rows.map(\.text) == [row, "otherwise"])
    #expect(decide.rows[0].condition?.checks.count == row.split(separator: " and ").count)
    #expect(decide.rows[1].condition == nil)
  }

  @Test func `what a use brings is merged, with the limits of its own file`() throws {
    let plan = try plan(
      """
      runbook "T"
      use "common.rb"
      defaults
        timeout 3s
      let mine = "$theirs!"
      step a "A"
        run echo "$mine"
        fails → shared
      """,
      [
        "common.rb": """
        runbook "Common"
        use "deeper.rb"
        param needed = 1
        param idle = 2
        let theirs = "$deep"
        defaults
          timeout 9s
        step never "Its flow is never brought"
          run true
        path shared "Shared"
          step b "B"
            run echo "$needed"
          → lost
        path unreached "Nobody leads here"
          → lost
        """,
        "deeper.rb": """
        runbook "Deeper"
        let deep = "x"
        outcome lost "Lost"
          severity unknown
        """,
      ])
    #expect(steps(plan.flow).map(\.timeout) == [.seconds(3)])
    #expect(plan.paths.keys.sorted() == ["shared"])
    #expect(steps(plan.paths["shared"]?.flow ?? []).map(\.timeout) == [.seconds(9)])
    #expect(plan.outcomes.keys.sorted() == ["lost"])
    #expect(plan.parameters.map(\.name) == ["needed"])
    #expect(plan.lets.map(\.name) == ["deep", "theirs", "mine"])
    #expect(plan.used.map(\.name) == ["common.rb", "deeper.rb"])
  }

  @Test func `a use brings the params that a run can need, and no others`() throws {
    let common = """
      runbook "Common"
      param near = 1
      param far
      path one "One"
        step a "A"
          run echo "$near"
        → lost
      path two "Two"
        step b "B"
          run echo "$far"
        → lost
      outcome lost "Lost"
        severity unknown
      """
    let first = "runbook \"T\"\nuse \"common.rb\"\nstep s \"S\"\n  run true\n  fails → one\n"
    #expect(try plan(first, ["common.rb": common]).parameters.map(\.name) == ["near"])
    let called = try plan(
      "runbook \"C\"\ncall t \"first.rb\" near=2\n  timeout 5s\n  on west\n  fails → next\n",
      ["first.rb": first, "common.rb": common])
    guard case .call(let call)? = called.flow.first else { throw Missing() }
    #expect(call.step.name == "t")
    #expect(call.step.title == "T")
    #expect(call.file.path == "first.rb")
    #expect(call.limit == .seconds(5))
    #expect(call.step.context == .literal("west"))
    #expect(called.files["first.rb"]?.plan.used.map(\.name) == ["common.rb"])
  }

  @Test func `files that share a file share its plan, and each block and arrow is in its place`() throws {
    let leaf = "runbook \"Leaf\"\nparam n\nstep a \"A\"\n  run echo \"$n\"\n"
    let plan = try plan(
      """
      runbook "T"
      step hosts "H"
        run printf 'a\\nb\\n'
        capture hosts from lines
        fails → "leaf.rb" n="$run-1"
        unknown → later
      each host in $hosts, 4 at once
        step look "L"
          run echo "$host"
      step later "Later"
        run true
        fails → found, next
        passes → "middle.rb"
      outcome found "F"
        severity info
      finally
        run echo "$run"
        step last "Last"
          run true
      """, ["leaf.rb": leaf, "middle.rb": "runbook \"M\"\nstep m \"M\"\n  run true\n→ \"leaf.rb\" n=2\n"])
    let direct = try #require(plan.files["leaf.rb"])
    let through = try #require(plan.files["middle.rb"]?.plan.files["leaf.rb"])
    #expect(direct === through)
    guard case .file(let target)? = steps(plan.flow)[0].branches.fails?.target else { throw Missing() }
    #expect(target.arguments.map(\.name) == ["n"])
    guard case .step("later")? = steps(plan.flow)[0].branches.unknown?.target else { throw Missing() }
    guard case .each(let block) = plan.flow[1] else { throw Missing() }
    #expect(block.clause.variable == "host")
    #expect(block.clause.atOnce == 4)
    #expect(block.clause.list == .variable(VariableReference("hosts")))
    #expect(steps(plan.flow).last?.branches.fails?.goesOn == true)
    #expect(plan.finally.count == 2)
    #expect(plan.defaults.budget == .seconds(900))
  }

  private func outcome(_ arrow: Arrow?) -> String? {
    if case .outcome(let name)? = arrow?.target { name } else { nil }
  }
  private func path(_ arrow: Arrow?) -> String? {
    if case .path(let name)? = arrow?.target { name } else { nil }
  }

  private struct Missing: Error {}
}
