runbook "Members"

step nodes "List the nodes"
  run kubectl get nodes
  capture nodes from column NAME

step config "Each node"
  each node in $nodes
  run kubectl get node "$node"
  otherwise → next

step again "The ones that failed"
  each node in $config.failed
  run kubectl describe node "$node"
  otherwise → next

step outside "No current item"
  run kubectl describe node "$node"
  otherwise → next

step wrong "Members that do not exist"
  each one in $config.fails
  run echo "$one"
  expect $nodes.passed is empty
  otherwise → next

step more "Items of a step that has none"
  each one in $nodes.unknown
  run echo "$one"
  expect $again.failed is empty
  hint "it ended in $net.outcome"
  otherwise → next

call net "with/called.rb" node=a

step told "Tells"
  run echo x
  expect output is "$net.outcome"
  hint "$net"
  otherwise → next

decide
  $net.outcome is "healthy" → good
  $net.outcome is "brokn"   → bad
  $web.outcome is "broken"  → bad

outcome good "Good"
  severity ok
outcome bad "Bad"
  severity critical
