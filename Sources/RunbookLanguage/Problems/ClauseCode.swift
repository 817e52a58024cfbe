/// What can be wrong with the clauses of one step, and with what an expectation can mean.
package enum ClauseCode: String, DiagnosticCode {
  case duplicateClause = "duplicate-clause"
  case retryAndSample = "retry-and-sample"
  case emptyStep = "empty-step"
  case missingClause = "missing-clause"
  case clauseWithoutRun = "clause-without-run"
  case repeatedFix = "repeated-fix"
  case rolloutUndo = "rollout-undo"
  case timeoutBeforeStop = "timeout-before-stop"
  case arrowInFinally = "arrow-in-finally"
  case brokenShell = "broken-shell"
  case quantifierOnOne = "quantifier-on-one"
  case misusedWhere = "misused-where"
  case misusedFunction = "misused-function"
  case missingQuantifier = "missing-quantifier"
  case readyTooEarly = "ready-too-early"

  package var explanation: String {
    switch self {
    case .duplicateClause:
      """
      Nothing is written twice where twice means nothing: the second would win, or the first, and nobody could
      say which was meant. Only `expect`, `capture` and `env` may be repeated in a step.

      Wrong:
        timeout 10s
        timeout 20s

      Right:
        timeout 20s
      """
    case .retryAndSample:
      """
      `retry` repeats a command until it holds once; `sample` repeats it to learn how often it holds. A step does
      the one or the other.

      Wrong:
        retry 3 times
        sample 20 times, need 95%

      Right:
        sample 20 times, need 95%
      """
    case .emptyStep:
      """
      A step runs a command, or judges or captures from variables. One that does neither would always pass.

      Wrong:
        step ready "Everything is ready"
          hint "look at the dashboard"

      Right:
        step ready "Everything is ready"
          run kubectl get --raw /readyz
      """
    case .missingClause:
      """
      An outcome says how grave it is with `severity`, since that decides the run. A `fix` has a command, and says
      how it is taken back with `undo COMMAND`, or with `undo none "why"` that it cannot be. A `start` has a command.

      Wrong:
        outcome coredns-down "CoreDNS is down"
          Nothing answers on port 53.

      Right:
        outcome coredns-down "CoreDNS is down"
          severity critical
          Nothing answers on port 53.
      """
    case .clauseWithoutRun:
      """
      A step without `run` judges variables only: there is no output to look at, nothing to time, to repeat, to feed
      or to clean up after. Select from a variable, or from a captured text with `in $name`.

      Wrong:
        step loss "No packets are lost"
          expect find /(\\d+)% loss/ is 0

      Right:
        step loss "No packets are lost"
          expect find /(\\d+)% loss/ in $ping is 0
      """
    case .repeatedFix:
      """
      A fix changes something, and changing it again is another change. It runs once; let the step that `verify`
      names do the waiting.

      Wrong:
        fix scale "Scale up"
          run kubectl scale deployment shop --replicas=3
          retry 3 times
          undo kubectl scale deployment shop --replicas=1

      Right:
        fix scale "Scale up"
          run kubectl scale deployment shop --replicas=3
          undo kubectl scale deployment shop --replicas=1
          verify replicas
      """
    case .rolloutUndo:
      """
      An undo writes back what was captured before the fix. `kubectl rollout undo` goes back one revision, and by
      then that may be a colleague's change.

      Wrong:
        undo kubectl rollout undo deployment shop

      Right:
        undo kubectl scale deployment shop --replicas="$replicas_before"
      """
    case .timeoutBeforeStop:
      """
      With `stop after` the command is stopped then, and that is no failure. A `timeout` that is not longer strikes
      first, and then the attempt has failed. Without one, the limit is 5 s more than `stop after`.

      Doubtful:
        stop after 20s
        timeout 10s

      Clear:
        stop after 20s
      """
    case .arrowInFinally:
      """
      `finally` runs when the way of the run is decided. Its steps are shown, and lead nowhere.

      Wrong:
        finally
          step gone "The pod is gone"
            run kubectl get pod probe
            fails → left-over

      Right:
        finally
          step gone "The pod is gone"
            run kubectl get pod probe
      """
    case .brokenShell:
      """
      The shell would refuse the command: a quote, a substitution or a here-document is not closed.

      Wrong:
        run echo "no end

      Right:
        run echo "an end"
      """
    case .quantifierOnOne:
      """
      `every`, `some`, `no`, `at least`, `at most` and `exactly` count values that hold. The output as a whole, the exit
      status, a line by its number, a count are always one value.

      Wrong:
        expect every output contains "ok"

      Right:
        expect every line contains "ok"
      """
    case .misusedWhere:
      """
      `where` chooses rows by their columns (`rows`, `column NAME`), or elements by their members (`json PATH`, `yaml PATH`;
      a member begins with a dot). For parts of a text there are `after /re/` and `before /re/`.

      Wrong:
        expect json .items[].metadata.name where phase is "Running" is not empty

      Right:
        expect json .items[].metadata.name where .status.phase is "Running" is not empty
      """
    case .misusedFunction:
      """
      A function works on its arguments and on nothing else: it has no text to look into, and no rows to choose from.
      What it gives is lines, which can be counted and cannot be added; only `capacity` gives a number, and one alone.

      Wrong:
        expect sum selecting pod=$pod policies=$policies > 0

      Right:
        expect count selecting pod=$pod policies=$policies > 0
      """
    case .missingQuantifier:
      """
      A function that gives lines can give none, one or several. Without `every`, `some` or `no` nobody can say what
      is to hold of several, and with two lines at three in the morning the verdict would be unknown.

      Wrong:
        expect allowed from=$pod to=$dns port=53 policies=$policies namespaces=$namespaces is "allowed"

      Right:
        expect every allowed from=$pod to=$dns port=53 policies=$policies namespaces=$namespaces is "allowed"
      """
    case .readyTooEarly:
      """
      `ready when` judges what a background command has printed so far. While it runs it has no exit status and no
      duration; how long it may take to become ready is its `timeout`.

      Wrong:
        ready when exit is 0

      Right:
        ready when output contains "Forwarding from"
      """
    }
  }
}
