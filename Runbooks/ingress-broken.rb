# What keeps those outside from a Service that works inside?
runbook "Ingress is broken"

about
  An Ingress gets no address, answers 502, 503 or 504, or shows a bad certificate. Looks at the way in, from the back to the
  front: the controller, the Services that the Ingresses send to, the load balancers, the certificates.
  One probe pod connects to these Services, and asks the controller for each host; it is removed at the end. It runs in the
  namespace you name, else in your current one. Nothing outside the cluster is asked.
  Not looked at: a controller that does not run in the cluster, and annotations, which each controller reads in its own way.

tags ingress, load-balancer, certificates
needs cluster
needs kubectl 1.20+

param namespace   = ""      "look only at Ingresses of this namespace"
param ingress     = ""      "look only at Ingresses of this name"
param image       = busybox "image of the probe pod: a current busybox, or another with its nc"
param controllers = "app.kubernetes.io/name in (ingress-nginx, rke2-ingress-nginx, nginx-ingress, traefik, haproxy-ingress, kubernetes-ingress, kong, contour),app.kubernetes.io/component notin (default-backend, admission-webhook)" "label selector of the ingress controllers"

step ingresses "There is an Ingress"
  run kubectl get ingresses.networking.k8s.io -A --field-selector "${namespace:+metadata.namespace=$namespace},${ingress:+metadata.name=$ingress}"
  capture waiting from rows where ADDRESS is empty and AGE not matches /^(\d+s|\dm(\d+s)?)$/  # a young one need not have an address yet
  expect count rows >= 1
  fails → ingress-not-found

step installed "Which ingress controllers run in the cluster"
  run
    kubectl get deployments,daemonsets -A -l "$controllers" -o go-template='KIND NAME WANTED READY{{"\n"}}
      {{- range .items}}{{.kind}} {{.metadata.namespace}}/{{.metadata.name}} {{if eq .kind "Deployment"}}{{.spec.replicas}} {{or .status.readyReplicas 0}}
        {{- else}}{{.status.desiredNumberScheduled}} {{.status.numberReady}}{{end}}{{"\n"}}{{end}}'
  capture installed from output
  capture controller from first 1 column NAME

step controllers "One of them is ready, and none wants pods in vain"
  when $controller exists
  expect some column READY in $installed > 0
  expect count rows in $installed where WANTED > 0 and READY is 0 is 0
  fails → controller-down

step backends "Where each Ingress sends to, and what stands behind"
  run
    kubectl get services,endpoints,ingresses.networking.k8s.io -A -o go-template='
      {{- define "backend"}}{{with .service}} {{.name}} {{or .port.name .port.number}}{{end}}{{end}}
      {{- range .items}}{{$kind := .kind}}{{$namespace := .metadata.namespace}}{{$name := .metadata.name}}
        {{- range .subsets}}{{if .addresses}}ready {{$namespace}} {{$name}}{{"\n"}}{{end}}{{end}}
        {{- with .spec}}
          {{- if eq $kind "Service"}}
            {{- $address := or .clusterIP .externalName}}{{if .externalName}}{{$address = "external"}}{{end}}
            {{- range .ports}}service {{$namespace}} {{$name}} {{.port}} {{or .name "-"}} {{$address}}{{"\n"}}{{end}}
          {{- else}}
            {{- with .defaultBackend}}ingress {{$namespace}} {{$name}}{{template "backend" .}}{{"\n"}}{{end}}
            {{- range .rules}}{{with .http}}{{range .paths}}ingress {{$namespace}} {{$name}}{{template "backend" .backend}}{{"\n"}}{{end}}{{end}}{{end}}
          {{- end}}
        {{- end}}
      {{- end}}' |
    awk -v namespace="$namespace" -v ingress="$ingress" '
      $1 == "ready" { ready[$2 "/" $3] }
      $1 == "service" { place = $2 "/" $3; door[place " " $4] = door[place " " $5] = $6 " " $4; address[place] = $6 }
      $1 == "ingress" && NF == 5 && $5 != "use-annotation" && (namespace == "" || $2 == namespace) && (ingress == "" || $3 == ingress) {
        place = $2 "/" $4
        sent[$2 "/" $3 " " place " " $5]
      }
      END {
        for (line in sent) {
          split(line, part, " ")
          place = part[2]
          if (!(place " " part[3] in door)) print line, "missing"
          else if (address[place] == "external") print line, "external"
          else if (!(place in ready)) print line, "empty"
          else print line, door[place " " part[3]]
        }
      }' | sort
  capture doors from find all /^\S+ (\S+ \S+ \S*[.:]\S* \d+)$/
  capture unserved_namespace from first 1 find all /^\S+ (\S+)\/\S+ \S+ empty$/
  capture unserved_service from first 1 find all /^\S+ \S+\/(\S+) \S+ empty$/
  expect no line ends with " missing"
  fails → ingress-backend-missing

