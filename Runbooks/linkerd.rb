# Is it Linkerd that loses or refuses the requests?
runbook "Requests fail in a mesh of Linkerd"

about
  Requests between pods fail or are slow, and Linkerd puts a proxy beside each of them. The proxies get their certificates
  and their view of the Services from a control plane; without either they refuse or misdirect what they carry.
  Looks at the control plane, the dates of its certificates, the proxies that should be there, whether they are ready, and
  how many requests succeed. Uses the command line `linkerd` if it is here, and kubectl alone if it is not. Changes
  nothing.

tags linkerd, mesh, mtls
needs cluster
needs kubectl 1.20+

param namespace          = ""  "look only at the pods of this namespace; else at all that are in the mesh"
param success as percent = 95% "what share of a workload's requests must succeed"

step control "A control plane of Linkerd runs here"
  run kubectl get deployments -A -l linkerd.io/control-plane-component -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,AVAILABLE:.status.availableReplicas'
  capture control from output
  capture home from first 1 column NAMESPACE
  expect count rows >= 1
  fails → linkerd-not-found

step check "What Linkerd says of itself"
  run linkerd check --proxy --wait=10s --linkerd-namespace "$home"
  timeout 60s
  capture checked from first 1 find all /^√ .*/
  capture troubles from find all /^× (.*)/
  hint "Where there is no `linkerd` here, kubectl is asked below; the command line of https://linkerd.io sees more."
  otherwise → next

step dates "The dates of its certificates"
  when $checked not exists
  run
    kubectl get secret -n "$home" linkerd-identity-issuer -o jsonpath='{.data.tls\.crt}{.data.crt\.pem}' | base64 -d | openssl x509 -noout -subject -enddate -checkend 0 || true
    kubectl get configmap -n "$home" linkerd-identity-trust-roots -o jsonpath='{.data.ca-bundle\.crt}' | openssl x509 -noout -subject -enddate -checkend 0 || true
  capture dates from find all /^Certificate will (?:not )?expire/
  otherwise → next

→ control-plane

path control-plane "Is the control plane in order?"
  step valid "By its own check, no certificate has expired"
    when $troubles exists
    expect no $troubles matches /within (?:its|their) validity period/
    fails → linkerd-identity-expired

  step unexpired "By their dates, no certificate has expired"
    when $dates exists
    expect no $dates is "Certificate will expire"
    fails → linkerd-identity-expired

  step available "Each part of the control plane has a pod that is available"
    expect every column AVAILABLE in $control where NAME matches /^linkerd-(?:identity|destination|proxy-injector|controller)$/ is not empty
    fails → linkerd-control-plane

  step sound "By its own check, the control plane is in order"
    when $troubles exists
    expect no $troubles matches /control plane|'linkerd-config'|certificate config|replica sets|unschedulable|webhook|proxy-injector|sp-validator|policy-validator|cluster networks/
    fails → linkerd-control-plane

  → proxies

path proxies "Are the proxies there, and do they work?"
  step spaces "The namespaces whose pods get a proxy"
    run kubectl get namespaces --field-selector "${namespace:+metadata.name=$namespace}" -o custom-columns='NAME:.metadata.name,INJECT:.metadata.annotations.linkerd\.io/inject'
    capture injected from column NAME where INJECT is one of "enabled", "ingress"

  step ready "Every proxy is ready"
    run kubectl get pods -A --field-selector "status.phase=Running${namespace:+,metadata.namespace=$namespace}" -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,INJECT:.metadata.annotations.linkerd\.io/inject,HOST:.spec.hostNetwork,CONTAINERS:.spec.containers[*].name,INIT:.spec.initContainers[*].name,PROXY:.status.containerStatuses[?(@.name=="linkerd-proxy")].ready,NATIVE:.status.initContainerStatuses[?(@.name=="linkerd-proxy")].ready'
    retry 3 times every 5s  # pods that have just started get there by themselves
    capture pods from output
    expect count rows where PROXY is "false" is 0
    expect count rows where NATIVE is "false" is 0
    fails → linkerd-proxy-not-ready, next

  # Proxies are containers of their own, or init containers that go on running.
  step proxied "Every pod of such a namespace has a proxy"
    when $injected exists
    each space in $injected
    expect count rows in $pods where NAMESPACE is $space and HOST is not "true" and INJECT is not "disabled" and CONTAINERS not matches /\blinkerd-proxy\b/ and INIT not matches /\blinkerd-proxy\b/ is 0
    fails → linkerd-proxy-missing, next

  step asked "Every pod that asks for a proxy itself has one"
    expect count rows in $pods where INJECT is one of "enabled", "ingress" and HOST is not "true" and CONTAINERS not matches /\blinkerd-proxy\b/ and INIT not matches /\blinkerd-proxy\b/ is 0
    fails → linkerd-proxy-missing, next

  step meshed "The namespace that was named is in the mesh at all"
    when $namespace is not empty
    expect $pods matches /\blinkerd-proxy\b/
    fails → linkerd-proxy-missing

  → edges

path edges "Do the workloads of the mesh speak to each other in secret?"
  step edges "Who speaks with whom, and by which identity"
    run linkerd viz edges deployments -A 2>/dev/null || linkerd edges deployments --all-namespaces
    capture edges from output
    otherwise → next

  # A workload that calls itself needs no identity.
  step secured "Every one of these ways is secured"
    when $edges exists
    expect count rows in $edges where SECURED is not "√" and SECURED is not "Loopback" is 0
    fails → linkerd-edge-plain, next
  → requests

