/// What can be wrong with names: of steps, of paths and outcomes, of variables.
package enum NameCode: String, DiagnosticCode {
  case duplicateName = "duplicate-name"
  case duplicateVariable = "duplicate-variable"
  case builtInName = "built-in-name"
  case undefinedStep = "undefined-step"
  case undefinedVariable = "undefined-variable"
  case doubtfulVariable = "doubtful-variable"
  case variableOutOfReach = "variable-out-of-reach"
  case unknownMember = "unknown-member"
  case misplacedOutcome = "misplaced-outcome"
  case shadowedVariable = "shadowed-variable"
  case unusedVariable = "unused-variable"

  package var explanation: String {
    switch self {
    case .duplicateName:
      """
      A name means one thing in a file. Steps, fixes and the like share one namespace, paths and outcomes
      another. What a `use` brings counts too.
      Otherwise an arrow or a table could mean either of two, and a report of the run could not say which.

      Wrong:
        step dns "The name resolves"
          run nslookup example.org
        step dns "DNS pods are up"
          run kubectl get pods -n kube-system

      Right:
        step dns "The name resolves"
          run nslookup example.org
        step pods "DNS pods are up"
          run kubectl get pods -n kube-system
      """
    case .duplicateVariable:
      """
      A variable has one definition, and none hides another: not a capture a parameter, not an `each` a capture.
      Only captures may share a name (two paths that find out the same thing), and the names of two `each`.
      Otherwise `$name` would mean one thing above a line and another below it.

      Wrong:
        param node = worker
        step nodes "List the nodes"
          run kubectl get nodes
          capture node from column NAME

      Right:
        param node = worker
        step nodes "List the nodes"
          run kubectl get nodes
          capture nodes from column NAME
      """
    case .builtInName:
      """
      `$run`, `$runbook` and `$context` are there without being defined: the short id of the run, the name of
      the runbook, the context of the cluster. They cannot be defined again.

      Wrong:
        param context = kind-test

      Right:
        param cluster = kind-test
      """
    case .undefinedStep:
      """
      An arrow leads to a path or an outcome of this file, to a later step of its own sequence, or to `next`,
      `stop` or a file in quotes. A table, a `when` and a `verify` name steps of this file.
      A name that does not exist would end the run at three in the morning instead of now.

      Wrong:
        step dns "The name resolves"
          run nslookup example.org
          fails → coredsn
        path coredns "CoreDNS is down"

      Right:
          fails → coredns
      """
    case .undefinedVariable:
      """
      A `$name` is a parameter, a secret, a `let`, a capture, an answer, or the name of an `each` around it. In
      a command it may also be assigned in that command, be one of the shell's or of the usual environment
      (HOME, PATH, KUBECONFIG …), or be declared with `env NAME`. What stands in single quotes is not looked into.
      The shell would put nothing in its place, and `kubectl delete pod -n "$namspace"` means something else then.

      Wrong:
        param namespace = default
        step pods "Pods run"
          run kubectl get pods -n "$namspace"

      Right:
          run kubectl get pods -n "$namespace"
      """
    case .doubtfulVariable:
      """
      The command names a variable that may or may not be set: after `eval` or `source` nobody can tell by
      reading, and `${name:-…}` says itself what holds without it, which also hides a misspelling.
      Declare it with `env NAME`, or assign it in the command, and the doubt is gone.

      Doubtful:
        run . ./settings && ping -c 1 "$gateway"

      Clear:
        env gateway
        run . ./settings && ping -c 1 "$gateway"
      """
    case .variableOutOfReach:
      """
      The name of an `each` lives in its step, or in the steps of its block: outside there is no current item.
      What was captured for each item is a list after it.

      Wrong:
        step config "Each node has the same DNS"
          each node in $nodes
          run kubectl get node "$node"
        step more "More of the node"
          run kubectl describe node "$node"

      Right:
        step more "More of the nodes"
          each node in $nodes
          run kubectl describe node "$node"
      """
    case .unknownMember:
      """
      Behind `$step.` stands `passed`, `failed` or `unknown`: the items of a step that runs once for each of a
      list. Behind `$call.` stands `outcome`. Nothing else has members.

      Wrong:
        each node in $config.fails

      Right:
        each node in $config.failed
      """
    case .misplacedOutcome:
      """
      `$net.outcome` is the outcome that `call net …` ended in. It is read in conditions: in `when` and in tables.
      It is no variable that a command or a text could use.

      Wrong:
        step tell "Tell"
          run echo "$net.outcome"

      Right:
        decide
          $net.outcome is "cni-broken" → cni
      """
    case .shadowedVariable:
      """
      A command assigns a shell variable that has the name of a capture, an answer or its own `each`. The command sees its
      own value from then on, and no other step does: whoever reads `$pod` below may take one for the other.

      Doubtful:
        capture pod from line 1
        …
        run pod=$(hostname); echo "$pod"

      Clear:
        run host=$(hostname); echo "$host"
      """
    case .unusedVariable:
      """
      Nothing in the file names this parameter, secret or `let`. Whoever sets it believes that it changes
      something.

      Doubtful:
        param namespace = default
        step pods "Pods run"
          run kubectl get pods

      Clear:
          run kubectl get pods -n "$namespace"
      """
    }
  }
}
