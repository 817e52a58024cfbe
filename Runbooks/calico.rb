# What is wrong with Calico?
runbook "Calico"

about
  Pods of calico-node are 0/1 ("BIRD is not ready"), pods on different nodes lose each other, or new pods get no address.
  Looks at Calico's agents and what they say of BIRD and Felix, at the BGP sessions, at the address pools, at addresses that
  were given twice, and at the version. It asks inside Calico's own pods and changes nothing.
  calicoctl is used for the pools if it is there, else kubectl reads what Calico stores in the cluster. With pod=…, calicoctl
  says whether Calico knows that pod; where the agents may not be asked, it tells of the BGP sessions of the node it runs on.

tags calico, cni, bgp
needs cluster
needs kubectl 1.20+

param namespace    = default                           "the namespace of pod=…"
param pod          = ""                                "a pod that is not reached: does Calico know it?"
param calico_label = "k8s-app in (calico-node, canal)" "label selector of Calico's agents"

step installed "Calico runs here"
  run kubectl get daemonsets -A -o wide
  capture canal from find /^\S+ +(?:rke2-)?canal\b/
  capture version from find /calico(?:[\/-]node)?:v?(\d+\.\d+\.\d+)/
  expect count rows where NAME matches /^(calico-node|(rke2-)?canal)$/ >= 1
  fails → calico-not-found

step server-version "Which Kubernetes"
  run kubectl version -o json
  capture kubernetes from json .serverVersion.gitVersion
  unknown → next

# A bad version and an address that was given twice are noted, and the search goes on.
step known "This version of Calico goes with this Kubernetes"
  when $version exists and $kubernetes exists
  expect badversions product="calico" version=$version kubernetes=$kubernetes is empty
  fails   → calico-version, next
  unknown → next

step unique "No two pods have the same address"
  run
    kubectl get pods -A --field-selector=status.phase=Running -o go-template='
      {{- range .items}}{{if not (or .spec.hostNetwork .metadata.deletionTimestamp)}}{{.status.podIP}} {{.metadata.namespace}}/{{.metadata.name}}{{"\n"}}{{end}}{{end}}' |
    sort | awk '$1 == address { print other " and " $2 " have " $1 } { address = $1; other = $2 }'
  expect output is empty
  fails → calico-duplicate-ip, next

step address "The pod, if it runs and is not on its node's own network"
  when $pod is not empty
  run kubectl get pod -n "$namespace" "$pod" -o jsonpath='{.status.phase} {.spec.hostNetwork} {.status.podIP}'
  capture address from find /^Running  (\S+)/
  unknown → next
  fails   → next

step endpoint "Calico knows the pod, by that address"
  when $address exists
  run DATASTORE_TYPE=kubernetes calicoctl get wep --all-namespaces | awk -v namespace="$namespace" -v pod="$pod" 'NR == 1 || $1 == namespace && $2 == pod' || exit 127
  expect column NETWORKS contains "$address/"
  hint "Without calicoctl nobody tells which endpoints Calico keeps."
  fails   → calico-endpoint-missing, next
  unknown → next

step agents "Calico's agents are ready"
  run kubectl get pods -A -l "$calico_label" -o wide
  retry up to 10s every 5s  # one may just be starting
  capture agents from first 5 find all /^(?!NAMESPACE)(\S+ +\S+) .*/
  capture unready from first 5 find all /^(?!NAMESPACE)(\S++ ++\S++) ++(?!(\d+)\/\2 )/
  expect every column READY is complete
  fails → unready

step sessions "Every BGP session is established"
  each agent in $agents, 5 at once
  run
    set -- $agent
    kubectl exec -n "$1" "$2" -c calico-node -- birdcl -s /var/run/calico/bird.ctl show protocols || true  # no BIRD where VXLAN needs none
  expect no find all /^\S+ +BGP +\S+ +\S+ +\S++ ++(?!Established).*/ exists
  fails   → bgp
  unknown → next

# On a node of the cluster, as root; elsewhere it fails, and nobody knows.
step node-status "Those of the node that this runs on are, as calicoctl tells"
  when sessions unknown
  run calicoctl node status || exit 127
  expect no find all /^\| \S+ +\| [a-z -]+\| \w+ +\| [^|]+\| (?!Established ).*\|$/ exists
  hint "Run this on a node, as root, with calicoctl; or get the right to exec in Calico's namespace."
  fails   → bgp
  unknown → next

