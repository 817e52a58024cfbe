runbook "Variables"

param pod = web
param unused = 1           "changes nothing"
secret token
let also_unused = "a"

step shell "Shell variables"
  run
    pod=$(hostname); nodes=1; echo "$pod ${undefind:-x} ${pood:-y}"
    . ./settings
    echo "$gateway" "$gateway" "$KUBECONFIG" "$1"
  capture nodes from lines

step each-one "Items"
  each node in $nodes
  run ping -c 1 "$node"
  capture answer from line 1

step after "After the items"
  run ping -c 1 "$answer"
  stdin
    $token
  env gateway
  hint "no gateway"
