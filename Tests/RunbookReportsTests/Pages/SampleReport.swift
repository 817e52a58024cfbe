import RunbookComparison
import RunbookModel

@testable import RunbookReports

/// A report in which all that a report can tell occurs once; the same every time.
enum SampleReport {
  static let report = Report([main, called], arrows: arrows, comparison: comparison)

  private static let source = """
    runbook "The shop is slow"

    parallel
      step pods "Every pod is ready"
        run kubectl get pods
        expect every column READY is complete
      step dns "The name resolves"
        run nslookup shop
        sample 4 times, need 95%

    decide
      dns fails  → names
      pods fails → workload
      otherwise  → fine

    """

  private static var arrows: WrittenArrows {
    var arrows = WrittenArrows()
    arrows.tables = [
      [
        .init(label: "dns fails", target: "→ names", line: 12),
        .init(label: "pods fails", target: "→ workload", line: 13),
        .init(label: "otherwise", target: "→ fine", line: 14),
      ]
    ]
    arrows.steps = [
      "reach": [
        .init(label: "fails", target: "→ next", line: 20),
        .init(label: "unknown", target: "→ blind", line: 21),
      ]
    ]
    return arrows
  }

  /// With a day on which every pod was ready.
  private static var comparison: Comparison {
    var run = EventScript(run: "kgood00001", at: 1_767_139_200_000)
    run.post(
      .runStarted(
        RunStarted(
          runbook: "shop", title: "The shop is slow",
          sources: [.init(name: "shop.rb", text: Content(Array(source.utf8)))], tool: "0.1.0")))
    run.begin("pods", "Every pod is ready")
    run.attempt(
      AttemptKey(name: "pods"), "kubectl get pods -n \"$namespace\"",
      "NAME        READY   STATUS\nshop-7d9f   1/1     Running\n", judgement: judgement(.passed))
    run.end("pods", .passed)
    run.post(.runEnded(RunEnded(verdict: .healthy, reason: "all passed", duration: 60)))
    let contents = (run.events + main.events).contents
    return Comparison(
      before: Run(id: run.run, events: run.events), after: Run(id: main.summary.id, events: main.events)
    ) { contents[$0] }
  }

  private static func judgement(_ verdict: Verdict) -> Judgement {
    Judgement(
      verdict: verdict, expectation: "every column READY is complete", expected: "every READY is complete",
      found: verdict == .passed ? "2 of 2 rows do" : "1 of 2 rows does not",
      reason: verdict == .passed ? nil : "0/1 < is not & complete",
      deciding: verdict == .passed ? [] : ["shop-7d9f  0/1   CrashLoopBackOff   <12 & counting>"],
      more: verdict == .passed ? 0 : 3, file: "shop.rb", line: 6)
  }

