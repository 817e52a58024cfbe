# What is wrong with Flannel?
runbook "Flannel"

about
  Pods of kube-flannel crash, pods stay in ContainerCreating ("loadFlannelSubnetEnv failed"), pods on different nodes lose each
  other, or only large packets are lost. Looks at the address ranges and the backend of each node, at Flannel's agents and what
  they wrote for the CNI plugin, at the routes and tunnels of each node, and at the version.
  It asks inside Flannel's own pods and changes nothing.

tags flannel, cni, vxlan
needs cluster
needs kubectl 1.20+

step nodes "What Flannel wrote on the nodes"
  run kubectl get nodes -o custom-columns='NAME:.metadata.name,PODCIDR:.spec.podCIDR,READY:.status.conditions[?(@.type=="Ready")].status,BACKEND:.metadata.annotations.flannel\.alpha\.coreos\.com/backend-type'
  capture nodes from output
  capture ranges from find all /^\S+ +[0-9a-f.:]+\/\d+/
  capture embedded from first 1 column BACKEND where BACKEND is not empty
  capture backends from distinct column BACKEND where BACKEND is not empty

step installed "The DaemonSet of Flannel"
  run kubectl get daemonsets -A -o wide
  capture home from first 1 column NAMESPACE where NAME contains "flannel"
  capture version from find /flannel:v?(\d+\.\d+\.\d+)/
  expect $home exists
  passes → agents
  fails  → elsewhere

path elsewhere "Does Flannel run inside the kubelet's program, as in k3s?"
  step inside "It wrote on the nodes"
    expect $embedded exists
    fails → flannel-not-found

  step assigned-inside "Each node has a range for its pods"
    expect every column PODCIDR in $nodes is not empty
    fails → flannel-no-podcidr

  step alike-inside "All nodes use the same backend"
    expect count $backends is 1
    fails → flannel-backend-mixed
  → flannel-inside

path agents "What do Flannel's agents say?"
  step known "This version of Flannel is not known to be bad"
    when $version exists
    expect badversions product="flannel" version=$version is empty
    fails   → flannel-bad-version, next
    unknown → next

  step assigned "Each node has a range for its pods"
    expect every column PODCIDR in $nodes is not empty
    fails → flannel-no-podcidr

  step pods "Flannel's agents are ready"
    run kubectl get pods -A -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,IP:.status.hostIP,NODE:.spec.nodeName,READY:.status.containerStatuses[*].ready,WAITING:.status.containerStatuses[*].state.waiting.reason' | sed -nE '1p; /^[^ ]+ +kube-flannel/p'
    retry up to 10s every 5s  # one may just be starting
    capture agents from first 5 find all /^(\S+ +\S+ +[\d.]+ +\S+) +true\b/
    capture broken from first 3 find all /^(?!NAMESPACE)(\S++ ++\S++) ++\S++ ++\S++ ++(?!true\b)/
    expect every column READY is "true"
    fails → crashing

  step settings "What Flannel is told: its network and its backend"
    run kubectl get configmap -n "$home" kube-flannel-cfg -o jsonpath='{.data.net-conf\.json}'
    capture network from json .Network
    capture backend from json .Backend.Type
    unknown → next

  step inside-network "The ranges of all nodes lie in its network"
    when $network exists
    expect every column PODCIDR in $nodes is within $network
    fails   → flannel-network-differs
    unknown → next

  step alike "All nodes use the same backend"
    when $backends exists
    expect count $backends is 1
    fails → flannel-backend-mixed

  step as-told "It is the one that Flannel is told to use"
    when $backend exists
    expect every column BACKEND in $nodes where BACKEND is not empty is $backend
    fails → flannel-backend-mixed

  step subnet-env "Each agent wrote for the CNI plugin which range its node has"
    each agent in $agents, 5 at once
    run
      set -- $agent
      kubectl get node "$4" -o jsonpath='range {.spec.podCIDR}{"\n"}'
      kubectl exec -n "$1" "$2" -c kube-flannel -- cat /run/flannel/subnet.env
    capture range from find /^range (\S+)/
    capture subnet from find /^FLANNEL_SUBNET=(\S+)/
    expect $subnet exists
    expect $subnet is within $range
    fails   → flannel-subnet-env
    unknown → next

  step routes "Each node has a route to the pods of every other node"
    each agent in $agents, 5 at once
    run
      set -- $agent
      routes=$(kubectl exec -n "$1" "$2" -c kube-flannel -- ip route show)
      printf '%s\n' "$ranges" | while read -r node pods; do
        [ "$node" = "$4" ] || printf '%s\n' "$routes" | grep -F "$pods " || echo "no route to $pods of $node"
      done
    expect output not contains "no route to"
    fails   → flannel-routes
    unknown → next

  decide
    $embedded is "vxlan" → tunnels
  → flannel-works