path requests "Do requests succeed?"
  step rates "How many requests succeed, workload by workload"
    run linkerd viz stat deployments -A 2>/dev/null || linkerd stat deployments --all-namespaces
    capture seen from first 1 column SUCCESS
    capture low from column NAMESPACE where SUCCESS matches /\d/ and SUCCESS < $success
    capture worst from first 1 column NAME where SUCCESS matches /\d/ and SUCCESS < $success
    capture worst_space from first 1 column NAMESPACE where SUCCESS matches /\d/ and SUCCESS < $success
    otherwise → next

  step share "Enough of them do, everywhere"
    when $namespace is empty and $seen exists
    expect $low not exists
    hint "$worst in $worst_space, and perhaps others, stay below $success"
    fails → failing

  step share-here "Enough of them do, in the namespace that was named"
    when $namespace is not empty and $low exists
    expect no $low is $namespace
    fails → failing

  step meshed-pods "Some pods in the mesh, to be asked directly"
    when $seen not exists
    run kubectl get pods -A -l linkerd.io/control-plane-ns --field-selector "status.phase=Running${namespace:+,metadata.namespace=$namespace}" -o jsonpath='{range .items[*]}{.metadata.namespace}/pods/{.metadata.name}{"\n"}{end}'
    capture meshed from first 8 lines

  step failures "Within ten seconds, no request to them fails"
    when $seen not exists and $meshed exists
    each pod in $meshed, 8 at once
    run
      failures() {
        kubectl get --raw "/api/v1/namespaces/$pod:4191/proxy/metrics" |
          awk '/^response_total\{direction="inbound"/ && /classification="failure"/ { sum += $NF } END { print sum + 0 }'
      }
      failures
      sleep 10
      failures
    capture before from line 1
    capture after from line 2
    expect $after is $before
    fails   → linkerd-success-rate
    unknown → requests-not-seen

  → linkerd-works

path failing "Which requests fail?"
  # The prose of the outcome says how to read them.
  step sample "Some requests to the worst of them, for eight seconds"
    run linkerd viz tap "deployment/$worst" -n "$worst_space" 2>/dev/null || linkerd tap "deployment/$worst" -n "$worst_space"
    stop after 8s
    otherwise → next

  step profiles "What is said about retries and time-outs"
    run kubectl get serviceprofiles.linkerd.io -A
    otherwise → next
  → linkerd-success-rate

outcome linkerd-not-found "Linkerd does not run here"
  severity unknown
  No Deployment of a control plane of Linkerd was found, so this runbook has nothing to say about this cluster.

outcome linkerd-control-plane "The control plane of Linkerd is not in order"
  severity critical
  A part of the control plane has no available pod, or its own check fails: proxies keep what they know, but new pods get
  no proxy, no certificate, and no news of Services.
  Look at `kubectl get pods -n linkerd`, at `kubectl describe` and the logs of what is not ready, and at the lines with ×
  above.

outcome linkerd-identity-expired "A certificate of Linkerd has expired"
  severity critical
  The trust anchor or the issuer's certificate is past its date, so proxies get no new identity and refuse each other as
  theirs run out.
  Replace it as https://linkerd.io/2/tasks/replacing_expired_certificates says: the issuer alone if only that has expired,
  else both, then restart the control plane and the meshed workloads. Let cert-manager renew the issuer from then on.

outcome linkerd-proxy-missing "A pod that should be in the mesh has no proxy"
  severity warning
  Its namespace or the pod itself asks for a proxy and it has none, so it speaks in plain text and is refused where
  identity is demanded.
  Most often the pod is older than the annotation linkerd.io/inject=enabled: restart its workload. If the annotation is
  missing, add it; if new pods come without a proxy too, look at linkerd-proxy-injector and its webhook.

outcome linkerd-edge-plain "Workloads of the mesh speak in plain text"
  severity info
  Both have proxies, and yet no identity is shown on the way between them, for the reason that stands behind it: the caller
  asks by an address that Linkerd does not know as a Service's, the port is skipped or opaque, or one proxy has no certificate.
  A Service whose Server demands mTLS refuses such callers. Compare config.linkerd.io/skip-outbound-ports and opaque-ports.

outcome linkerd-proxy-not-ready "A proxy is not ready"
  severity critical
  A pod's proxy runs and is not ready, so the pod takes no traffic although the application may be well.
  Read `kubectl logs POD -c linkerd-proxy`, and what `curl localhost:4191/ready` says in the pod: it waits for its
  identity, or does not reach linkerd-destination or linkerd-identity (TCP 8086, 8090 and 8080 in the namespace of
  Linkerd; is a network policy in the way?).

outcome linkerd-success-rate "Requests fail"
  severity warning
  The mesh carries the requests and the proxies are well, but too many answers of a workload are errors.
  See which by `linkerd viz tap deployment/NAME` and `linkerd viz routes`: 5xx from the application are its own; 502, 503
  and 504 with l5d-proxy-error come from the proxy, which finds no ready pod or waits too long.

outcome requests-not-seen "Nobody could say whether requests succeed"
  severity unknown
  Control plane and proxies are well, but there is no `linkerd viz` here, and the proxies' own counters could not be read.
  Install the command line and its extension viz, or allow `get` on pods/proxy.

outcome linkerd-works "Linkerd works"
  severity ok
  Control plane, certificates and proxies are in order, and requests succeed.
  Look next at the application, or at what leaves the mesh.
