# Is it Istio that loses or refuses the requests?
runbook "Requests fail in a mesh of Istio"

about
  Requests between pods fail, or reach the wrong version, and Istio puts a proxy (the sidecar) beside each of them. The
  sidecars get their configuration and certificates from a control plane, istiod, and follow rules that people write.
  Looks at istiod, at the sidecars that should be there, whether they are fed, have enough memory and CPU, and have
  acknowledged their configuration, what they complained of in the last five minutes, and whether the rules contradict
  each other.
  Uses the command line `istioctl` if it is here, and kubectl alone if it is not. Takes ten sidecars at the most. Changes
  nothing.

tags istio, mesh, mtls, envoy
needs cluster
needs kubectl 1.20+

param namespace    = ""           "look only at the pods of this namespace; else at all that are in the mesh"
param istiod_label = "app=istiod" "label of the control plane's pods"

step istiod "A control plane of Istio runs here"
  run kubectl get pods -A -l "$istiod_label" -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
  capture control from output
  capture home from first 1 column NAMESPACE
  capture istiods from column NAME where READY is "True"
  expect count rows >= 1
  fails → istio-not-found

step istiod-ready "A pod of it is ready"
  expect some column READY in $control is "True"
  fails → istiod-down

step tool "The command line istioctl is here"
  run istioctl version --remote=false
  capture istioctl from line 1
  hint "It sees more than kubectl does; it comes with every release of Istio, https://istio.io."
  otherwise → next

→ sidecars

path sidecars "Are the sidecars there?"
  step spaces "The namespaces whose pods get a sidecar"
    run kubectl get namespaces --field-selector "${namespace:+metadata.name=$namespace}" -o custom-columns='NAME:.metadata.name,INJECTION:.metadata.labels.istio-injection,REVISION:.metadata.labels.istio\.io/rev,MODE:.metadata.labels.istio\.io/dataplane-mode'
    capture labelled from find all /^(?!NAME )(\S+) +(?:enabled\b|<none> +(?!<none>)\S)/
    capture ambient from column NAME where MODE is "ambient"

  step pods "The pods and their containers"
    run kubectl get pods -A --field-selector "status.phase=Running${namespace:+,metadata.namespace=$namespace}" -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,HOST:.spec.hostNetwork,LABEL:.metadata.labels.sidecar\.istio\.io/inject,NOTE:.metadata.annotations.sidecar\.istio\.io/inject,CONTAINERS:.spec.containers[*].name,INIT:.spec.initContainers[*].name,PROXY:.status.containerStatuses[?(@.name=="istio-proxy")].ready,KILLED:.status.containerStatuses[?(@.name=="istio-proxy")].lastState.terminated.reason,NATIVE:.status.initContainerStatuses[?(@.name=="istio-proxy")].ready,ENDED:.status.initContainerStatuses[?(@.name=="istio-proxy")].lastState.terminated.reason'
    capture pods from output

  # Sidecars are containers of their own, or init containers that go on running.
  step injected "Every pod of such a namespace has its sidecar"
    when $labelled exists
    each space in $labelled
    expect count rows in $pods where NAMESPACE is $space and HOST is not "true" and LABEL is not "false" and NOTE is not "false" and CONTAINERS not matches /\bistio-proxy\b/ and INIT not matches /\bistio-proxy\b/ is 0
    fails → sidecar-missing, next

  step asked "Every pod that asks for a sidecar itself has one"
    expect count rows in $pods where LABEL is "true" and HOST is not "true" and CONTAINERS not matches /\bistio-proxy\b/ and INIT not matches /\bistio-proxy\b/ is 0
    fails → sidecar-missing, next

  step meshed "The namespace that was named is in the mesh at all"
    when $namespace is not empty and $ambient not exists
    expect $pods matches /\bistio-proxy\b/
    fails → sidecar-missing

  step sidecars "Some of the sidecars, to be asked"
    run kubectl get pods -A -l security.istio.io/tlsMode=istio --field-selector "status.phase=Running${namespace:+,metadata.namespace=$namespace}" -o jsonpath='{range .items[*]}{.metadata.name}.{.metadata.namespace}{"\n"}{end}'
    capture sidecars from first 10 lines
    expect output is not empty
    fails → rules

  → fed

