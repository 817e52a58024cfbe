# Why does a Service not answer whose pods do?
runbook "A Service is unreachable"

about
  A pod answers on its own address, and its Service does not. Compares what each Service selects, lists and sends to with the
  pods that are there; then connects to the Services, and to the pods behind them, from the first five Ready nodes.
  One probe pod runs on each of these nodes, on the node's own network, where no network policy hinders it; they live in the
  namespace you name, else in your current one, and are removed at the end. Nothing else is changed.
  Not looked at: UDP, headless Services and those without a selector, and those that publish pods that are not ready.

tags service, kube-proxy, endpoints
needs cluster
needs kubectl 1.20+

param namespace   = ""      "look only at Services of this namespace"
param service     = ""      "look only at Services of this name"
param node_labels = "kubernetes.io/os=linux,type!=virtual-kubelet,eks.amazonaws.com/compute-type!=fargate" "label selector of the nodes to look from"
param image       = busybox "image of the probe pods: a current busybox, or another with its nc"

step services "The Services that choose their pods by a selector"
  run
    kubectl get services -A --field-selector "${namespace:+metadata.namespace=$namespace},${service:+metadata.name=$service}" -o go-template='
      {{- range .items}}{{$name := printf "%s/%s" .metadata.namespace .metadata.name}}
        {{- if and .spec.selector (not .spec.publishNotReadyAddresses) (ne .spec.type "ExternalName")}}
          {{- $name}} {{range $key, $value := .spec.selector}}{{$key}}={{$value}},{{end}}{{"\n"}}
        {{- end}}
      {{- end}}' | sed 's/,$//'
  capture services from lines
  expect output is not empty
  fails → service-not-found

step selectors "The selector of each fits a pod, or a workload that makes them"
  each line in $services, 8 at once
  run
    set -- $line
    kubectl get pods,replicasets,statefulsets,daemonsets -n "${1%/*}" -l "$2" -o name
  expect output is not empty
  fails → wrong-selector

# No pod at all may be meant so (a workload scaled to 0), unless this Service was asked for.
step ready "One of its pods is ready"
  each line in $services, 8 at once
  run
    set -- $line
    kubectl get pods -n "${1%/*}" -l "$2" --field-selector status.phase!=Succeeded -o custom-columns='NAME:.metadata.name,PHASE:.status.phase,READY:.status.conditions[?(@.type=="Ready")].status' |
      awk -v service="$service" '{ print } NR > 1 { pods++ } $NF == "True" { ready++ } END { if ((pods || service != "") && !ready) print "none is ready" }'
  expect output not contains "none is ready"
  fails → service-no-endpoints

# A rollout may be under way: only what stays wrong for some seconds counts.
step listed "Its endpoints are its ready pods, no more and no less"
  each line in $services, 8 at once
  run
    set -- $line
    is=$(kubectl get endpoints -n "${1%/*}" "${1#*/}" -o json)
    should=$(kubectl get pods -n "${1%/*}" -l "$2" -o json)
    printf '{"endpoints": %s, "pods": %s}' "$is" "$should"
  retry 4 times every 3s
  capture endpoints from json .endpoints
  capture pods from json .pods
  expect endpoints endpoints=$endpoints pods=$pods is empty
  fails → unlisted

step nodes "The nodes to look from"
  run kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
  capture nodes from first 5 column NAME where READY is "True"
  capture all_nodes from output
  expect some column READY is "True"

step nodes-ready "None is left out for not being Ready"
  expect count rows in $all_nodes where READY is not "True" is 0
  fails → node-left-out, next

step doors "The TCP ports of these Services, and of the pods behind them"
  run
    kubectl get services,endpoints -A -o go-template='
      {{- range .items}}{{$name := printf "%s/%s" .metadata.namespace .metadata.name}}
        {{- if eq .kind "Service"}}{{$address := .spec.clusterIP}}
          {{- if and .spec.selector (ne (print .spec.internalTrafficPolicy) "Local")}}
            {{- range .spec.ports}}{{if eq .protocol "TCP"}}{{$name}} {{or .name "-"}} service {{$address}} {{.port}}{{"\n"}}{{end}}{{end}}
          {{- end}}
        {{- else}}
          {{- range .subsets}}{{$addresses := .addresses}}{{range .ports}}{{$port := .}}
            {{- if eq .protocol "TCP"}}{{range $addresses}}{{$name}} {{or $port.name "-"}} pod {{.ip}} {{$port.port}}{{"\n"}}{{end}}{{end}}
          {{- end}}{{end}}
        {{- end}}
      {{- end}}' |
    awk -v services="$services" 'index("\n" services, "\n" $1 " ") && $4 ~ /[.:]/ && ++count[$1, $2, $3] <= 5' | head -n 200
  capture doors from output
  expect output is not empty
  fails → service-not-found

