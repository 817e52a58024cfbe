# Which layer of the cluster's network is broken? The lowest one that fails is the answer.
runbook "Network triage"

about
  Looks at the network from the bottom up and stops at the first layer that fails: the nodes, the pods' way to each other,
  DNS, the time and the size of packets, the Services, the Ingresses, a service mesh, the pods themselves. Where all of them
  work, it is the application.
  Two probe pods look from each of the first five Ready nodes, one of them on the node's own network. They live in the
  namespace you name, so that its policies apply to them, and are removed at the end. Nothing else is changed.
  Not looked at: UDP and headless Services, load balancers before the cluster, and what leaves the cluster. A Service that
  keeps silent is not judged, for a policy may keep the probes from it; one that refuses is.

tags network, triage, cni, dns, service, ingress
# What is wrong where DNS fails or packets are lost is found out there; the params that takes come from there too.
use "dns-broken.rb"
needs cluster
needs kubectl 1.20+

param only                 = ""      "look only at Services and Ingresses whose NAMESPACE/NAME begins with this, as in shop/ or shop/cart"
param round_trip as number = 20      "milliseconds that the fastest of ten pings between pods must not exceed"
param image                = busybox "image of the probe pods: a current busybox, or another with its ping, nslookup and nc"
param controllers          = "app.kubernetes.io/name in (ingress-nginx, rke2-ingress-nginx, nginx-ingress, traefik, haproxy-ingress, kubernetes-ingress, kong, contour)" "label selector of the ingress controllers"

step nodes "Every node is Ready"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
  capture nodes from first 5 column NAME where READY is "True"
  capture vantage from first 1 column NAME where READY is "True"
  expect count rows where READY is not "True" is 0
  fails → not-ready

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

→ lower-layers

path lower-layers "Do pods reach each other, and do names resolve?"
  parallel
    step pod-to-pod "Probes on different nodes reach each other by IP"
      each node in $nodes, 5 at once
      timeout 60s
      run
        for address in $addresses; do
          kubectl exec -n "$namespace" "runbook-$run-$node" -- ping -c 10 -i 0.5 -W 2 "$address" || true
        done
      retry 2 times  # a policy may take a moment to know new pods
      capture fastest from find all /min\/avg\/max\S* = ([\d.]+)/
      expect every find all /([\d.]+)% packet loss/ is 0%

    step cluster-dns "A name of the cluster resolves every time"
      each node in $nodes, 5 at once
      run kubectl exec -n "$namespace" "runbook-$run-$node" -- nslookup -type=a -retry=1 -timeout=2 "kubernetes.default.svc.$domain"
      sample up to 60, need 95%
      expect output matches /^Name:.*\s+Address/

  decide
    pod-to-pod fails  → layer-3
    cluster-dns fails → names
    cluster-dns flaky → names
    otherwise         → ways

path ways "Are packets in time, and do large ones pass?"
  # The fastest of ten, for a busy machine delays the others. What fails here slow-network measures anew, before it says so.
  step pace "Pings between probes can be back in time"
    expect every $fastest <= $round_trip
    fails   → "slow-network.rb" namespace=$namespace node_labels=$node_labels round_trip=$round_trip
    unknown → next

  step full-size "Packets as large as the interface allows pass"
    each node in $nodes, 5 at once
    run
      for address in $addresses; do
        kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c '
          most=$(cat /sys/class/net/eth0/mtu) || exit 127
          case $0 in *:*) header=48 ;; *) header=28 ;; esac
          ping -c 3 -i 0.2 -W 1 -s "$((most - header))" "$0" || true' "$address"
      done
    retry 2 times
    expect every find all /(\d+) (?:packets )?received/ > 0
    fails   → "slow-network.rb" namespace=$namespace node_labels=$node_labels
    unknown → next
  → services

