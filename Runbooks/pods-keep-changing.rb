# Why do pods keep starting again, moving, and changing their addresses?
runbook "Pods keep changing"

about
  Pods restart, move, or do not start at all; their addresses change, and callers meet addresses that are gone. Finds out
  whether containers crash (for want of memory, by themselves, or killed by a probe), images cannot be pulled, nothing has
  room for them, nodes come and go, addresses are given twice, or proxies of a mesh cut connections while pods change.
  Looks at the pods four times, five seconds apart, for a container between two crashes looks well. What is past is believed
  only beside an object that is in trouble now. Only reads.

tags pods, restarts, crash, image, scheduling, node, mesh
needs cluster
needs kubectl 1.20+

param namespace       = "" "look only at the pods of this namespace; at those of all if nothing is said"
param flaps as number = 6  "how many times within an hour a node may turn NotReady before it counts as coming and going"

step nodes "Every node is Ready"
  run kubectl get nodes -o custom-columns='NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status,SINCE:.status.conditions[?(@.type=="Ready")].lastTransitionTime,MESSAGE:.status.conditions[?(@.type=="Ready")].message'
  capture nodes from output
  expect every column READY is "True"
  fails → node-not-ready, next

# Events outlive their cause by an hour, so a node is judged by them only if it changed within the last ten minutes.
step flapping "No node that changed just now does so again and again"
  run
    since=$(date -u -d '10 minutes ago' +%FT%TZ 2>/dev/null || date -u -v-10M +%FT%TZ)
    kubectl get events -n default --field-selector involvedObject.kind=Node,reason=NodeNotReady \
      -o go-template='{{range .items}}{{.involvedObject.name}} {{.source.component}} {{or .count 1}}{{"\n"}}{{end}}' |
      awk -v since="$since" -v nodes="$nodes" -v flaps="$flaps" '
        $2 != "kubelet" { turned[$1] += $3 }
        END {
          rows = split(nodes, row, "\n")
          for (n = 2; n <= rows; n++) {
            split(row[n], cell, " ")
            if (cell[3] >= since && turned[cell[1]] + 0 >= flaps + 0)
              print cell[1], "turned NotReady", turned[cell[1]], "times, and changed last at", cell[3]
          }
        }' || exit 126
  expect output is empty
  fails   → node-flapping, next
  unknown → next

# A line for each container: POD CONTAINER ready=… restarts=… waiting=REASON ended=REASON exit=CODE, and "lately" if it ended
# within the last ten minutes, "young" if the pod is not two minutes old, "crashes" if that is to be judged so.
step looks "The pods, four times"
  timeout 60s
  run
    since=$(date -u -d '10 minutes ago' +%FT%TZ 2>/dev/null || date -u -v-10M +%FT%TZ)
    born=$(date -u -d '2 minutes ago' +%FT%TZ 2>/dev/null || date -u -v-2M +%FT%TZ)
    for look in 1 2 3 4; do
      [ "$look" = 1 ] || sleep 5
      echo "look $look"
      kubectl get pods --all-namespaces="$([ -n "$namespace" ] && echo false || echo true)" -n "$namespace" -o go-template='
        {{- define "ended"}} ended={{.reason}} exit={{.exitCode}} at={{.finishedAt}}{{end}}
        {{- define "status"}}{{.name}} ready={{.ready}} restarts={{.restartCount}}
          {{- $now := .state}}{{with $now}}{{with .waiting}} waiting={{.reason}}{{end}}{{with .terminated}}{{template "ended" .}}{{end}}{{end}}
          {{- $last := .lastState}}{{with $last}}{{with .terminated}}{{template "ended" .}}{{end}}{{end}}
        {{- end}}
        {{- range .items}}{{$pod := printf "%s/%s" .metadata.namespace .metadata.name}}{{$created := .metadata.creationTimestamp}}{{if not .metadata.deletionTimestamp}}
          {{- range .status.initContainerStatuses}}{{$pod}} {{template "status" .}} created={{$created}}{{"\n"}}{{end}}
          {{- range .status.containerStatuses}}{{$pod}} {{template "status" .}} created={{$created}}{{"\n"}}{{end}}
          {{- range .status.conditions}}{{if .reason}}{{if eq .reason "Unschedulable"}}{{$pod}} unschedulable: {{.message}}{{"\n"}}{{end}}{{end}}{{end}}
        {{- end}}{{end}}'
    done |
      awk -v since="$since" -v born="$born" '{
        late = young = ""
        if (match($0, / at=[^ ]+/) && substr($0, RSTART + 4, RLENGTH - 4) >= since) late = " lately"
        if (match($0, / created=[^ ]+/) && substr($0, RSTART + 9, RLENGTH - 9) >= born) young = " young"
        gsub(/ (at|created)=[^ ]+/, "")
        split($0, cell, "restarts=")
        print $0 late young (/ waiting=CrashLoopBackOff/ || / ended=.* ended=/ && young || cell[2] + 0 >= 3 && late ? " crashes" : "")
      }'
  capture crashes from distinct find all /^.* crashes$/
  capture crashing from distinct find all /^(\S+ \S+) .* crashes$/
  capture unstarted from distinct find all /^(\S+ \S+) ready=false .* waiting=(?:\w+Error|ContainerCreating(?!.* young))(?<!ImageInspectError)/ after /^look 4$/
  capture unscheduled from distinct find all /^(\S+) unschedulable: .*/ after /^look 4$/
  capture unpulled from distinct find all /^(\S+) \S+ .* waiting=(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|ImageInspectError|RegistryUnavailable)/ after /^look 4$/

