# Is it Cilium that loses the traffic?
runbook "Pods lose traffic, and Cilium is the network plugin"

about
  Pods do not start, or do not reach each other or a Service, in a cluster whose network plugin is Cilium. An agent on
  each node turns pods, Services and policies into programs and tables in the kernel (BPF); traffic is lost where one of
  them fails.
  Asks the agents themselves, by their own tools in their pods: whether they work, whether their pods and Services have
  arrived in the kernel, whether the nodes reach each other beside the tunnel and through it, and what they drop at this
  moment.
  Takes ten agents at the most; name others with node_labels=…. Changes nothing.

tags cilium, cni, ebpf, policy
needs cluster
needs kubectl 1.20+

param namespace   = default          "the namespace of pod=…"
param to          = ""               "NAMESPACE/POD that this pod calls: do the policies allow it?"
param port        = 80               "the TCP port on which that one listens"
param pod         = ""               "count only dropped packets from or to this pod; else those of all pods"
param node_labels = "kubernetes.io/os=linux,type!=virtual-kubelet,eks.amazonaws.com/compute-type!=fargate" "label selector of the nodes to look at"
param agent_label = "k8s-app=cilium" "label of Cilium's agents"

step nodes "The nodes that are Ready"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
  capture kubelets from output
  capture nodes from column NAME where READY is "True"

step agents "Agents of Cilium run here"
  run kubectl get pods -A -l "$agent_label" -o custom-columns='NODE:.spec.nodeName,NAMESPACE:.metadata.namespace,NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
  capture list from output
  capture home from first 1 column NAMESPACE
  capture agents from first 10 column NAME where READY is "True"
  capture first from first 1 column NAME where READY is "True"
  capture unwell from first 10 column NAME where READY is not "True"
  expect count rows >= 1
  fails → cilium-not-found

step agent-of-node "Each Ready node has an agent that is ready"
  each node in $nodes
  expect some column NODE in $list where READY is "True" is $node
  fails → agent-down

step address "The pod has an address"
  when $pod is not empty
  run kubectl get pod -n "$namespace" "$pod" -o jsonpath='{.status.podIP}'
  capture address from find /\S+/
  expect output is not empty
  fails → pod-not-found

→ asked

