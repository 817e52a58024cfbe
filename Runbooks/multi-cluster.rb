# Why does one cluster not reach the other?
runbook "Services of another cluster are not reached"

about
  Pods of this cluster do not reach Services of another one that it is joined with: by Submariner, or by a mesh (Istio,
  Linkerd).
  Looks at what joins them from this side: the gateways, the tunnels between them, whether address ranges overlap, whether
  Services that are exported arrive, and whether a network policy keeps the other cluster out.
  With other=… the other side is looked at too. To look from both sides, run it with --context A --context B. Changes
  nothing; where a tunnel is down, `subctl diagnose all` (if it is here) runs pods of its own for a moment and removes
  them.

tags multi-cluster, submariner, istio, linkerd, lighthouse
needs cluster
needs kubectl 1.20+

param other     = ""      "the kubeconfig context of the other cluster"
param namespace = default "the namespace of service=… and pod=…"
param service   = ""      "a Service of the other cluster that must be known here"
param pod       = ""      "a pod here that asks for it, in a mesh of Istio"

step systems "What joins this cluster to others"
  run kubectl get customresourcedefinitions gateways.submariner.io links.multicluster.linkerd.io --ignore-not-found -o name
  capture submariner from find /gateways\.submariner\.io/
  capture linkerd from find /links\.multicluster\.linkerd\.io/

step secrets "Other clusters that Istio was told of"
  run kubectl get secrets -A -l istio/multiCluster=true -o name
  capture istio from line 1
  unknown → next

decide
  $submariner exists → submariner
  $linkerd exists    → linkerd
  $istio exists      → istio
  any unknown        → multi-cluster-not-found
  any fails          → multi-cluster-not-found
  otherwise          → multi-cluster-not-found

path submariner "Is it Submariner?"
  step gateways "A gateway is active"
    run kubectl get gateways.submariner.io -A -o json
    capture gateways from output
    expect some json .items[].status.haStatus is "active"
    fails → gateway-missing

  step ranges "The address ranges that the clusters have told each other"
    run
      kubectl get endpoints.submariner.io -A -o go-template='
        {{- range .items}}{{$cluster := .spec.cluster_id}}
          {{- range .spec.subnets}}{{$cluster}} {{.}}{{"\n"}}{{end}}
        {{- end}}'
    capture ranges from output
    fails   → next
    unknown → next

  step ranges-there "Those that the other cluster knows"
    when $other is not empty
    on $other
    run
      kubectl get endpoints.submariner.io -A -o go-template='
        {{- range .items}}{{$cluster := .spec.cluster_id}}
          {{- range .spec.subnets}}{{$cluster}} {{.}}{{"\n"}}{{end}}
        {{- end}}'
    capture ranges_there from output
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step apart "No two ranges overlap"
    when $ranges exists
    expect overlaps ranges=$ranges is empty
    fails → cidr-overlap-clusters

  step apart-there "Nor do they with those that the other cluster knows"
    when $ranges exists and $ranges_there exists
    expect overlaps ranges="$ranges\n$ranges_there" is empty
    fails → cidr-overlap-clusters

  # Where the ranges may not be read, subctl shows this cluster's own and those behind each tunnel.
  step networks "The ranges, as subctl shows them"
    when $ranges not exists
    run subctl show networks && subctl show connections
    capture own from find all /(?:Service|Cluster|ClusterIP|Pod|Global) CIDRs?: +\[?([^\]\n]+)/
    capture far from find all /\d[\d.]*\/\d+/ after /^GATEWAY /
    fails   → next
    unknown → next

  step apart-shown "By its account, no two of them overlap"
    when $own exists and $far exists
    run
      printf 'here %s\n' $own
      printf 'there %s\n' $far
    capture networks from lines
    expect overlaps ranges=$networks is empty
    fails   → cidr-overlap-clusters
    unknown → next

  step shown "The tunnels, as subctl shows them"
    run subctl show connections
    capture shown from find all / (connected|connecting|error)\b/
    hint "Where there is no `subctl` here, the gateways themselves are asked below; it comes from https://submariner.io."
    fails   → next
    unknown → next

  step tunnels "Every tunnel is connected"
    when $shown exists
    expect every $shown is "connected"
    fails → tunnel

  step connections "By the gateways' own account, every tunnel is connected"
    when $shown not exists
    expect every json .items[].status.connections[].status in $gateways is "connected"
    fails → tunnel

  step version "The version of Submariner"
    run kubectl get submariners.submariner.io -A -o jsonpath='{.items[*].spec.version}'
    capture version from find /\d+\.\d+/
    fails   → next
    unknown → next

  step version-there "That of the other cluster"
    when $other is not empty and $version exists
    on $other
    run kubectl get submariners.submariner.io -A -o jsonpath='{.items[*].spec.version}'
    capture version_there from find /\d+\.\d+/
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step same-version "Both have the same"
    when $version_there exists
    expect $version_there is $version
    fails → version-skew, next

  → exports

