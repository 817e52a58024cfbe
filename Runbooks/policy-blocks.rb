# Does a network policy close a way that is needed, and which one?
runbook "A network policy blocks traffic"

about
  What no policy selects is open; once one policy selects a pod, all else in that direction is closed. This works out, from
  the policies and labels alone, what is closed to each pod: names, the way in for the ingress controller, the ports of the
  mesh, or a whole direction that nobody meant to close; and which policies select nobody, for a label that is misspelt.
  Nothing is started and nobody is connected to. One pod of each workload is looked at, in the namespaces that have policies.
  Not looked at: policies of other kinds (Calico's, Cilium's, of the admin), and whether the CNI plugin enforces any:
  Flannel alone does not.

tags policy, networkpolicy, dns, mesh, ingress
needs cluster
needs kubectl 1.20+

param namespace     = ""                 "look only at pods of this namespace"
param pod           = ""                 "look only at the pod of this name"
param to            = ""                 "NAMESPACE/POD that the pod calls: is the way to it open?"
param port          = 80                 "the TCP port on which that pod listens"
param dns_namespace = kube-system        "where the cluster's DNS runs"
param dns_label     = "k8s-app=kube-dns" "label of the DNS pods"
param controllers   = "app.kubernetes.io/name in (ingress-nginx, rke2-ingress-nginx, nginx-ingress, traefik, haproxy-ingress, kubernetes-ingress, kong, contour),app.kubernetes.io/component notin (default-backend, admission-webhook)" "label selector of the ingress controllers"

let door = "TCP $port"

step policies "There are network policies"
  run kubectl get networkpolicies -A -o json
  capture policies from output
  capture homes from distinct json .items[].metadata.namespace
  expect count json .items[] >= 1
  fails → no-policy-involved

step namespaces "The labels of the namespaces"
  run kubectl get namespaces -o json
  capture namespaces from output

step half "Which of them close a direction that they do not mention, and which open one?"
  run
    kubectl get networkpolicies -A -o go-template='
      {{- range .items}}{{$name := printf "%s/%s" .metadata.namespace .metadata.name}}{{$in := .spec.ingress}}{{$out := .spec.egress}}
        {{- range .spec.policyTypes}}
          {{- if eq . "Ingress"}}{{if $in}}opens ingress {{$name}}{{"\n"}}{{else if $out}}closes ingress {{$name}}{{"\n"}}{{end}}{{end}}
          {{- if eq . "Egress"}}{{if $out}}opens egress {{$name}}{{"\n"}}{{else if $in}}closes egress {{$name}}{{"\n"}}{{end}}{{end}}
        {{- end}}
      {{- end}}'
  capture openers from find all /^opens (ingress .+)/
  capture deaf from find all /^closes (ingress .+)/
  capture mute from find all /^closes (egress .+)/

step dns-pod "A DNS pod"
  run kubectl get pods -n "$dns_namespace" -l "$dns_label" -o json
  capture dns from json .items[0]

step istiod "The mesh's control plane, if there is one"
  run kubectl get pods -A -l app=istiod -o json
  capture istiod from json .items[0]

step pods "A pod of each workload: is it behind a Service, is it in the mesh?"
  run
    kubectl get endpoints,pods -A -o go-template='
      {{- range .items}}{{$namespace := .metadata.namespace}}
        {{- range .subsets}}{{range .addresses}}{{with .targetRef}}served {{$namespace}} {{.name}}{{"\n"}}{{end}}{{end}}{{end}}
        {{- if eq .kind "Pod"}}{{if and (eq .status.phase "Running") (not .spec.hostNetwork)}}{{$mesh := "plain"}}
          {{- range .spec.containers}}{{if eq .name "istio-proxy"}}{{$mesh = "meshed"}}{{end}}{{end}}
          {{- range .spec.initContainers}}{{if eq .name "istio-proxy"}}{{$mesh = "meshed"}}{{end}}{{end}}pod {{$namespace}} {{.metadata.name}} {{$mesh}}
          {{- with .metadata.ownerReferences}} {{(index . 0).name}}{{end}}{{"\n"}}
        {{- end}}{{end}}
      {{- end}}' |
    awk -v homes="$homes" -v namespace="$namespace" -v pod="$pod" '
      $1 == "served" { served[$2 "/" $3] }
      $1 == "pod" && (namespace == "" || $2 == namespace) && (pod == "" || $3 == pod) && index("\n" homes "\n", "\n" $2 "\n") && !seen[$2, NF > 4 ? $5 : $3]++ {
        print $2 "/" $3, $4, ($2 "/" $3 in served ? "served" : "idle")
      }' | head -n 100
  capture pods from lines
  expect output is not empty
  fails → selectors