path services "Which Services and Ingresses are there?"
  parallel
    step ports "The Services that choose their pods, and whether a ready pod stands behind"
      run
        kubectl get endpoints,services -A -o go-template='
          {{- range .items}}{{$name := printf "%s/%s" .metadata.namespace .metadata.name}}
            {{- range .subsets}}{{if .addresses}}{{$name}} ready{{"\n"}}{{end}}{{end}}
            {{- with .spec}}{{if .selector}}{{$address := .clusterIP}}
              {{- range .ports}}{{$name}} {{$address}} {{.port}} {{.protocol}}{{"\n"}}{{end}}
            {{- end}}{{end}}
          {{- end}}' |
        awk -v only="$only" 'NF == 2 { ready[$1]; next } index($1, only) == 1 { print $0, ($1 in ready ? "ready" : "empty") }'
      capture ports from find all /^(\S+ \S*[.:]\S* \d+) TCP ready$/
      capture empty from distinct find all /^(\S+) \S*[.:]\S* \d+ \w+ empty$/

    step backends "What the Ingresses send to"
      run
        kubectl get ingresses.networking.k8s.io -A -o go-template='
          {{- define "backend"}}{{with .service}}{{.name}} {{or .port.name .port.number}}{{end}}{{end}}
          {{- range .items}}{{$namespace := .metadata.namespace}}{{$name := .metadata.name}}
            {{- with .spec.defaultBackend}}{{$namespace}}/{{$name}} {{$namespace}}/{{template "backend" .}}{{"\n"}}{{end}}
            {{- range .spec.rules}}{{with .http}}{{range .paths}}{{$namespace}}/{{$name}} {{$namespace}}/{{template "backend" .backend}}{{"\n"}}{{end}}{{end}}{{end}}
          {{- end}}' |
        awk -v only="$only" 'NF == 3 && $3 != "use-annotation" && index($1, only) == 1'
      capture backends from distinct lines

    step controllers "The ingress controllers that run in the cluster"
      run kubectl get deployments,daemonsets -A -l "$controllers" -o name
      capture controller from first 1 lines

  → answers

path answers "Do the Services and Ingresses answer?"
  parallel
    step controller "An ingress controller is ready"
      when $backends exists and $controller exists
      run kubectl get pods -A -l "$controllers" -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
      expect some column READY is "True"

    step selectors "Every Service's selector fits a workload"
      when $empty exists
      each service in $empty, 8 at once
      run
        selector=$(kubectl get service -n "${service%/*}" "${service#*/}" -o wide --no-headers | awk '{ print $NF }')
        kubectl get pods,replicasets,statefulsets,daemonsets -n "${service%/*}" -l "$selector" -o name
      expect output is not empty

    step pods "No Service has pods and yet no endpoints"
      when $empty exists
      each service in $empty, 8 at once
      run
        selector=$(kubectl get service -n "${service%/*}" "${service#*/}" -o wide --no-headers | awk '{ print $NF }')
        kubectl get pods -n "${service%/*}" -l "$selector"
      expect count rows where STATUS is not "Completed" is 0

    step answers "No Service with ready pods refuses a connection"
      when $ports exists
      each port in $ports, 8 at once
      run kubectl exec -n "$namespace" "runbook-$run-$vantage" -- sh -c 'echo "$0: $(timeout 5 nc -w 2 "$1" "$2" 2>&1 >/dev/null </dev/null)"' $port
      capture refused from find /^(\S+): .*refused/
      expect output not contains "refused"

    step backend "Each Ingress sends to a Service and a port that exist"
      when $backends exists
      each backend in $backends, 8 at once
      run
        set -- $backend
        kubectl get service -n "${2%/*}" "${2#*/}" -o jsonpath='{range .spec.ports[*]}{.name}{"\n"}{.port}{"\n"}{end}' | grep -x -- "$3"

  decide
    controller fails → ingress-controller-down
    selectors fails  → wrong-selector
    pods fails       → unserved
    answers fails    → refused
    backend fails    → ingress-backend-missing
    otherwise        → mesh

path mesh "Does a service mesh lose what the network carries?"
  call mesh "which-network.rb" of=mesh

  call istio "istio.rb"
    when $mesh.outcome is "mesh-istio"

  call linkerd "linkerd.rb"
    when $mesh.outcome is "mesh-linkerd"

  decide
    istio fails   → mesh-fails
    linkerd fails → mesh-fails
    any unknown   → workloads
    otherwise     → workloads

path workloads "Do pods crash, or wait for an image or a node?"
  step steady "No pod is in trouble of its own"
    run
      since=$(date -u -d '10 minutes ago' +%FT%TZ 2>/dev/null || date -u -v-10M +%FT%TZ)
      kubectl get pods -A -o go-template='
        {{- define "status"}}{{.restartCount}}
          {{- $last := .lastState}}{{with $last}}{{with .terminated}} {{.finishedAt}}{{end}}{{end}}
          {{- $now := .state}}{{with $now}}{{with .waiting}} {{.reason}}{{end}}{{end}}
        {{- end}}
        {{- range .items}}{{$pod := printf "%s/%s" .metadata.namespace .metadata.name}}{{if not .metadata.deletionTimestamp}}
          {{- range .status.initContainerStatuses}}{{$pod}} {{template "status" .}}{{"\n"}}{{end}}
          {{- range .status.containerStatuses}}{{$pod}} {{template "status" .}}{{"\n"}}{{end}}
          {{- range .status.conditions}}{{if .reason}}{{if eq .reason "Unschedulable"}}{{$pod}} 0 Unschedulable{{"\n"}}{{end}}{{end}}{{end}}
        {{- end}}{{end}}' |
        awk -v only="$only" -v since="$since" '
          index($1, only) == 1 && ($NF ~ /^(CrashLoopBackOff|ErrImage.*|Image.*|InvalidImageName|RegistryUnavailable|.*Error|Unschedulable)$/ || $2 >= 3 && $3 >= since)'
    retry 3 times every 4s  # what passes by itself is no trouble
    expect output is empty
    fails   → "pods-keep-changing.rb"
    unknown → next
  → not-the-network

