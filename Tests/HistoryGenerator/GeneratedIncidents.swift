import RunbookModel

/// Runs as a team has them over two years: mostly healthy, sometimes the same problem for hours, now and then a new one.
struct GeneratedIncidents {
  private var random: SeededRandom
  private let runs: Int
  /// What steps print again and again: by runbook, step and variant; the last variant is of a broken one.
  private let repeated: [[[Content]]]
  private let texts: [Content]

  private static let runbooks = ["network-triage", "dns-broken", "ingress-down", "storage-slow"]
  private static let contexts = ["east", "north", "west"]
  static let steps = [
    "nodes", "pods", "l3", "dns", "services", "endpoints", "policies", "ingress", "conntrack", "routes",
    "limits",
    "events",
  ]
  private static let variants = 12
  /// 2026-01-01, and two years before it.
  private static let end: Int64 = 1_767_225_600_000
  private static let span: Int64 = 2 * 365 * 86_400_000

  init(seed: UInt64, runs: Int) {
    random = SeededRandom(state: seed)
    self.runs = runs
    var random = SeededRandom(state: seed &+ 1)
    repeated = Self.runbooks.map { _ in
      Self.steps.map { step in
        (0...Self.variants).map { variant in
          Content(Array(Self.table(of: step, isBroken: variant == Self.variants, &random).utf8))
        }
      }
    }
    texts = Self.runbooks.map { Content(Array(Self.text(of: $0).utf8)) }
  }

  /// A runbook that comes to the verdicts that its runs have.
  private static func text(of runbook: String) -> String {
    var text = "runbook \"Which layer is broken? (\(runbook))\"\n\nparam namespace = default\n"
    for step in steps {
      text += "\nstep \(step) \"The \(step) are as they should be\"\n"
      text += "  run kubectl get \(step) -n \"$namespace\" -o wide\n  expect every column READY is complete\n"
      text += "  fails → \(step)-broken, next\n"
    }
    text += "\n→ all-well\n\noutcome all-well \"All is well\"\n  severity ok\n"
    for step in steps {
      text +=
        "\noutcome \(step)-broken \"The \(step) are broken\"\n  severity critical\n  Look at the \(step) first.\n"
    }
    return text
  }

  /// About 1.7 KB: a table as kubectl prints it.
  private static func table(
    of step: String, isBroken: Bool, _ random: inout SeededRandom, needle: String? = nil
  ) -> String {
    var text = "NAMESPACE     NAME                                  READY   STATUS    RESTARTS   AGE\n"
    for row in 0..<21 {
      let name = needle.flatMap { row == 7 ? $0 : nil } ?? "\(step)-\(random.word(10))-\(random.word(5))"
      let gap = String(repeating: " ", count: max(2, 38 - name.count))
      let ready = isBroken && row == 3 ? "0/1" : "1/1"
      text +=
        "kube-system   \(name)\(gap)\(ready)     Running   \(random.below(3))          \(random.below(300))d\n"
    }
    return text
  }

  mutating func run(_ number: Int) -> [RunEvent] {
    let id = random.word(10)
    let runbook = random.below(Self.runbooks.count)
    // Every hour or so; problems come in groups.
    let time = Self.end - Self.span + Self.span * Int64(number) / Int64(runs)
    let isProblem = (number / 40) % 9 == 0 && random.below(4) > 0
    let broken = isProblem ? 2 + (number / 360) % 8 : -1
    // The last step could not look.
    let isUnclear = !isProblem && random.below(40) == 0
    let unique = random.below(Self.steps.count)
    var writer = EventWriter(run: id, time: time)
    writer.post(
      .runStarted(
        RunStarted(
          runbook: Self.runbooks[runbook], title: "Which layer is broken?",
          sources: [.init(name: "Runbooks/\(Self.runbooks[runbook]).rb", text: texts[runbook])],
          parameters: ["namespace": VariableValue("default")],
          user: "oncall", host: "bastion-\(random.below(3))", folder: "/srv",
          tool: "0.1.0")))
    // Found, not asked for: a context that is asked for has commands of its own.
    writer.identify(context: Self.contexts[random.below(3)])
    for (index, step) in Self.steps.enumerated() {
      let isBroken = index == broken
      let output =
        index == unique
        ? Content(
          Array(Self.table(of: step, isBroken: isBroken, &random, needle: "needle-\(number)-\(id)").utf8))
        : repeated[runbook][index][isBroken ? Self.variants : random.below(Self.variants)]
      let verdict: Verdict =
        isBroken ? .failed : isUnclear && index == Self.steps.count - 1 ? .unknown : .passed
      writer.step(step, output, verdict, took: 20 + random.below(400) * (index == 2 ? 20 : 1))
      if isBroken { writer.find(step) }
    }
    writer.end(broken: isProblem ? Self.steps[broken] : nil, isUnclear: isUnclear)
    return writer.events
  }
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood 2014).
struct SeededRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// Small letters and digits, as in the ids of runs and the names of pods.
  mutating func word(_ length: Int) -> String {
    let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
    return String(decoding: (0..<length).map { _ in letters[below(letters.count)] }, as: UTF8.self)
  }
}