step served "A ready pod stands behind each of these Services"
  expect $unserved_service not exists
  fails → "service-unreachable.rb" namespace=$unserved_namespace service=$unserved_service

step probe "A probe pod starts"
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
      restartPolicy: Never
      activeDeadlineSeconds: 900
      terminationGracePeriodSeconds: 1
      automountServiceAccountToken: false
      containers: [{name: probe, image: "$image", command: [sleep, "900"]}]
  fails   → probe-missing, next
  unknown → probe-missing, next

step answers "None of these Services refuses a connection"
  when $doors exists and probe passes
  each door in $doors, 8 at once
  run kubectl exec -n "$namespace" "runbook-$run" -- sh -c 'echo "$0: $(timeout 5 nc -w 2 "$2" "$3" 2>&1 >/dev/null </dev/null)"' $door
  expect output not contains "refused"
  fails → ingress-backend-refusing

step hosts "What there is to ask the controllers for"
  run
    kubectl get ingresses.networking.k8s.io -A --field-selector "${namespace:+metadata.namespace=$namespace},${ingress:+metadata.name=$ingress}" -o go-template='
      {{- range .items}}{{range .spec.rules}}{{$host := .host}}{{with .http}}{{with index .paths 0}}{{if $host}}{{$host}} {{or .path "/"}}{{"\n"}}{{end}}{{end}}{{end}}{{end}}{{end}}' |
    sort -u | grep -v '[*(]' || true
  capture hosts from lines

step fronts "Where the controllers listen"
  run
    kubectl get pods -A -l "$controllers" --field-selector status.phase=Running -o go-template='
      {{- range .items}}{{$address := .status.podIP}}{{range .spec.containers}}{{range .ports}}{{$address}} {{.containerPort}} {{.name}}{{"\n"}}{{end}}{{end}}{{end}}'
  capture front from first 1 find all /^(\S+ \d+) (?:http|web|proxy)$/

step asked "A controller answers for each host, and not with 502, 503 or 504"
  when $hosts exists and $front exists and probe passes
  each host in $hosts, 8 at once
  run kubectl exec -n "$namespace" "runbook-$run" -- sh -c 'printf "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n" "$1" "$0" | timeout 20 nc -w 15 "$2" "$3" | head -n 1' $host $front
  effect probe
  expect output not matches /^HTTP\S+ 50[234]/
  fails → ingress-gateway-error

→ balancers

path controller-down "No pod of an ingress controller is ready: are any wanted?"
  step unwanted "All of them are scaled to 0"
    capture asleep from first 1 column NAME in $installed where KIND is "Deployment" and WANTED is 0
    expect $asleep exists
    expect count rows in $installed where WANTED > 0 is 0
    fails → ingress-controller-down

  step awake "A pod of it is ready"
    run kubectl get deployment -n "${asleep%/*}" "${asleep#*/}" -o jsonpath='{.status.readyReplicas}'
    expect output is not empty
    passes → ingress-controller-down
    fails  → next

  fix wake "Run one replica of it"
    run
      kubectl scale deployment -n "${asleep%/*}" "${asleep#*/}" --replicas=1
      kubectl rollout status deployment -n "${asleep%/*}" "${asleep#*/}" --timeout=60s
    undo kubectl scale deployment -n "${asleep%/*}" "${asleep#*/}" --replicas=0
    timeout 70s
    verify awake
  → ingress-controller-down

