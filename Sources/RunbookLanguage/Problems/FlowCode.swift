/// What can be wrong with the way through a runbook: arrows, tables, paths, and what is known where.
package enum FlowCode: String, DiagnosticCode {
  case backwardArrow = "backward-arrow"
  case distantStep = "distant-step"
  case arrowIntoBlock = "arrow-into-block"
  case nextBehindTarget = "next-behind-target"
  case pathLoop = "path-loop"
  case neverReached = "never-reached"
  case outcomeNeverReached = "outcome-never-reached"
  case pathFallsOff = "path-falls-off"
  case undecidedStep = "undecided-step"
  case stepNotBefore = "step-not-before"
  case withoutVerdict = "without-verdict"
  case tooEarly = "too-early"

  package var explanation: String {
    switch self {
    case .backwardArrow:
      """
      An arrow leads forward, so that every run ends. To wait for something, repeat the step itself with `retry`.

      Wrong:
        step wait "The pod is ready"
          run kubectl get pod probe
          fails → wait

      Right:
        step wait "The pod is ready"
          run kubectl get pod probe
          retry up to 60s every 2s
      """
    case .distantStep:
      """
      A path is entered at its top, by an arrow that names the path. A step of another sequence cannot be entered.

      Wrong:
        fails → pods
        …
        path coredns "CoreDNS is down"
          step pods "Its pods run"

      Right:
        fails → coredns
      """
    case .arrowIntoBlock:
      """
      The steps of `parallel` and `each` run together. An arrow can lead past the block, not into it.

      Wrong:
        fails → dns
        …
        parallel
          step l3 …
          step dns …

      Right:
        fails → after
        parallel
          step l3 …
          step dns …
        step after …
      """
    case .nextBehindTarget:
      """
      `→ OUTCOME, next` notes an outcome as found and goes on. A path or a step takes over the run, so that there is
      no going on after it.

      Wrong:
        fails → coredns, next        # coredns is a path

      Right:
        fails → coredns-down, next   # coredns-down is an outcome
      """
    case .pathLoop:
      """
      Paths do not lead round in a circle: such a run would never end. What both paths need is a third path after them.

      Wrong:
        path a "A"
          → b
        path b "B"
          → a

      Right:
        path a "A"
          → c
        path b "B"
          → c
      """
    case .neverReached:
      """
      Nothing leads here: no arrow names the path, or nothing goes on to the step from the one above it. A check
      that is never made looks like one that passed.
      In a file without a flow of its own, whose paths are for others to `use`, every path may be entered.

      Wrong:
        step dns "The name resolves"
          run nslookup example.org
        path coredns "CoreDNS is down"

      Right:
        step dns "The name resolves"
          run nslookup example.org
          fails → coredns
        path coredns "CoreDNS is down"
      """
    case .outcomeNeverReached:
      """
      No arrow leads to this outcome, so that no run can end in it.
      """
    case .pathFallsOff:
      """
      The path can end without an outcome: its last step passes, and nothing follows. The run then ends with a bare
      verdict, and nobody is told what was found. End it with an arrow.

      Doubtful:
        path coredns "CoreDNS is down"
          step pods "Its pods run"
            run kubectl get pods -n kube-system
            fails → coredns-down

      Clear:
        path coredns "CoreDNS is down"
          step pods "Its pods run"
            run kubectl get pods -n kube-system
            fails → coredns-down
          → coredns-unreachable
      """
    case .undecidedStep:
      """
      A table judges the steps that its rows name. A step above it that it does not name, and that has no arrows of
      its own, ends the run when it does not pass, before the table is read.
      Name it in the table, or say what happens: `otherwise → next` forgives, `otherwise → stop` ends the run.
      """
    case .stepNotBefore:
      """
      A table names steps above it in its own sequence, a `when` steps that can have run by then: others have no
      verdict yet.

      Wrong:
        decide
          dns fails → coredns
        step dns "The name resolves"

      Right:
        step dns "The name resolves"
          …
        decide
          dns fails → coredns
      """
    case .withoutVerdict:
      """
      Steps, fixes, calls, manual steps and background commands have verdicts. Questions and confirmations have none, and
      only a step can verify a fix.

      Wrong:
        ask zone "Which zone?"
        decide
          zone fails → stop

      Right:
        decide
          $zone is "eu" → europe
      """
    case .tooEarly:
      """
      On no way through the file can this have been captured, answered or run by now: the step would always be unknown.
      A step's own captures are there for its expectations, not for its command; the steps of `parallel` do not see each
      other's.

      Wrong:
        step ping "The pod answers"
          run ping -c 1 "$ip"
        step pod "The pod has an address"
          run kubectl get pod probe -o wide
          capture ip from column IP

      Right:
        step pod "The pod has an address"
          run kubectl get pod probe -o wide
          capture ip from column IP
        step ping "The pod answers"
          run ping -c 1 "$ip"
      """
    }
  }
}
