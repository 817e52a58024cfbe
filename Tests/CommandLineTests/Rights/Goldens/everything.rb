# A bit of everything that decides rights.
runbook "Rights"

needs cluster
param namespace       = shop       "where the application runs"
param kinds as list   = svc, ep    "kinds to look at"
param east                         "the other cluster"
param label           = "app=web"
let workload = "deploy/$namespace-web"

step nodes "Every node is Ready"
  run kubectl get nodes
  capture nodes from column NAME

step kinds "Each kind can be seen"
  each kind in $kinds
  run kubectl get "$kind" -n "$namespace"

step probe "A probe pod starts"
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run kubectl create -n "$namespace" -f - && kubectl wait -n "$namespace" "pod/runbook-$run" --for=condition=Ready --timeout=20s
  stdin
    apiVersion: v1
    kind: Pod
    metadata: {name: "runbook-$run", labels: {runbook: "$run"}}
    spec: {containers: [{name: probe, image: busybox}], activeDeadlineSeconds: 900}

step config "Each node has a DNS"
  each node in $nodes, 4 at once
  run kubectl get --raw "/api/v1/nodes/$node/proxy/configz"

step log "What the workload says"
  run kubectl logs -n "$namespace" "$workload" --tail=5

step remote "The other cluster answers"
  on $east
  run kubectl get pods -l "$label"

step strange "Somebody else's tool"
  run linkerd check
  unknown → next

step load "The nodes have something left"
  run kubectl top nodes
  fails → busy

call inner "inner.rb" namespace=$namespace

path busy "Too busy"
  fix scale "More of them"
    run kubectl scale -n "$namespace" deployment/web --replicas=3
    undo kubectl scale -n "$namespace" deployment/web --replicas=1
    verify load
  → too-busy

outcome too-busy "The nodes are busy"
  severity warning
  → "inner.rb" namespace=front

finally
  run kubectl get events
