extension RefusalTests {
  static let shells: [RefusalRow] = [
    RefusalRow(
      "kubectl get pods",
      "bash: fork: retry: Resource temporarily unavailable\nbash: fork: Resource temporarily unavailable",
      "no more processes may run", status: 254),
    RefusalRow(
      "kubectl get pods", "sh: 1: Cannot fork", "no more processes may run", status: 2),
    RefusalRow(
      "seq 9 | xargs -n 1 echo", "xargs: fork: Cannot allocate memory",
      "there is no memory for another process"),
    RefusalRow(
      "kubectl get pods", "runtime: failed to create new OS thread (have 5 already; errno=11)",
      "no more processes may run", status: 2),
    RefusalRow(
      "kubectl get pods", "bash: line 1: kubectl: command not found", "kubectl is not installed here",
      status: 127),
    RefusalRow("jq . | grep x", "bash: line 3: jq: command not found", "jq is not installed here"),
    RefusalRow(
      "kubectl get pods", "/bin/bash: line 1: kubectl: command not found", "kubectl is not installed here",
      status: 127),
    RefusalRow("kubectl get pods", "sh: 1: kubectl: not found", "kubectl is not installed here", status: 127),
    RefusalRow(
      "kubectl get pods", "/bin/sh: 1: kubectl: not found", "kubectl is not installed here", status: 127),
    RefusalRow("kubectl get pods", "sh: kubectl: not found", "kubectl is not installed here", status: 127),
    RefusalRow(
      "exec helm list", "bash: line 1: exec: helm: not found", "helm is not installed here", status: 127),
    RefusalRow(
      "timeout 5 helm list", "timeout: failed to run command ‘helm’: No such file or directory",
      "helm is not installed here", status: 127),
    RefusalRow(
      "env helm list", "env: ‘helm’: No such file or directory", "helm is not installed here", status: 127),
    RefusalRow(
      "xargs helm get", "xargs: helm: No such file or directory", "helm is not installed here", status: 127),
    RefusalRow("sudo helm list", "sudo: helm: command not found", "helm is not installed here"),
    RefusalRow(
      "./probe", "bash: line 1: ./probe: Permission denied", "./probe may not be executed", status: 126),
    RefusalRow(
      "./probe", "bash: line 1: ./probe: No such file or directory", "./probe is not installed here",
      status: 127),
    RefusalRow(
      "./probe", "bash: line 1: ./probe: cannot execute binary file: Exec format error",
      "./probe may not be executed", status: 126),
    RefusalRow(
      "kubectl get pods | ghost", "bash: line 1: ghost: command not found", "ghost is not installed here",
      status: 127),
    RefusalRow("sudo ip route", "sudo: a password is required", "sudo asks for a password"),
  ]

