# Which part of the CNI plugin is broken when pods get no network, or lose it?
runbook "The CNI plugin is broken"

about
  Nodes are NotReady with "cni plugin not initialized", pods stay in ContainerCreating ("failed to create pod sandbox"), or
  pods lose each other now and then. Looks at the nodes, the plugin's own pods, the pods that wait for their network, the
  address ranges and the versions; then two probe pods on each of the first five Ready nodes look whether pods reach each other.
  The probes live in the namespace you name and are removed at the end. Nothing else is changed, unless you accept a fix.

tags cni, network, nodes
# Where packets are lost, or a pod gets no network, dns-broken finds out why; the params that takes come from there too.
use "dns-broken.rb"
needs cluster
needs kubectl 1.20+

param image    = busybox "image of the probe pods: a current busybox, or another with its ping, nslookup and nc"
param networks = ""      "other networks that pods must reach, as in 10.0.0.0/8,192.168.7.0/24: a VPN, the company's"

step nodes "The nodes, and what their kubelets say"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,MESSAGE:.status.conditions[?(@.type=="Ready")].message'
  capture kubelets from output
  capture members from column NAME
  capture nodes from first 5 column NAME where READY is "True"
  capture vantage from first 1 column NAME where READY is "True"

# What is wrong with a node or with a setting is noted, and the search goes on: the gravest that is found is the answer.
step initialised-nodes "No node waits for its CNI plugin"
  expect no column MESSAGE in $kubelets matches /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/
  fails → cni-not-initialised, next

step ready-nodes "No node is NotReady for another reason"
  expect count rows in $kubelets where READY is not "True" and MESSAGE not matches /cni plugin not initialized|cni config uninitialized|NetworkPluginNotReady/ is 0
  fails → node-not-ready, next

step agents "The CNI plugin's own pods are ready"
  run kubectl get pods -A -o wide | sed -nE '1p; /^[^ ]+ +(calico-node|canal|rke2-canal|cilium|anetd|kube-flannel(-ds)?(-[a-z0-9]+)?|weave-net|kube-router|antrea-agent|kindnet|aws-node|azure-cn[is]|ovnkube-node|kube-ovn-cni)-[a-z0-9]{5} /p'
  retry up to 10s every 5s  # one may just be starting
  capture homes from column NODE
  capture agents from find all /^[a-z].*/
  capture broken from first 1 find all /^(?!NAMESPACE)(\S++ ++\S++) ++(?!(\d+)\/\2 )/
  capture own_ranges from find /^\S+ +(calico-node|cilium|anetd|weave-net|aws-node|azure-cn|ovnkube|kube-ovn)/
  expect count rows where READY is not complete is 0
  fails → crashing

step everywhere "Each node has one of them"
  when $agents exists
  each node in $members, 8 at once
  expect some $homes is $node
  fails → cni-agent-missing, next

→ waiting

path waiting "Which pods wait for their network, and why?"
  step stuck "The pods that have a node and have not begun to start"
    run kubectl get pods -A --field-selector=status.phase=Pending -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,NODE:.spec.nodeName,DELETED:.metadata.deletionTimestamp,INIT:.status.initContainerStatuses[*].state.waiting.reason,WAITING:.status.containerStatuses[*].state.waiting.reason'
    capture stuck from first 5 find all /^(\S++ ++\S++) ++(?!<none>)\S+ +<none> .*(?:ContainerCreating|PodInitializing)/

  # Their events count only because the pods are stuck now.
  step sandboxes "Each of them gets a network"
    when $stuck exists
    each pod in $stuck, 5 at once
    run
      set -- $pod
      kubectl get events -n "$1" --field-selector "involvedObject.name=$2" -o custom-columns='REASON:.reason,MESSAGE:.message'
    capture reasons from output
    expect no column REASON is one of "FailedCreatePodSandBox", "NetworkNotReady"
    fails   → no-network
    unknown → next

  → settings