step probes "A probe starts on the network of each node"
  each node in $nodes, 5 at once
  timeout 60s
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl create -n "$namespace" -f - &&
    kubectl wait -n "$namespace" "pod/runbook-$run-$node" --for=condition=Ready --timeout=45s
  stdin
    apiVersion: v1
    kind: Pod
    metadata: {name: "runbook-$run-$node", labels: {runbook: "$run"}}
    spec:
      nodeName: "$node"
      hostNetwork: true
      restartPolicy: Never
      activeDeadlineSeconds: 900
      terminationGracePeriodSeconds: 1
      automountServiceAccountToken: false
      tolerations: [{operator: Exists}]
      containers: [{name: probe, image: "$image", command: [sleep, "900"]}]
  fails → probe-missing

step tried "Which of them take a connection from each node"
  each node in $nodes, 5 at once
  run
    kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c '
      printf "%s\n" "$0" | {
        while read -r service port kind address number; do
          {
            status=0
            said=$(timeout 5 nc -w 2 "$address" "$number" 2>&1 >/dev/null </dev/null) || status=$?
            case "$status $said" in
              "0 "* | "124 "* | "143 "*) answer=open ;;
              *refused*) answer=refused ;;
              *) answer=silent ;;
            esac
            echo "$service $port $kind $answer"
          } &
        done
        wait
      }' "$doors" |
    awk -v node="$node" '
      BEGIN { print "NODE SERVICE PORT ANSWER" }
      { key = $1 " " $2 }
      $3 == "service" { door[key] = $4 }
      $3 == "pod" { pods[key]++; answers[key, $4]++ }
      END {
        for (key in door) {
          if (answers[key, "refused"]) print node, key, "refused"
          else if (answers[key, "open"] < pods[key]) print node, key, "silent"
          else if (pods[key] && door[key] != "open") print node, key, "unreached"
          else print node, key, "open"
        }
      }'
  retry 2 times
  capture tried from output
  expect every column ANSWER is "open"
  fails → next

step unreached "No node reaches the pods of a Service and not the Service"
  expect no $tried contains " unreached"
  fails → kube-proxy

step refused "No pod refuses on the port that a Service sends to"
  expect no $tried contains " refused"
  fails → refused

step silent "No pod keeps silent on it"
  run printf '%s\n' "$tried"
  capture quiet from distinct find all /^\S+ (\S+) \S+ silent$/
  expect no line ends with " silent"
  fails → next

# A pod whose callers are limited may keep silent for a node other than its own.
step guarded "A policy says who may call those that do"
  when $quiet exists
  each name in $quiet, 8 at once
  run
    selector=$(printf '%s\n' "$services" | awk -v name="$name" '$1 == name { print $2 }')
    policies=$(kubectl get networkpolicies -n "${name%/*}" -o json)
    behind=$(kubectl get pods -n "${name%/*}" -l "$selector" -o json)
    printf '{"policies": %s, "pods": %s}' "$policies" "$behind"
  capture rules from json .policies
  capture guarded_pod from json .pods.items[0]
  expect some selecting pod=$guarded_pod policies=$rules starts with "ingress"
  fails → "network-triage.rb"

step modes "The mode of each kube-proxy"
  each node in $nodes, 5 at once
  run kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c 'printf "GET /proxyMode HTTP/1.0\r\n\r\n" | timeout 5 nc -w 2 127.0.0.1 10249 | tail -n 1'
  effect probe
  capture modes from find /^(iptables|ipvs|nftables|userspace|kernelspace)$/
  expect output matches /^(iptables|ipvs|nftables|userspace|kernelspace)$/
  hint "kube-proxy answers on its port for metrics; it does not run there, or its metricsBindAddress is another"
  fails   → next
  unknown → next

step same-mode "It is the same on all of them"
  when $modes exists
  expect exactly 1 distinct $modes exist
  fails → kube-proxy-mixed-modes