path tunnels "Are the tunnels up, and do full packets fit?"
  step tunnel "The tunnel is up on each node"
    each agent in $agents, 5 at once
    run
      set -- $agent
      kubectl exec -n "$1" "$2" -c kube-flannel -- ip link show flannel.1
    expect output matches /flannel\.1: <[^>]*\bUP\b/
    fails   → flannel-routes
    unknown → next

  # What goes through the tunnel is 50 bytes longer on the wire.
  step mtu "What the tunnel takes fits into the packets that carry it"
    each agent in $agents, 5 at once
    run
      set -- $agent
      kubectl exec -n "$1" "$2" -c kube-flannel -- sh -c '
        link=$(ip -o -4 address show | sed -n "s|^[0-9]*: \([^ ]*\) .* $0/.*|\1|p")
        echo "$link takes $(cat "/sys/class/net/$link/mtu")"
        echo "room $(($(cat "/sys/class/net/$link/mtu") - 50))"
        echo "tunnel $(cat /sys/class/net/flannel.1/mtu)"' "$3"
    capture tunnels from find /^tunnel (\d+)/ as number
    capture rooms from find /^room (\d+)/ as number
    expect $tunnels <= $rooms
    fails   → flannel-mtu
    unknown → next

  step smallest "The smallest room for packets"
    when $rooms exists
    capture smallest from min $rooms

  step widest "What any node's tunnel takes fits on every other node"
    when $smallest exists
    expect max $tunnels <= $smallest
    fails → flannel-mtu
  → flannel-works

path crashing "An agent of Flannel is not ready: why?"
  step words "What it said last"
    each agent in $broken
    run
      set -- $agent
      kubectl logs -n "$1" "$2" -c kube-flannel --tail=100 --previous || kubectl logs -n "$1" "$2" -c kube-flannel --tail=100
    capture words from output
    otherwise → next

  step told-range "Its node has a range for its pods"
    when $words exists
    expect no $words matches /pod cidr not assigned|podCidr.*not assigned/
    fails → flannel-no-podcidr
  → flannel-crash

outcome flannel-not-found "Flannel does not run here"
  severity ok
  There is no DaemonSet of Flannel, and no node carries its annotations. which-network.rb says what the cluster has instead.

outcome flannel-works "Flannel works"
  severity ok
  Its agents are ready; ranges, routes and tunnels are as they should be on the nodes that were looked at. If pods still do not
  reach each other, something between the nodes is in the way (UDP 8472 for vxlan): go on with cni-broken.rb.

outcome flannel-inside "Flannel runs inside another program: only part of it could be looked at"
  severity unknown
  The ranges and backends of the nodes are well, but routes, tunnels and messages are seen on the nodes alone: `ip route show`,
  `ip link show flannel.1`, and the log of k3s. cni-broken.rb looks whether pods reach each other.

outcome flannel-no-podcidr "A node has no range for its pods"
  severity critical
  Flannel takes the node's podCIDR, and the node has none, so it cannot start there.
  Let the controller manager hand them out (--allocate-node-cidrs=true and --cluster-cidr=, kubeadm's podSubnet). If it does so
  already, the cluster's range is used up: each node takes a /24 of it by default.

outcome flannel-network-differs "A node's range lies outside Flannel's network"
  severity critical
  The network in kube-flannel-cfg is not the one from which the controller manager gives the nodes their ranges, so their
  packets are not carried or not masked. Make net-conf.json's Network and the controller manager's --cluster-cidr the same.

outcome flannel-crash "An agent of Flannel crashes"
  severity critical
  A pod of kube-flannel is not ready, so its node learns no routes and new pods there get no network.
  Its last words stand above: rights (RBAC), the interface (--iface), the API server out of reach, or modules of the kernel.

outcome flannel-subnet-env "Flannel's file for the CNI plugin is missing or stale"
  severity critical
  /run/flannel/subnet.env on a node is not there or names another range than the node's podCIDR, so new pods get no address,
  or one that no other node has a route to. Delete the pod of kube-flannel on that node: its successor writes the file anew.

outcome flannel-routes "A node lacks routes to the pods of another, or its tunnel"
  severity critical
  The routes of the nodes differ: one of them has no way to the pods of another, or its interface flannel.1 is gone or down.
  Delete the pod of kube-flannel on that node: its successor makes them anew. If they vanish again, something else on the node
  manages its routes (NetworkManager, systemd-networkd): let it leave flannel.1 and cni0 alone.

outcome flannel-mtu "Packets through the tunnel are too large for the network"
  severity critical
  Large packets between nodes are lost while small ones pass: the tunnel takes more than a node's link carries, less 50 bytes.
  Give all links the same MTU, or set MTU in the Backend of net-conf.json to the smallest less 50, and restart kube-flannel.

outcome flannel-backend-mixed "Nodes use different backends of Flannel"
  severity critical
  Some nodes speak another backend (vxlan, host-gw …) than the others, or than kube-flannel-cfg says: it was changed, and not
  all agents were started anew. Restart the DaemonSet of kube-flannel, one node at a time.

outcome flannel-bad-version "This version of Flannel must not be used"
  severity warning
  0.15.1 corrupts the routing tables when a node restarts. Take a later version.
