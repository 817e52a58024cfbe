# The same for each item of a list: a step of its own, or a whole block.
runbook "Each node is well"

needs kubectl

step nodes "List the nodes"
  run kubectl get nodes
  capture nodes from column NAME
  expect every column STATUS is "Ready"
  fails → next

step reads "Each node answers the API server"
  each node in $nodes, 8 at once
  run kubectl get --raw "/api/v1/nodes/$node/proxy/healthz"
  expect output is "ok"
  fails → next

step broken "What the ones that failed say"
  each node in $reads.failed
  when $reads.failed is not empty
  run kubectl describe node "$node"
  otherwise → node-down

each node in $nodes, 4 at once
  step pressure "No pressure"
    run kubectl get node "$node" -o json
    expect no json .status.conditions[] where .type is "DiskPressure" and .status is "True" exists
    otherwise → next

  step pods "Room for pods"
    run kubectl get pods -A --field-selector "spec.nodeName=$node" --no-headers
    expect count lines < 110

outcome node-down "A node does not answer"
  severity critical
