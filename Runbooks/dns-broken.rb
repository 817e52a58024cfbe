# Which part is broken when names stop resolving?
runbook "DNS is broken"

about
  Names stop resolving, or resolve only some of the time. Finds out whether it is CoreDNS, its Service, kube-proxy, a policy
  that closes port 53, or the network below: packets that are lost, or pods that are cut off.
  Two probe pods look from each of the first five Ready nodes, one of them on the node's own network. They live in the
  namespace you name, so that its policies apply to them, and are removed at the end. Nothing else is changed.

tags dns, coredns
needs cluster
needs kubectl 1.20+

param namespace     = default            "where the probe pods run: best the namespace whose pods have the trouble"
param name          = ""                 "a fully qualified name that must resolve besides the cluster's own, as in www.debian.org"
param node_labels   = "kubernetes.io/os=linux,type!=virtual-kubelet,eks.amazonaws.com/compute-type!=fargate" "label selector of the nodes to look at"
param image         = busybox            "image of the probe pods: a current busybox, or another with its ping, nslookup and nc"
param dns_namespace = kube-system        "where the cluster's DNS runs"
param dns_label     = "k8s-app=kube-dns" "label of the DNS pods and of their Service"

step nodes "The nodes, and what their kubelets say"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,MESSAGE:.status.conditions[?(@.type=="Ready")].message'
  capture kubelets from output
  capture nodes from first 5 column NAME where READY is "True"
  capture vantage from first 1 column NAME where READY is "True"

# A node that is NotReady is noted, and the search goes on from the others: it need not be what breaks DNS.
step initialised-nodes "No node waits for its CNI plugin"
  expect no column MESSAGE in $kubelets matches /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/
  fails → cni-not-initialised, next

step ready-nodes "No node is NotReady for another reason"
  expect count rows in $kubelets where READY is not "True" and MESSAGE not matches /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/ is 0
  fails → node-not-ready, next

# This comes before any pod is given a network: that alone makes some CNI plugins mend what is broken on the node.
step hosts "A probe starts on each node's own network"
  each node in $nodes, 5 at once
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl create -n "$namespace" -f - &&
    kubectl wait -n "$namespace" "pod/runbook-$run-host-$node" --for=condition=Ready --timeout=25s
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

step own-pods "Each node reaches the pods that run on it"
  each node in $nodes, 5 at once
  run
    kubectl get pods -A --field-selector "spec.nodeName=$node,status.phase=Running" \
      -o go-template='{{range .items}}{{if not (or .spec.hostNetwork .metadata.deletionTimestamp)}}{{.status.podIP}}{{"\n"}}{{end}}{{end}}' |
    head -n 3 | while read -r address; do
      kubectl exec -n "$namespace" "runbook-$run-host-$node" -- ping -c 3 -i 0.2 -W 1 "$address" || true
    done
  expect some find all /(\d+) (?:packets )?received/ > 0  # two pings on one network may take each other's answers
  fails   → plugin
  unknown → next

step probes "A probe pod starts on each node"
  each node in $nodes, 5 at once
  timeout 60s
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl create -n "$namespace" -f - &&
    kubectl wait -n "$namespace" "pod/runbook-$run-$node" --for=condition=Ready --timeout=45s &&
    kubectl get pod -n "$namespace" "runbook-$run-$node" -o jsonpath='{.status.podIP}'
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
      containers: [{name: probe, image: "$image", command: [sleep, "900"]}]
  capture addresses from line -1
  fails → no-probe

step domain "The cluster's domain, as pods are told it"
  run kubectl exec -n "$namespace" "runbook-$run-$vantage" -- cat /etc/resolv.conf
  capture domain from find /^search\s.*?\bsvc\.(\S+)/

→ pods-and-names