decide
  $canal not exists → pools
→ calico-works  # Canal's pods have addresses of their node's podCIDR

path pools "Are there free addresses in the pools?"
  step enabled "New addresses are given out of one of them, as calicoctl tells"
    run DATASTORE_TYPE=kubernetes calicoctl get ippool -o wide || exit 127
    expect some column DISABLED is "false"
    fails   → calico-pool-exhausted
    unknown → next

  step calicoctl "calicoctl finds free addresses in every pool"
    run DATASTORE_TYPE=kubernetes calicoctl ipam show || exit 127  # it failed for a reason of its own: that is no empty pool
    expect every find all /^\| IP Pool +\| [\d.]+\/\d+ .*\| +(\d+) \(\d+%\) +\|$/ >= 1
    hint "Install calicoctl in the version of the cluster to see the pools one by one; kubectl is asked instead."
    passes  → calico-works
    fails   → calico-pool-exhausted
    unknown → next

  step free "There are free addresses in the pools"
    run
      {
        kubectl get ippools.crd.projectcalico.org -o go-template='{{range .items}}{{if not .spec.disabled}}pool {{.spec.cidr}}{{"\n"}}{{end}}{{end}}'
        kubectl get ipamblocks.crd.projectcalico.org -o go-template='{{range .items}}block {{.spec.cidr}} {{len (or .spec.unallocated "")}}{{"\n"}}{{end}}'
      } | awk '
        /:/ { next }
        { split($2, range, "/"); size = 2 ^ (32 - range[2]) }
        $1 == "pool" { free += size; pools++ }
        $1 == "block" { free += $3 - size }
        END { print pools + 0, "pools", free + 0, "free" }'
    expect find /^[1-9]\d* pools (-?\d+) free/ >= 1
    fails   → calico-pool-exhausted
    unknown → pools-unseen
  → calico-works

