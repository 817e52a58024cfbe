# Output that is JSON or YAML: paths, elements, and documents that are kept for later.
runbook "The cluster DNS is what the nodes believe it is"

needs kubectl

step service "The DNS service has an address"
  run kubectl get service -n kube-system kube-dns -o json
  capture address from json .spec.clusterIP as ip
  capture ports from json .spec.ports[].port as number
  expect json .spec.type is "ClusterIP"
  expect some json .spec.ports[].port is 53
  expect json .metadata.labels["k8s-app"] is "kube-dns"

step pods "Its pods run"
  run kubectl get pods -n kube-system -l k8s-app=kube-dns -o json
  capture pods from output
  expect count json .items[] >= 2
  expect every json .items[].status.phase is "Running"
  expect no json .items[] where .status.phase is "Failed" exists

step addresses "Each pod has an address"
  expect every json .items[].status.podIP in $pods is within 10.0.0.0/8

step config "The kubelet gives it to its pods"
  run kubectl get configmap -n kube-system kubelet-config -o jsonpath='{.data.kubelet}'
  expect yaml .clusterDNS[0] is $address
  hint "the service listens on $ports"