path pods-and-names "Do pods reach each other, and do names resolve?"
  parallel
    step l3 "Probes on different nodes reach each other by IP"
      each node in $nodes, 5 at once
      timeout 60s
      run
        for address in $addresses; do
          kubectl exec -n "$namespace" "runbook-$run-$node" -- ping -c 10 -i 0.5 -W 2 "$address" || true
        done
      retry 2 times  # a policy may take a moment to know new pods
      expect every find all /([\d.]+)% packet loss/ is 0%

    step dns "A name of the cluster resolves every time"
      each node in $nodes, 5 at once
      run kubectl exec -n "$namespace" "runbook-$run-$node" -- nslookup -type=a -retry=1 -timeout=2 "kubernetes.default.svc.$domain"
      sample up to 60, need 95%
      expect output matches /^Name:.*\s+Address/

  decide
    l3 fails  → layer-3
    dns fails → names
    dns flaky → names
    otherwise → asked

path asked "Does the name that was asked for resolve?"
  step asked-name "It resolves every time"
    when $name is not empty
    each node in $nodes, 5 at once
    run kubectl exec -n "$namespace" "runbook-$run-$node" -- nslookup -type=a -retry=1 -timeout=2 "$name"
    sample up to 60, need 95%
    expect output matches /^Name:.*\s+Address/
    fails → dns-upstream
    flaky → dns-upstream

  step unready "No node was NotReady either"
    expect every column READY in $kubelets is "True"
    fails → stop  # DNS works from the others: what was noted is the answer
  → dns-works

# From here on network-triage uses the paths too: it captures nodes, vantage, addresses and domain as above.
path names "Which part of DNS fails?"
  step service "The DNS Service"
    run kubectl get services -n "$dns_namespace" -l "$dns_label" -o json
    capture dns_address from first 1 json .items[].spec.clusterIP
    expect count json .items[] >= 1
    fails → dns-not-found

  step endpoints "Ready pods stand behind it"
    run kubectl get endpoints -n "$dns_namespace" -l "$dns_label" -o json
    capture servers from distinct json .items[].subsets[].addresses[].ip
    capture dns_port from first 1 json .items[].subsets[].ports[].port where .protocol is "UDP"
    expect count json .items[].subsets[].addresses[].ip >= 1
    fails → no-dns-pod

  # Here and below nslookup may try again: the question is whether it answers at all.
  step direct "Each DNS pod answers on its own address"
    each node in $nodes, 5 at once
    run
      for server in $servers; do
        echo "asking $server"
        kubectl exec -n "$namespace" "runbook-$run-$node" -- nslookup -type=a -retry=4 -timeout=2 "kubernetes.default.svc.$domain" "$server"
      done
    retry 3 times
    fails → policy

  step through "DNS answers through its Service"
    each node in $nodes, 5 at once
    run kubectl exec -n "$namespace" "runbook-$run-$node" -- nslookup -type=a -retry=4 -timeout=2 "kubernetes.default.svc.$domain" "$dns_address"
    retry 3 times
    fails → kube-proxy-down

  step told "Pods are told to ask that Service"
    each node in $nodes, 5 at once
    run kubectl exec -n "$namespace" "runbook-$run-$node" -- cat /etc/resolv.conf
    expect some find all /^nameserver\s+(\S+)/ is $dns_address
    fails → dns-config-differs

  step limit "CoreDNS has a limit on its CPU"
    run kubectl get pods -n "$dns_namespace" -l "$dns_label" -o jsonpath='{.items[0].spec.containers[0].resources.limits.cpu}'
    capture limit from find /\S+/
    expect output is not empty
    fails → dns-flaky

  step headroom "CoreDNS stays below four fifths of it"
    run kubectl top pods -n "$dns_namespace" -l "$dns_label"
    expect every column "CPU(cores)" < 80% of $limit
    fails   → coredns-throttled
    unknown → next

  → dns-flaky