path settings "Do the ranges and the versions fit?"
  parallel
    step node-ranges "The addresses of the nodes, and of the pods on each"
      run
        kubectl get nodes -o go-template='
          {{- range .items}}{{$node := .metadata.name}}
            {{- range .spec.podCIDRs}}pods/{{$node}} {{.}}{{"\n"}}{{end}}
            {{- range .status.addresses}}{{if eq .type "InternalIP"}}node/{{$node}} {{.address}}{{"\n"}}{{end}}{{end}}
          {{- end}}'
      capture pods_by_node from find all /^pods\/.*/
      capture addresses_of_nodes from find all /^node\/.*/

    step pod-range "The range of all pods, where the controller manager or kube-proxy is told it"
      run
        kubectl get pods -n kube-system -l component=kube-controller-manager -o jsonpath='{.items[*].spec.containers[*].command}'
        kubectl get configmap -n kube-system kube-proxy --ignore-not-found -o jsonpath='{.data.config\.conf}'
        echo 'clusterCIDR: <none>'
      capture pod_range from find /(?:--cluster-cidr=|clusterCIDR: *)"?([0-9a-f.:,\/]{4,}|<none>)/

    # Before Kubernetes 1.31 no object tells the range; the addresses that Services have must do.
    step service-range "The addresses of Services"
      run
        kubectl get servicecidrs.networking.k8s.io -o jsonpath='{range .items[*]}services {.spec.cidrs[*]}{"\n"}{end}' 2>/dev/null ||
          kubectl get services -A -o go-template='{{range .items}}{{with .spec.clusterIP}}{{if ne . "None"}}services {{.}}{{"\n"}}{{end}}{{end}}{{end}}'
      capture service_ranges from find all /^services .*\d.*/

    step plugin-version "Which CNI plugin, and in which version"
      run kubectl get daemonsets -A -o wide
      capture calico_version from find /calico(?:[\/-]node)?:v?(\d+\.\d+\.\d+)/
      capture flannel_version from find /flannel:v?(\d+\.\d+\.\d+)/

    step server-version "Which Kubernetes"
      run kubectl version -o json
      capture kubernetes from json .serverVersion.gitVersion

  step apart "The ranges of pods, Services, nodes and other networks do not overlap"
    run printf '%s\n' "pods $pod_range" "$service_ranges" "outside ${networks:-<none>}" "$addresses_of_nodes"
    capture ranges from lines
    expect overlaps ranges=$ranges is empty
    fails   → cidr-overlap, next
    unknown → next

  step apart-nodes "Nor do those of the pods of each node"
    when $pods_by_node exists
    run printf '%s\n' "$pods_by_node" "$service_ranges" "outside ${networks:-<none>}" "$addresses_of_nodes"
    capture node_ranges from lines
    expect overlaps ranges=$node_ranges is empty
    fails   → cidr-overlap, next
    unknown → next

  step room "Each node's range has addresses left"
    when $pods_by_node exists and $own_ranges not exists
    each node in $members, 8 at once
    run
      kubectl get node "$node" -o custom-columns=NAME:.metadata.name,PODCIDR:.spec.podCIDR,ALLOCATED:.status.allocatable.pods
      kubectl get pods -A --field-selector "spec.nodeName=$node,status.phase=Running" -o go-template='{{range .items}}{{if not .spec.hostNetwork}}used {{.status.podIP}}{{"\n"}}{{end}}{{end}}'
    capture rooms from line 2
    capture range from find /^\S+ +([0-9a-f.:]+\/\d+)/
    capture used from count find all /^used/
    expect capacity range=$range > $used
    fails   → ip-exhausted, next
    unknown → next

  step limits "Each node's range holds as many pods as the node may have"
    when $rooms exists
    each room in $rooms
    capture node_range from find /^\S+ +(\S+)/ in $room
    capture limit_of_node from find /(\d+)\s*$/ in $room
    expect capacity range=$node_range >= $limit_of_node
    fails   → range-small, next
    unknown → next

  step calico-known "This version of Calico goes with this Kubernetes"
    when $calico_version exists
    expect badversions product="calico" version=$calico_version kubernetes=$kubernetes is empty
    fails   → cni-version-mismatch, next
    unknown → next

  step flannel-known "This version of Flannel is not known to be bad"
    when $flannel_version exists
    expect badversions product="flannel" version=$flannel_version is empty
    fails   → cni-version-mismatch, next
    unknown → next

  → pods

