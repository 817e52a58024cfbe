extension RefusalPattern {
  /// The lines of kubectl 1.20 to 1.34, the first that fits a line decides. Sources: client-go's and kubectl's text, and
  /// what the program prints against closed ports, silent servers and broken kubeconfigs.
  static let kubectl: [RefusalPattern] =
    kubectlEvidence + kubectlConnection + kubectlCredentials + kubectlConfiguration + kubectlMetrics
    + kubectlPods
    + kubectlServer

  /// Said by the server about what it was asked to look at.
  private static let kubectlEvidence: [RefusalPattern] = [
    evidence("Error from server (InternalError): an error on the server (*check failed*"),
    evidence("Error from server (ServiceUnavailable): no endpoints available for service *"),
    evidence("Error from server (ServiceUnavailable): no service port * found for service *"),
    RefusalPattern(
      "Error from server*error trying to reach service: *dial tcp *:10250: *",
      "the API server cannot reach the kubelet at $3"),
    evidence("Error from server*error trying to reach service: *"),
  ]

  private static let kubectlConnection: [RefusalPattern] = [
    RefusalPattern(
      "The connection to the server localhost:8080 was refused*",
      "kubectl found no kubeconfig and fell back to localhost:8080, where nothing answers"),
    RefusalPattern(
      "The connection to the server * was refused*", "the API server at $1 refused the connection"),
    RefusalPattern(
      "Unable to connect to the server: getting credentials: *", "kubectl could not get credentials: $1"),
    RefusalPattern(
      "Unable to connect to the server: *x509: *", "the certificate of the API server is not accepted: $2"),
    RefusalPattern(
      "Unable to connect to the server: dial tcp: lookup * on *",
      "the name of the API server, $1, does not resolve"),
    RefusalPattern(
      "Unable to connect to the server: dial tcp: lookup *: *",
      "the name of the API server, $1, does not resolve"),
    RefusalPattern(
      "Unable to connect to the server: dial tcp *: *no route to host*",
      "there is no route to the API server at $1"),
    RefusalPattern(
      "Unable to connect to the server: dial tcp *: *network is unreachable*",
      "the network of the API server at $1 is unreachable"),
    RefusalPattern(
      "Unable to connect to the server: dial tcp *: *timeout*", "the API server at $1 does not answer"),
    RefusalPattern(
      "Unable to connect to the server: *TLS handshake timeout*",
      "the API server takes connections but does not answer (TLS handshake timeout)"),
    RefusalPattern(
      "Unable to connect to the server: *awaiting headers*", "the API server does not answer in time"),
    RefusalPattern(
      "Unable to connect to the server: *context deadline exceeded*", "the API server does not answer in time"
    ),
    RefusalPattern("Unable to connect to the server: EOF", "the API server closed the connection"),
    RefusalPattern("Unable to connect to the server: *", "the API server is out of reach: $1"),
    RefusalPattern(
      "error: *Get \"http*dial tcp *: *", "the API server at $3 is out of reach: $4", .notThroughPod),
    RefusalPattern(
      "error: *Post \"http*dial tcp *: *", "the API server at $3 is out of reach: $4", .notThroughPod),
    RefusalPattern(
      "error: *couldn't get current server API group list: *", "the API server does not answer: $2",
      .notThroughPod),
    RefusalPattern(
      "error: *net/http: TLS handshake timeout*",
      "the API server takes connections but does not answer (TLS handshake timeout)", .notThroughPod),
    RefusalPattern(
      "error: *(Client.Timeout exceeded while awaiting headers)*", "the API server does not answer in time",
      .notThroughPod),
    RefusalPattern(
      "error: context deadline exceeded", "the API server does not answer in time", .notThroughPod),
    RefusalPattern(
      "error: http2: client connection lost", "the connection to the API server was lost", .notThroughPod),
    RefusalPattern("error: unexpected EOF", "the connection to the API server broke off", .notThroughPod),
    RefusalPattern(
      "E* memcache.go:*couldn't get current server API group list: *", "the API server does not answer: $3",
      isWeak: true),
  ]

  private static let kubectlCredentials: [RefusalPattern] = [
    RefusalPattern(
      "error: You must be logged in to the server*",
      "the API server does not accept the credentials (unauthorised)"),
    RefusalPattern(
      "error: *the server has asked for the client to provide credentials*",
      "the API server does not accept the credentials (unauthorised)"),
    RefusalPattern("error: Unauthorized", "the API server does not accept the credentials (unauthorised)"),
    RefusalPattern(
      "Error from server (Unauthorized)*", "the API server does not accept the credentials (unauthorised)"),
    RefusalPattern(
      "Error from server (Forbidden): *is forbidden: User \"*\" cannot * resource \"*\" in API group * in the namespace \"*\"*",
      "$2 may not $3 $4 in namespace $6 (forbidden)"),
    RefusalPattern(
      "Error from server (Forbidden): *is forbidden: User \"*\" cannot * resource \"*\" in API group * at the cluster scope*",
      "$2 may not $3 $4 of the whole cluster (forbidden)"),
    RefusalPattern(
      "Error from server (Forbidden): *: User \"*\" cannot * path \"*\"*", "$2 may not $3 $4 (forbidden)"),
    RefusalPattern("Error from server (Forbidden): *", "the API server forbids it: $1"),
    RefusalPattern(
      "error: *is forbidden: User \"*\" cannot * resource \"*\"*", "$2 may not $3 $4 (forbidden)"),
    RefusalPattern("error: *unable to upgrade connection: Forbidden*", "the kubelet forbids it: $2"),
    RefusalPattern(
      "error: *unable to upgrade connection: Unauthorized*",
      "the kubelet does not accept the API server's credentials"),
    RefusalPattern("error: *getting credentials: *", "kubectl could not get credentials: $2"),
    RefusalPattern("error: exec plugin: *", "kubectl could not get credentials: $1"),
    RefusalPattern(
      "error: *no Auth Provider found for name \"*\"*", "this kubectl cannot log in by way of $2"),
    RefusalPattern("error: The * auth plugin has been removed*", "this kubectl cannot log in by way of $1"),
    RefusalPattern("*Please enter Username: error: EOF", "kubectl has no credentials for this cluster"),
    RefusalPattern("error: EOF", "kubectl has no credentials for this cluster", .notThroughPod, isWeak: true),
  ]

  private static let kubectlConfiguration: [RefusalPattern] = [
    RefusalPattern("error: context \"*\" does not exist", "there is no kubeconfig context $1"),
    RefusalPattern("error: no context exists with the name: *", "there is no kubeconfig context $1"),
    RefusalPattern("*context was not found for specified context: *", "there is no kubeconfig context $2"),
    RefusalPattern("error: cannot use context \"*\"*", "there is no kubeconfig context $1"),
    RefusalPattern("error: current-context is not set*", "no kubeconfig context is chosen"),
    RefusalPattern("error: current-context must exist in order to minify", "no kubeconfig context is chosen"),
    RefusalPattern("error: cluster \"*\" does not exist", "there is no kubeconfig cluster $1"),
    RefusalPattern("error: auth info \"*\" does not exist", "there is no kubeconfig user $1"),
    RefusalPattern("error: no server found for cluster \"*\"", "the kubeconfig has no server for cluster $1"),
    RefusalPattern("error: error loading config file \"*\": *", "the kubeconfig $1 cannot be read: $2"),
    RefusalPattern("error: *invalid configuration: *", "the kubeconfig is not valid: $2"),
    RefusalPattern("Error in configuration:*", "the kubeconfig is not valid", isWeak: true),
    RefusalPattern("invalid configuration: *", "the kubeconfig is not valid: $1"),
    RefusalPattern(
      "error: Missing or incomplete configuration info*", "the kubeconfig is missing or incomplete"),
    RefusalPattern("error: stat *: no such file or directory", "there is no kubeconfig $1", .notThroughPod),
    RefusalPattern("error: CreateFile *: The system cannot find*", "there is no kubeconfig $1"),
    RefusalPattern(
      "error: unable to read client-* for * due to *", "the kubeconfig's credentials cannot be read: $3"),
    RefusalPattern(
      "error: unable to read certificate-authority * for * due to *",
      "the kubeconfig's certificate cannot be read: $3"),
    RefusalPattern(
      "error: unable to load root certificates: *", "the kubeconfig's certificate cannot be read: $1"),
    RefusalPattern(
      "error: tls: *", "the kubeconfig's certificate and key cannot be used: $1", .notThroughPod),
    RefusalPattern(
      "error: *specifying a root certificates file with the insecure flag is not allowed*",
      "the kubeconfig is not valid: a certificate beside insecure-skip-tls-verify"),
    RefusalPattern(
      "error: unknown command \"*\" for \"kubectl\"*",
      "kubectl has no command $1 (a plug-in that is not installed?)"),
    RefusalPattern(
      "Error: unknown command \"*\" for \"kubectl\"*",
      "kubectl has no command $1 (a plug-in that is not installed?)"),
    RefusalPattern("error: unknown flag: *", "this kubectl does not know the option $1"),
    RefusalPattern("error: unknown shorthand flag: *", "this kubectl does not know the option $1"),
    RefusalPattern("Error: unknown flag: *", "this kubectl does not know the option $1", .notThroughPod),
  ]

  private static let kubectlMetrics: [RefusalPattern] = [
    RefusalPattern(
      "error: Metrics API not available*", "the cluster has no metrics (no metrics server answers)"),
    RefusalPattern("error: metrics not available yet*", "the metrics server has no metrics yet"),
    RefusalPattern("error: Metrics not available for *", "the metrics server has no metrics of $1 yet"),
    RefusalPattern(
      "Error from server (NotFound): podmetrics.metrics.k8s.io \"*\" not found*",
      "the metrics server has no metrics of pod $1"),
    RefusalPattern(
      "Error from server (NotFound): nodemetrics.metrics.k8s.io \"*\" not found*",
      "the metrics server has no metrics of node $1"),
    RefusalPattern(
      "Error from server (NotFound): the server could not find the requested resource (get services http:heapster:)*",
      "the cluster has no metrics (no metrics server answers)"),
    RefusalPattern(
      "Error from server (*): *metrics.k8s.io)*",
      "the cluster's metrics are not available (the metrics server does not answer)"),
  ]

  private static let kubectlServer: [RefusalPattern] = [
    RefusalPattern("Error from server (ServiceUnavailable): *", "the API server cannot answer now: $1"),
    RefusalPattern("Error from server (Timeout): *", "the API server did not answer in time: $1"),
    RefusalPattern("Error from server (ServerTimeout): *", "the API server did not answer in time: $1"),
    RefusalPattern("Error from server (TooManyRequests): *", "the API server has too much to do: $1"),
    RefusalPattern("Error from server (InternalError): *", "the API server failed: $1"),
    RefusalPattern(
      "Error from server (NotAcceptable): *",
      "this kubectl and the API server do not understand each other: $1"),
    RefusalPattern("Error from server (Expired): *", "the API server lost the list while it was read: $1"),
    RefusalPattern("Error from server: etcdserver: *", "the cluster's etcd has trouble: $1"),
    RefusalPattern("Error from server: *", "the API server could not do it: $1"),
    RefusalPattern(
      "error: the server is currently unable to handle the request*", "the API server cannot answer now"),
    RefusalPattern(
      "error: the server was unable to return a response in the time allotted*",
      "the API server did not answer in time"),
    RefusalPattern("error: an error on the server (*", "the API server failed: $1"),
    RefusalPattern("error: etcdserver: *", "the cluster's etcd has trouble: $1"),
    RefusalPattern(
      "error: the server doesn't have a resource type \"pods\"",
      "the API server does not tell what it has (credentials?)"),
    RefusalPattern(
      "error: the server doesn't have a resource type \"nodes\"",
      "the API server does not tell what it has (credentials?)"),
    RefusalPattern(
      "error: the server doesn't have a resource type \"services\"",
      "the API server does not tell what it has (credentials?)"),
  ]

  /// Of a pod that was to be the place to look from.
  private static let kubectlPods: [RefusalPattern] = [
    RefusalPattern(
      "*exec: \"*\": executable file not found in $PATH*", "the container has no $2", .throughPod),
    RefusalPattern(
      "*exec: \"*\": stat *: no such file or directory*", "the container has no $2", .throughPod),
    RefusalPattern(
      "*exec: \\\"*\\\": executable file not found in $PATH*", "the container has no $2", .throughPod),
    RefusalPattern(
      "*exec: \\\"*\\\": stat *: no such file or directory*", "the container has no $2", .throughPod),
    RefusalPattern("*exec: \"*\": permission denied*", "the container may not run $2", .throughPod),
    RefusalPattern(
      "*exec failed: *exec: *: no such file or directory*", "the container has not the program", .throughPod,
      isWeak: true),
    RefusalPattern(
      "Error from server (NotFound): pods \"*\" not found*", "there is no pod $1 to look from", .throughPod),
    RefusalPattern(
      "error: error from server (NotFound): pods \"*\" not found*", "there is no pod $1 to look from",
      .throughPod),
    RefusalPattern(
      "error: error from server (NotFound): * \"*\" not found*", "there is no $2 ($1) to look from",
      .throughPod),
    RefusalPattern("error: error from server*: *", "the pod cannot be looked through: $2", .throughPod),
    RefusalPattern(
      "Error from server (NotFound): * \"*\" not found*", "there is no $2 ($1) to look from", .throughPod),
    RefusalPattern(
      "Error from server (NotFound): *", "what was to be looked through is not there: $1", .throughPod),
    RefusalPattern(
      "Error from server (BadRequest): container \"*\" in pod \"*\" is waiting to start: *",
      "container $1 of pod $2 has not started: $3", .throughPod),
    RefusalPattern(
      "Error from server (BadRequest): previous terminated container \"*\" in pod \"*\" not found*",
      "container $1 of pod $2 never ran before: it has no earlier log", .throughPod),
    RefusalPattern("*pod * does not have a host assigned*", "pod $2 is on no node yet", .throughPod),
    RefusalPattern(
      "Error from server: error dialing backend: *dial tcp *: *",
      "the API server cannot reach the kubelet at $2: $3", .throughPod),
    RefusalPattern(
      "Error from server: Get \"https://*\": *", "the API server cannot reach the kubelet: $2", .throughPod),
    RefusalPattern(
      "error: *error dialing backend: *", "the API server cannot reach the kubelet: $2", .throughPod),
    RefusalPattern("Error from server (BadRequest): *", "the pod cannot be looked through: $1", .throughPod),
    RefusalPattern(
      "error: *unable to upgrade connection: container not found (\"*\")*", "container $2 is not running",
      .throughPod),
    RefusalPattern(
      "error: *unable to upgrade connection: pod does not exist*", "the pod is not there any more",
      .throughPod),
    RefusalPattern(
      "error: *unable to upgrade connection: *", "the way into the pod does not open: $2", .throughPod),
    RefusalPattern(
      "error: error upgrading connection: *", "the way into the pod does not open: $1", .throughPod),
    RefusalPattern("error: error sending request: *", "the way into the pod does not open: $1", .throughPod),
    RefusalPattern("error: cannot exec *current phase is *", "the pod has ended ($2)", .throughPod),
    RefusalPattern("error: cannot exec *", "the pod cannot be looked through: $1", .throughPod),
    RefusalPattern("error: cannot attach *current phase is *", "the pod has ended ($2)", .throughPod),
    RefusalPattern("error: container * is not running*", "container $1 is not running", .throughPod),
    RefusalPattern("error: container * not found in pod *", "pod $2 has no container $1", .throughPod),
    RefusalPattern("error: container * is not valid for pod *", "pod $2 has no container $1", .throughPod),
    RefusalPattern(
      "error: unable to forward port because pod is not running. Current status=*",
      "the pod is not running ($1)", .throughPod),
    RefusalPattern("error: lost connection to pod*", "the connection to the pod was lost", .throughPod),
    RefusalPattern(
      "error: timed out waiting for the condition", "no pod was ready in time to look from", .throughPod),
    RefusalPattern("error: Internal error occurred: *", "the node could not run it: $1", .throughPod),
    RefusalPattern("No resources found*", "there is nothing to look through: no such pods", .throughPod),
  ]
}