path no-dns-pod "No ready pod stands behind the DNS Service"
  step coredns "A CoreDNS pod is Ready"
    run kubectl get pods -n "$dns_namespace" -l "$dns_label" -o custom-columns='NAME:.metadata.name,NODE:.spec.nodeName,READY:.status.conditions[?(@.type=="Ready")].status'
    expect some column READY is "True"
    passes → coredns-no-endpoints
    fails  → next

  step replicas "CoreDNS is not scaled to 0"
    run kubectl get deployments -n "$dns_namespace" -l "$dns_label" -o custom-columns='NAME:.metadata.name,REPLICAS:.spec.replicas'
    capture deployment from first 1 column NAME where REPLICAS is "0"
    capture replicas from first 1 column REPLICAS where REPLICAS is "0"
    expect no column REPLICAS is 0
    passes → coredns-log
    fails  → next

  fix scale "Run two replicas of CoreDNS"
    run
      kubectl scale deployment -n "$dns_namespace" "$deployment" --replicas=2
      kubectl rollout status deployment -n "$dns_namespace" "$deployment" --timeout=60s
    undo kubectl scale deployment -n "$dns_namespace" "$deployment" --replicas="$replicas"
    timeout 70s
    verify through
    fails → coredns-down
  → coredns-down

path coredns-log "CoreDNS does not answer: does it forward to itself?"
  step loop "No CoreDNS pod has met its own queries again"
    run
      kubectl get pods -n "$dns_namespace" -l "$dns_label" -o name | while read -r pod; do
        kubectl logs -n "$dns_namespace" "$pod" --previous --tail=50 2>/dev/null || kubectl logs -n "$dns_namespace" "$pod" --tail=50
      done
    expect no line matches /(?i)plugin\/loop: .*\bloop\b.*detected/
    fails   → dns-loop
    unknown → next
  → coredns-down

path policy "Does a policy close the DNS port for the probes?"
  parallel
    step dns-probe "A probe, as policies see it"
      run kubectl get pod -n "$namespace" "runbook-$run-$vantage" -o json
      capture dns_probe from output

    step dns-pod "The DNS pods, as policies see them"
      run kubectl get pods -n "$dns_namespace" -l "$dns_label" -o json
      capture dns_pod from json .items[0]

    step dns-policies "All network policies"
      run kubectl get networkpolicies -A -o json
      capture dns_policies from output

    step dns-namespaces "The namespaces and their labels"
      run kubectl get namespaces -o json
      capture dns_namespaces from output

  step dns-open "What leaves the probe and what enters the DNS pod may pass"
    expect every allowed from=$dns_probe to=$dns_pod port="UDP $dns_port" policies=$dns_policies namespaces=$dns_namespaces is "allowed"
    passes → coredns-log
    fails  → dns-policy

path layer-3 "Packets are lost between probes: some of them, or all?"
  step some-pings "Some pings pass between all of them"
    each node in $nodes, 5 at once
    run
      for address in $addresses; do
        kubectl exec -n "$namespace" "runbook-$run-$node" -- ping -c 10 -i 0.2 -W 2 "$address" || true
      done
    expect every find all /([\d.]+)% packet loss/ < 100%
    passes → packet-loss
    fails  → next

  parallel
    step probe-seen "A probe, as policies see it"
      run kubectl get pod -n "$namespace" "runbook-$run-$vantage" -o json
      capture probe_seen from output

    step policies-seen "The network policies of its namespace"
      run kubectl get networkpolicies -n "$namespace" -o json
      capture policies_seen from output

  step unhindered "No network policy selects the probes"
    expect selecting pod=$probe_seen policies=$policies_seen is empty
    fails → policy-in-the-way

  step tcp "TCP passes where ping does not"
    each node in $nodes, 5 at once
    run
      for address in $addresses; do
        kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c 'echo "$0: $(timeout 3 nc -w 2 "$0" 9 2>&1 </dev/null)"' "$address"
      done
    expect every line contains "refused"  # the other pod's own answer: nothing listens there
    passes → ping-filtered
    fails  → next

  → plugin

path plugin "Is it the CNI plugin?"
  step plugin-pods "The CNI plugin's own pods are ready"
    run kubectl get pods -A -o wide
    expect count rows where NAME matches /flannel|calico|canal|cilium|weave|kube-router|antrea|kindnet|aws-node|azure-cni|ovn/ and READY is not complete and STATUS is not "Completed" is 0
    fails → cni-plugin-crashing

  call net "which-network.rb" of=cni

  call calico "calico.rb"
    when $net.outcome is one of "cni-calico", "cni-canal"

  call cilium "cilium.rb"
    when $net.outcome is "cni-cilium"

  call flannel "flannel.rb"
    when $net.outcome is one of "cni-flannel", "cni-canal"

  decide
    calico fails  → cni-plugin-crashing
    cilium fails  → cni-plugin-crashing
    flannel fails → cni-plugin-crashing
    any unknown   → routes-missing
    otherwise     → routes-missing