step restarts "No container starts again and again"
  expect $crashing not exists
  fails → crash-loop, next

# These four tell crashes apart; the diagnosis stands already.
step memory "None of them was killed for want of memory"
  when $crashing exists
  expect no $crashes contains "ended=OOMKilled"
  hint "OOMKilled: the container used more memory than its limit. Raise resources.limits.memory, or find the leak."
  otherwise → next

step exit-codes "None of them ended by itself"
  when $crashing exists
  expect no $crashes matches / ended=(?!OOMKilled)\S+ exit=(?!137 |143 )\d/
  hint "It ended by itself: its exit code stands behind exit= (0: it had nothing left to do, 1 or 2: its own error, 126 or 127: no such command). Its last words are shown below."
  otherwise → next

step probes-fail "None of them is killed because a probe fails"
  when $crashing exists
  each container in $crashing, 5 at once
  run
    pod=${container% *}
    kubectl get events -n "${pod%/*}" --field-selector "involvedObject.name=${pod#*/}" -o custom-columns='REASON:.reason,MESSAGE:.message'
  expect no row where REASON is "Killing" and MESSAGE matches /(?i)failed (liveness|startup) probe/ exists
  hint "The kubelet kills it, for its liveness or startup probe fails: is it slow to start, or does the probe ask the wrong port or path?"
  otherwise → next

step last-words "What they said last"
  when $crashing exists
  each container in $crashing, 5 at once
  run
    pod=${container% *}
    kubectl logs -n "${pod%/*}" "${pod#*/}" -c "${container#* }" --previous --tail=5
  otherwise → next

step images "Every image can be pulled"
  expect $unpulled not exists
  fails → image-pull, next

# These two tell failed pulls apart.
step refusals "What the registries say"
  when $unpulled exists
  each pod in $unpulled, 5 at once
  run kubectl get events -n "${pod%/*}" --field-selector "involvedObject.name=${pod#*/},reason=Failed" -o custom-columns='MESSAGE:.message'
  expect no column MESSAGE matches /(?i)unauthorized|authentication required|access denied|denied:|forbidden|x509|no such host|i\/o timeout|connection refused/
  hint "It is not (only) the name: the registry refuses without credentials (imagePullSecrets), or the node does not reach it."
  otherwise → next

step starts "Every container that was pulled starts"
  expect $unstarted not exists
  fails → not-starting, next

step room "Every pod finds a node"
  expect $unscheduled not exists
  fails → unschedulable, next

# Pods that have ended keep their address in the list, and it may belong to another by now: only running ones count.
step addresses "No address belongs to two pods, or stands in a Service for a pod that is gone"
  run
    kubectl get endpoints,pods -A -o go-template='
      {{- range .items}}{{$name := printf "%s/%s" .metadata.namespace .metadata.name}}{{$namespace := .metadata.namespace}}
        {{- range .subsets}}{{range .addresses}}{{if .targetRef}}{{if eq .targetRef.kind "Pod"}}service {{.ip}} {{$namespace}}/{{.targetRef.name}} {{$name}}{{"\n"}}{{end}}{{end}}{{end}}{{end}}
        {{- if .status}}{{if eq .status.phase "Running"}}{{if not (or .spec.hostNetwork .metadata.deletionTimestamp)}}{{if .status.podIP}}pod {{.status.podIP}} {{$name}}{{"\n"}}{{end}}{{end}}{{end}}{{end}}
      {{- end}}' |
      awk '
        $1 == "service" { said[++count] = $2 " " $3 " " $4; next }
        $2 in owner { print $2, "belongs to", owner[$2], "and to", $3 }
        { owner[$2] = $3; running[$3] }
        END {
          for (n = 1; n <= count; n++) {
            split(said[n], part, " ")
            if (part[1] in owner && owner[part[1]] != part[2] && !(part[2] in running))
              print part[1], "stands in the Service", part[3], "for", part[2], "and belongs to", owner[part[1]]
          }
        }' |
      if [ -n "$namespace" ]; then grep -F "$namespace/" || true; else cat; fi || exit 126
  retry up to 6s every 2s  # a Service may take a moment to follow
  expect output is empty
  fails   → ip-reuse, next
  unknown → next