path asked "What do the agents say?"
  step status "Each agent is in order, and so are its controllers"
    each agent in $agents, 5 at once
    run
      kubectl exec -n "$home" "$agent" -c cilium-agent -- sh -c '
        if command -v cilium-dbg >/dev/null; then cilium-dbg status; else cilium status; fi'
    retry 2 times every 5s  # a controller may fail once and mend itself
    capture failing from find all /^ +\S.* (?:never|\S+ ago) .*/
    expect every find all /^(?:KVStore|ContainerRuntime|Kubernetes|Cilium|Cilium health daemon):\s+(\w+)/ is one of "Ok", "Disabled"
    expect find /^Controller Status:\s+(\d+\/\d+) healthy/ is complete
    expect output not matches /Degraded\([1-9]|^Stale status:/
    fails → degraded

  step endpoints "No pod waits for its programs: each endpoint is ready"
    each agent in $agents, 5 at once
    run
      kubectl exec -n "$home" "$agent" -c cilium-agent -- sh -c '
        if command -v cilium-dbg >/dev/null; then cilium-dbg endpoint list; else cilium endpoint list; fi' 2>&1
    retry 3 times every 4s  # pods that have just started get there by themselves
    expect no column STATUS is one of "not-ready", "waiting-for-identity", "restoring", "invalid"
    fails → cilium-endpoint-not-ready

  each agent in $agents, 5 at once
    step reach "Each agent asks the others: beside the tunnel, and through it"
      run kubectl exec -n "$home" "$agent" -c cilium-agent -- cilium-health status --verbose
      capture report from find /(?s)Host connectivity to.*/
      fails → next

    step health "All of them answer"
      expect $report not matches /HTTP to agent:\s++(?!OK)/

    step ping "All of them answer pings"
      expect $report not matches /ICMP to stack:\s++(?!OK)/

    step services "The Services that the agent knows"
      run
        kubectl exec -n "$home" "$agent" -c cilium-agent -- sh -c '
          if command -v cilium-dbg >/dev/null; then cilium-dbg service list; else cilium service list; fi'
      capture frontends from first 50 find all /^\d+\s+(\d[\d.]+:\d+)/

    step maps "What it has loaded into the kernel"
      run
        kubectl exec -n "$home" "$agent" -c cilium-agent -- sh -c '
          if command -v cilium-dbg >/dev/null; then cilium-dbg bpf lb list; else cilium bpf lb list; fi'
      capture loaded from find all /^(\d[\d.]+:\d+)/

    step translated "Each of these Services is loaded"
      when $frontends exists
      each frontend in $frontends
      expect some $loaded is $frontend

  decide
    translated fails → cilium-bpf
    health fails     → unreached
    any unknown      → not-asked
    services fails   → not-asked
    maps fails       → not-asked
    ping fails       → cilium-ping-filtered, next
    otherwise        → next
  → drops

path drops "Which packets are dropped at this moment?"
  # The inner limit ends the watcher in the agent's pod, where nobody would stop it.
  step watch "Watch the drops for eight seconds"
    each agent in $agents, 5 at once
    run
      kubectl exec -n "$home" "$agent" -c cilium-agent -- sh -c '
        if command -v cilium-dbg >/dev/null; then timeout 15 cilium-dbg monitor --type=drop; else timeout 15 cilium monitor --type=drop; fi'
    stop after 8s
    capture drops from find all /^xx drop .*/
    capture denials from find all /^xx drop \(Policy denied.*/
    fails   → not-asked
    unknown → not-asked

  step room "None is dropped because a table in the kernel is full or a program is missing"
    when $drops exists
    expect no $drops matches /CT: Map insertion failed|[Mm]issed tail call|No mapping for NAT masquerade|Service backend not found/
    fails → cilium-bpf

  step denied-here "No policy denies a packet from or to the pod"
    when $address exists and $denials exists
    expect no $denials contains "$address:"
    hint "$denials"
    fails → cilium-policy-drop

  # Before 1.14 the agent could work it out, though for the rules on layers 3 and 4 only.
  step traced "Nor would the policies deny what it sends to the other pod"
    when $pod is not empty and $to is not empty
    run
      kubectl exec -n "$home" "$first" -c cilium-agent -- cilium policy trace \
        --src-k8s-pod "$namespace:$pod" --dst-k8s-pod "${to%/*}:${to#*/}" --dport "$port/TCP" | grep '^Final verdict:' || exit 127
    expect output contains "ALLOWED"
    hint "policy-blocks.rb works it out for NetworkPolicies: namespace=… pod=… to=… port=…."
    fails   → cilium-policy-drop
    unknown → next

  step denied "No policy denies a packet"
    when $pod is empty
    expect $denials not exists
    hint "$denials"
    fails → cilium-policy-drop

  → cilium-works

path agent-down "An agent is missing or not ready: does BPF hold it up?"
  step logs "The logs of the unready agents do not speak of BPF"
    when $unwell exists
    each agent in $unwell, 5 at once
    run kubectl logs -n "$home" "$agent" --all-containers --tail=100 || true  # containers that have not started have no log
    expect no line matches /level=(?:warn\w*|error|fatal)\b.*(?i:bpf)/
    fails   → cilium-bpf
    unknown → next
  → cilium-agent-degraded

path degraded "An agent is unwell: does BPF fail?"
  step troubles "No controller fails over BPF"
    when $failing exists
    expect no $failing matches /^ +(?:bpf-map-sync|ipcache-bpf|sync-lb-maps|sync-policymap|endpoint-\d+-regeneration|ct-map)|(?i)\bbpf\b|no space left on device|verifier/
    fails → cilium-bpf
  → cilium-agent-degraded

path unreached "A node is not reached: beside the tunnel, or through it?"
  step overlay "No node is reached beside the tunnel and lost in it"
    expect no $report matches /Host connectivity to \S+\s+ICMP to stack:.*\s+HTTP to agent:\s++OK.*\s+(?:Secondary connectivity to \S+\s+ICMP to stack:.*\s+HTTP to agent:.*\s+)*Endpoint connectivity to \S+\s+ICMP to stack:\s++(?!OK).*\s+HTTP to agent:\s++(?!OK)/
    fails → cilium-overlay-blocked

  step own "No health endpoint refuses while pings reach it"
    expect no $report matches /Endpoint connectivity to \S+\s+ICMP to stack:\s++OK.*\s+HTTP to agent:\s++(?!OK)/
    fails → cilium-endpoint-not-ready

  step port "No node lets packets pass, but not those to the port of the health checks"
    expect no $report matches /Host connectivity to \S+\s+ICMP to stack:\s++OK.*\s+HTTP to agent:\s++(?!OK)/
    expect no $report matches /Host connectivity to \S+\s+ICMP to stack:.*\s+HTTP to agent:\s++(?!OK).*\s+(?:Secondary connectivity to \S+\s+ICMP to stack:.*\s+HTTP to agent:.*\s+)*Endpoint connectivity to \S+\s+ICMP to stack:.*\s+HTTP to agent:\s++OK/
    fails → cilium-health-port

  step ready "Every node is Ready"
    expect every column READY in $kubelets is "True"
    fails → node-not-ready
  → node-unreachable

outcome cilium-not-found "Cilium does not run here"
  severity unknown
  No pod carries the label of Cilium's agents, so another network plugin serves this cluster, and this runbook has nothing
  to say.
  If Cilium does run here under another label, name it with agent_label=….

outcome pod-not-found "The pod has no address"
  severity unknown
  The pod that was named has not been given an address, or does not exist in that namespace, so no drop can be ascribed to
  it.
  Name another with namespace=… pod=…, or leave pod=… out.

outcome not-asked "An agent could not be asked"
  severity unknown
  What could be looked at is well, but at least one agent did not answer, so its node may hide the fault.
  Look at the steps above that could not look: the right to `kubectl exec` in the namespace of Cilium is needed.

outcome cilium-agent-degraded "An agent of Cilium is unwell"
  severity critical
  On a node the agent is missing, not ready, or one of its parts fails, so new pods, Services and policies do not reach
  the kernel there; what was loaded before goes on.
  Read what the agent says above and `kubectl logs -n kube-system POD -c cilium-agent`; where only the API server is out
  of its reach, mend that first. Restarting the agent of that node is the emergency measure.

outcome cilium-bpf "Cilium cannot load its programs or tables into the kernel"
  severity critical
  A BPF program or map of a node is not loaded, out of step with the agent, or full, so traffic there follows old rules or
  none.
  Look at `cilium-dbg bpf lb list`, `cilium-dbg map list` and the agent's log on that node. If a table is full, raise
  bpf-map-dynamic-size-ratio; if a program is refused, compare the kernel's version with the one that this Cilium needs.

outcome cilium-endpoint-not-ready "A pod's endpoint is not ready"
  severity critical
  The agent has not finished the programs or the identity of a pod on its node, so that pod has no network, or not yet its
  policies.
  Look at `cilium-dbg endpoint get ID` and `cilium-dbg endpoint log ID` in the agent of that node; an endpoint that waits
  for an identity waits for the API server or the key-value store.

outcome cilium-overlay-blocked "The tunnel between nodes is blocked"
  severity critical
  Nodes reach each other, but not each other's pods: what carries the pods' packets between nodes does not pass.
  Allow it between all nodes: UDP 8472 for VXLAN, UDP 6081 for Geneve, UDP 51871 for WireGuard, ESP for IPsec. With native
  routing, look at the routes to the pod networks. On VMware, another port than 8472 may be needed (tunnel-port).

outcome cilium-health-port "The port of Cilium's health checks is blocked"
  severity warning
  Nodes do not reach TCP 4240 of each other although their packets pass: pods are served, but Cilium's own health report
  is wrong.
  Allow TCP 4240 between all nodes in the firewall or the security group.

outcome node-unreachable "Nodes do not reach each other at all"
  severity critical
  A node is reached neither beside the tunnel nor through it, by ping or by TCP: the network below Cilium is broken there.
  Look at the machine, its links and the firewall between the nodes; Cilium can only follow.

outcome node-not-ready "A node is NotReady"
  severity warning
  The node that the agents do not reach is NotReady: its kubelet is silent or unwell, and Cilium only reports what is so.
  Look at the machine and its kubelet (`systemctl status kubelet`). To look past it, leave it out with node_labels=….

outcome cilium-policy-drop "A policy denies packets at this moment"
  severity warning
  Cilium drops packets, or would, because a NetworkPolicy or CiliumNetworkPolicy selects a pod and none of its rules allows them.
  Each line above names both ends. If they should speak with each other, allow that port in the policies of the named pod:
  `kubectl get networkpolicies,ciliumnetworkpolicies -A`, `kubectl get ciliumclusterwidenetworkpolicies`. If they should
  not, all is well.

outcome cilium-ping-filtered "Only pings between nodes are filtered"
  severity info
  TCP passes between all nodes and through the tunnel; only ICMP does not, which harms nothing but Cilium's health report.
  Allow ICMP echo between the nodes if that report should be clean.

outcome cilium-works "Cilium works"
  severity ok
  The agents and their controllers are well, endpoints are ready, Services are loaded, nodes reach each other, and nothing
  of note was dropped while this looked.
  Look next at DNS, at the Service or at the application.