path tunnel "A tunnel is down: what does Submariner say?"
  step reasons "What the gateways say"
    run kubectl get gateways.submariner.io -A -o jsonpath='{range .items[*].status.connections[*]}{.endpoint.cluster_id}{" "}{.status}{" "}{.statusMessage}{"\n"}{end}'
    otherwise → next

  step diagnosis "What subctl finds"
    run subctl diagnose all
    timeout 90s
    capture overlapping from find /CIDR .* overlaps with cluster .*/
    otherwise → next

  step unshared "It finds no ranges that overlap"
    expect $overlapping not exists
    fails → cidr-overlap-clusters

  → tunnel-down

path exports "Do the Services that are exported arrive?"
  step exported "Every Service that is exported here is accepted"
    run kubectl get serviceexports.multicluster.x-k8s.io -A -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,VALID:.status.conditions[?(@.type=="Valid")].status,SYNCED:.status.conditions[?(@.type=="Synced")].status,READY:.status.conditions[?(@.type=="Ready")].status' 2>&1
    expect no column VALID matches /False$/
    expect no column SYNCED matches /False$/
    expect no column READY matches /False$/
    fails   → service-not-exported
    unknown → next

  # Older versions give an import a name of its own, and say in annotations what it was.
  step imported "The Services of other clusters that are known here"
    run
      kubectl get serviceimports.multicluster.x-k8s.io -A -o go-template='
        {{- "known here:\n"}}
        {{- range .items}}{{.metadata.namespace}}/{{.metadata.name}}{{"\n"}}
          {{- with .metadata.annotations}}{{index . "origin-namespace"}}/{{index . "origin-name"}}{{"\n"}}{{end}}
        {{- end}}'
    capture imported from lines
    fails   → next
    unknown → next

  step exported-there "What the other cluster exports"
    when $other is not empty
    on $other
    run kubectl get serviceexports.multicluster.x-k8s.io -A -o go-template='{{range .items}}{{.metadata.namespace}}/{{.metadata.name}}{{"\n"}}{{end}}'
    capture exported_there from lines
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step arrived "All of it is known here"
    when $exported_there exists and $imported exists
    each export in $exported_there
    expect some $imported is $export
    fails → service-not-exported

  step known "The Service that was named is known here"
    when $service is not empty and $imported exists
    expect some $imported is "$namespace/$service"
    fails → service-not-exported

  → policies

path policies "Does a policy keep the other cluster out?"
  step local "What Submariner calls this cluster"
    run kubectl get submariners.submariner.io -A -o jsonpath='{.items[*].spec.clusterID}'
    capture local from find /\S+/
    otherwise → next

  step strangers "Addresses of pods in the other clusters"
    when $local exists
    run
      kubectl get endpoints.submariner.io -A -o go-template='
        {{- printf "%-40s%s\n" "CLUSTER" "ADDRESS"}}
        {{- range .items}}{{$cluster := .spec.cluster_id}}
          {{- with .spec.healthCheckIP}}{{printf "%-40s%s\n" $cluster .}}{{end}}
          {{- range .spec.healthCheckIPs}}{{printf "%-40s%s\n" $cluster .}}{{end}}
        {{- end}}'
    capture strangers from first 3 column ADDRESS where CLUSTER is not $local
    otherwise → next

  step rules "All network policies"
    run kubectl get networkpolicies -A -o json
    capture rules from output
    otherwise → next

  step namespaces "All namespaces, with their labels"
    run kubectl get namespaces -o json
    capture namespaces from output
    otherwise → next

  step offered "The Services that are exported here"
    run kubectl get serviceexports.multicluster.x-k8s.io -A -o go-template='{{range .items}}{{.metadata.namespace}}/{{.metadata.name}}{{"\n"}}{{end}}'
    capture offered from first 20 lines
    expect output is not empty
    fails   → multi-cluster-works
    unknown → multi-cluster-works

  each offer in $offered
    step backend "A pod behind it"
      run
        selector=$(kubectl get service -n "${offer%/*}" "${offer#*/}" -o wide --no-headers | awk '{ print $NF }')
        kubectl get pods -n "${offer%/*}" -l "$selector" -o json
      capture backend from json .items[0]
      otherwise → next

    step target "The port on which it listens"
      run kubectl get endpoints -n "${offer%/*}" "${offer#*/}" -o jsonpath='{.subsets[0].ports[0].protocol} {.subsets[0].ports[0].port}'
      capture target from find /\w+ \d+/
      otherwise → next

    step welcome "No policy closes it for the other clusters"
      when $strangers exists and $backend exists and $target exists
      each stranger in $strangers
      expect every allowed from=$stranger to=$backend port=$target policies=$rules namespaces=$namespaces is "allowed"
      fails   → cross-cluster-policy, next
      unknown → next
  → multi-cluster-works