step way "The way that was named is open"
  when $to is not empty and $pod is not empty
  run
    from=$(kubectl get pod -n "${namespace:-default}" "$pod" -o json)
    there=$(kubectl get pod -n "${to%/*}" "${to#*/}" -o json)
    printf '{"from": %s, "to": %s}' "$from" "$there"
  capture caller from json .from
  capture called from json .to
  expect every allowed from=$caller to=$called port=$door policies=$policies namespaces=$namespaces is "allowed"
  fails → policy-denies

each line in $pods, 8 at once
  step subject "The pod"
    run
      set -- $line
      kubectl get pod -n "${1%/*}" "${1#*/}" -o json
    capture subject from output

  step names "It may ask for names"
    when $dns exists
    capture denial from allowed from=$subject to=$dns port="UDP 53" policies=$policies namespaces=$namespaces
    expect every allowed from=$subject to=$dns port="UDP 53" policies=$policies namespaces=$namespaces is "allowed"

  step egress-meant "Its way out is not closed by a policy that has no rule for it"
    when $mute exists and names fails
    expect no selecting pod=$subject policies=$policies is one of $mute

  step ingress-meant "Its way in is not closed by a policy that has no rule for it"
    when $deaf exists and $line ends with " served"
    expect no selecting pod=$subject policies=$policies is one of $deaf

  step ingress-opened "Or else another policy opens its way in"
    when ingress-meant fails
    expect $openers exists
    expect some selecting pod=$subject policies=$policies is one of $openers

  step control-plane "Its sidecar may ask the control plane"
    when $istiod exists and $line contains " meshed"
    expect every allowed from=$subject to=$istiod port="TCP 15012" policies=$policies namespaces=$namespaces is "allowed"

  step peer "Another pod of the mesh in its namespace"
    when $line contains " meshed"
    run
      set -- $line
      other=$(kubectl get pods -n "${1%/*}" -o go-template='{{range .items}}{{$name := .metadata.name}}{{range .spec.containers}}{{if eq .name "istio-proxy"}}{{$name}}{{"\n"}}{{end}}{{end}}{{end}}' | grep -vxF "${1#*/}" | head -n 1) || true
      [ -z "$other" ] || kubectl get pod -n "${1%/*}" "$other" -o json
    capture peer from output
    capture own_port from first 1 json .spec.containers[].ports[].containerPort in $subject where .name is not "http-envoy-prom"

  step application "That one may call the application"
    when $peer exists and $own_port exists
    expect every allowed from=$peer to=$subject port=$own_port policies=$policies namespaces=$namespaces is "allowed"

  step sidecar "Then it may call the sidecar too"
    when application passes
    expect every allowed from=$peer to=$subject port="TCP 15001" policies=$policies namespaces=$namespaces is "allowed"
    expect every allowed from=$peer to=$subject port="TCP 15006" policies=$policies namespaces=$namespaces is "allowed"
    expect every allowed from=$peer to=$subject port="TCP 15090" policies=$policies namespaces=$namespaces is "allowed"

step entries "The pods behind the Ingresses"
  run
    kubectl get ingresses.networking.k8s.io,endpoints -A -o go-template='
      {{- define "backend"}}{{with .service}} {{.name}}{{end}}{{end}}
      {{- range .items}}{{$namespace := .metadata.namespace}}{{$name := .metadata.name}}
        {{- with .spec}}
          {{- with .defaultBackend}}ingress {{$namespace}}{{template "backend" .}}{{"\n"}}{{end}}
          {{- range .rules}}{{with .http}}{{range .paths}}ingress {{$namespace}}{{template "backend" .backend}}{{"\n"}}{{end}}{{end}}{{end}}
        {{- end}}
        {{- range .subsets}}{{$ports := .ports}}{{range .addresses}}{{with .targetRef}}{{$pod := .name}}
          {{- range $ports}}pod {{$namespace}} {{$name}} {{$pod}} {{.port}}{{"\n"}}{{end}}
        {{- end}}{{end}}{{end}}
      {{- end}}' |
    awk -v namespace="$namespace" -v pod="$pod" '
      $1 == "ingress" { used[$2, $3] }
      $1 == "pod" && ($2, $3) in used && (namespace == "" || $2 == namespace) && (pod == "" || $4 == pod) && !seen[$2, $3, $5]++ { print $2 "/" $4, $5; found = 1 }
      END { if (!found) print "none" }' | head -n 100
  capture entries from lines