path fed "Have the sidecars what they need?"
  step killed "No sidecar is down because it ran out of memory"
    expect count rows in $pods where PROXY is "false" and KILLED is "OOMKilled" is 0
    expect count rows in $pods where NATIVE is "false" and ENDED is "OOMKilled" is 0
    fails → sidecar-starved, next

  step busy "No sidecar uses nearly all the CPU it may have"
    when $sidecars exists
    each sidecar in $sidecars, 5 at once
    run
      most=$(kubectl get pod -n "${sidecar##*.}" "${sidecar%.*}" -o jsonpath='{.spec.containers[?(@.name=="istio-proxy")].resources.limits.cpu}{.spec.initContainers[?(@.name=="istio-proxy")].resources.limits.cpu}')
      echo "limit ${most:-1000}"  # without a limit, 1000 CPUs
      kubectl top pod -n "${sidecar##*.}" "${sidecar%.*}" --containers
    capture limit from find /^limit (\S+)/
    expect every column "CPU(cores)" where NAME is "istio-proxy" < 90% of $limit
    fails   → sidecar-starved, next
    unknown → next  # no metrics server

  # Newer versions of istioctl show the state of each type only when asked to be verbose; older ones do not know that option.
  step status "Every sidecar has acknowledged its configuration"
    when $istioctl exists
    run istioctl proxy-status --verbosity 1 2>/dev/null || istioctl proxy-status 2>&1
    retry 3 times every 5s  # what was sent a moment ago may not be acknowledged yet
    capture fed from find all /^(NAME|\S+\.[a-z0-9-]+) +.*(?:SYNCED|NOT SENT|STALE|IGNORED|CDS)/
    expect no column CDS matches /STALE|ERROR/
    expect no column LDS matches /STALE|ERROR/
    expect no column EDS matches /STALE|ERROR/
    expect no column RDS matches /STALE|ERROR/
    fails   → proxy-stale, next
    unknown → next

  step syncz "By istiod's own account, every sidecar has acknowledged its configuration"
    when $fed not exists
    each istiod in $istiods
    run kubectl exec -n "$home" "$istiod" -- pilot-discovery request GET /debug/syncz
    effect read
    retry 3 times every 5s
    capture fed from find all /(?|"proxy": "([^"]+)"|^(\[|null))/
    expect count json . >= 1
    expect output not matches /"(cluster|listener|route|endpoint)_sent": "([^"]+)",?+\s*+(?!"\1_acked": "\2")/
    fails   → proxy-stale, next
    unknown → not-all-seen, next

  step connected "Every sidecar is connected to istiod"
    when $sidecars exists and $fed exists
    each sidecar in $sidecars
    expect some $fed is $sidecar
    fails → unconnected

  → complaints

