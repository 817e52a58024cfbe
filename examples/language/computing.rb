# What no output says and has to be worked out: ranges, policies, labels, endpoints, versions, ports.
runbook "The shop can be reached, and reaches what it needs"

needs kubectl

param namespace = shop
param service   = shop "the service that people cannot reach"

step ranges "The ranges of the cluster are apart"
  run
    kubectl get nodes -o custom-columns=NAME:.metadata.name,PODCIDR:.spec.podCIDR --no-headers
    echo services 10.96.0.0/12
  capture ranges from output
  capture range from find /^\S+ +(\S+)/
  expect overlaps ranges=$ranges is empty

step room "There is room for the pods of a node"
  expect capacity range=$range >= 110

step plugin "The plugin goes with this Kubernetes"
  run kubectl version -o json
  capture kubernetes from json .serverVersion.gitVersion
  expect badversions product="calico" version="v3.27.2" kubernetes=$kubernetes is empty

step pods "The pods are there to be read"
  run kubectl get pods -n "$namespace" -o json
  capture pods from output
  capture pod from json .items[0]

step service "The service leads to them"
  run kubectl get service -n "$namespace" "$service" -o json
  capture service_json from output
  capture selector from json .spec.selector
  expect nearest selector=$selector pods=$pods is empty
  expect no mismatches service=$service_json pods=$pods exist
  fails → misled

step listens "The container listens where the service leads"
  run kubectl exec -n "$namespace" "deployment/$service" -- ss -ltn
  capture listeners from output
  expect count mismatches service=$service_json pods=$pods listeners=$listeners is 0

step endpoints "Each ready pod is listed, and nothing else"
  run kubectl get endpointslices -n "$namespace" -l "kubernetes.io/service-name=$service" -o json
  capture endpoints from output
  expect no endpoints endpoints=$endpoints pods=$pods contains "dead"
  expect endpoints endpoints=$endpoints pods=$pods is empty

step namespaces "The labels of the namespaces"
  run kubectl get namespaces -o json
  capture namespaces from output

step policies "No policy stands between them"
  run kubectl get networkpolicies -A -o json
  capture policies from output
  capture selecting from selecting pod=$pod policies=$policies
  expect every allowed from="10.9.8.7" to=$pod port=8080 policies=$policies namespaces=$namespaces is "allowed"
  expect some allowed from=$pod to="10.1.0.7" port="UDP 53" policies=$policies namespaces=$namespaces contains "egress"
  hint "these policies decide: $selecting"
  fails → closed

outcome misled "The service leads nowhere"
  severity critical

outcome closed "A policy is in the way"
  severity critical