path balancers "Does anybody outside find the way in?"
  step balancers "No Service waits for its load balancer"
    run
      kubectl get services -A |
        awk -v only="$namespace" -v controllers="$installed" 'NR == 1 || only == "" || $1 == only || index(controllers, " " $1 "/")'
    expect count rows where TYPE is "LoadBalancer" and "EXTERNAL-IP" is "<pending>" and AGE not matches /^(\d+s|\dm(\d+s)?)$/ is 0
    fails → no-balancer

  step classes "The class of every Ingress without an address exists"
    when $waiting exists
    run
      classes=$(kubectl get ingressclasses.networking.k8s.io -o go-template='{{range .items}}{{.metadata.name}}{{"\n"}}{{end}}')
      printf '%s\n' "$waiting" | awk -v classes="$classes" '$3 != "<none>" && !index("\n" classes "\n", "\n" $3 "\n")'
    expect output is empty
    fails → ingress-no-address

  step inside "The controller of every Ingress without an address runs in the cluster"
    when $waiting exists
    expect $controller exists
    fails → no-balancer

  # There are controllers that work and never note an address.
  step others "No other Ingress of its class has an address"
    when $waiting exists
    run
      addressed=$(kubectl get ingresses.networking.k8s.io -A -o go-template='{{range .items}}{{if .status.loadBalancer.ingress}}{{or .spec.ingressClassName "<none>"}}{{"\n"}}{{end}}{{end}}')
      printf '%s\n' "$waiting" | awk -v addressed="$addressed" 'index("\n" addressed "\n", "\n" $3 "\n")'
    expect output is empty
    fails → no-balancer

  → certificates

path no-balancer "Why is there no load balancer?"
  step events "What is said of that which has no address now"
    run
      kubectl get services,ingresses.networking.k8s.io -A -o go-template='
        {{- range .items}}{{if not .status.loadBalancer.ingress}}{{if or (eq .kind "Ingress") (eq .spec.type "LoadBalancer")}}
          {{- .kind}} {{.metadata.namespace}} {{.metadata.name}}{{"\n"}}
        {{- end}}{{end}}{{end}}' |
      while read -r kind place name; do
        kubectl get events -n "$place" --field-selector "involvedObject.kind=$kind,involvedObject.name=$name" -o custom-columns='NAME:.involvedObject.name,REASON:.reason,MESSAGE:.message'
      done
    capture said from output

  step quota "No quota of the cloud is used up"
    expect $said not matches /(?i)quota|TooManyLoadBalancers|LimitExceeded|PublicIPCountLimitReached/
    fails → lb-quota

  step rights "Nobody is refused the right to make one"
    expect $said not matches /(?i)AccessDenied|not authorized|UnauthorizedOperation|AuthorizationFailed|Required '[\w.]+' permission/
    fails → lb-iam

  → ingress-no-address

path certificates "Are the certificates good, and can they be renewed?"
  step acme "Does cert-manager look after them?"
    run kubectl api-resources --api-group=acme.cert-manager.io -o name
    capture acme from find /^challenges\S*/

  step challenges "No challenge of cert-manager is stuck"
    when $acme exists
    run kubectl get challenges.acme.cert-manager.io -A -o wide --field-selector "${namespace:+metadata.namespace=$namespace}"
    expect count rows where STATE is not "valid" and AGE not matches /^(\d+s|\dm(\d+s)?)$/ is 0
    fails → challenge-failing, next

  step secrets "The certificates that the Ingresses name"
    run
      kubectl get ingresses.networking.k8s.io -A --field-selector "${namespace:+metadata.namespace=$namespace},${ingress:+metadata.name=$ingress}" -o go-template='
        {{- range .items}}{{$namespace := .metadata.namespace}}{{range .spec.tls}}{{with .secretName}}{{$namespace}} {{.}}{{"\n"}}{{end}}{{end}}{{end}}' | sort -u
    capture secrets from lines

  step dates "Each of them is there, and until when it is good"
    when $secrets exists
    each secret in $secrets, 8 at once
    run
      set -- $secret
      kubectl get secret -n "$1" "$2" -o go-template='{{index .data "tls.crt"}}' | base64 -d | openssl x509 -noout -enddate -checkend 0
    capture dates from output
    expect exit is one of 0, 1
    expect output contains "notAfter="
    hint "without openssl, or without the right to read Secrets, only cert-manager can be asked"
    fails   → certificate-missing, next
    unknown → next

  step expired "None has expired"
    when $dates exists
    expect no $dates contains "will expire"
    fails → certificate-expired, next

  step issued "cert-manager knows none that has expired"
    when $acme exists
    run kubectl get certificates.cert-manager.io -A --field-selector "${namespace:+metadata.namespace=$namespace}" -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,SECRET:.spec.secretName,REASON:.status.conditions[?(@.type=="Ready")].reason,UNTIL:.status.notAfter'
    expect no column REASON is "Expired"
    fails → certificate-expired, next

  step seen "Somebody could say until when they are good"
    when dates unknown and issued skipped
    expect $acme exists
    fails → certificates-unseen, next

  → ingress-works

