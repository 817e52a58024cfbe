# Which part of the network is slow, or is it not the network?
runbook "The network is slow"

about
  Requests take long, large answers hang, or transfers crawl, and yet everything answers. Measures packet loss, round trips,
  the largest packet, DNS, connection tracking and bandwidth between the nodes, and judges each by a percentile or a limit.
  For one pod that you name, it also reads the circuit breakers and connection pools of its Envoy, its sockets and its metrics.

  How much is measured, and what can be seen with it:
  Loss: 500 pings from each node to each other, 10 ms apart; two lost ones are too many, and 20 more that go first are not
  counted. A loss of 1 %, at which TCP becomes slow, is so found in 92 of 100 runs, one of 2 % in 99.
  Round trips: 100 pings, 50 ms apart, judged by their 95th percentile: it hides no slow phase longer than a quarter of a second.
  DNS: 60 queries from each node, by the 95th percentile as well; and of 60 more, three lost ones are too many, which finds a
  loss of 15 % in 99 of 100 runs. Bandwidth: three seconds from each node to the next.
  What does not hold is measured once more, so that only what lasts is found.

  Two probe pods look from each of the first five Ready nodes, one of them on the node's own network. They live in the
  namespace you name, so that its policies apply to them, and are removed at the end. Nothing else is changed.

tags slow, latency, loss, mtu, bandwidth, conntrack, pool
# Where DNS fails, or a probe does not start, that runbook finds out why; some params come from there too.
use "dns-broken.rb"
needs cluster
needs kubectl 1.20+

param pod                   = ""                "a pod of the namespace that is slow: its circuit breakers, pools and sockets are looked at too"
param proxy                 = istio-proxy       "the container of that pod that is its Envoy, if it has one"
param metrics               = "8080/metrics"    "port and path where that pod shows its own metrics"
param round_trip as number  = 20                "milliseconds that 95 of 100 round trips between pods must not exceed"
param query_time as number  = 100               "milliseconds that 95 of 100 DNS queries must not exceed"
param bandwidth as quantity = 100M              "bits per second that one connection between nodes must reach"
param image                 = nicolaka/netshoot "image of the probe pods: netshoot, or another with ping, dig and ip (iputils, bind, iproute2) and iperf3"

step nodes "The nodes, and what their kubelets say"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,MESSAGE:.status.conditions[?(@.type=="Ready")].message'
  capture kubelets from output
  capture nodes from first 5 column NAME where READY is "True"
  capture vantage from first 1 column NAME where READY is "True"

# A node that is NotReady is noted, and the others are measured: it need not be what is slow.
step ready-nodes "No node is NotReady"
  expect every column READY in $kubelets is "True"
  fails → node-not-ready, next

step two-nodes "There are at least two nodes to measure between"
  expect count rows in $kubelets where READY is "True" >= 2
  fails → one-node

step hosts "A probe starts on each node's own network"
  each node in $nodes, 5 at once
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
  otherwise → next

# Each of them waits for measurements of bandwidth, too. The image is large: its first pull takes a while.
step probes "A probe pod starts on each node"
  each node in $nodes, 5 at once
  timeout 90s
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl create -n "$namespace" -f - &&
    kubectl wait -n "$namespace" "pod/runbook-$run-$node" --for=condition=Ready --timeout=75s &&
    kubectl get pod -n "$namespace" "runbook-$run-$node" -o jsonpath='{.spec.nodeName} {.status.podIP}'
  stdin
    apiVersion: v1
    kind: Pod
    metadata: {name: "runbook-$run-$node", labels: {runbook: "$run"}}
    spec:
      nodeName: "$node"
      restartPolicy: Never
      activeDeadlineSeconds: 900
      terminationGracePeriodSeconds: 1
      automountServiceAccountToken: false
      tolerations: [{operator: Exists}]
      containers: [{name: probe, image: "$image", command: [sh, -c, "iperf3 -s >/dev/null 2>&1 & exec sleep 900"]}]
  capture places from line -1
  capture addresses from find /^\S+ ([\da-f.:]+)$/
  fails → no-probe

