extension RefusalTests {
  /// Lines that kubectl 1.20 to 1.34 printed.
  static let kubectl: [RefusalRow] = [
    RefusalRow(
      "kubectl get pods",
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
      "kubectl found no kubeconfig and fell back to localhost:8080, where nothing answers"),
    RefusalRow(
      "kubectl get pods | grep coredns",
      "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?",
      "the API server at 127.0.0.1:6443 refused the connection"),
    RefusalRow(
      "kubectl get pods", "Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout",
      "the API server at 10.0.0.1:6443 does not answer"),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: dial tcp 10.0.0.1:6443: connect: no route to host",
      "there is no route to the API server at 10.0.0.1:6443"),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: dial tcp 10.0.0.1:6443: connect: network is unreachable",
      "the network of the API server at 10.0.0.1:6443 is unreachable"),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: dial tcp: lookup k8s.corp on 10.0.0.2:53: no such host",
      "the name of the API server, k8s.corp, does not resolve"),
    RefusalRow(
      "kubectl get pods", "Unable to connect to the server: net/http: TLS handshake timeout",
      "the API server takes connections but does not answer (TLS handshake timeout)"),
    RefusalRow(
      "kubectl get pods", "Unable to connect to the server: context deadline exceeded",
      "the API server does not answer in time"),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
      "the API server does not answer in time"),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "the certificate of the API server is not accepted: certificate signed by unknown authority"),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2024-01-01",
      "the certificate of the API server is not accepted: certificate has expired or is not yet valid: current time 2024-01-01"
    ),
    RefusalRow(
      "kubectl get pods",
      "Unable to connect to the server: getting credentials: exec: executable nonexistent-plugin not found",
      "kubectl could not get credentials: exec: executable nonexistent-plugin not found"),
    RefusalRow(
      "kubectl get pods", "Unable to connect to the server: http: server gave HTTP response to HTTPS client",
      "the API server is out of reach: http: server gave HTTP response to HTTPS client"),
    RefusalRow(
      "kubectl get pods",
      "error: You must be logged in to the server (the server has asked for the client to provide credentials)",
      "the API server does not accept the credentials (unauthorised)"),
    RefusalRow(
      "kubectl get pods", "error: You must be logged in to the server (Unauthorized)",
      "the API server does not accept the credentials (unauthorised)"),
    RefusalRow(
      "kubectl get pods",
      "Error from server (Forbidden): pods is forbidden: User \"system:serviceaccount:a:b\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\"",
      "system:serviceaccount:a:b may not list pods in namespace default (forbidden)"),
    RefusalRow(
      "kubectl get nodes",
      "Error from server (Forbidden): nodes is forbidden: User \"jane\" cannot list resource \"nodes\" in API group \"\" at the cluster scope",
      "jane may not list nodes of the whole cluster (forbidden)"),
    RefusalRow(
      "kubectl exec test -- ls",
      "Error from server (Forbidden): pods \"test\" is forbidden: User \"jane\" cannot create resource \"pods/exec\" in API group \"\" in the namespace \"default\"",
      "jane may not create pods/exec in namespace default (forbidden)"),
    RefusalRow(
      "kubectl get --raw /metrics",
      "Error from server (Forbidden): forbidden: User \"nobody\" cannot get path \"/metrics\"",
      "nobody may not get /metrics (forbidden)"),
    RefusalRow(
      "kubectl get pods", "Error in configuration: context was not found for specified context: nope",
      "there is no kubeconfig context nope"),
    RefusalRow(
      "kubectl get pods", "error: context \"nope\" does not exist", "there is no kubeconfig context nope"),
    RefusalRow(
      "kubectl config use-context nope", "error: no context exists with the name: \"nope\"",
      "there is no kubeconfig context \"nope\""),
    RefusalRow(
      "kubectl config current-context", "error: current-context is not set", "no kubeconfig context is chosen"
    ),
    RefusalRow(
      "kubectl get pods", "error: auth info \"nope\" does not exist", "there is no kubeconfig user nope"),
    RefusalRow(
      "kubectl get pods", "error: no server found for cluster \"nope\"",
      "the kubeconfig has no server for cluster nope"),
    RefusalRow(
      "kubectl get pods", "error: stat /nowhere/config: no such file or directory",
      "there is no kubeconfig /nowhere/config"),
    RefusalRow(
      "kubectl get pods",
      "error: error loading config file \"bad.yaml\": yaml: line 1: did not find expected node content",
      "the kubeconfig bad.yaml cannot be read: yaml: line 1: did not find expected node content"),
    RefusalRow("kubectl get pods", "error: EOF", "kubectl has no credentials for this cluster"),
    RefusalRow(
      "kubectl get pods",
      "Error from server (ServiceUnavailable): the server is currently unable to handle the request",
      "the API server cannot answer now: the server is currently unable to handle the request"),
    RefusalRow(
      "kubectl get pods",
      "Error from server (Timeout): the server was unable to return a response in the time allotted, but may still be processing the request (get pods)",
      "the API server did not answer in time: the server was unable to return a response in the time allotted, but may still be processing the request (get pods)"
    ),
    RefusalRow(
      "kubectl get pods", "Error from server: etcdserver: leader changed",
      "the cluster's etcd has trouble: leader changed"
    ),
    RefusalRow(
      "kubectl get pods", "Error from server (TooManyRequests): the server has received too many requests",
      "the API server has too much to do: the server has received too many requests"),
    RefusalRow(
      "kubectl get pods",
      "Error from server (InternalError): an error on the server (\"<html>Bad Gateway</html>\") has prevented the request from succeeding",
      "the API server failed: an error on the server (\"<html>Bad Gateway</html>\") has prevented the request from succeeding"
    ),
    RefusalRow(
      "kubectl top pods", "error: Metrics API not available",
      "the cluster has no metrics (no metrics server answers)"),
    RefusalRow(
      "kubectl top pods", "error: metrics not available yet", "the metrics server has no metrics yet"),
    RefusalRow(
      "kubectl top pod x",
      "Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods.metrics.k8s.io)",
      "the cluster's metrics are not available (the metrics server does not answer)"
    ),
    RefusalRow(
      "kubectl top pod x", "Error from server (NotFound): podmetrics.metrics.k8s.io \"default/x\" not found",
      "the metrics server has no metrics of pod default/x"),
    RefusalRow(
      "kubectl neat get", "error: unknown command \"neat\" for \"kubectl\"",
      "kubectl has no command neat (a plug-in that is not installed?)"),
    RefusalRow(
      "kubectl get --nope", "error: unknown flag: --nope", "this kubectl does not know the option --nope"),
    RefusalRow(
      "kubectl apply -f x.yaml",
      "error: error validating \"x.yaml\": error validating data: failed to download openapi: Get \"https://127.0.0.1:1/openapi/v2?timeout=32s\": dial tcp 127.0.0.1:1: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false",
      "the API server at 127.0.0.1:1 is out of reach: connect: connection refused; if you choose to ignore these errors, turn validation off with --validate=false"
    ),
    RefusalRow(
      "./check.sh", "Unable to connect to the server: EOF", "the API server closed the connection"),
  ]

  /// Lines about the pod that was to be the place to look from.
  static let pods: [RefusalRow] = [
    RefusalRow(
      "kubectl exec nopod -- ls", "Error from server (NotFound): pods \"nopod\" not found",
      "there is no pod nopod to look from"),
    RefusalRow(
      "kubectl logs nopod",
      "error: error from server (NotFound): pods \"nopod\" not found in namespace \"default\"",
      "there is no pod nopod to look from"),
    RefusalRow(
      "kubectl cp nopod:/x y", "Error from server (NotFound): pods \"nopod\" not found",
      "there is no pod nopod to look from"),
    RefusalRow(
      "kubectl attach nopod", "Error from server (NotFound): pods \"nopod\" not found",
      "there is no pod nopod to look from"),
    RefusalRow(
      "kubectl debug nopod --image=x", "Error from server (NotFound): pods \"nopod\" not found",
      "there is no pod nopod to look from"),
    RefusalRow(
      "kubectl port-forward nopod 1:2", "Error from server (NotFound): pods \"nopod\" not found",
      "there is no pod nopod to look from"),
    RefusalRow(
      "kubectl exec deploy/x -- ls", "Error from server (NotFound): deployments.apps \"x\" not found",
      "there is no x (deployments.apps) to look from"),
    RefusalRow(
      "kubectl exec -n nons p -- ls", "Error from server (NotFound): namespaces \"nons\" not found",
      "there is no nons (namespaces) to look from"),
    RefusalRow(
      "timeout 5 kubectl -n x exec p -- ls | grep y", "Error from server (NotFound): pods \"p\" not found",
      "there is no pod p to look from"),
    RefusalRow(
      "kubectl exec p -c nocont -- ls",
      "Error from server (BadRequest): container nocont is not valid for pod p",
      "the pod cannot be looked through: container nocont is not valid for pod p"),
    RefusalRow(
      "kubectl logs p",
      "Error from server (BadRequest): container \"c\" in pod \"p\" is waiting to start: ContainerCreating",
      "container c of pod p has not started: ContainerCreating"),
    RefusalRow(
      "kubectl logs p --previous",
      "Error from server (BadRequest): previous terminated container \"c\" in pod \"p\" not found",
      "container c of pod p never ran before: it has no earlier log"),
    RefusalRow(
      "kubectl exec p -- ls", "Error from server (BadRequest): pod p does not have a host assigned",
      "pod p is on no node yet"),
    RefusalRow(
      "kubectl exec p -- ls", "error: unable to upgrade connection: container not found (\"c\")",
      "container c is not running"),
    RefusalRow(
      "kubectl exec p -- ls", "error: unable to upgrade connection: pod does not exist",
      "the pod is not there any more"),
    RefusalRow(
      "kubectl exec p -- ls",
      "error: cannot exec into a container in a completed pod; current phase is Succeeded",
      "the pod has ended (Succeeded)"),
    RefusalRow(
      "kubectl exec p -- ls",
      "Error from server: error dialing backend: dial tcp 172.16.0.13:10250: connect: no route to host",
      "the API server cannot reach the kubelet at 172.16.0.13:10250: connect: no route to host"),
    RefusalRow(
      "kubectl logs p",
      "Error from server: Get \"https://172.16.0.13:10250/containerLogs/default/p/c\": dial tcp 172.16.0.13:10250: i/o timeout",
      "the API server cannot reach the kubelet: dial tcp 172.16.0.13:10250: i/o timeout"),
    RefusalRow(
      "kubectl port-forward p 1:2",
      "error: unable to forward port because pod is not running. Current status=Pending",
      "the pod is not running (Pending)"),
    RefusalRow(
      "kubectl logs -l app=nope", "No resources found in default namespace.",
      "there is nothing to look through: no such pods", status: 0),
    RefusalRow(
      "kubectl exec p -- nslookup x",
      "error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec \"d2ee5d\": OCI runtime exec failed: exec failed: unable to start container process: exec: \"nslookup\": executable file not found in $PATH: unknown",
      "the container has no nslookup"),
    RefusalRow(
      "kubectl exec p -- /no/such",
      "error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec \"7d\": OCI runtime exec failed: exec failed: unable to start container process: exec: \"/no/such\": stat /no/such: no such file or directory: unknown",
      "the container has no /no/such"),
    RefusalRow(
      "kubectl exec p -- curl x",
      "OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused \"exec: \\\"curl\\\": executable file not found in $PATH\": unknown\ncommand terminated with exit code 126",
      "the container has no curl", status: 126),
    RefusalRow(
      "kubectl exec p -- /etc/passwd",
      "error: Internal error occurred: error executing command in container: exec: \"/etc/passwd\": permission denied: unknown",
      "the container may not run /etc/passwd"),
    RefusalRow(
      "kubectl exec p -- sh -c 'dig x'", "sh: 1: dig: not found\ncommand terminated with exit code 127",
      "the container has no dig", status: 127),
    RefusalRow(
      "kubectl exec p -- sh -c 'dig x | grep y'", "sh: dig: not found\ncommand terminated with exit code 1",
      "the container has no dig"),
    RefusalRow(
      "kubectl exec p -- sh -c 'nosuch; exit 3'",
      "sh: line 1: nosuch: command not found\ncommand terminated with exit code 3",
      "the container has no nosuch", status: 3),
    RefusalRow(
      "kubectl exec p -- x", "command terminated with exit code 126",
      "a program could not be executed (exit 126)", status: 126),
    RefusalRow(
      "docker exec c ls", "Error response from daemon: No such container: c",
      "there is no container c to look from"),
    RefusalRow(
      "docker exec c ls", "Error response from daemon: container 1234 is not running",
      "container 1234 is not running"),
  ]
}