path complaints "What do the sidecars complain of?"
  each sidecar in $sidecars, 5 at once
    step log "What a sidecar said in the last five minutes"
      run kubectl logs -n "${sidecar##*.}" "${sidecar%.*}" -c istio-proxy --since=5m --tail=2000
      capture broken from find all /^.*(?:TLS_error|TLS error|WRONG_VERSION_NUMBER|CERTIFICATE_VERIFY_FAILED).*/
      capture unserved from distinct find all /(?:" 503 UH |"response_flags":"UH").*(outbound\|\d+\|[^|\s"]*\|[^\s"]+)/
      fails   → next
      unknown → not-all-seen, next

    step handshakes "Its handshakes succeed"
      expect $broken not exists
      hint "$broken"
      fails → mtls-mismatch, next

    # What the one knows newer versions say, what the other knows those before 1.6 said.
    step agreement "The rules let callers speak to it as it demands"
      when $istioctl exists
      run
        istioctl experimental describe pod "${sidecar%.*}.${sidecar##*.}" 2>/dev/null ||
          istioctl authn tls-check "$sidecar"
      expect output not matches /(?s)Traffic Policy TLS Mode: (?:DISABLE|SIMPLE)\b.*Workload mTLS mode: STRICT(?!\s+Port Level)/
      expect output not matches /predicts TLS Conflict on/
      expect output not matches /^\S+:\d+ +CONFLICT\b/
      fails   → mtls-mismatch, next
      unknown → next

    # What the log says may be over: is it so now?
    step members "The pods that it knows behind each Service"
      when $unserved exists
      run kubectl exec -n "${sidecar##*.}" "${sidecar%.*}" -c istio-proxy -- pilot-agent request GET clusters
      capture members from find all /^([^\s:]+)::\S+::health_flags::healthy/
      fails   → next
      unknown → not-all-seen, next

    step served "Each Service that it failed to reach has a healthy pod by now"
      when $unserved exists
      each upstream in $unserved
      expect some $members is $upstream
      fails   → no-healthy-upstream, next
      unknown → next

  → rules

path rules "Do the rules contradict each other?"
  step analysis "What istioctl finds in the rules"
    when $istioctl exists
    run istioctl analyze --all-namespaces
    timeout 60s
    capture analysed from first 1 find all /^(?:Error|Warn|Warning|Info) \[IST|No validation issues found/
    capture conflicts from find all /^Error \[IST(?:0109|0110|0111|0145)\].*/
    capture disputed from find all /^Error \[IST0113\].*/
    capture dangling from find all /^(?:Error \[IST0101\] \(VirtualService .*Referenced host.*|\S+ \[IST0173\].*)/
    fails   → next
    unknown → next

  step agreed "No two rules claim the same host or pods"
    expect $conflicts not exists
    hint "$conflicts"
    fails → route-conflict, next

  step undisputed "No two rules differ over mTLS"
    expect $disputed not exists
    hint "$disputed"
    fails → mtls-mismatch, next

  step anchored "Every rule sends to a Service, or to a part of one, that exists"
    expect $dangling not exists
    hint "$dangling"
    fails → no-healthy-upstream, next

  step services "The routes for the mesh, as they are written"
    when $analysed not exists
    run kubectl get virtualservices.networking.istio.io -A -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,HOSTS:.spec.hosts[*],GATEWAYS:.spec.gateways[*],EXPORT:.spec.exportTo[*]'
    capture hosts from column HOSTS where HOSTS contains "." and GATEWAYS is empty and EXPORT is empty
    capture kinds from distinct column HOSTS where HOSTS contains "." and GATEWAYS is empty and EXPORT is empty
    capture routes from count $hosts
    fails   → next
    unknown → next

  step single "No host has two of them"
    when $hosts exists
    expect count $kinds is $routes
    fails → route-conflict, next

  step peers "Who demands mTLS"
    run kubectl get peerauthentications.security.istio.io -A -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,MODE:.spec.mtls.mode,SELECTOR:.spec.selector.matchLabels'
    capture peers from output
    fails   → next
    unknown → next

  step destinations "Who speaks how to whom"
    run kubectl get destinationrules.networking.istio.io -A -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,HOST:.spec.host,TLS:.spec.trafficPolicy.tls.mode'
    capture destinations from output
    fails   → next
    unknown → next

  # What a namespace says of itself counts before what the namespace of istiod says for all.
  step strict "The namespaces in the mesh whose pods take nothing but mTLS"
    when $peers exists and $labelled exists
    run
      { printf '%s\n' "$peers"; printf '/ %s\n' $labelled; } | awk -v home="$home" '
        NR > 1 && $1 != "/" && $4 == "<none>" { mode[$1] = $3 }
        $1 == "/" { own = mode[$2]; if (own == "" || own == "UNSET" || own == "<none>") own = mode[home]; if (own == "STRICT") print $2 }'
    capture strict from lines

  step plain "No rule lets callers speak to them in plain text"
    when $strict exists and $destinations exists
    each space in $strict
    expect count rows in $destinations where TLS is one of "DISABLE", "SIMPLE" and HOST contains ".$space.svc" is 0
    expect count rows in $destinations where TLS is one of "DISABLE", "SIMPLE" and HOST ends with ".$space" is 0
    expect count rows in $destinations where TLS is one of "DISABLE", "SIMPLE" and HOST not contains "." and NAMESPACE is $space is 0
    fails → mtls-mismatch, next

  → istio-works

path unconnected "A sidecar is not connected to istiod: is a network policy in the way?"
  step still "It stays so for a quarter of a minute"
    each sidecar in $connected.failed, 5 at once
    run
      {
        istioctl proxy-status 2>/dev/null ||
          for istiod in $istiods; do kubectl exec -n "$home" "$istiod" -- pilot-discovery request GET /debug/syncz; done
      } | grep -F "$sidecar"
    effect read
    retry up to 15s every 5s
    passes  → complaints
    fails   → next
    unknown → next

  step control-pod "istiod's pod"
    run kubectl get pods -n "$home" -l "$istiod_label" -o json
    capture server from json .items[0]
    otherwise → next

  step policies "All network policies"
    run kubectl get networkpolicies -A -o json
    capture policies from output
    otherwise → next

  step namespaces "All namespaces, with their labels"
    run kubectl get namespaces -o json
    capture namespaces from output
    otherwise → next

  each sidecar in $connected.failed
    step client "Its pod"
      run kubectl get pod -n "${sidecar##*.}" "${sidecar%.*}" -o json
      capture client from output
      otherwise → next

    step door "No policy closes the port of istiod, TCP 15012, between the two"
      expect every allowed from=$client to=$server port="TCP 15012" policies=$policies namespaces=$namespaces is "allowed"
      fails   → mesh-ports-blocked
      unknown → next

  → proxy-stale

outcome istio-not-found "Istio does not run here"
  severity unknown
  No pod carries the label of istiod, so this runbook has nothing to say about this cluster.
  If its control plane runs elsewhere, run this there; if it has another label, name it with istiod_label=….

outcome istiod-down "The control plane of Istio is down"
  severity critical
  No pod of istiod is ready: sidecars keep what they know, but new pods get no sidecar and no certificate, and changes
  reach nobody.
  Look at `kubectl describe` and `kubectl logs` of istiod's pods.

outcome sidecar-missing "A pod that should be in the mesh has no sidecar"
  severity warning
  Its namespace or the pod itself asks for a sidecar, or you named it as part of the mesh, and it has none: it speaks in
  plain text, and is refused where mTLS is demanded.
  Label the namespace istio-injection=enabled (or istio.io/rev=… of your revision), then restart the workload: pods get a
  sidecar only when they are made. If new pods come without one too, look at istiod and its webhook (TCP 15017).

outcome sidecar-starved "A sidecar lacks memory or CPU"
  severity critical
  A sidecar was killed for want of memory and is not ready, or uses nearly all the CPU that its limit allows, so all
  requests of its pod suffer.
  Raise sidecar.istio.io/proxyMemoryLimit or proxyCPULimit on the pod; better, let a Sidecar resource limit the Services
  it is told of.

outcome proxy-stale "A sidecar does not follow istiod"
  severity critical
  istiod has sent configuration that a sidecar has not acknowledged, or a sidecar is not connected to istiod, so it acts
  on old news.
  Read `kubectl logs POD -c istio-proxy` for rejected configuration (NACK, update_rejected) and for its connection to
  istiod (TCP 15012); `istioctl proxy-status POD.NAMESPACE` shows the difference. Restarting the pod helps for the moment.

outcome mesh-ports-blocked "A network policy closes the ports of the mesh"
  severity critical
  A sidecar is not connected to istiod, and a policy that selects one of them does not allow TCP 15012 between the two.
  Allow in the policies: egress to istiod on TCP 15012, ingress to it on 15012 and 15017; for scraping 15020 and 15090.
  Where policies are enforced inside the pod, the sidecar's own ports 15001 and 15006 must be open as well.

outcome mtls-mismatch "One side demands mTLS and the other speaks otherwise"
  severity critical
  Handshakes fail between pods, or a DestinationRule lets callers speak in plain text to pods that take nothing but mTLS.
  Compare `kubectl get peerauthentication -A` with `kubectl get destinationrule -A`: leave tls out of the DestinationRule,
  or say ISTIO_MUTUAL; make it PERMISSIVE while pods without a sidecar still call. `istioctl x describe pod POD` (before
  1.6 `istioctl authn tls-check POD`) shows what holds for a pod.

outcome route-conflict "Two rules claim the same traffic"
  severity critical
  More than one VirtualService, Sidecar or Gateway claims the same host or the same pods; which of them holds is left to
  chance.
  Merge them into one, or give them different hosts (exportTo keeps a rule within its namespace).

outcome no-healthy-upstream "A sidecar knows no healthy pod behind a Service"
  severity critical
  Requests end in 503 (UH), because the Service has no ready pod, all of them were ejected for errors, or a rule sends to
  a subset whose labels no pod has.
  Look at `istioctl proxy-config endpoint POD --cluster 'outbound|PORT|SUBSET|HOST'`, at the subsets of its
  DestinationRule against `kubectl get pods --show-labels`, and at outlierDetection.

outcome not-all-seen "Not all of the mesh could be looked at"
  severity unknown
  What could be looked at is well, but a sidecar's log or istiod's account of the sidecars could not be read.
  The steps above say why; `istioctl` on this machine, or the right to `kubectl exec` and `kubectl logs`, is needed.

outcome istio-works "Istio works"
  severity ok
  istiod is ready, the sidecars are there and follow it, none complains, and the rules agree with each other.
  Look next at the application, at AuthorizationPolicies (`RBAC: access denied`), or at what leaves the mesh.