path linkerd "Is it the mesh of Linkerd?"
  step parts "Its gateway and the mirrors of other clusters' Services run"
    run kubectl get deployments -A -l linkerd.io/extension=multicluster -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,AVAILABLE:.status.availableReplicas'
    expect no column AVAILABLE is empty
    fails → gateway-missing

  step alive "The gateway of every other cluster answers"
    run linkerd multicluster gateways 2>&1
    capture seen_alive from column ALIVE
    expect no column ALIVE is "False"
    hint "Where there is no `linkerd` here, the mirrors themselves are asked below."
    fails   → tunnel-down
    unknown → next

  step mirrors "The pods that mirror them"
    when $seen_alive not exists
    run kubectl get pods -A -l linkerd.io/extension=multicluster -o jsonpath='{range .items[*]}{.metadata.namespace}/pods/{.metadata.name}{"\n"}{end}'
    capture mirrors from find all /^.*(?:service-mirror|controller).*/
    otherwise → next

  step counters "What they say of the gateways"
    when $mirrors exists
    each mirror in $mirrors
    run kubectl get --raw "/api/v1/namespaces/$mirror:9999/proxy/metrics"
    capture answers from find all /^gateway_alive\{.*\} (\d)/
    fails   → next
    unknown → next

  step answering "By their account, every gateway answers"
    when $answers exists
    expect every $answers is 1
    fails → tunnel-down

  step mirrored "The Services of other clusters that are known here"
    run kubectl get services -A -l mirror.linkerd.io/mirrored-service=true -o go-template='{{"known here:\n"}}{{range .items}}{{index .metadata.annotations "mirror.linkerd.io/remote-svc-fq-name"}}{{"\n"}}{{end}}'
    capture mirrored from output
    fails   → next
    unknown → next

  step offered-there "What the other cluster exports"
    when $other is not empty
    on $other
    run kubectl get services -A -l mirror.linkerd.io/exported=true -o go-template='{{range .items}}{{.metadata.name}}.{{.metadata.namespace}}.svc.{{"\n"}}{{end}}'
    capture offered_there from lines
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step mirrored-all "All of it is known here"
    when $offered_there exists and $mirrored exists
    each export in $offered_there
    expect $mirrored contains $export
    fails → service-not-exported

  step mirrored-one "The Service that was named is known here"
    when $service is not empty and $mirrored exists
    expect $mirrored contains "$service.$namespace.svc."
    fails → service-not-exported

  step release "The version of Linkerd"
    run kubectl get deployments -A -l linkerd.io/control-plane-component=identity -o jsonpath='{.items[*].metadata.labels.app\.kubernetes\.io/version}'
    capture release from find /\d+\.\d+/
    fails   → next
    unknown → next

  step release-there "That of the other cluster"
    when $other is not empty and $release exists
    on $other
    run kubectl get deployments -A -l linkerd.io/control-plane-component=identity -o jsonpath='{.items[*].metadata.labels.app\.kubernetes\.io/version}'
    capture release_there from find /\d+\.\d+/
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step same-release "Both have the same"
    when $release_there exists
    expect $release_there is $release
    fails → version-skew, next

  → multi-cluster-works