path no-probe "A probe pod does not start: why?"
  step still-ready "Every node is still Ready"
    run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
    expect count rows where READY is not "True" is 0
    fails → not-ready

  step reasons "What the kubelets say about the probes"
    run kubectl get events -n "$namespace" -o custom-columns='POD:.involvedObject.name,REASON:.reason,MESSAGE:.message' | sed -n "1p; /^runbook-$run-/p"
    capture reasons from output

  → no-network

# From here on cni-broken uses the path too: it captures reasons, of pods that wait for their network.
path no-network "A pod gets no network: why?"
  step initialised "The CNI plugin is initialised"
    expect no $reasons matches /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady|no networks found in/
    fails → cni-not-initialised

  step free-addresses "There are free pod addresses"
    expect no $reasons matches /(?i)no (more )?ip addresses available|no available (ip|address)|failed to assign an ip address|no more (free )?ips?\b|assigned 0 out of \d+ requested|range is full/
    fails → ip-exhausted

  step sandbox "The CNI plugin gives the pods a network"
    expect no $reasons matches /FailedCreatePodSandBox/
    fails → cni-plugin-crashing

  step pulled "The image can be pulled"
    expect no $reasons matches /ErrImagePull|ImagePullBackOff|Failed to pull image/
    fails → image-pull

  → probe-missing

path not-ready "A node is NotReady: is it the CNI plugin or the kubelet?"
  step kubelets "What the kubelets say"
    run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,MESSAGE:.status.conditions[?(@.type=="Ready")].message'
    expect no column MESSAGE matches /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/
    passes → node-not-ready
    fails  → cni-not-initialised

outcome dns-not-found "No DNS Service was found"
  severity unknown
  No Service carries the label that the cluster's DNS usually has, so this runbook does not know whom to ask.
  Say where it is: dns_namespace=… and dns_label=… (in OpenShift openshift-dns and dns.operator.openshift.io/owning-dns=default).

outcome coredns-down "CoreDNS is down or does not answer"
  severity critical
  No CoreDNS pod is ready, or one does not answer although packets reach it and no network policy is in the way.
  Look at its Deployment (is it scaled to 0?), at `kubectl describe` and `kubectl logs` of the pods shown above; if they are
  well, at what filters port 53 on the nodes from which they do not answer.

outcome dns-loop "CoreDNS forwards to itself"
  severity critical
  CoreDNS stops because its queries come back to it: it forwards to the resolv.conf of its node, and that names a resolver on
  the node (127.0.0.53) or the cluster's DNS itself.
  Let the kubelet give pods the true resolv.conf (resolvConf: /run/systemd/resolve/resolv.conf), or write the addresses of the
  servers behind `forward .` in the Corefile.

outcome coredns-no-endpoints "The DNS Service does not find the CoreDNS pods"
  severity critical
  CoreDNS pods are ready, but the DNS Service has no endpoints: its selector does not match their labels.
  Compare `kubectl get service -o wide` with `kubectl get pods --show-labels` in the DNS namespace.

outcome coredns-throttled "CoreDNS is starved of CPU"
  severity critical
  Some queries are lost because a CoreDNS pod uses nearly all the CPU that its limit allows.
  Raise the limit (500m is a sound start), or add replicas.

outcome dns-flaky "DNS answers only some of the time"
  severity critical
  Single queries are lost although every DNS pod can be reached: CoreDNS is overloaded, or packets to port 53 are dropped.
  Look at the log and the CPU of the CoreDNS pods, at the conntrack table of the nodes, and at filters of port 53.