  static let others: [RefusalRow] = [
    RefusalRow(
      "istioctl proxy-config cluster p.x", "Error: failed to retrieve pod: pods \"p\" not found",
      "there is no pod p to ask"),
    RefusalRow(
      "kubectl exec deploy/x -- ls", "error: timed out waiting for the condition",
      "no pod was ready in time to look from"),
    RefusalRow("./check.sh", "./check.sh: 3: ghost: not found", "ghost is not installed here", status: 2),
    RefusalRow(
      "kubectl get pods", "/usr/bin/sh: 1: kubectl: not found", "kubectl is not installed here", status: 127),
    RefusalRow(
      "helm list",
      "Error: Kubernetes cluster unreachable: Get \"https://10.0.0.1:6443/version\": dial tcp 10.0.0.1:6443: connect: connection refused",
      "the API server at 10.0.0.1:6443 is out of reach: connect: connection refused"),
    RefusalRow(
      "helm list",
      "Error: list: failed to list: secrets is forbidden: User \"jane\" cannot list resource \"secrets\" in API group \"\" in the namespace \"x\"",
      "jane may not list secrets (forbidden)"),
    RefusalRow(
      "istioctl proxy-status",
      "Error: failed to get the Kubernetes version: Get \"http://localhost:8080/version?timeout=5s\": dial tcp 127.0.0.1:8080: connect: connection refused",
      "127.0.0.1:8080 is out of reach: connect: connection refused"),
    RefusalRow(
      "istioctl proxy-status",
      "Error: error exec'ing into istiod-7m72f/istio-system discovery container: unable to upgrade connection: container not found (\"discovery\")",
      "istiod cannot be asked: container not found (\"discovery\")"),
    RefusalRow(
      "calicoctl get nodes",
      "Failed to create Calico API client: invalid configuration: no configuration has been provided",
      "there is no kubeconfig"),
    RefusalRow(
      "calicoctl get nodes", "connection is unauthorized: nodes is forbidden",
      "the datastore does not allow it: nodes is forbidden"),
    RefusalRow(
      "cilium status", "Error: Unable to create Kubernetes client: stat /x: no such file or directory",
      "the API server cannot be asked: stat /x: no such file or directory"),
    RefusalRow(
      "subctl show all",
      " ✗ Error getting the Broker's REST config: cannot access the API server \"https://a:6443\": x509: certificate signed by unknown authority",
      "the certificate of the API server is not accepted: certificate signed by unknown authority"),
    RefusalRow(
      "docker ps",
      "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
      "the Docker daemon at unix:///var/run/docker.sock does not answer"),
    RefusalRow(
      "aws ec2 describe-vpcs",
      "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
      "the AWS CLI has no credentials", status: 253),
    RefusalRow(
      "aws ec2 describe-vpcs",
      "An error occurred (UnauthorizedOperation) when calling the DescribeVpcs operation: You are not authorized to perform this operation.",
      "AWS does not allow DescribeVpcs", status: 254),
    RefusalRow(
      "aws ec2 describe-vpcs",
      "Could not connect to the endpoint URL: \"https://ec2.eu-west-1.amazonaws.com/\"",
      "AWS is out of reach: \"https://ec2.eu-west-1.amazonaws.com/\"", status: 255),
    RefusalRow(
      "gcloud compute firewall-rules list",
      "ERROR: (gcloud.compute.firewall-rules.list) You do not currently have an active account selected.",
      "gcloud is not logged in"),
    RefusalRow(
      "gcloud compute firewall-rules list",
      " - Required 'compute.firewalls.list' permission for 'projects/x'",
      "gcloud's account lacks compute.firewalls.list on projects/x"),
    RefusalRow(
      "az network nsg list", "ERROR: Please run 'az login' to setup account.",
      "the Azure CLI is not logged in"),
    RefusalRow(
      "ip -n blue route", "Cannot open network namespace \"blue\": No such file or directory",
      "there is no network namespace blue: No such file or directory", status: 255),
    RefusalRow(
      "kubectl exec p -- ping -c1 x",
      "ping: permission denied (are you root?)\ncommand terminated with exit code 1",
      "ping may not open a raw socket"),
  ]