path istio "Is it the mesh of Istio?"
  step eastwest "If there is a gateway for other clusters, it runs"
    run kubectl get deployments -A -l istio=eastwestgateway -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,AVAILABLE:.status.availableReplicas'
    expect no column AVAILABLE is empty
    fails   → gateway-missing
    unknown → next

  step address "It has an address for them"
    run kubectl get services -A -l istio=eastwestgateway -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,TYPE:.spec.type,ADDRESS:.status.loadBalancer.ingress[*]'
    expect count rows where TYPE is "LoadBalancer" and ADDRESS is empty is 0
    fails   → gateway-missing
    unknown → next

  step synced "The other clusters, as istioctl shows them"
    run istioctl remote-clusters 2>/dev/null || istioctl experimental remote-clusters 2>&1
    capture states from column STATUS
    hint "Where there is no `istioctl` here, istiod itself is asked below."
    fails   → next
    unknown → next

  step reads "istiod reads the Services of all of them"
    when $states exists
    expect every $states is "synced"
    fails → tunnel-down

  step istiods "istiod's pods"
    run kubectl get pods -A -l app=istiod -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,IMAGE:.spec.containers[0].image'
    capture home from first 1 column NAMESPACE
    capture istiod from first 1 column NAME
    capture release_istio from first 1 find all /:v?(\d+\.\d+)/
    fails   → next
    unknown → next

  step clusterz "The other clusters, as istiod says itself"
    when $states not exists and $istiod exists
    run kubectl exec -n "$home" "$istiod" -- pilot-discovery request GET /debug/clusterz
    effect read
    capture accounts from json .[].syncStatus
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step reads-them "By its account, istiod reads the Services of all of them"
    when $accounts exists
    expect every $accounts is "synced"
    fails → tunnel-down

  step sees "What the sidecar of the pod knows of the Service"
    when $pod is not empty and $service is not empty
    run istioctl proxy-config cluster "$pod.$namespace" --fqdn="$service.$namespace.svc.cluster.local"
    capture clusters from find /(?s)SERVICE FQDN.*/
    fails   → next
    unknown → next

  step knows "It knows it"
    when $clusters exists
    expect $clusters contains "outbound"
    fails → service-not-exported

  step release-istio-there "The version of Istio in the other cluster"
    when $other is not empty and $release_istio exists
    on $other
    run kubectl get pods -A -l app=istiod -o custom-columns='IMAGE:.spec.containers[0].image'
    capture release_istio_there from first 1 find all /:v?(\d+\.\d+)/
    fails   → other-side-not-seen, next
    unknown → other-side-not-seen, next

  step same-istio "Both have the same"
    when $release_istio_there exists
    expect $release_istio_there is $release_istio
    fails → version-skew, next

  → multi-cluster-works

outcome multi-cluster-not-found "Nothing joins this cluster to another one"
  severity unknown
  Neither Submariner, nor links of Linkerd, nor clusters that Istio was told of were found, so this runbook has nothing to
  say.
  If something else joins them (routes, a VPN, Cilium's cluster mesh), look at that: `cilium clustermesh status`.

outcome other-side-not-seen "The other side could not be looked at"
  severity unknown
  What could be looked at here is well, but the other cluster did not answer, or istiod could not be asked what it sees of
  it.
  Name its context with other=…, or run this there.

outcome gateway-missing "There is no gateway to the other cluster"
  severity critical
  No gateway is active, it has no running pod, or no address that the others can reach, so nothing leaves this cluster for
  them.
  Submariner: label a node submariner.io/gateway=true and look at the pods app=submariner-gateway. Istio and Linkerd: look
  at the Deployment of the gateway and at why its Service gets no address.

outcome tunnel-down "The way to another cluster is down"
  severity critical
  The gateways do not reach each other, or the control plane does not reach the other cluster's API server.
  Allow between the gateways: Submariner UDP 4500 and 4490 (IPsec, NAT discovery), inside each cluster UDP 4800; Istio TCP
  15443; Linkerd TCP 4143 and 4191; and TCP 6443 to the other API server. `subctl show connections` and the messages above
  name the cluster.

outcome cidr-overlap-clusters "Clusters use overlapping address ranges"
  severity critical
  Two joined clusters have pods or Services in the same range, so an address does not say which cluster is meant.
  Give one of them other ranges, or join them with Submariner's Globalnet (`subctl deploy-broker --globalnet`).

outcome service-not-exported "A Service is exported on one side and missing on the other"
  severity critical
  A Service was not exported, its export was refused, or it has not arrived on this side, so its name is not known here.
  Read the conditions in `kubectl describe serviceexport` on its side; export it (`subctl export service`, or for Linkerd
  the label mirror.linkerd.io/exported=true); then look at the pods of Lighthouse or of the service mirror.

outcome cross-cluster-policy "A network policy keeps the other cluster out"
  severity critical
  A policy selects the pods of an exported Service and allows none of the other cluster's addresses: policies know pods of
  their own cluster by labels, and those of others by address only.
  Allow the other cluster's range there by an ipBlock; `kubectl describe networkpolicy` on each side shows what is
  allowed.

outcome version-skew "The clusters run different versions"
  severity warning
  The two sides run different minor versions of what joins them, which is not everywhere supported.
  Bring the older one to the version of the newer one, the broker's or primary's side first.

outcome multi-cluster-works "What joins the clusters works"
  severity ok
  Gateways, tunnels and exported Services are in order, as far as this side shows it.
  Run it on the other side too, or name it with other=…; then look at the Service itself there.