path unserved "A Service has pods and no endpoints: are they ready?"
  step ready-pods "None of its pods is ready"
    each service in $empty, 8 at once
    run
      selector=$(kubectl get service -n "${service%/*}" "${service#*/}" -o wide --no-headers | awk '{ print $NF }')
      kubectl get pods -n "${service%/*}" -l "$selector"
    expect no column READY is complete
    passes → service-no-endpoints
    fails  → service-port-mismatch  # the port has a name, and no container gives that name to one of its own

path refused "A Service refuses connections: is its port wrong, or does an Ingress use the wrong Service?"
  step listening "Nothing listens there for its own node either, whom no policy hinders"
    each service in $refused, 8 at once
    run
      kubectl get endpoints -n "${service%/*}" "${service#*/}" -o go-template='
        {{- with index .subsets 0}}{{$pod := index .addresses 0}}
          {{- range .ports}}{{$pod.nodeName}} {{$pod.ip}} {{.port}}{{"\n"}}{{end}}
        {{- end}}' |
      while read -r node address port; do
        kubectl exec -n "$namespace" "runbook-$run-host-$node" -- sh -c 'echo "$0: $(timeout 5 nc -w 2 "$0" "$1" 2>&1 >/dev/null </dev/null)"' "$address" "$port"
      done
    expect some line contains "refused"
    fails   → policy-refuses
    unknown → next

  step others "No Ingress sends to it while another Service reaches the same pods"
    when $backends exists
    each service in $refused
    run
      printf '%s\n' "$backends" | grep -qF " $service " || exit 0
      selector=$(kubectl get service -n "${service%/*}" "${service#*/}" -o wide --no-headers | awk '{ print $NF }')
      kubectl get services -n "${service%/*}" -o wide --no-headers |
        awk -v selector="$selector" -v namespace="${service%/*}" '$NF == selector { print namespace "/" $1 }' | grep -vxF "$refused" || true
    expect output is empty
    fails → ingress-backend-refusing
  → wrong-port

