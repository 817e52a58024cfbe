extension RefusalPattern {
  /// Of the tools that speak to the API server through client-go and print its errors after one word of their own.
  static let clusterClient: [RefusalPattern] = [
    RefusalPattern(
      "*Kubernetes cluster unreachable: *dial tcp *: *", "the API server at $3 is out of reach: $4"),
    RefusalPattern("*Kubernetes cluster unreachable: *", "the API server is out of reach: $2"),
    RefusalPattern(
      "*the server has asked for the client to provide credentials*",
      "the API server does not accept the credentials (unauthorised)"),
    RefusalPattern("*is forbidden: User \"*\" cannot * resource \"*\"*", "$2 may not $3 $4 (forbidden)"),
    RefusalPattern("*context \"*\" does not exist*", "there is no kubeconfig context $2"),
    RefusalPattern("*context was not found for specified context: *", "there is no kubeconfig context $2"),
    RefusalPattern("*invalid configuration: no configuration has been provided*", "there is no kubeconfig"),
    RefusalPattern("*invalid configuration: *", "the kubeconfig is not valid: $2"),
    RefusalPattern("*error loading config file \"*\": *", "the kubeconfig $2 cannot be read: $3"),
    RefusalPattern("*getting credentials: *", "the tool could not get credentials: $2"),
    RefusalPattern(
      "*x509: certificate *", "the certificate of the API server is not accepted: certificate $2"),
    RefusalPattern("Error: *dial tcp: lookup *: no such host*", "the name $2 does not resolve"),
    RefusalPattern("Error: *dial tcp *: *", "$2 is out of reach: $3"),
    RefusalPattern("error: *dial tcp *: *", "$2 is out of reach: $3"),
    RefusalPattern("*Get \"https://*: dial tcp *: *", "the API server at $3 is out of reach: $4"),
    RefusalPattern("Unable to connect to the server: *", "the API server is out of reach: $1"),
    RefusalPattern(
      "The connection to the server * was refused*", "the API server at $1 refused the connection"),
    RefusalPattern(
      "Error: *net/http: TLS handshake timeout*", "the API server does not answer (TLS handshake timeout)"),
    RefusalPattern(
      "Error: *the server is currently unable to handle the request*", "the API server cannot answer now"),
    RefusalPattern("Error: *Unauthorized", "the API server does not accept the credentials (unauthorised)"),
    RefusalPattern("Error: unknown command \"*\" for \"*\"*", "this $2 has no command $1"),
    RefusalPattern("Error: unknown flag: *", "the tool does not know the option $1"),
  ]

  static let helm: [RefusalPattern] = [
    RefusalPattern("Error: kubeconfig file *", "there is no usable kubeconfig: $1"),
    RefusalPattern(
      "Error: *is not a valid chart repository or cannot be reached*",
      "the chart repository is out of reach: $1"),
  ]

  static let istioctl: [RefusalPattern] = [
    RefusalPattern(
      "Error: error exec*ing into *: unable to upgrade connection: *", "istiod cannot be asked: $3"),
    RefusalPattern("Error: error exec*ing into *", "istiod cannot be asked: $2"),
    RefusalPattern(
      "Error: *failed to execute command on *sidecar*", "the sidecar cannot be asked: $2", isWeak: true),
    RefusalPattern("Error: *unable to retrieve Pods: *", "the pods cannot be listed: $2"),
    RefusalPattern("Error: *error upgrading connection: *", "the way into the pod does not open: $2"),
    RefusalPattern(
      "Error: *failure running port forward process: *", "the way into the pod does not open: $2"),
    RefusalPattern("Error: could not create k8s client: *", "the API server cannot be asked: $1"),
    RefusalPattern("Error: *failed to create Kubernetes client: *", "the API server cannot be asked: $2"),
  ]

  static let calicoctl: [RefusalPattern] = [
    RefusalPattern("Failed to create Calico API client: *", "the datastore cannot be asked: $1"),
    RefusalPattern("*connection is unauthorized: *", "the datastore does not allow it: $2"),
    RefusalPattern("*This command must be run as root*", "calicoctl must be run as root"),
    RefusalPattern(
      "*Version mismatch*", "calicoctl and the cluster's Calico are of different versions, so it refuses",
      isWeak: true),
    RefusalPattern("*client: etcd cluster is unavailable*", "the etcd datastore is out of reach"),
    RefusalPattern("*dial tcp *: connect: *", "the datastore at $2 is out of reach: $3"),
    RefusalPattern("*dial tcp *: i/o timeout*", "the datastore at $2 does not answer"),
    RefusalPattern("*context deadline exceeded*", "the datastore does not answer in time"),
  ]

  static let cilium: [RefusalPattern] = [
    RefusalPattern("Error: Unable to create Kubernetes client: *", "the API server cannot be asked: $1"),
    RefusalPattern("Error: *unable to create Kubernetes client: *", "the API server cannot be asked: $2"),
  ]

  static let hubble: [RefusalPattern] = [
    RefusalPattern("*failed to connect to *: *", "Hubble's relay at $2 is out of reach: $3"),
    RefusalPattern("*rpc error: code = Unavailable desc = *", "Hubble's relay is out of reach: $2"),
  ]

  static let linkerd: [RefusalPattern] = [
    RefusalPattern("Cannot connect to Kubernetes: *", "the API server is out of reach: $1"),
    RefusalPattern("*error configuring Kubernetes API client: *", "the API server cannot be asked: $2"),
    RefusalPattern("Failed to initialize K8s API Client: *", "the API server cannot be asked: $1"),
  ]

  /// `linkerd check` prints its findings on standard output; of these only the first say that it could not look.
  static let linkerdCheck: [RefusalPattern] = [
    RefusalPattern("× can initialize the client*", "linkerd cannot ask the API server"),
    RefusalPattern("× can query the Kubernetes API*", "linkerd cannot ask the API server"),
    RefusalPattern("kubernetes-api: can initialize the client*[FAIL]*", "linkerd cannot ask the API server"),
    RefusalPattern(
      "kubernetes-api: can query the Kubernetes API*[FAIL]*", "linkerd cannot ask the API server"),
  ]

  static let subctl: [RefusalPattern] = [
    RefusalPattern("*cannot access the API server \"*\": *", "the API server at $2 is out of reach: $3"),
    RefusalPattern("*Error getting the cluster config: *", "the kubeconfig cannot be used: $2"),
    RefusalPattern("*Error connecting to the cluster*: *", "the API server is out of reach: $3"),
    RefusalPattern("*error creating *client*: *", "the API server cannot be asked: $4"),
  ]
}
