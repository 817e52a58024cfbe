# Are the nodes' network settings too small for what they carry?
runbook "Nodes are tuned for the network"

about
  Fast links stay half empty, or connections are dropped under load. Reads the network settings of the nodes, as they are in
  force now: buffers, tracked connections, queues, ports. Says where they are small, nearly used up, or differ from node to
  node, and offers to raise them.
  One probe pod runs on each of the first 20 Ready nodes, on the node's own network, and is removed at the end. A setting is
  changed only after a yes, by a privileged pod on that node, and can be put back with `runbook undo`. It holds until the node
  is started again: for longer, put it into the node's /etc/sysctl.d, its machine pool, or a DaemonSet.

tags sysctl, buffers, conntrack, tuning, slow
needs cluster
needs kubectl 1.20+

param namespace               = default   "where the probe pods run; it must allow pods on the node's network"
param node_labels             = "kubernetes.io/os=linux,type!=virtual-kubelet,eks.amazonaws.com/compute-type!=fargate" "label selector of the nodes to look at"
param image                   = busybox   "image of the probe pods: any with sh, cat and sysctl"
param tcp_buffer as number    = 134217728 "bytes to which TCP may let a connection's buffer grow (the last number of tcp_rmem and tcp_wmem)"
param socket_buffer as number = 134217728 "bytes that an application may ask for (rmem_max and wmem_max)"
param tracked as percent      = 80%       "how full the table of tracked connections may be"

# A pod that sets what its node is to have, of this name on that node. It may, for it is privileged.
let life   = "restartPolicy: Never, activeDeadlineSeconds: 300, terminationGracePeriodSeconds: 1, automountServiceAccountToken: false, tolerations: [{operator: Exists}]"
let set    = "{name: set, image: '$image', command: [sleep, '300'], securityContext: {privileged: true}}"
let setter = "apiVersion: v1\nkind: Pod\nmetadata: {name: '%s', labels: {runbook: '$run'}}\nspec: {nodeName: '%s', hostNetwork: true, $life, containers: [$set]}\n"

step nodes "The nodes that are Ready"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
  capture nodes from first 20 column NAME where READY is "True"
  expect some column READY is "True"
  fails → no-node

step hosts "A probe starts on each node's own network"
  each node in $nodes, 10 at once
  timeout 60s
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl create -n "$namespace" -f - &&
    kubectl wait -n "$namespace" "pod/runbook-$run-host-$node" --for=condition=Ready --timeout=45s
  stdin
    apiVersion: v1
    kind: Pod
    metadata: {name: "runbook-$run-host-$node", labels: {runbook: "$run"}}
    spec:
      nodeName: "$node"
      hostNetwork: true
      restartPolicy: Never
      activeDeadlineSeconds: 900
      terminationGracePeriodSeconds: 1
      automountServiceAccountToken: false
      tolerations: [{operator: Exists}]
      containers: [{name: probe, image: "$image", command: [sleep, "900"]}]
  fails → no-probe

step settings "All nodes are set alike"
  run
    for node in $nodes; do
      kubectl exec -n "$namespace" "runbook-$run-host-$node" -- sh -c '
        cd /proc/sys/net
        for key in core/rmem_max core/wmem_max core/somaxconn core/netdev_max_backlog ipv4/tcp_rmem ipv4/tcp_wmem \
            ipv4/tcp_max_syn_backlog ipv4/ip_local_port_range netfilter/nf_conntrack_max; do
          [ ! -e "$key" ] || echo "$0 net/$key" $(cat "$key")
        done' "$node" || exit 126
    done | awk '
      {
        key = $2; gsub("/", ".", key)
        value = $0; sub(/^[^ ]+ [^ ]+ /, "", value)
        print $1, key, value
        if (key in first && first[key] != value) differs[key]
        else first[key] = value
      }
      END { for (key in differs) print "differs:", key }'
  expect no line starts with "differs:"
  fails → nodes-differ, next

step table "Each node has room to track connections"
  run
    for node in $nodes; do
      kubectl exec -n "$namespace" "runbook-$run-host-$node" -- sh -c '
        cd /proc/sys/net/netfilter 2>/dev/null && [ -e nf_conntrack_max ] || exit 0
        count=$(cat nf_conntrack_count) max=$(cat nf_conntrack_max)
        echo "$0 net.netfilter.nf_conntrack_max $max $count $((100 * count / max))%"' "$node" || exit 126
    done |
      awk -v most="$tracked" '{ print $1, $2, $3, ($5 + 0 < most + 0 ? "roomy" : "full"), $4, "tracked,", $5 }'
  capture tables from find all /^(\S+ \S+ \d+) full/
  expect no line matches / full /
  fails → tables-full

→ buffers-of-nodes