  /// Look-alikes: what was looked for is not there, or the probed network does not answer.
  static let evidence: [RefusalRow] = [
    RefusalRow("kubectl get pods", "bash: fork: retry: Resource temporarily unavailable", nil),
    RefusalRow("kubectl get service x", "Error from server (NotFound): services \"x\" not found", nil),
    RefusalRow("kubectl describe pod x", "Error from server (NotFound): pods \"x\" not found", nil),
    RefusalRow(
      "kubectl wait pod/x --for=condition=Ready", "error: timed out waiting for the condition on pods/x", nil),
    RefusalRow("kubectl wait pod/x --for=condition=Ready", "error: no matching resources found", nil),
    RefusalRow("kubectl get pods -n x", "No resources found in x namespace.", nil, status: 0),
    RefusalRow(
      "kubectl run x --image=y", "Error from server (AlreadyExists): pods \"x\" already exists", nil),
    RefusalRow(
      "kubectl get virtualservice", "error: the server doesn't have a resource type \"virtualservice\"", nil),
    RefusalRow(
      "kubectl get --raw /readyz",
      "Error from server (InternalError): an error on the server (\"[+]ping ok\\n[-]etcd failed: reason withheld\\nreadyz check failed\") has prevented the request from succeeding",
      nil),
    RefusalRow(
      "kubectl get --raw /api/v1/namespaces/a/services/b/proxy/",
      "Error from server (ServiceUnavailable): no endpoints available for service \"b\"", nil),
    RefusalRow(
      "kubectl get --raw /api/v1/namespaces/a/services/b:9/proxy/",
      "Error from server (ServiceUnavailable): no service port 9 found for service \"b\"", nil),
    RefusalRow(
      "kubectl get --raw /api/v1/namespaces/a/pods/b/proxy/",
      "Error from server: error trying to reach service: dial tcp 10.1.1.5:8080: connect: connection refused",
      nil),
    RefusalRow("kubectl get pods", "Warning: v1 ComponentStatus is deprecated in v1.19+", nil),
    RefusalRow(
      "kubectl get svc x",
      "E0101 memcache.go:287] couldn't get resource list for metrics.k8s.io/v1beta1: the server is currently unable to handle the request",
      nil),
    RefusalRow(
      "kubectl exec p -- wget x",
      "wget: can't connect to remote host (10.96.0.10): Connection refused\ncommand terminated with exit code 1",
      nil),
    RefusalRow(
      "kubectl exec p -- curl x",
      "curl: (7) Failed to connect to x port 80: Connection refused\ncommand terminated with exit code 7",
      nil, status: 7),
    RefusalRow(
      "kubectl exec p -- curl x",
      "curl: (28) Connection timed out after 3001 milliseconds\ncommand terminated with exit code 28", nil,
      status: 28),
    RefusalRow(
      "kubectl exec p -- curl x", "curl: (6) Could not resolve host: x\ncommand terminated with exit code 6",
      nil, status: 6),
    RefusalRow(
      "kubectl exec p -- curl https://x",
      "curl: (60) SSL certificate problem: unable to get local issuer certificate\ncommand terminated with exit code 60",
      nil, status: 60),
    RefusalRow(
      "kubectl exec p -- nslookup x",
      ";; connection timed out; no servers could be reached\n\ncommand terminated with exit code 1", nil),
    RefusalRow(
      "kubectl exec p -- nslookup x", "** server can't find x: NXDOMAIN\ncommand terminated with exit code 1",
      nil),
    RefusalRow(
      "kubectl exec p -- ping x", "ping: sendto: Network unreachable\ncommand terminated with exit code 1",
      nil),
    RefusalRow(
      "kubectl exec p -- ping x",
      "ping: sendmsg: Operation not permitted\ncommand terminated with exit code 1", nil),
    RefusalRow(
      "kubectl exec p -- nc -zv x 53",
      "nc: connect to x port 53 (tcp) failed: Connection refused\ncommand terminated with exit code 1", nil),
    RefusalRow(
      "kubectl exec p -- goprobe",
      "error: Get \"https://10.96.0.1/healthz\": dial tcp 10.96.0.1:443: i/o timeout\ncommand terminated with exit code 1",
      nil),
    RefusalRow(
      "kubectl exec p -- goprobe", "error: context deadline exceeded\ncommand terminated with exit code 1",
      nil),
    RefusalRow(
      "kubectl exec p -- cat /x", "cat: /x: No such file or directory\ncommand terminated with exit code 1",
      nil),
    RefusalRow(
      "kubectl exec ds/cilium -- cilium status",
      "Get \"http:///var/run/cilium/cilium.sock/v1/healthz\": dial unix /var/run/cilium/cilium.sock: connect: connection refused\ncommand terminated with exit code 1",
      nil),
    RefusalRow("kubectl exec p -- x", "command terminated with exit code 1", nil),
    RefusalRow(
      "curl http://x", "curl: (7) Failed to connect to x port 80 after 0 ms: Connection refused", nil,
      status: 7),
    RefusalRow("ping -c1 x", "ping: x: Name or service not known", nil, status: 2),
    RefusalRow("helm status web", "Error: release: not found", nil),
    RefusalRow("helm test web", "Error: pod web-test failed", nil),
    RefusalRow("linkerd check", "Status check results are ×", nil),
    RefusalRow("docker inspect x", "Error: No such object: x", nil),
    RefusalRow(
      "aws ec2 describe-security-groups",
      "An error occurred (InvalidGroup.NotFound) when calling the DescribeSecurityGroups operation: The security group 'sg-1' does not exist",
      nil, status: 254),
    RefusalRow("grep x file", "grep: file: No such file or directory", nil, status: 2),
    RefusalRow("ls x", "ls: cannot access 'x': No such file or directory", nil, status: 2),
    RefusalRow("find . -exec grep x {} +", "find: ‘x’: Permission denied", nil),
    RefusalRow("cat < x", "bash: line 1: x: No such file or directory", nil),
    RefusalRow("kubectl rollout status deploy/x", "error: timed out waiting for the condition", nil),
    RefusalRow("false", "", nil),
  ]
}