→ service-works

path wrong-selector "A Service selects no pod: which ones come near?"
  step astray "The first such Service"
    run
      printf '%s\n' "$services" | while read -r name selector; do
        if [ -z "$(kubectl get pods -n "${name%/*}" -l "$selector" -o name)" ]; then
          echo "$name"
          break
        fi
      done
    capture astray from line 1
    expect output is not empty
    fails → service-works

  step selected "What it selects"
    run kubectl get service -n "${astray%/*}" "${astray#*/}" -o jsonpath='{.spec.selector}'
    capture selected from output

  step nearest "No pod comes near it"
    run kubectl get pods -n "${astray%/*}" -o json
    capture pods from output
    expect no nearest selector=$selected pods=$pods contains "the selector wants"
    fails → next

  step workload "One workload has the name of the Service"
    run kubectl get deployments,statefulsets,daemonsets -n "${astray%/*}" -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.spec.selector.matchLabels}{"\n"}{end}' | awk -v name="${astray#*/}" '$1 == name { print $2 }'
    capture labels from output
    expect count lines is 1
    expect output starts with "{"
    fails → service-selector-mismatch

  step served "A ready pod stands behind the Service"
    run kubectl get endpoints -n "${astray%/*}" "${astray#*/}" -o jsonpath='{.subsets[*].addresses[*].ip}'
    retry up to 3s every 1s
    expect output is not empty
    passes → service-selector-mismatch
    fails  → next

  fix selector "Let the Service select the pods of that workload"
    run kubectl patch service -n "${astray%/*}" "${astray#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/selector\", \"value\": $labels}]"
    undo kubectl patch service -n "${astray%/*}" "${astray#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/selector\", \"value\": $selected}]"
    verify served
  → service-selector-mismatch

path unlisted "The endpoints of a Service are not its ready pods: lag, or a port that no container names?"
  step names "Each port that a Service names is one of its containers'"
    each line in $listed.failed, 8 at once
    run
      set -- $line
      door=$(kubectl get service -n "${1%/*}" "${1#*/}" -o json)
      behind=$(kubectl get pods -n "${1%/*}" -l "$2" -o json)
      printf '{"service": %s, "pods": %s}' "$door" "$behind"
    capture badly from json .service
    capture served from json .pods
    expect no mismatches service=$badly pods=$served matches /goes to [a-z]/
    passes → endpoints-stale
    fails  → service-port-mismatch

path refused "A pod refuses: where do the pods of that Service listen?"
  step refusing "The first such Service"
    run printf '%s\n' "$tried" | sed -n '/ refused$/{s/^[^ ]* //;p;}'
    capture refusing from find /^\S+/

  step ports "What it sends to, and what its pods declare"
    run
      selector=$(printf '%s\n' "$services" | awk -v name="$refusing" '$1 == name { print $2 }')
      door=$(kubectl get service -n "${refusing%/*}" "${refusing#*/}" -o json)
      behind=$(kubectl get pods -n "${refusing%/*}" -l "$selector" -o json)
      printf '{"service": %s, "pods": %s}' "$door" "$behind"
    capture badly from json .service
    capture served from json .pods
    capture doors_before from json .service.spec.ports
    capture targets from json .service.spec.ports[].targetPort
    capture listens from distinct json .pods.items[].spec.containers[].ports[].containerPort
    expect mismatches service=$badly pods=$served is empty
    passes → service-port-mismatch
    fails  → next

  step sole-port "It has one port, and sends to a number; its pods declare one other port"
    expect count $targets is 1
    expect count $listens is 1
    expect $targets matches /^\d+$/
    fails → service-port-mismatch

  step listener "They listen there"
    run
      selector=$(printf '%s\n' "$services" | awk -v name="$refusing" '$1 == name { print $2 }')
      node=$(printf '%s\n' "$nodes" | sed -n 1p)
      kubectl get pods -n "${refusing%/*}" -l "$selector" -o jsonpath='{range .items[*]}{.status.podIP}{"\n"}{end}' |
        while read -r address; do
          kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c 'timeout 5 nc -w 2 "$0" "$1" 2>&1 >/dev/null </dev/null || true' "$address" "$listens" </dev/null
        done
    expect output is empty
    fails → service-port-mismatch

  step connects "The Service takes a connection"
    run
      node=$(printf '%s\n' "$nodes" | sed -n 1p)
      door=$(kubectl get service -n "${refusing%/*}" "${refusing#*/}" -o jsonpath='{.spec.clusterIP} {.spec.ports[0].port}')
      kubectl exec -n "$namespace" "runbook-$run-$node" -- sh -c 'timeout 5 nc -w 2 "$0" "$1" 2>&1 >/dev/null </dev/null || true' $door
    retry up to 5s every 1s
    expect output is empty
    passes → service-port-mismatch
    fails  → next

  fix target-port "Let the Service send to the port on which its pods listen"
    run kubectl patch service -n "${refusing%/*}" "${refusing#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/ports/0/targetPort\", \"value\": $listens}]"
    undo kubectl patch service -n "${refusing%/*}" "${refusing#*/}" --type=json -p "[{\"op\": \"replace\", \"path\": \"/spec/ports\", \"value\": $doors_before}]"
    verify connects
  → service-port-mismatch