outcome dns-config-differs "Pods ask another server than the DNS Service"
  severity critical
  The resolv.conf of the pods on a node names another address than the DNS Service, and that one does not answer every time.
  Compare clusterDNS in the configuration of the kubelets; if it is a node-local cache, look at its pod on that node.

outcome dns-policy "A network policy blocks DNS"
  severity critical
  A policy selects the probes, or the DNS pods, and no rule of any allows port 53 from the ones to the others; the step names it.
  Add an egress rule to it: UDP and TCP 53 to the pods k8s-app=kube-dns in the namespace kube-system. If it is a policy of the
  DNS pods, add an ingress rule for the same ports.

outcome kube-proxy-down "Services are not reached from a node: kube-proxy"
  severity critical
  From a node every DNS pod answers on its own address, but not through the address of the Service: kube-proxy, or what
  stands in for it, does not work on that node.
  Look whether its pod runs there: `kubectl get pods -n kube-system -o wide | grep kube-proxy`, then at its log.

outcome packet-loss "Packets are lost between nodes"
  severity critical
  Some of the packets between pods arrive and some do not: this is no broken CNI plugin, but a bad or overloaded way.
  Look at the links of the node that all lossy pairs share, at its error counters and its conntrack table.

outcome ping-filtered "Ping is filtered between nodes, TCP is not"
  severity unknown
  Layer 3 works for TCP, and the loss of packets cannot be measured by ping: this runbook cannot go on from here.
  Allow ICMP between the nodes and their pods, in the firewall or the security group.

outcome policy-in-the-way "A network policy hides layer 3"
  severity unknown
  Probes do not reach each other, but a policy selects them and may be all there is to it.
  Run this again with namespace=… of one that has no policies; if it finds nothing there, read the policies here.

outcome routes-missing "Pods of a node are cut off"
  severity critical
  The pods of a node and those of the others do not reach each other, and the CNI plugin's own pods seem well: a route, the
  tunnel or the bridge of that node is missing.
  On the node and on another, compare `ip route` with the podCIDR of each node, and look whether the bridge or tunnel is up.

outcome cni-plugin-crashing "The CNI plugin fails"
  severity critical
  Pods get no network, or are cut off, because the CNI plugin of a node does not work.
  Look at the log of its pod on that node; restarting its DaemonSet is the emergency measure.

outcome cni-not-initialised "A node has no working CNI plugin"
  severity warning
  The kubelet of a node waits for its CNI plugin: nothing valid lies in /etc/cni/net.d there, so new pods get no network.
  Look at the plugin's pod on that node (its install container writes that file) and at /etc/cni/net.d.

outcome node-not-ready "A node is NotReady"
  severity warning
  A node's kubelet is unwell or silent, so its pods leave the Services and nothing new starts there.
  Look at the machine and its kubelet (`systemctl status kubelet`). If it is gone for good, delete the node, or look past
  it: run this again with a node_labels=… that leaves it out.

outcome ip-exhausted "A node has no free pod address"
  severity critical
  New pods get no address, because the address range of their node is used up.
  Compare the pods of the node with its podCIDR (`kubectl describe node NODE | grep PodCIDR`). Let each node have fewer pods, or
  give it a larger range.

outcome image-pull "The probe's image cannot be pulled"
  severity unknown
  The probe pods do not start for want of their image, so nothing could be looked at.
  Name one that this cluster can pull, with image=….

outcome probe-missing "The probe pods do not start"
  severity unknown
  A probe pod does not become ready, and its events do not say why, so nothing could be looked at.
  Look at `kubectl get events` of the namespace, or try another with namespace=….

outcome dns-upstream "The cluster's own names resolve, this one does not"
  severity critical
  CoreDNS answers for the cluster and not for the name that was asked for: the servers it forwards to fail, or nobody knows
  that name (NXDOMAIN).
  Ask those servers directly (the Corefile's forward line names them), and look at the log of CoreDNS for time-outs.

outcome dns-works "DNS works"
  severity ok
  Names resolve every time from every node that was looked at.
  If one application cannot resolve them, run this again with namespace=… of that application: a policy there may hinder it.