path unready "An agent of Calico is not ready: BIRD, BGP or Felix?"
  step asked "What the agents say of themselves now"
    each agent in $unready, 5 at once
    run
      set -- $agent
      kubectl exec -n "$1" "$2" -c calico-node -- /bin/calico-node -bird-ready -felix-ready 2>&1
    capture said from output
    otherwise → next

  step bird "BIRD runs in all of them"
    when $said exists
    expect no $said matches /unable to connect to BIRDv[46] socket|Service bird6? is not running|bird\/confd is not live/
    fails → calico-bird-not-ready

  step sessions-up "Their BGP sessions are established"
    when $said exists
    expect no $said matches /BGP not established/
    fails → bgp

  step typha "They reach Typha"
    each agent in $unready, 5 at once
    run
      set -- $agent
      kubectl logs -n "$1" "$2" -c calico-node --tail=300
    expect output not matches /(?i)(failed to connect to|couldn't connect to|failed to get.*) typha/
    fails   → calico-typha-unreachable
    unknown → next

  step felix "Felix does not crash"
    each agent in $unready, 5 at once
    run
      set -- $agent
      kubectl get pod -n "$1" "$2" -o jsonpath='{range .status.containerStatuses[?(@.name=="calico-node")]}restarts {.restartCount} now {.state} before {.lastState}{end}'
    expect output not matches /CrashLoopBackOff|OOMKilled/
    fails   → calico-felix-crash
    unknown → next

  step felix-ready "Felix is ready"
    when $said exists
    expect no $said matches /felix is not (ready|live)/
    fails → calico-felix-crash
  → calico-node-not-starting

path bgp "BGP sessions are down: do the agents use the right addresses?"
  step addresses "Each agent speaks from its node's own address"
    run kubectl get nodes -o custom-columns='NAME:.metadata.name,IP:.status.addresses[?(@.type=="InternalIP")].address,BGP:.metadata.annotations.projectcalico\.org/IPv4Address'
    expect no find all /^(?!NAME)\S+ +([\d.]++)\S*+ ++(?!\1\/|<none>).*/ exists
    capture homes from first 5 find all /^(?!NAME)\S+ +([\d.]+) +<none>/
    fails   → calico-wrong-address, next
    unknown → next

  # With a datastore of its own Calico notes nothing on the nodes.
  step addresses-told "Where the node does not tell, calicoctl tells the same"
    when $homes exists
    each home in $homes
    run calicoctl get nodes -o wide || exit 127
    expect some column IPV4 starts with "$home/"
    fails   → calico-wrong-address, next
    unknown → next
  → calico-bgp-down

outcome calico-not-found "Calico does not run here"
  severity ok
  There is no DaemonSet calico-node or canal. which-network.rb says what the cluster has instead.

outcome calico-works "Calico works"
  severity ok
  Its agents are ready, their BGP sessions stand, addresses are free and given once. If pods still do not reach each other,
  go on with cni-broken.rb; if some do not reach some, with policy-blocks.rb.

outcome calico-bgp-down "A BGP session of Calico is down"
  severity critical
  Two nodes, or a node and a router, have no BGP session, so they do not learn the routes to each other's pods.
  TCP port 179 must be open between them (`calicoctl node status` on the node names the peer and the last error). If the
  address is wrong, set IP_AUTODETECTION_METHOD (or nodeAddressAutodetectionV4 of the Installation) to the right interface.

outcome calico-wrong-address "Calico speaks from an address that is not its node's"
  severity warning
  Calico chose an interface by itself (a bridge, as docker0, or a VPN), so its peers call the wrong address.
  Set IP_AUTODETECTION_METHOD of calico-node, as in kubernetes-internal-ip, cidr=… or interface=….

outcome calico-bird-not-ready "BIRD does not run in an agent of Calico"
  severity critical
  The routing daemon in calico-node is not there, so the node neither tells nor learns routes.
  Look at the agent's log for BIRD and confd. Where BGP is not used (VXLAN only), take -bird-ready and -bird-live out of its probes.

outcome calico-felix-crash "Felix, Calico's agent on the node, crashes or does not get ready"
  severity critical
  Routes and policies of the node are not kept up, because Felix is killed (memory), crashes, or cannot finish its work.
  Look at the log of the previous container; give calico-node more memory, and fewer or simpler policies.

outcome calico-typha-unreachable "An agent of Calico does not reach Typha"
  severity critical
  Felix gets its work from Typha and cannot connect to it, so the node is not kept up.
  Look whether the pods of calico-typha are ready, and whether TCP port 5473 is open between the nodes.

outcome calico-node-not-starting "An agent of Calico does not start"
  severity critical
  A pod of calico-node is not ready, and neither BIRD, BGP nor Felix says why: it may not have begun.
  Look at `kubectl describe pod` of it: its init containers, its image, its node. `calicoctl node diags`, as root on that
  node, packs logs, routes and rules into one file below /tmp, for whoever helps you.

outcome calico-endpoint-missing "Calico does not know the pod, or by another address"
  severity critical
  The pod has an address of the cluster, and among Calico's workload endpoints it is missing or has another: its node has no
  route and no policies for it. It was started by another CNI plugin, or Calico's datastore is out of step.
  Delete the pod, so that it is made anew; if that does not help, look into /etc/cni/net.d on its node: which plugin is first?

outcome calico-pool-exhausted "Calico's pools have no free address"
  severity critical
  Every address of the pools is given away, or all pools are disabled, so new pods stay in ContainerCreating.
  Add an IPPool. Look for addresses that nobody uses any more: `calicoctl ipam check`.

outcome calico-duplicate-ip "Two pods have the same address"
  severity critical
  One address was given to two pods, so each gets some of the other's packets. Calico 3.18 did so when many pods were started
  at once with Kubernetes 1.20; 3.19 mends it. Delete one of the two pods, so that it gets another address, and upgrade.

outcome calico-version "This version of Calico does not go with this Kubernetes"
  severity warning
  The step says why. Upgrade Calico to a version that supports this Kubernetes.

outcome pools-unseen "Calico's agents are well; its pools could not be seen"
  severity unknown
  Neither calicoctl nor the cluster told what is free: the one is missing or of another version, and the ippools and ipamblocks
  of crd.projectcalico.org are not to be read, or another address management is used.
