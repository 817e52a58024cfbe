# Which layer is broken when names stop resolving?
runbook "DNS is broken"

about
  Names stop resolving, or resolve only some of the time.
  Tells CoreDNS trouble from CNI trouble and from a policy that blocks port 53.

tags dns, coredns
owner "network on-call"
needs cluster
needs kubectl 1.20+

param namespace = default            "where the failing application runs"
param name      = kubernetes.default.svc.cluster.local "a name that must resolve"
param image     = busybox            "image of the probe pod"

step probe "A probe pod starts"
  cleanup kubectl delete pod -n "$namespace" -l "runbook=$run" --ignore-not-found --wait=false
  run
    kubectl run "runbook-$run" -n "$namespace" --image="$image" --labels="runbook=$run" --restart=Never \
      --overrides='{"spec":{"activeDeadlineSeconds":900}}' -- sleep 900 &&
    kubectl wait -n "$namespace" "pod/runbook-$run" --for=condition=Ready --timeout=45s
  timeout 60s
  fails → no-pod-starts

step l3 "Probes on different nodes reach each other by IP"
  run kubectl exec -n "$namespace" "runbook-$run" -- ping -c 5 -W 1 10.244.1.2
  capture loss from find /([\d.]+)% packet loss/ as percent
  expect $loss is 0%
  fails → l3-broken

step dns "The name resolves every time"
  run kubectl exec -n "$namespace" "runbook-$run" -- nslookup -type=a -retry=1 -timeout=2 "$name"
  sample 20 times every 200ms, need 95%   # single-try queries: nslookup's own retries would hide a flaky DNS
  expect output matches /Name:[\s\S]*Address/
  passes → dns-works
  flaky  → sometimes
  fails  → coredns

path coredns "CoreDNS is down or out of reach"
  step running "CoreDNS pods are up"
    run kubectl get pods -n kube-system -l k8s-app=kube-dns
    expect count rows >= 1
    expect every column READY is complete
    expect every column STATUS is "Running"
    fails → coredns-down

  step direct "Each DNS pod answers on its own address"
    run kubectl get endpoints -n kube-system kube-dns -o yaml
    passes → service-or-policy            # a policy is to blame only if it selects the pod and leaves port 53 closed
    otherwise → next
  → coredns-unreachable

path sometimes "DNS answers only some of the time"
  step headroom "CoreDNS has CPU to spare"
    run kubectl top pods -n kube-system -l k8s-app=kube-dns
    expect every column "CPU(cores)" < 80m
    unknown → next                        # no metrics server: carry on
    fails   → raise-limits
  → dns-flaky

path raise-limits "Give CoreDNS room"
  step limits-now "What is there"
    run kubectl -n kube-system get deployment coredns -o json
    capture limits_before from json .spec.template.spec.containers[0].resources.limits
  fix limits "Raise CoreDNS to 500m CPU and 512Mi"
    run kubectl -n kube-system patch deployment coredns -p '{"spec":{"template":{"spec":{"containers":[{"name":"coredns","resources":{"limits":{"cpu":"500m","memory":"512Mi"}}}]}}}}'
    undo kubectl -n kube-system patch deployment coredns --type=json -p "$limits_before"    # what was there, captured above
    verify dns
  → coredns-throttled

outcome dns-works "DNS works"
  severity ok
outcome no-pod-starts "No pod starts"
  severity critical
outcome l3-broken "Pods do not reach each other"
  severity critical
  → "with/cni-broken.rb"
outcome coredns-down "CoreDNS is down"
  severity critical
outcome coredns-unreachable "CoreDNS runs and is out of reach"
  severity critical
outcome service-or-policy "The Service or a policy is in the way"
  severity critical
outcome dns-flaky "DNS answers only some of the time"
  severity warning
outcome coredns-throttled "CoreDNS is starved of CPU"
  severity warning
  The default limit of 100m is too small for a busy cluster.