# One Service is mended at a time: the next run finds the next one.
path wrong-selector "A Service selects no pod: which ones should it select?"
  step unselected "The first such Service"
    run
      for each in $empty; do
        selector=$(kubectl get service -n "${each%/*}" "${each#*/}" -o wide --no-headers | awk '{ print $NF }')
        if [ -z "$(kubectl get pods -n "${each%/*}" -l "$selector" -o name)" ]; then
          echo "$each"
          break
        fi
      done
    capture astray from line 1

  step workload "One workload has the name of the Service"
    run kubectl get deployments,statefulsets,daemonsets -n "${astray%/*}" -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.spec.selector.matchLabels}{"\n"}{end}' | awk -v name="${astray#*/}" '$1 == name { print $2 }'
    capture labels from output
    expect count lines is 1
    expect output starts with "{"
    fails → service-selector-mismatch

  step selected "What the Service selects now"
    run kubectl get service -n "${astray%/*}" "${astray#*/}" -o jsonpath='{.spec.selector}'
    capture selected from output

  step served "A ready pod stands behind the Service"
    run kubectl get endpoints -n "${astray%/*}" "${astray#*/}" -o jsonpath='{.subsets[*].addresses[*].ip}'
    retry up to 3s every 1s
    expect output is not empty
    fails → next

  fix selector "Let the Service select the pods of that workload"
    run kubectl patch service -n "${astray%/*}" "${astray#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/selector\", \"value\": $labels}]"
    undo kubectl patch service -n "${astray%/*}" "${astray#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/selector\", \"value\": $selected}]"
    verify served
    fails → service-selector-mismatch
  → service-selector-mismatch

path wrong-port "A Service sends to a port where nothing listens: where do its pods listen?"
  step refusing "The first such Service, and how it is reached"
    run printf '%s\n' "$ports" | grep -F "$(printf '%s\n' "$refused" | sed -n 1p) " | sed -n 1p
    capture refusing from find /^\S+/
    capture door from find /^\S+ (.*)$/

  step sole-port "It has one port, and sends to a number"
    run kubectl get service -n "${refusing%/*}" "${refusing#*/}" -o jsonpath='{.spec.ports}'
    capture doors from output
    capture target from find all /"targetPort":(\d+)/
    expect exactly 1 find all /"targetPort":[^,}]+/ matches /\d/
    fails → service-port-mismatch

  step declared "Its pods declare one other port"
    run
      selector=$(kubectl get service -n "${refusing%/*}" "${refusing#*/}" -o wide --no-headers | awk '{ print $NF }')
      kubectl get pods -n "${refusing%/*}" -l "$selector" -o jsonpath='{range .items[*]}{.status.podIP}{" "}{.spec.containers[*].ports[*].containerPort}{"\n"}{end}'
    capture listener from first 1 find all /^\S+ \d+$/
    capture listens from distinct find all /^\S+ (.*)$/
    expect $listens matches /^\d+$/
    expect $listens is not $target
    fails   → service-port-mismatch
    unknown → service-port-mismatch

  step listener "One of them listens there"
    run kubectl exec -n "$namespace" "runbook-$run-$vantage" -- sh -c 'timeout 5 nc -w 2 "$0" "$1" 2>&1 >/dev/null </dev/null || true' $listener
    expect output is empty
    fails → service-port-mismatch

  step connects "The Service takes a connection"
    run kubectl exec -n "$namespace" "runbook-$run-$vantage" -- sh -c 'timeout 5 nc -w 2 "$0" "$1" 2>&1 >/dev/null </dev/null || true' $door
    retry up to 5s every 1s
    expect output is empty
    fails → next

  fix target-port "Let the Service send to the port on which its pods listen"
    run kubectl patch service -n "${refusing%/*}" "${refusing#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/ports/0/targetPort\", \"value\": $listens}]"
    undo kubectl patch service -n "${refusing%/*}" "${refusing#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/ports\", \"value\": $doors}]"
    verify connects
    fails → service-port-mismatch
  → service-port-mismatch

outcome service-selector-mismatch "A Service's selector matches no pod"
  severity critical
  A Service has no endpoints, because no pod and no workload carries the labels that it selects.
  Compare the Service's selector with `kubectl get pods --show-labels` of its namespace.

outcome service-no-endpoints "A Service's pods are not ready"
  severity critical
  A Service selects pods and none of them is ready, so it has no endpoints and refuses its callers.
  Look at `kubectl describe` and `kubectl logs` of these pods: they crash, or their readiness probe fails.

outcome service-port-mismatch "A Service sends to a port where nothing listens"
  severity critical
  A Service has ready pods behind it and refuses connections: its targetPort is not where they listen.
  Compare the targetPort (a number, or the name of a container's port) with the port on which the container listens.

outcome policy-refuses "A network policy refuses the probes, or one of several pods refuses"
  severity unknown
  A Service refused a connection, but a pod behind it listens: either a policy rejects what comes from the probes, which may
  be meant so, or another of its pods does not listen.
  Run this again with namespace=… of the pods that call this Service, and with only=… of the Service.

outcome ingress-controller-down "No ingress controller is ready"
  severity critical
  There are Ingresses, and a controller is installed, but none of its pods is ready: nothing from outside gets in.
  Look at its Deployment or DaemonSet (is it scaled to 0?), and at the events and logs of its pods.

outcome ingress-backend-missing "An Ingress sends to what does not exist"
  severity critical
  An Ingress names a Service, or a port of one, that does not exist, so the controller answers 503.
  Correct the backend of the Ingress, or bring the Service back.

outcome ingress-backend-refusing "An Ingress sends to a Service that refuses"
  severity critical
  An Ingress sends to a Service on whose target port nothing listens, so the controller answers 502; another Service
  reaches the same pods.
  Let the Ingress send to that other Service, or correct the targetPort of this one.

outcome mesh-fails "The service mesh is not in order"
  severity critical
  The network below works, and the runbook of the mesh, above, found what is wrong with it; its last line names it.
  Run istio.rb or linkerd.rb by itself for what to do.

outcome not-the-network "The network works: look at the application"
  severity ok
  Nodes, pods, DNS, Services and Ingresses do what they should, as far as this runbook looks.
  If it is slow all the same, run slow-network with pod=…; if its pods come and go, run pods-keep-changing.
  For one application, run it again with namespace=… of that application: a policy there may hinder it alone.
