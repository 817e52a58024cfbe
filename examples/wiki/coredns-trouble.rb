# Made of coredns-trouble.md.
# Give each step what it shall `expect`, and say where `fails` leads.
runbook "Names do not resolve in the cluster"

about
  Owner: platform team. Symptoms: names resolve some of the time (nslookup fails in one of five),
  `SERVFAIL` for `kubernetes.default`, services are not found that exist, or it works from some pods
  only.
  Always try the fully qualified name too: small images have their own ideas about search lists.

needs cluster
needs kubectl

param node                "`<node>` on the page"
param namespace = default "`<namespace>` on the page"

# ── Is CoreDNS there at all?

step get-pods "Is CoreDNS there at all? Down"
  run kubectl get pods -n kube-system -l k8s-app=kube-dns -o wide
  hint "Down: this shows a pod on each of two nodes, all ready."

step get-endpoints-kube-dns "Is CoreDNS there at all? Without endpoints"
  run kubectl get endpoints kube-dns -n kube-system
  hint "Without endpoints: this lists an address for each of them."

step logs "What CoreDNS says"
  run kubectl logs -n kube-system -l k8s-app=kube-dns --tail=50
  hint "Crash loop: a forwarding loop or upstream time-outs stand in its log."

# ── Starved

step top-pods "Starved: use"
  run kubectl top pods -n kube-system | grep coredns
  hint "100m CPU is far too little for a busy cluster."

step describe-deployment-coredns "Starved: limits"
  run kubectl describe deployment coredns -n kube-system

# It changes the cluster, so it asks first.
# It is offered each time, for no step says yet whether it is needed: `describe-deployment-coredns`
# looks at the same, so give that an `expect`, and this `when describe-deployment-coredns fails`.
fix patch-deployment-coredns "Starved: patch deployment coredns"
  run
    kubectl -n kube-system patch deployment coredns \
      -p '{"spec":{"template":{"spec":{"containers":[{"name":"coredns","resources":{"limits":{"cpu":"500m","memory":"512Mi"}}}]}}}}'
  undo none "say here how it is taken back: `undo COMMAND`"
  hint "If it is, give it 500m CPU and 512Mi memory, and then restart its pods:"

# It changes the cluster, so it asks first.
# It is offered each time, for no step says yet whether it is needed: `describe-deployment-coredns`
# looks at the same, so give that an `expect`, and this `when describe-deployment-coredns fails`.
fix rollout-restart-deployment-coredns "Starved: rollout restart deployment coredns"
  run kubectl -n kube-system rollout restart deployment coredns
  undo none "say here how it is taken back: `undo COMMAND`"

# ── Different configuration on different nodes

# On the page it printed:
#   10.96.0.10
step get-service-kube-dns "get service kube-dns"
  run kubectl get service kube-dns -n kube-system -o jsonpath='{.spec.clusterIP}'
  hint "After an upgrade kubelet's clusterDNS may differ from the Service's address."

step describe-configmap-coredns "describe configmap coredns"
  run kubectl describe configmap coredns -n kube-system

step get-api-v1-nodes-node "get /api/v1/nodes/node/proxy/configz"
  run kubectl get --raw "/api/v1/nodes/$node/proxy/configz"

step exec-pod-cat-etc-resolv "What the pods of a node really have"
  run
    pod=$(kubectl get pods -n "$namespace" --field-selector "spec.nodeName=$node,status.phase=Running" -o name | head -1)
    kubectl exec -n "$namespace" "$pod" -- cat /etc/resolv.conf

# ── A policy blocks port 53

step get-networkpolicy "A policy blocks port 53: get networkpolicy"
  run kubectl get networkpolicy -n "$namespace"
  hint "Ping by address works, names do not; a policy with Egress selects the pod and does not allow UDP and TCP 53."

step describe-networkpolicy "A policy blocks port 53: describe networkpolicy"
  run kubectl describe networkpolicy -n "$namespace"

# It changes the cluster, so it asks first.
# It is offered each time, for no step says yet whether it is needed: `describe-networkpolicy` looks
# at the same, so give that an `expect`, and this `when describe-networkpolicy fails`.
fix apply "A policy blocks port 53: This opens it"
  run kubectl apply -n "$namespace" -f -
  stdin
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata:
      name: allow-dns
    spec:
      podSelector: {}
      policyTypes: [Egress]
      egress:
        - to:
            - namespaceSelector:
                matchLabels:
                  kubernetes.io/metadata.name: kube-system
              podSelector:
                matchLabels:
                  k8s-app: kube-dns
          ports:
            - {protocol: UDP, port: 53}
            - {protocol: TCP, port: 53}
  undo none "say here how it is taken back: `undo COMMAND`"

decide
  any fails   → something-fails
  any unknown → cannot-tell
  otherwise   → nothing-fails

outcome something-fails "A command failed"
  severity warning
  Say here what that means: an outcome for each cause, and `fails → CAUSE` in the step that shows it.

outcome cannot-tell "Something could not be looked at"
  severity unknown

outcome nothing-fails "Every command succeeded"
  severity ok
  That is all it means until the steps say what they `expect`.