step policies "Which network policies select the probes?"
  run
    kubectl get networkpolicies -n "$namespace" --no-headers | sed -E 's/<none>//; s/ +[^ ]+$//' |
    while read -r policy selector; do
      kubectl get pods -n "$namespace" -l "runbook=$run${selector:+,$selector}" -o name | sed -n "1s|.*|$policy|p"
    done
  capture policies from lines

step domain "The cluster's domain, as pods are told it"
  run kubectl exec -n "$namespace" "runbook-$run-$vantage" -- cat /etc/resolv.conf
  capture domain from find /^search\s.*?\bsvc\.(\S+)/

step pairs "From where to where is measured"
  run
    printf '%s\n' "$places" | awk '
      { node[NR] = $1; address[NR] = $2 }
      END {
        for (a = 1; a <= NR; a++)
          for (b = 1; b <= NR; b++)
            if (a != b) print (b == a % NR + 1 ? "next" : "other"), node[a], "→", node[b], address[b]
      }'
  capture pairs from find all /^\w+ (.*)/
  capture ring from find all /^next (.*)/

→ measured

# A pair reads: NODE → NODE ADDRESS, the address being that of the probe on the second node.
path measured "What is slow between the nodes?"
  parallel
    step loss "No packets are lost between pods of different nodes"
      each pair in $pairs, 10 at once
      timeout 45s
      retry 2 times  # a policy may take a moment to know new pods
      # The first packets of a way find their neighbours and open its connection tracking: they are not counted.
      run
        { kubectl exec -n "$namespace" "runbook-$run-${pair%% *}" -- ping -c 520 -i 0.01 -W 1 "${pair##* }" || true; } |
          awk '
            /^PING/ { pinged = 1 }
            /bytes from/ && match($0, /seq=[0-9]+/) {
              number = substr($0, RSTART + 4, RLENGTH - 4) + 0
              if (number == 0) from_zero = 1
              if (number + from_zero > 20 && !seen[number]++) back++
            }
            END { if (pinged) printf "%d of 500 came back: %.1f%% packet loss\n", back, (500 - back) / 5 }'
      expect find /([\d.]+)% packet loss/ < 0.4%
      hint "Bad or overloaded are what all lossy pairs share: a node, its link, its way."

    step round-trips "Pings between them are back in time"
      each pair in $pairs, 10 at once
      timeout 45s
      retry 2 times
      run kubectl exec -n "$namespace" "runbook-$run-${pair%% *}" -- ping -c 100 -i 0.05 -W 1 "${pair##* }" || true
      expect p95 find all /time=([\d.]+)/ <= $round_trip

    step mtu "Packets as large as the interface allows pass between them"
      each pair in $pairs, 10 at once
      timeout 45s
      retry 2 times
      run
        kubectl exec -n "$namespace" "runbook-$run-${pair%% *}" -- sh -c '
          address=$1
          case $address in *:*) header=48 ;; *) header=28 ;; esac
          device=$(ip -o route get "$address" | sed "s/.* dev //; s/ .*//")
          interface=$(cat "/sys/class/net/$device/mtu") || exit 127
          passes() { ping -q -c 3 -i 0.2 -W 1 -M do -s "$(($1 - header))" "$address" >/dev/null 2>&1; }
          low=576 high=$interface
          passes "$low" || { echo "not even packets of $low bytes pass"; exit 0; }
          if passes "$high"; then low=$high; fi
          while [ "$((high - low))" -gt 1 ]; do
            middle=$(((low + high) / 2))
            if passes "$middle"; then low=$middle; else high=$middle; fi
          done
          echo "interface $interface, largest packet $low"' sh "${pair##* }"
      capture interface from find /interface (\d+)/
      expect find /largest packet (\d+)/ >= $interface
      unknown → next

    step tracking "Each node has room to track connections"
      each node in $nodes, 5 at once
      run
        kubectl exec -n "$namespace" "runbook-$run-host-$node" -- sh -c '
          cd /proc/sys/net/netfilter 2>/dev/null && [ -e nf_conntrack_max ] || { echo "0% used: this node tracks none"; exit 0; }
          count=$(cat nf_conntrack_count) max=$(cat nf_conntrack_max)
          echo "$((100 * count / max))% used: $count of $max"'
      expect find /^(\d+)% used/ < 80
      unknown → next

  # One after the other, and after the pings: measuring must not disturb what is measured.
  step lookups "A name of the cluster resolves every time"
    when loss passes and round-trips passes
    each node in $nodes, 5 at once
    timeout 60s
    retry 2 times
    run
      kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c '
        command -v nslookup >/dev/null || exit 127
        asked=0 lost=0
        while [ "$asked" -lt 60 ] && [ "$lost" -lt 3 ]; do
          asked=$((asked + 1))
          answer=$(nslookup -type=a -retry=1 -timeout=2 "$1" 2>&1)
          case $answer in *Name:*Address*) ;; *) lost=$((lost + 1)); echo "$answer" ;; esac
        done
        echo "$lost of $asked lost"' sh "kubernetes.default.svc.$domain."
    expect find /^(\d+) of \d+ lost/ < 3

  step queries "DNS answers in time"
    when lookups passes
    each node in $nodes, 5 at once
    timeout 60s
    retry 2 times
    run
      kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c '
        lost=0
        for each in $(seq 60); do
          dig +tries=1 +time=2 +noall +stats "$1" || lost=$((lost + 1))
          [ "$lost" -lt 5 ] || break
        done' sh "kubernetes.default.svc.$domain."
    expect p95 find all /Query time: (\d+) msec/ <= $query_time
    unknown → next

  decide
    tracking fails      → conntrack-full
    loss fails          → lost
    round-trips fails   → latency-node
    mtu fails           → mtu-mismatch
    loss unknown        → not-measured
    round-trips unknown → not-measured
    lookups fails       → names
    lookups unknown     → not-measured
    queries fails       → latency-dns
    tracking unknown    → throughput
    mtu unknown         → throughput
    queries unknown     → throughput
    otherwise           → throughput

