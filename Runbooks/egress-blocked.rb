# Why do calls to the outside time out, while calls inside work?
runbook "Calls to the outside are blocked"

about
  A pod does not get out of the cluster. Tells apart a name that nobody resolves, a network policy, a node that does not let
  its pods out, a proxy that must be used, and a firewall or security group on the way.
  Nothing outside is contacted unless you name it with host=… (or proxy=…). Without a host, it looks at names inside the
  cluster, and whether a policy limits what goes out.
  Two probe pods, one of them on the network of its node, are removed at the end. Nothing else is changed.

tags egress, firewall, proxy, policy
needs cluster
needs kubectl 1.20+

param namespace      = default "where the pod with the trouble runs; the probes run there too, so that its policies apply to them"
param pod            = ""      "the pod with the trouble: it is asked itself, if it has nc or curl; else a probe stands for it"
param host           = ""      "a host outside that must answer, as in www.debian.org"
param port           = 443     "the TCP port on which it must"
param proxy          = ""      "HOST:PORT of a web proxy to try"
param security_group = ""      "AWS: id of the nodes' security group, to read its rules with the aws tool"
param project        = ""      "GCP: id of the project, to read its firewall rules with gcloud"
param node_labels    = "kubernetes.io/os=linux,type!=virtual-kubelet,eks.amazonaws.com/compute-type!=fargate" "label selector of the nodes to look from"
param image          = busybox "image of the probe pods: a current busybox, or another with its nslookup and nc"

let door = "TCP $port"

step node "The node to look from: the pod's own, else the first Ready one"
  run
    if [ -n "$pod" ]; then
      kubectl get pod -n "$namespace" "$pod" -o custom-columns='NAME:.spec.nodeName,READY:.status.conditions[?(@.type=="PodScheduled")].status'
    else
      kubectl get nodes -l "$node_labels" -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
    fi
  capture node from first 1 column NAME where READY is "True"
  expect some column READY is "True"
  fails → pod-not-found

step probe "A probe pod starts there"
  timeout 60s
  cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl create -n "$namespace" -f - &&
    kubectl wait -n "$namespace" "pod/runbook-$run" --for=condition=Ready --timeout=45s
  stdin
    apiVersion: v1
    kind: Pod
    metadata: {name: "runbook-$run", labels: {runbook: "$run"}}
    spec:
      nodeName: "$node"
      restartPolicy: Never
      activeDeadlineSeconds: 900
      terminationGracePeriodSeconds: 1
      automountServiceAccountToken: false
      tolerations: [{operator: Exists}]
      containers: [{name: probe, image: "$image", command: [sleep, "900"]}]
  fails → probe-missing

step subject "Whose policies count: the pod's, else the probe's"
  run kubectl get pod -n "$namespace" "${pod:-runbook-$run}" -o json
  capture subject from output

step policies "All network policies"
  run kubectl get networkpolicies -A -o json
  capture policies from output

step namespaces "The labels of the namespaces"
  run kubectl get namespaces -o json
  capture namespaces from output

step domain "The cluster's domain, as pods are told it"
  run kubectl exec -n "$namespace" "runbook-$run" -- cat /etc/resolv.conf
  capture domain from find /^search\s.*?\bsvc\.(\S+)/

step inside "A name of the cluster resolves"
  run kubectl exec -n "$namespace" "runbook-$run" -- nslookup -type=a -retry=1 -timeout=2 "kubernetes.default.svc.$domain"
  retry 5 times
  expect output matches /^Name:.*\s+Address/
  fails → names-closed

step named "A host outside was named"
  expect $host is not empty
  passes → outside
  fails  → unnamed

path names-closed "Names do not resolve at all: is it a policy that limits what goes out?"
  step dns "The DNS pods"
    run kubectl get pods -n kube-system -l k8s-app=kube-dns -o json
    capture server from json .items[0]
    expect $server exists
    fails → "dns-broken.rb" namespace=$namespace

  step closed "A policy closes the way to them"
    expect some allowed from=$subject to=$server port="UDP 53" policies=$policies namespaces=$namespaces starts with "denied"
    passes → egress-policy
    fails  → "dns-broken.rb" namespace=$namespace

path unnamed "No host was named: does a policy limit what goes out?"
  step limited "No policy limits what goes out of the pod"
    expect no selecting pod=$subject policies=$policies starts with "egress"
    passes → egress-open
    fails  → egress-limited