path pods "Do pods reach each other?"
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
    expect some find all /(\d+) (?:packets )?received/ > 0
    fails   → routes-missing
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

  step reach "Probes on different nodes reach each other by IP"
    each node in $nodes, 5 at once
    timeout 60s
    run
      for address in $addresses; do
        kubectl exec -n "$namespace" "runbook-$run-$node" -- ping -c 10 -i 0.5 -W 2 "$address" || true
      done
    retry 2 times  # a policy may take a moment to know new pods
    expect every find all /([\d.]+)% packet loss/ is 0%
    fails → layer-3

  → cni-works

path crashing "A pod of the CNI plugin is not ready: what does it say, and does it help to start it anew?"
  step words "What it said last"
    run
      set -- $broken
      kubectl describe pod -n "$1" "$2" | tail -n 15
      kubectl logs -n "$1" "$2" --all-containers --tail=100 --previous || kubectl logs -n "$1" "$2" --all-containers --tail=100
    otherwise → next

  call caliconode "calico.rb"
    when $broken contains "calico-node"
    otherwise → next

  call ciliumagent "cilium.rb"
    when $broken matches / cilium-/
    otherwise → next

  call kubeflannel "flannel.rb"
    when $broken contains "kube-flannel"
    otherwise → next

  step owner "Its DaemonSet"
    run
      set -- $broken
      kubectl get pod -n "$1" "$2" -o jsonpath='{.metadata.namespace} {.metadata.ownerReferences[?(@.kind=="DaemonSet")].name}'
    capture daemonset from find /^\S+ \S+$/
    expect $daemonset exists
    fails   → cni-plugin-crashing
    unknown → cni-plugin-crashing

  fix restart "Restart the DaemonSet of the CNI plugin"
    run
      set -- $daemonset
      kubectl rollout restart daemonset -n "$1" "$2" &&
      kubectl rollout status daemonset -n "$1" "$2" --timeout=90s
    undo none "Only pods were replaced: the DaemonSet is as it was, but for the time of the restart."
    timeout 100s
    verify agents
    fails → cni-plugin-crashing
  → cni-plugin-crashing

outcome cidr-overlap "Address ranges overlap"
  severity critical
  Two of the ranges of pods, Services, nodes and other networks share addresses, so what is sent to one arrives at the other.
  The ranges are shown above. Give one of them another range: pods by a new pool or cluster, Services by a new cluster.

outcome cni-version-mismatch "This version of the CNI plugin does not go with this Kubernetes"
  severity warning
  The version of the plugin is known to be bad by itself, or not to work with the version of the cluster; the step says why.
  Take a later version of the plugin that supports this Kubernetes.

outcome range-small "A node may have more pods than its range has addresses"
  severity info
  It works as long as the node has few pods: at the end of its range new ones stay in ContainerCreating.
  Lower the kubelet's maxPods, or give the nodes larger ranges (node-cidr-mask-size) when they are made anew.

outcome cni-agent-missing "A node has no pod of the CNI plugin"
  severity warning
  The plugin's DaemonSet leaves a node out, so pods there get no network, or keep one that nobody looks after.
  Compare the taints and labels of that node with the tolerations and the node selector of the DaemonSet.

outcome cni-works "The CNI plugin works where it was looked at"
  severity ok
  Nodes are ready, their pods get a network and reach each other, ranges and versions fit.
  If only some addresses or ports are cut off, go on with network-triage.rb.