step controller "A pod of the ingress controller"
  run kubectl get pods -A -l "$controllers" -o json
  capture controller from json .items[0]

each entry in $entries, 8 at once
  step entry-pod "The pod behind an Ingress"
    when $controller exists and $entry is not "none"
    run
      set -- $entry
      kubectl get pod -n "${1%/*}" "${1#*/}" -o json
    capture behind from output
    capture behind_port from find /\d+$/ in $entry

  step entrance "The ingress controller may call it"
    when entry-pod passes
    expect every allowed from=$controller to=$behind port=$behind_port policies=$policies namespaces=$namespaces is "allowed"

decide
  names fails and egress-meant fails → default-deny-by-accident
  names fails                        → names-closed
  ingress-opened fails               → default-deny-by-accident
  entrance fails                     → policy-blocks-ingress
  control-plane fails                → policy-blocks-mesh
  sidecar fails                      → policy-blocks-mesh
  application fails                  → selectors
  ingress-meant fails                → selectors
  any unknown                        → could-not-tell
  otherwise                          → selectors

path names-closed "A pod may not ask for names: which policy is it?"
  step blocker "A policy that limits what goes out is to blame"
    capture blocker_home from first 1 find all /denied egress by ([^\/\s]+)\// in $denial
    capture blocker from first 1 find all /denied egress by [^\/\s]+\/([^,\s]+)/ in $denial
    expect $blocker exists
    fails → policy-blocks-dns

  step chosen "Which pods it selects"
    run kubectl get networkpolicy -n "$blocker_home" "$blocker" -o jsonpath='{.spec.podSelector}'
    capture chosen from output

  step victims "The pods that may not ask for names"
    each line in $names.failed, 8 at once
    run
      set -- $line
      kubectl get pod -n "${1%/*}" "${1#*/}" -o json
    capture victims from output
    fails → policy-blocks-dns

  step victim "The first of them"
    capture victim from first 1 $victims

  step names-open "It may ask for names"
    run kubectl get networkpolicies -A -o json
    capture policies_now from output
    expect every allowed from=$victim to=$dns port="UDP 53" policies=$policies_now namespaces=$namespaces is "allowed"
    expect every allowed from=$victim to=$dns port="TCP 53" policies=$policies_now namespaces=$namespaces is "allowed"
    passes → policy-blocks-dns
    fails  → next

  # It selects the same pods as the policy that closes the way: any other pod would be closed by it.
  fix allow-dns "Let these pods ask for names, by a policy of its own"
    run
      kubectl create -f - <<EOF
      {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
       "metadata": {"name": "allow-dns-$blocker", "namespace": "$blocker_home"},
       "spec": {"podSelector": $chosen, "policyTypes": ["Egress"], "egress": [{
         "to": [{"namespaceSelector": {}, "podSelector": {"matchLabels": {"${dns_label%%=*}": "${dns_label#*=}"}}}],
         "ports": [{"protocol": "UDP", "port": 53}, {"protocol": "TCP", "port": 53}]}]}}
      EOF
    undo kubectl delete networkpolicy -n "$blocker_home" "allow-dns-$blocker"
    verify names-open
  → policy-blocks-dns