  private static let main: (events: [RunEvent], summary: RunSummary) = {
    var run = EventScript(run: "kmain00001")
    run.post(
      .runStarted(
        RunStarted(
          runbook: "shop", title: "The shop is slow",
          sources: [.init(name: "shop.rb", text: Content(Array(source.utf8)))],
          parameters: ["namespace": VariableValue("shop"), "empty": VariableValue("")], user: "ada",
          host: "web-1",
          folder: "/srv/runbooks", context: "prod", tool: "0.1.0", incident: "INC-7")))
    run.attempt(AttemptKey(.need, name: "kubectl"), "kubectl version", "v1.30\n")
    run.post(.needJudged(NeedJudged(need: "kubectl 1.20+", found: "v1.30", verdict: .passed)))
    run.post(
      .clusterIdentified(
        ClusterIdentity(context: "prod", server: "https://127.0.0.1:6443", uid: "u", version: "v1.30.1")))
    run.begin("pods", "Every pod is ready")
    run.begin("dns", "The name resolves", attempts: 4)
    run.attempt(
      AttemptKey(name: "pods"), "kubectl get pods -n \"$namespace\"",
      "NAME        READY   STATUS\nshop-7d9f   0/1     CrashLoopBackOff\n<script>alert(1)</script> & co\n",
      .failed,
      reason: "1 of 2 rows does not", judgement: judgement(.failed),
      captured: ("pod", VariableValue("shop-7d9f")),
      variables: ["namespace": "shop"])
    run.end("pods", .failed, reason: "1 of 2 rows does not", hint: "kubectl describe pod shop-7d9f")
    for number in 1...4 {
      run.attempt(
        AttemptKey(name: "dns", number: number), "nslookup shop",
        number == 2 ? ";; timed out\n" : "Name: shop\n",
        number == 2 ? .failed : .passed, reason: number == 2 ? "it does not" : nil, exit: number == 2 ? 1 : 0)
    }
    run.end(
      "dns", .flaky, took: 900, reason: "3 of 4 held, 95 % needed",
      tally: Tally(held: 3, failed: 1, unknown: 0, planned: 4, low: 30.06, high: 95.44))
    run.post(
      .decisionTaken(
        DecisionTaken(
          origin: .table, target: "→ workload", because: "pods failed",
          rejected: [.init(row: "dns fails", reason: "dns is flaky")], line: 13)))
    run.post(.pathEntered(PathEntered(path: "workload", title: "Which pod is it?")))
    run.begin("reach", "Everyone reaches everyone", each: ["a a", "a b", "b a", "b b"], item: "pair")
    for (index, pair) in ["a a", "a b", "b a", "b b"].enumerated() {
      let verdict: Verdict = index == 1 ? .failed : index == 2 ? .unknown : .passed
      run.attempt(
        AttemptKey(name: "reach", items: [pair]), "ping \"$pair\"", "64 bytes\n", verdict,
        reason: verdict == .passed ? nil : "no answer",
        cut: index == 0 ? Evidence.Cut(head: 3, lost: 5_000_000) : nil)
      run.end("reach", verdict, items: [pair], reason: verdict == .passed ? nil : "no answer")
    }
    run.end("reach", .failed, took: 2100, reason: "2 of 4 pairs passed; a b failed: no answer")
    run.post(
      .decisionTaken(DecisionTaken(origin: .step, step: "reach", target: "→ next", because: "reach failed")))
    run.post(
      .answered(
        Answered(
          purpose: .ask, name: "size", question: "How large? (1|2)", answer: "2", type: .number,
          source: .person)))
    run.post(
      .answered(
        Answered(purpose: .confirm, name: "told", question: "Do they know?", answer: nil, source: .nobody)))
    run.begin("net", "The network below it")
    run.post(.called(Called(name: "net", child: "kcalled001", runbook: "network")))
    run.post(after: 400, .stepEnded(StepEnded(step: StepKey("net"), verdict: .passed, duration: 400)))
    run.end("policy", .skipped, reason: "when $policies exists does not hold")
    run.begin("restart", "Restart the shop")
    let change = { (state: Changed.State) in
      Changed(
        fix: StepKey("restart"), title: "Restart the shop", state: state,
        command: "kubectl rollout restart deploy/shop",
        undo: Changed.Undo(
          command: "kubectl rollout undo deploy/shop", shell: .bash, variables: ["before": "3"],
          hidden: ["token"],
          timeout: 30_000), context: "prod")
    }
    run.post(.changed(change(.started)))
    run.attempt(
      AttemptKey(name: "restart"), "kubectl rollout restart deploy/shop", "restarted\n", effect: .change)
    run.post(.changed(change(.changed)))
    run.end("restart", .passed)
    run.begin("metrics", "The metrics can be read")
    run.attempt(
      AttemptKey(name: "metrics"), "kubectl top pods", "", .unknown,
      reason: "the metrics API is not available", exit: 1)
    run.end("metrics", .unknown, reason: "the metrics API is not available")
    run.post(
      .outcomeFound(
        OutcomeFound(
          outcome: "pods-down", title: "A pod is not ready", severity: .critical,
          prose:
            "Look at `kubectl describe pod`, and at *its* log.\n\n  kubectl logs -p shop-7d9f\n\n- then at the node"
        )))
    run.post(.finallyStarted(FinallyStarted(count: 1)))
    run.attempt(
      AttemptKey(.cleanup, name: "pods"), "rm probe", "", .failed, reason: "exit 1", effect: .change, exit: 1)
    run.post(.warned(Warned(message: "the clock went back by 2s")))
    run.post(
      .runEnded(
        RunEnded(
          verdict: .problem, outcome: "pods-down", outcomes: ["pods-down", "dns-slow"],
          reason: "A pod is not ready",
          duration: 4321, left: ["pods"], proposed: ["scale"])))
    let late = Moment(milliseconds: run.time + 60_000)
    return (
      run.events,
      run.summary(
        labels: [Label(key: "truth", value: "oom", author: "ada", host: "web-1", time: late)],
        notes: [
          Note(
            id: "abcd1234", text: "It was <the limit>.\nRaised it.", author: "grace", host: nil, time: late),
          Note(id: "abcd1235", step: "dns", text: "known: #42", author: nil, host: nil, time: late),
        ])
    )
  }()

  /// What the main run called.
  private static let called: (events: [RunEvent], summary: RunSummary) = {
    var run = EventScript(run: "kcalled001", at: 1_767_225_603_000)
    run.post(
      .runStarted(
        RunStarted(
          runbook: "network", title: "The network", sources: [], parent: "kmain00001", call: "net",
          user: "ada",
          host: "web-1", tool: "0.1.0")))
    run.begin("link", "The link is up")
    run.attempt(AttemptKey(name: "link"), "ip link", "eth0 UP\n", judgement: judgement(.passed))
    run.end("link", .passed)
    run.post(.runEnded(RunEnded(verdict: .healthy, reason: "all passed", duration: 60)))
    return (run.events, run.summary())
  }()
}
