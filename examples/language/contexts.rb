# Several clusters: one step looks at another one.
runbook "Both clusters are ready"

needs cluster
needs kubectl

param other = staging "the context of the other cluster"

step here "This cluster is ready"
  run kubectl get --raw /readyz
  expect output is "ok"

step there "The other one is ready"
  on $other
  run kubectl get --raw /readyz
  expect output is "ok"
