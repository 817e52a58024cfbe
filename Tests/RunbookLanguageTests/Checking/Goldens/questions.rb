# The answers that a question suggests and allows are of its type.
runbook "Questions"

ask full as percent "How full?" = much
ask zone as ip "Which?" = 10.0.0.1 one of 10.0.0.1, here
ask size as quantty "How large?"
confirm sure "Shall it go on with $fll?"
manual lamp "Look at the lamp"
  fials → next
step use
  run echo "$full $zone $size"
  passes → node_name
ask node_name "Which node?"
step node
  when node_name passes
  run echo "$node_name"