path tables-full "Let these nodes track twice as many connections"
  fix raise-tables "Double the limit on the nodes that are nearly full, until they start again"
    timeout 120s
    cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
    run
      printf '%s\n' "$tables" | while read -r node key value; do
        pod="runbook-$run-set-$node"
        kubectl get pod -n "$namespace" "$pod" -o name 2>/dev/null || {
          printf "$setter" "$pod" "$node" | kubectl create -n "$namespace" -f -
          kubectl wait -n "$namespace" "pod/$pod" --for=condition=Ready --timeout=45s
        }
        kubectl exec -n "$namespace" "$pod" -- sysctl -w "$key=$((2 * value))"
      done
    undo
      failed=0
      printf '%s\n' "$tables" | while read -r node key value; do
        pod="runbook-$run-back-$node"
        kubectl get pod -n "$namespace" "$pod" -o name 2>/dev/null || {
          printf "$setter" "$pod" "$node" | kubectl create -n "$namespace" -f - &&
            kubectl wait -n "$namespace" "pod/$pod" --for=condition=Ready --timeout=45s
        } || exit 1
        kubectl exec -n "$namespace" "$pod" -- sysctl -w "$key=$value" || exit 1
      done || failed=1
      kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
      [ "$failed" = 0 ]
    verify table
  → conntrack-full

# What is small is printed as: NODE KEY VALUE-NOW | VALUE-WANTED
path buffers-of-nodes "May sockets use buffers that are large enough?"
  step buffers "Buffers may grow as large as wanted"
    run
      for node in $nodes; do
        kubectl exec -n "$namespace" "runbook-$run-host-$node" -- sh -c '
          cd /proc/sys
          for key in net/core/rmem_max net/core/wmem_max net/ipv4/tcp_rmem net/ipv4/tcp_wmem; do
            [ ! -e "$key" ] || echo "$0 $key" $(cat "$key")
          done' "$node" || exit 126
      done | awk -v tcp="$tcp_buffer" -v socket="$socket_buffer" '
        { wanted = NF == 5 ? tcp : socket }
        $NF + 0 < wanted + 0 {
          gsub("/", ".", $2)
          now = $3; want = wanted
          if (NF == 5) { now = $3 " " $4 " " $5; want = $3 " " $4 " " wanted }
          print $1, $2, now, "|", want
        }'
    capture small from lines
    expect output is empty
    passes → tuned
    fails  → next

  fix raise-buffers "Allow larger buffers on these nodes, until they start again"
    timeout 120s
    cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
    run
      printf '%s\n' "$small" | while read -r node key values; do
        pod="runbook-$run-set-$node"
        kubectl get pod -n "$namespace" "$pod" -o name 2>/dev/null || {
          printf "$setter" "$pod" "$node" | kubectl create -n "$namespace" -f -
          kubectl wait -n "$namespace" "pod/$pod" --for=condition=Ready --timeout=45s
        }
        kubectl exec -n "$namespace" "$pod" -- sysctl -w "$key=${values#* | }"
      done
    undo
      failed=0
      printf '%s\n' "$small" | while read -r node key values; do
        pod="runbook-$run-back-$node"
        kubectl get pod -n "$namespace" "$pod" -o name 2>/dev/null || {
          printf "$setter" "$pod" "$node" | kubectl create -n "$namespace" -f - &&
            kubectl wait -n "$namespace" "pod/$pod" --for=condition=Ready --timeout=45s
        } || exit 1
        kubectl exec -n "$namespace" "$pod" -- sysctl -w "$key=${values% | *}" || exit 1
      done || failed=1
      kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
      [ "$failed" = 0 ]
    verify buffers
  → buffers-small

outcome no-node "No node is Ready"
  severity unknown
  → "network-triage.rb" namespace=$namespace node_labels=$node_labels
  There is no node on which a probe could run.

outcome no-probe "A probe does not start on a node's own network"
  severity unknown
  A pod on the node's own network does not become ready: the namespace forbids such pods (pod security), the image cannot be
  pulled, or the node is unwell.
  Name another namespace=… or image=…; `kubectl get events` of the namespace says which it is.

outcome nodes-differ "The nodes are not set alike"
  severity info
  A network setting has another value on one node than on another, so what works on one may not on the other.
  That is right where nodes differ in size (the number of tracked connections follows their CPUs); else give all of them the
  same /etc/sysctl.d.

outcome conntrack-full "A node can hardly track more connections"
  severity critical
  The table of tracked connections of a node is nearly full; once it is, new connections and DNS queries are dropped.
  Raise net.netfilter.nf_conntrack_max, for good in the configuration of kube-proxy (conntrack.maxPerCore and min), which sets
  it at every start; and find out who opens so many (`conntrack -L` on the node).

outcome buffers-small "Sockets may not use large buffers"
  severity info
  The largest buffer that a socket may have is smaller than wanted, so one connection over a long and fast way cannot fill it:
  it carries at most the buffer in each round trip. Between nodes that are a millisecond apart it hardly matters.
  Raise net.core.rmem_max, net.core.wmem_max and the last number of net.ipv4.tcp_rmem and tcp_wmem, for good in /etc/sysctl.d.

outcome tuned "The nodes' network settings are large enough"
  severity ok
  Buffers may grow as large as wanted, and there is room to track connections.
