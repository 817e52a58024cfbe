runbook "Lends"
step find "Find"
  run echo a b
  capture pod from output
  capture node from output
→ with-pod
path with-pod "The pod"
  step look-at-pod "Look"
    run echo "$pod"
    fails → with-node
  → seen
path with-node "The node"
  step look-at-node "Look"
    run echo "$node"
  → seen
outcome seen "Seen"
  severity info