path outside "Does the host answer?"
  step resolves "Its name resolves"
    run
      case "$host" in
        *[!0-9.]*) kubectl exec -n "$namespace" "runbook-$run" -- nslookup -type=a -retry=1 -timeout=2 "$host" ;;
        *) printf 'Name: %s\nAddress: %s\n' "$host" "$host" ;;
      esac
    retry 5 times
    capture address from find /^Address(?: \d+)?:\s*([\d.]+)/ after /^Name:/
    expect output matches /^Name:.*\s+Address/
    fails → egress-dns

  # The status of nc is that of the connection; 124 and 143 come from timeout, after it was made.
  step connects "It takes a connection"
    run
      kubectl exec -n "$namespace" "${pod:-runbook-$run}" -- sh -c '
        if command -v nc >/dev/null; then echo | timeout 10 nc -w 5 "$0" "$1" >/dev/null
        else curl -sS -o /dev/null --connect-timeout 5 "telnet://$0:$1" </dev/null
        fi' "$address" "$port"
    retry 2 times
    expect exit is one of 0, 124, 143
    passes  → egress-works
    fails   → next
    unknown → next

  step policy "No policy closes the way"
    expect every allowed from=$subject to=$address port=$door policies=$policies namespaces=$namespaces is "allowed"
    fails → egress-policy

  # From here on the probe stands for the pod, for no policy hinders that one.
  step answered "The host does not refuse the probe"
    run kubectl exec -n "$namespace" "runbook-$run" -- sh -c 'echo | timeout 10 nc -w 5 "$0" "$1" 2>&1 >/dev/null || true' "$address" "$port"
    expect output not contains "refused"
    fails → egress-refused

  step host-probe "A probe starts on the network of the node"
    run
      kubectl create -n "$namespace" -f - &&
      kubectl wait -n "$namespace" "pod/runbook-$run-host" --for=condition=Ready --timeout=25s
    cleanup kubectl delete pods -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
    stdin
      apiVersion: v1
      kind: Pod
      metadata: {name: "runbook-$run-host", labels: {runbook: "$run"}}
      spec:
        nodeName: "$node"
        hostNetwork: true
        restartPolicy: Never
        activeDeadlineSeconds: 900
        terminationGracePeriodSeconds: 1
        automountServiceAccountToken: false
        tolerations: [{operator: Exists}]
        containers: [{name: probe, image: "$image", command: [sleep, "900"]}]
    fails   → next
    unknown → next

  step node-too "The node does not get out either"
    when host-probe passes
    run kubectl exec -n "$namespace" "runbook-$run-host" -- sh -c 'echo | timeout 10 nc -w 5 "$0" "$1" 2>&1 >/dev/null || true' "$address" "$port"
    expect output matches /(?i)timed? ?out|unreachable|no route/
    fails → egress-masquerade

  → proxies

path proxies "Must a proxy be used?"
  step through "The proxy that was named leads to the host"
    when $proxy is not empty
    run kubectl exec -n "$namespace" "runbook-$run" -- sh -c 'printf "CONNECT %s:%s HTTP/1.1\r\nHost: %s:%s\r\n\r\n" "$0" "$1" "$0" "$1" | timeout 10 nc -w 5 "${2%:*}" "${2##*:}" | head -n 1' "$host" "$port" "$proxy"
    effect probe
    expect output not matches /^HTTP\S+ 2/
    fails → egress-proxy-required

  step told "No pod of the namespace is told of a proxy"
    run
      kubectl get pods -n "$namespace" -o go-template='
        {{- range .items}}{{$name := .metadata.name}}{{range .spec.containers}}{{range .env}}{{if .value}}{{$name}} {{.name}}={{.value}}{{"\n"}}{{end}}{{end}}{{end}}{{end}}' | grep -iE '^[^ ]+ (https?|all)_proxy=' || true
    expect output is empty
    fails → egress-proxy-required

  step env "Nor is the pod itself, by other ways"
    when $pod is not empty
    run kubectl exec -n "$namespace" "$pod" -- env | grep -iE '^(https?|all)_proxy=' || true
    expect output is empty
    fails   → egress-proxy-required
    unknown → next

  → clouds