outcome ingress-not-found "There is no such Ingress"
  severity unknown
  This cluster has no Ingress, or none of the namespace and name that were given, so there was nothing to look at.
  List them with `kubectl get ingress -A`. What comes in through a Gateway or a Service of type LoadBalancer is not looked at here.

outcome ingress-controller-down "No pod of an ingress controller is ready"
  severity critical
  A controller is installed, but none of its pods is ready: nothing from outside gets in through it.
  Look at its Deployment or DaemonSet (is it scaled to 0?), and at the events and logs of its pods.

outcome ingress-backend-missing "An Ingress sends to what does not exist"
  severity critical
  An Ingress names a Service, or a port of one, that does not exist (marked `missing` above), so the controller answers 503.
  Correct the backend of the Ingress, or bring the Service back.

outcome ingress-backend-refusing "An Ingress sends to a Service that refuses"
  severity critical
  Pods stand behind the Service and refuse the connection: nothing listens on its targetPort, so the controller answers 502.
  Correct that targetPort (service-unreachable finds the right one), or let the Ingress send to another Service.

outcome ingress-gateway-error "The controller does not get through to a Service that works"
  severity critical
  The controller answers 502, 503 or 504 for a host, although the probe was not refused by any of the Services.
  Read `kubectl logs` of the controller. If it is 504 the pods are slow, or a network policy keeps the controller out
  (policy-blocks tells); if 502 they speak another protocol, such as TLS; if 503 the controller has not seen the last change,
  or the application itself says so: ask its Service from inside.

outcome ingress-no-address "An Ingress never gets an address"
  severity critical
  For more than ten minutes an Ingress, or the Service of a controller, has had no address, and no event says that a right or a
  quota is missing: nobody serves its class, or nothing in this cluster makes load balancers.
  Compare the class of the Ingress with `kubectl get ingressclass`, and look at the log of the controller, and of the cloud
  controller manager. Outside a cloud, something like MetalLB has to make the load balancers.

outcome lb-iam "The cloud refuses the right to make a load balancer"
  severity critical
  The events say that whoever makes the load balancer may not: a role or a service account lacks a permission.
  Give that role the right that is named above: on AWS elasticloadbalancing:* and ec2:Describe* for the role of the cluster, or
  of its load balancer controller; on GCP compute.loadBalancerAdmin.

outcome lb-quota "The cloud's quota of load balancers is used up"
  severity critical
  The events say that a quota is exceeded, so no load balancer can be made.
  Have it raised, or remove load balancers and forwarding rules that nobody needs (deleted clusters leave them behind).

outcome certificate-expired "A certificate has expired"
  severity critical
  The certificate that an Ingress shows is no longer good, so clients warn or refuse.
  Renew it. If cert-manager should have done so, look at `kubectl describe certificate` and `kubectl get challenges -A`.

outcome certificate-missing "An Ingress names a certificate that is not there"
  severity warning
  The Secret is missing, or holds no certificate, so the controller shows one of its own and clients warn.
  Make the Secret in the namespace of the Ingress, or see why cert-manager has not: `kubectl describe certificate`.

outcome challenge-failing "cert-manager cannot prove that the name is yours"
  severity critical
  A challenge has been stuck for more than ten minutes, so a certificate is not issued, or not renewed. REASON above says where.
  HTTP-01: the name must lead here from outside, and /.well-known/acme-challenge/ to the solver (a redirect, a login or a network
  policy in the way?). DNS-01: the TXT record must be made, and be seen by the servers that the world asks.

outcome certificates-unseen "Nobody could read the certificates"
  severity unknown
  The Ingresses name certificates, and there is no openssl here, no right to read Secrets, or no answer, and no cert-manager to ask.
  Install openssl, or run this as somebody who may read the Secrets of the Ingresses.

outcome probe-missing "The probe pod does not start"
  severity unknown
  Without it nobody connects to the Services, so 502 and 504 cannot be told. All else was looked at.
  See `kubectl get events` of the namespace; name an image that can be pulled with image=…, or a namespace that admits pods.

outcome ingress-works "The Ingresses work, as far as can be seen from inside"
  severity ok
  Controllers, Services, addresses and certificates are in order.
  Outside remain the DNS name, which must lead to that address, and firewalls and proxies on the way.