step proxies "Pods with a proxy of a mesh, and which of them change"
  run
    since=$(date -u -d '10 minutes ago' +%FT%TZ 2>/dev/null || date -u -v-10M +%FT%TZ)
    kubectl get pods --all-namespaces="$([ -n "$namespace" ] && echo false || echo true)" -n "$namespace" -o go-template='
      {{- define "proxy"}}{{if or (eq .name "istio-proxy") (eq .name "linkerd-proxy")}} {{.name}}{{end}}{{end}}
      {{- range .items}}{{.metadata.namespace}}/{{.metadata.name}} {{or .metadata.deletionTimestamp .metadata.creationTimestamp}}
        {{- range .spec.initContainers}}{{template "proxy" .}}{{end}}
        {{- range .spec.containers}}{{template "proxy" .}}{{end}}{{"\n"}}
      {{- end}}' |
      awk -v since="$since" 'NF == 3 { print ($2 >= since ? "changing" : "steady"), $1, $3 }'
  capture proxies from first 30 find all /^\w+ (.*)/
  capture moving from first 1 find all /^changing (.*)/
  unknown → next

step drains "Their proxies do not report connections cut"
  when $moving exists
  each proxy in $proxies, 5 at once
  run
    pod=${proxy% *}
    kubectl logs -n "${pod%/*}" "${pod#*/}" -c "${proxy#* }" --since=10m |
      grep -iE 'connection (reset|refused|closed before)|connection_(termination|reset)|reset_before_response_started' | tail -n 20 || true
  expect count lines < 3
  fails   → mesh-draining, next
  unknown → next

decide
  any fails   → stop  # what was noted is the answer
  any unknown → not-looked
  otherwise   → pods-steady

outcome crash-loop "A container starts again and again"
  severity critical
  A container ends soon after each start, so its pod is never long behind its Service.
  The steps above say whether it was killed for want of memory, ended by itself, or failed its probe, and show its last words:
  raise the memory limit, mend the application or its configuration, or give the probe more time.

outcome image-pull "An image cannot be pulled"
  severity critical
  The kubelet does not get the image of a container, so its pod never starts.
  The message above says why: a name or tag that the registry does not have, missing credentials (imagePullSecrets), or a
  registry that the node does not reach. Correct the image of the workload, or go back to the one before.

outcome not-starting "A container does not start"
  severity critical
  A container waits for something that is not there: a ConfigMap, a Secret, a volume, its command, or its network.
  `kubectl describe` of the pod says which in its events. If it is the network (FailedCreatePodSandBox), run cni-broken.rb.

outcome unschedulable "No node takes a pod"
  severity critical
  A pod waits because no node has the CPU or memory that it requests, or none fits its selector, affinity, taints or volume.
  The scheduler's message stands above. Lower its requests, correct its rules, or add a node.

outcome node-not-ready "A node is NotReady"
  severity critical
  A node's kubelet is unwell or silent: its pods leave their Services now, and after five minutes others replace them elsewhere,
  with other addresses.
  Look at the machine and its kubelet (`systemctl status kubelet`), its disk and its memory.

outcome node-flapping "A node comes and goes"
  severity critical
  A node turned NotReady several times within an hour, so its pods leave and join their Services each time, or move.
  Look at the load of the machine, its memory and disk (is the kubelet starved?), and at its way to the API server. Drain it
  until it is well: `kubectl drain NODE --ignore-daemonsets`.

outcome ip-reuse "An address belongs to two pods, or to another than its Service believes"
  severity critical
  An address was given out again while it is still in use, or still listed in a Service, so callers reach the wrong pod.
  Look at the CNI plugin's address management on that node (a nearly full range reuses addresses at once), and delete the
  younger of two pods with one address. Where a Service lists it, look at the controller manager: its endpoints lag.

outcome mesh-draining "Proxies cut connections while pods change"
  severity warning
  Pods with a mesh proxy come and go now, and proxies report connections that were reset or refused: the application ends
  before its proxy has drained, or callers keep connections to pods that are gone.
  Let pods end slowly: a preStop sleep of some seconds, Istio's terminationDrainDuration or EXIT_ON_ZERO_ACTIVE_CONNECTIONS,
  a terminationGracePeriodSeconds above both; and let callers retry.

outcome not-looked "Something could not be looked at"
  severity unknown
  A step says above what it could not see; nothing else was found.
  Give whoever runs this the right to list pods, events, nodes and endpoints and to read logs, or narrow it: namespace=….

outcome pods-steady "Pods stay as they are"
  severity ok
  No container restarts, every image can be pulled, every pod has a node, nodes are Ready and stay so, and no address is used twice.
  If addresses change all the same, it is meant so: look for rollouts, autoscalers (`kubectl get hpa -A`) and spot nodes.