path clouds "Do the rules of the cloud let it out?"
  step aws "The security group's rules for that port"
    when $security_group is not empty
    run aws ec2 describe-security-groups --group-ids "$security_group" --query "SecurityGroups[].IpPermissionsEgress[?IpProtocol=='-1' || (IpProtocol=='tcp' && FromPort<=\`$port\` && ToPort>=\`$port\`)][].IpRanges[].CidrIp" --output text
    capture open from find all /\S+\/\d+/
    hint "without the aws tool, look at the outbound rules of the nodes' security group in the console"
    expect output is not empty
    fails   → egress-firewall
    unknown → next

  step let-out "None of them holds the host"
    when $open exists
    each block in $open
    expect $address is not within $block
    passes → egress-firewall
    fails  → egress-route

  step gcp "The firewall rules that deny it"
    when $project is not empty
    run gcloud compute firewall-rules list --project="$project" --filter="direction=EGRESS AND denied:* AND disabled=false" --format="value(destinationRanges.list())"
    capture denied from distinct find all /[\d.]+\/\d+/
    hint "without gcloud, look at the egress rules of the network in the console"
    expect output is not empty
    fails   → egress-route
    unknown → next

  step denied "One of them holds the host"
    when $denied exists
    each block in $denied
    expect $address is not within $block
    passes → egress-route
    fails  → egress-firewall

  → egress-firewall

outcome egress-policy "A network policy keeps the pod from getting out"
  severity critical
  A policy that limits what goes out selects the pod, and none of its rules allows this way. It is named above, after `denied egress by`.
  Add an egress rule to it: an ipBlock with the addresses and the port outside; and, for names, UDP and TCP 53 to the DNS pods.
  What was computed is what the API says; a CNI plugin without policies (Flannel alone) does not enforce it, so the pod was asked first.

outcome egress-dns "The name of the host does not resolve"
  severity critical
  Names of the cluster resolve and this one does not: the servers that CoreDNS forwards to cannot be reached, or nobody knows the name.
  Is it spelt right? Then look at the forward line of the Corefile, and at the log of CoreDNS for time-outs: it needs port 53 to the outside.

outcome egress-refused "The host itself refuses"
  severity warning
  The way out is open: the host, or a firewall that says no at once, refuses the connection on this port.
  Is it the right port? Does the host allow the address from which your cluster comes (that of the NAT gateway)?

outcome egress-masquerade "The node gets out, its pods do not"
  severity critical
  From the network of the node the host answers, from a pod on it not: the addresses of pods are not translated, or what filters
  them stands on the node or before it.
  Look at the masquerading of the CNI plugin (ip-masq-agent, natOutgoing of the Calico pool, `iptables -t nat -S POSTROUTING`),
  and on AWS at security groups for pods.

outcome egress-proxy-required "A proxy must be used"
  severity critical
  There is no direct way out, for the node neither, and a proxy is meant to be used: pods are told of one, or the one you named works.
  Give the application HTTPS_PROXY and NO_PROXY (with .svc, the domain of the cluster, and the ranges of pods and Services).

outcome egress-firewall "A firewall or security group stands in the way"
  severity critical
  Neither the pod nor its node gets an answer from the host, no policy is in the way, and no proxy is known.
  Look at the outbound rules of the nodes' security group or firewall for this port, then at the NAT gateway of their subnet.
  With security_group=… (AWS) or project=… (GCP) this runbook reads the rules.

outcome egress-route "The cloud's rules let it out, and yet nothing answers"
  severity critical
  The rules that were read allow this address and port, so it is lost behind them.
  Look at the route table and the NAT gateway of the nodes' subnet, at network ACLs, and whether the host answers others.

outcome egress-limited "Policies limit what goes out of the pod"
  severity info
  This may be meant so. No host was named, so nothing outside was asked.
  Run this again with host=… and port=… of what the application calls.

outcome egress-open "Nothing in the cluster limits what goes out"
  severity ok
  Names resolve, and no policy limits what goes out of the pod. No host was named, so nothing outside was asked.
  Run this again with host=… and port=… of what the application calls.

outcome egress-works "The host answers"
  severity ok
  The name resolves and the port takes a connection.
  If the application still fails: does it use a proxy by mistake (HTTP_PROXY in its environment), or not trust the certificate?

outcome pod-not-found "There is no such pod, or no Ready node"
  severity unknown
  The pod that was named is not there or has no node; or no node matches node_labels and is Ready. So there was nowhere to look from.

outcome probe-missing "The probe pod does not start"
  severity unknown
  Nothing could be looked at without it.
  See `kubectl get events` of the namespace; name an image that can be pulled with image=…, or a namespace that admits pods.
