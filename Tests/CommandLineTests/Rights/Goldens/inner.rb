runbook "Inner"

param namespace "where to look"

step web "One object by its name"
  run kubectl get service web -n "$namespace" && kubectl get --raw /metrics