path selectors "Does a policy select nobody, for a label that is misspelt?"
  step wanted "The selectors of the policies: of their own pods, and of those that they let in or out"
    run
      kubectl get networkpolicies -A -o go-template='
        {{- define "labels"}}
          {{- range $key, $value := .matchLabels}},{{$key}}={{$value}}{{end}}
          {{- range .matchExpressions}},{{if eq .operator "DoesNotExist"}}!{{end}}{{.key}}
            {{- if .values}}{{if eq .operator "In"}} in {{else}} notin {{end}}({{range $n, $value := .values}}{{if $n}},{{end}}{{$value}}{{end}}){{end}}
          {{- end}}
        {{- end}}
        {{- define "peer"}}{{if not .ipBlock}}{{if .namespaceSelector}}{{template "labels" .namespaceSelector}}{{else if eq (print .namespaceSelector) "<nil>"}}same{{end}}|{{template "labels" .podSelector}}{{end}}{{end}}
        {{- range .items}}{{$name := printf "%s/%s" .metadata.namespace .metadata.name}}
          {{- $name}}|same|{{template "labels" .spec.podSelector}}{{"\n"}}
          {{- range .spec.ingress}}{{range .from}}{{$name}}|{{template "peer" .}}{{"\n"}}{{end}}{{end}}
          {{- range .spec.egress}}{{range .to}}{{$name}}|{{template "peer" .}}{{"\n"}}{{end}}{{end}}
        {{- end}}' |
      awk -F'|' -v namespace="$namespace" 'NF == 3 && $2 $3 != "same" && (namespace == "" || index($1, namespace "/") == 1)' | sort -u
    capture wanted from lines
    expect output is not empty
    fails → no-policy-involved

  step matched "Each of them fits a pod, or a workload that makes some"
    each line in $wanted, 8 at once
    run
      policy=${line%%|*} rest=${line#*|}
      spaces=${rest%%|*} labels=${rest#*|}
      case "$spaces" in
        same) spaces=${policy%%/*} ;;
        *) spaces=$(kubectl get namespaces -l "${spaces#,}" -o jsonpath='{.items[*].metadata.name}') ;;
      esac
      for home in $spaces; do
        kubectl get pods,replicasets,statefulsets,daemonsets,jobs -n "$home" -l "${labels#,}" -o name | head -n 1
      done
    expect output is not empty
    passes → no-policy-involved
    fails  → next

  step misspelt "None of those that fit nobody is nearly right"
    each line in $matched.failed, 8 at once
    run
      policy=${line%%|*} rest=${line#*|}
      spaces=${rest%%|*} labels=${rest#*|}
      case "$spaces" in
        same) kubectl get pods -n "${policy%%/*}" -o json ;;
        *) kubectl get pods -A -o json ;;
      esac
    capture crowd from output
    capture label from find /\|,?([^|]*)$/ in $line
    expect no nearest selector=$label pods=$crowd contains "the selector wants"
    passes  → no-policy-involved
    fails   → policy-selects-wrong-pods
    unknown → could-not-tell

outcome no-policy-involved "No network policy is in the way"
  severity ok
  No policy selects the pods that were looked at and closes a way that they need, as far as this runbook knows them.
  If one pod does not reach another, name both: namespace=… pod=… to=NAMESPACE/POD port=….

outcome default-deny-by-accident "A policy closes a direction that it does not speak of"
  severity critical
  A policy names Ingress and Egress in policyTypes (or means both, by its rules) and has rules for one of them only; so all of the
  other is closed to the pods it selects: they cannot ask for names, or nobody can call their Service.
  Take the direction that is not meant out of its policyTypes, or add the rule that is missing.

outcome policy-blocks-dns "A policy blocks DNS"
  severity critical
  A policy selects the pod and leaves port 53 of the DNS pods closed, so addresses work and names do not. It is named above, after `denied`.
  Allow it by an egress rule: UDP and TCP 53 to the DNS pods. If it says `denied ingress`, correct the policy of the DNS pods.

outcome policy-blocks-ingress "A policy keeps the ingress controller out"
  severity critical
  A policy selects a pod behind an Ingress, and does not let the pods of the controller in on its port: from outside it is 504.
  Add an ingress rule to the policy named above: from the namespace and the pods of the controller, to that port.

outcome policy-blocks-mesh "A policy closes the ports of the mesh"
  severity critical
  The pod is in the mesh, and a policy lets others call the application and not its sidecar (15001, 15006, 15090), or does not let
  the sidecar ask the control plane (15012).
  Add these ports to the rules of the policy named above.

outcome policy-selects-wrong-pods "A policy's selector fits nobody, and nearly fits some pod"
  severity warning
  A selector of the policy named above fits no pod and no workload; the nearest pod has another value, shown above. So the policy
  does not protect the pods it is meant for, or does not let in those that it should.
  Correct the label in the policy, or on the pods: `kubectl get pods -A --show-labels`.

outcome policy-denies "A policy closes the way that was named"
  severity critical
  The policies named above, after `denied egress` or `denied ingress`, select one of the two pods and do not allow this way.
  Allow it in each of them: egress in those of the caller, ingress in those of the called.

outcome could-not-tell "Some pods or policies could not be looked at"
  severity unknown
  What could be looked at is in order. See above what could not, and why; a pod may just have gone.
