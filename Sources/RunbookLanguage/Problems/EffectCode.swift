/// What can be wrong with what a command does to the world.
package enum EffectCode: String, DiagnosticCode {
  case changeOutsideFix = "change-outside-fix"
  case undeclaredEffect = "undeclared-effect"
  case loweredEffect = "lowered-effect"
  case needlessEffect = "needless-effect"

  package var explanation: String {
    switch self {
    case .changeOutsideFix:
      """
      A runbook looks first. What changes something is a `fix`, which is shown, asked for and undone; or it stands in
      `finally`, in a `cleanup` or in an `undo`. Each command's effect is worked out by reading it: pipes, substitutions,
      loops, `xargs`, `sh -c` and what `kubectl exec` executes included. Writing a file is a change, except below /tmp,
      below $TMPDIR, and where `mktemp` made it. What a run makes in a cluster under `$run` in name and in the label
      `runbook=$run`, and removes by that label, is a probe.

      Wrong:
        step restart "CoreDNS starts anew"
          run kubectl -n kube-system rollout restart deployment coredns

      Right:
        fix restart "CoreDNS starts anew"
          run kubectl -n kube-system rollout restart deployment coredns
          undo none "a restart takes nothing away"
      """
    case .undeclaredEffect:
      """
      What a command does cannot always be worked out: a script, a program that is not known, a value that becomes part of
      a text which a shell runs. Such a command is never taken for one that only looks. Write it so that it can be read
      (hand values to `sh -c '…'` as arguments), or declare what it does; the declaration stays visible in every plan
      and record.

      Doubtful:
        run ./check-ports.sh

      Clear:
        run ./check-ports.sh
        effect read
      """
    case .loweredEffect:
      """
      `effect` settles what could not be worked out, and may call a change a probe: something that leaves nothing.
      It cannot call a read what is not one.

      Wrong:
        run kubectl annotate node "$node" looked-at=yes
        effect read

      Right:
        run kubectl annotate node "$node" looked-at=yes && kubectl annotate node "$node" looked-at-
        effect probe
      """
    case .needlessEffect:
      """
      A declaration is a promise of the author, and each is shown for ever. Where reading the command tells the same, there
      is nothing to promise.

      Doubtful:
        run kubectl get pods
        effect read

      Clear:
        run kubectl get pods
      """
    }
  }
}