path lost "Are all packets lost, or some?"
  step some-pass "Some packets pass from each node to each other"
    each pair in $pairs, 10 at once
    run kubectl exec -n "$namespace" "runbook-$run-${pair%% *}" -- ping -q -c 20 -i 0.1 -W 1 "${pair##* }" || true
    expect find /([\d.]+)% packet loss/ < 100%
    passes → packet-loss
    fails  → cut-off

path throughput "How much passes from node to node?"
  step all-seen "All that came before could be measured"
    expect $tracking.unknown not exists
    expect $mtu.unknown not exists
    expect $queries.unknown not exists
    fails → not-measured, next

  step speed "One connection from each node to the next is fast enough"
    each pair in $ring
    retry 2 times
    run kubectl exec -n "$namespace" "runbook-$run-${pair%% *}" -- iperf3 -c "${pair##* }" -t 3 -J || true
    expect json .end.sum_received.bits_per_second >= $bandwidth
    fails   → narrow
    unknown → not-measured, next
  → pod-asked

path narrow "Is it the link, or what the pod network adds to it?"
  step links "On the nodes' own network it is fast enough"
    each pair in $ring
    run
      target=${pair#*→ } target=${target%% *}
      kubectl exec -n "$namespace" "runbook-$run-host-$target" -- iperf3 -s -1 -D -p 35201
      address=$(kubectl get pod -n "$namespace" "runbook-$run-host-$target" -o jsonpath='{.status.podIP}')
      kubectl exec -n "$namespace" "runbook-$run-host-${pair%% *}" -- iperf3 -c "$address" -p 35201 -t 3 -J
    expect json .end.sum_received.bits_per_second >= $bandwidth
    hint "The link itself is slow: its speed, its duplex, its error counters, or a limit that the provider sets."
    otherwise → next
  → bandwidth-low

path pod-asked "Is it the pod that was named?"
  step named "It runs"
    when $pod is not empty
    run kubectl get pod -n "$namespace" "$pod" -o jsonpath='{.status.phase}{range .spec.initContainers[*]}{"\n"}{.name}{end}{range .spec.containers[*]}{"\n"}{.name}{end}'
    capture containers from lines
    expect line 1 is "Running"
    fails → pod-not-running

  step beside "Its Envoy"
    when $containers exists
    run printf '%s\n' "$containers" | sed 1d | grep -xF -- "$proxy" || true
    capture envoy from line 1
    otherwise → next

  step breakers "No circuit breaker is open, and no host is ejected"
    when $envoy exists
    run
      kubectl exec -n "$namespace" "$pod" -c "$proxy" -- pilot-agent request GET stats ||
      kubectl exec -n "$namespace" "$pod" -c "$proxy" -- curl -s localhost:15000/stats || exit 126
    expect no line matches /circuit_breakers\.\w+\.\w+_open: [1-9]|outlier_detection\.ejections_active: [1-9]/
    fails   → breaker-open
    unknown → not-measured, next

  step pools "No pool of its Envoy is full"
    when $envoy exists
    run
      {
        kubectl exec -n "$namespace" "$pod" -c "$proxy" -- pilot-agent request GET clusters ||
        kubectl exec -n "$namespace" "$pod" -c "$proxy" -- curl -s localhost:15000/clusters
      } | awk -F '::' '
        $2 == "default_priority" && $3 == "max_connections" { most[$1] = $4 }
        $3 == "cx_active" { active[$1] += $4 }
        END {
          for (cluster in most)
            print cluster, active[cluster] + 0, "of", most[cluster], (active[cluster] + 0 >= most[cluster] + 0 ? "full" : "free")
        }' | sort || exit 126
    expect no line ends with " full"
    fails   → pool-exhausted
    unknown → not-measured, next

  step overflows "Its Envoy turns no request away for want of a connection"
    when $envoy exists
    run
      look() {
        kubectl exec -n "$namespace" "$pod" -c "$proxy" -- pilot-agent request GET stats ||
        kubectl exec -n "$namespace" "$pod" -c "$proxy" -- curl -s localhost:15000/stats
      }
      { look; echo "five seconds later"; sleep 5; look; } |
        awk -F ': ' '
          /later$/ { later = 1 }
          $1 ~ /upstream_(cx|rq_pending|cx_pool)_overflow$/ { if (later) print $1, "grew by", $2 - before[$1]; else before[$1] = $2 }' || exit 126
    expect no line matches /grew by [1-9]/
    fails   → pool-exhausted
    unknown → not-measured, next

  # 0A is LISTEN, 08 CLOSE_WAIT, 06 TIME_WAIT. What is wanted of /proc every image with cat can tell.
  step sockets "It takes its connections, and closes those that the other side closed"
    when $containers exists
    run
      look() { kubectl exec -n "$namespace" "$pod" -- cat /proc/net/netstat /proc/net/tcp /proc/net/tcp6 || true; }
      { look; echo "five seconds later"; sleep 5; look; } |
        awk '
          /later$/ { later = 1 }
          $1 == "TcpExt:" && $2 == "SyncookiesSent" { for (n = 2; n <= NF; n++) name[n] = $n; next }
          $1 == "TcpExt:" { for (n = 2; n <= NF; n++) if (name[n] == "ListenOverflows") overflows[later + 0] = $n }
          later && $4 == "08" { unclosed++ }
          later && $4 == "06" { waiting++ }
          END { if (1 in overflows) print overflows[1] - overflows[0], "turned away,", unclosed + 0, "left unclosed,", waiting + 0, "in TIME_WAIT" }'
    expect find /^(\d+) turned away/ < 1
    expect find /(\d+) left unclosed/ < 100
    fails   → pool-exhausted
    unknown → not-measured, next

  step own-metrics "Its own metrics, if it shows any"
    when $containers exists
    run kubectl get --raw "/api/v1/namespaces/$namespace/pods/$pod:${metrics%%/*}/proxy/${metrics#*/}" | grep -iE 'connection|circuit|pool' || true
    capture told from find /[\s\S]+/
    otherwise → next

  step own-breakers "They tell of no open breaker"
    when $told exists
    expect no line in $told matches /(?i)^\w*circuit_?breaker_state\{.*state="(forced_)?open".*\} 1(\.0)?$/
    fails   → breaker-open
    unknown → next

  step own-pools "Nobody waits for a connection of its pools"
    when $told exists
    expect no line in $told matches /^\w*connections_pending(\{.*\})? [1-9]/
    fails   → pool-exhausted
    unknown → next

  step all-ready "No node was NotReady either"
    expect every column READY in $kubelets is "True"
    fails → stop  # the others are well: what was noted is the answer
  → not-the-network

outcome one-node "There is one node that is Ready"
  severity unknown
  What is slow between nodes cannot be measured from one of them.
  Look why the others are not Ready (network-triage.rb says more), or let node_labels=… select more of them.

outcome cut-off "Pods of different nodes do not reach each other by ping"
  severity unknown
  → "cni-broken.rb" namespace=$namespace node_labels=$node_labels
  All pings are lost between some nodes: this network is not slow but broken, or a policy or a firewall filters ping, and
  nothing can be measured. The runbook that follows finds out which.

outcome latency-node "The way between nodes is slow"
  severity warning
  More than 5 of 100 round trips between the pods of two nodes take too long, though packets arrive: the way between them, or
  one of the nodes, is overloaded or takes a detour.
  Look at what all slow pairs share: the load and the network interface of that node, traffic shaping, tunnels, and whether
  it stands in another zone or region. If such a time is right here, say so with round_trip=….

outcome mtu-mismatch "Large packets do not pass between nodes"
  severity critical
  The interfaces of the pods allow larger packets than the way between the nodes carries, so small requests work and large
  answers hang.
  Compare `ip link` of the nodes that the failing pairs share with the others. Give all links one MTU, and let the CNI plugin
  give pods that MTU less what its tunnel adds (VXLAN 50, WireGuard 60, IP in IP 20 bytes).

outcome conntrack-full "A node can hardly track more connections"
  severity critical
  The table of tracked connections of a node is filled to four fifths or more; once it is full, new connections and DNS
  queries are dropped.
  Find out who opens so many (`conntrack -L` on the node), and raise net.netfilter.nf_conntrack_max: node-tuning.rb does it.

outcome latency-dns "DNS is slow"
  severity warning
  Names resolve, but more than 5 of 100 queries from a node take too long.
  Look at the CPU of the CoreDNS pods and its limit, and at their number; a cache on each node (NodeLocal DNSCache) helps.
  Names without a final dot are tried with each domain of the search list first: up to four queries more for each name.

outcome bandwidth-low "Little passes between nodes"
  severity warning
  One connection between two nodes carries less than it should, though packets are neither lost nor late.
  Where the nodes' own network is fast, the pod network's tunnel or encryption costs too much: look at the CPU of the nodes.
  Where it is slow too, look at the link, and at what the provider allows this size of machine.

outcome pod-not-running "The pod that was named does not run"
  severity unknown
  There is no such pod in the namespace, or it does not run, so its pools cannot be looked at.
  Give its name and its namespace: pod=… namespace=….

outcome breaker-open "A circuit breaker is open"
  severity critical
  The pod, or its Envoy, answers calls to a service with an error at once, because too many of them failed or are under way.
  Look at the service behind it first, the step shows its name; then at the limits: connectionPool and outlierDetection of the
  DestinationRule, or the breaker's configuration in the application.

outcome pool-exhausted "A pool of connections is used up"
  severity critical
  Calls wait for a connection or are turned away, because a pool or the queue of a listener is full, or the application does
  not close its connections.
  Look why they are held so long: a slow service or database behind it, or answers that nobody reads to the end. Then raise
  the limit (maxConnections and http1MaxPendingRequests of the DestinationRule, or the size of the application's pool).

outcome not-measured "Something could not be measured"
  severity unknown
  A step could not look, as it says itself; nothing else was found.
  Probes need an image with iperf3, ping, dig and ip (image=nicolaka/netshoot), and policies that let them through to each
  other; connections can be counted only on the node's own network, which the security rules of the namespace must allow; the
  pools of a pod only where its containers have cat, and its Envoy pilot-agent or curl.

outcome not-the-network "What was measured of the network is well"
  severity ok
  Between the nodes no packets are lost, round trips, DNS and bandwidth are as they should be, and large packets pass.
  Look at the application: its CPU limit, its database, its locks. If one pod is slow, run this again with pod=… and
  namespace=… for its pools and circuit breakers.