path kube-proxy "A node does not reach a Service whose pods it reaches: its kube-proxy"
  step nodes-affected "Which nodes, and does kube-proxy run there?"
    run
      printf '%s\n' "$tried" | sed -n '/ unreached$/s/ .*//p' | sort -u | while read -r node; do
        echo "$node:"
        kubectl get pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$node" -o name | while read -r pod; do
          kubectl get -n kube-system "$pod"
          kubectl logs -n kube-system "$pod" --tail=20
        done
      done
    otherwise → next
  → kube-proxy-down

outcome service-not-found "There is no Service that could be tried"
  severity unknown
  No Service of that name and namespace chooses its pods by a selector, or none of them has a TCP port.
  List them with `kubectl get services -A -o wide`. A Service without a selector has endpoints that somebody else must write; one
  of type ExternalName is only a name: if that fails, see dns-broken.

outcome service-selector-mismatch "A Service's selector matches no pod"
  severity critical
  A Service has no endpoints, because no pod and no workload carries the labels that it selects. What the nearest pods have
  instead is shown above.
  Correct the selector of the Service, or the labels in the template of the workload.

outcome service-no-endpoints "None of a Service's pods is ready"
  severity critical
  A Service selects pods, or a workload that makes them, and none of them is ready: it has no endpoints and refuses its callers.
  Look at `kubectl describe` and `kubectl logs` of these pods: they crash, their readiness probe fails, or they are scaled to 0.

outcome service-port-mismatch "A Service sends to a port where nothing listens"
  severity critical
  Ready pods stand behind the Service, and its targetPort is not where they listen, or is a name that no container gives to a port.
  Compare the targetPort with the port on which the container listens; that it declares one does not make it listen.

outcome endpoints-stale "A Service's endpoints are not its ready pods"
  severity critical
  For ten seconds and more a ready pod has not been listed, or a dead address has been: calls go nowhere some of the time.
  Look at the log of kube-controller-manager (its endpoint controllers), and whether somebody writes these Endpoints by hand.

outcome kube-proxy-down "A node does not reach Services: kube-proxy"
  severity critical
  From a node the pods of a Service answer, and the Service does not: kube-proxy, or what stands in for it, does not work there.
  The nodes are named above. Does its pod run on each (`kubectl get pods -n kube-system -o wide`), and what does its log say?

outcome kube-proxy-mixed-modes "kube-proxy runs in different modes"
  severity warning
  Some nodes use one mode (iptables, ipvs, nftables) and some another, as an upgrade half done leaves it. Services answer now, but
  the nodes treat sessions and dead pods differently, and rules of the old mode may remain.
  Set one mode in the configmap kube-proxy, restart its DaemonSet, and clean what the old mode left (`kube-proxy --cleanup`).

outcome probe-missing "A probe pod does not start"
  severity unknown
  What the objects say is in order, but nobody could connect.
  See `kubectl get events` of the namespace. It must admit pods on the node's network; name an image that can be pulled with image=….

outcome node-left-out "A node is NotReady, so nobody looked from there"
  severity info
  Whether Services are reached from that node is not known; the others were looked from. What runs on it has left the Services.
  Look at that node first: `kubectl describe node`, or network-triage.

outcome service-works "The Services answer"
  severity ok
  Each of them selects ready pods, lists all of them, and takes connections from every node that was looked at.
  If a pod still cannot reach one: does the name resolve (dns-broken), or does a network policy keep it out (policy-blocks)?
