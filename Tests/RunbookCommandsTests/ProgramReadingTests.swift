import Testing

@Suite struct ProgramReadingTests {
  @Test(arguments: rows) func `programs are found behind whatever runs them`(row: Row) { row.check() }

  static let rows: [Row] = [
    Row(##"kubectl get pods"##, runs: "kubectl get"),
    Row(##"/usr/local/bin/kubectl get pods"##, runs: "kubectl get"),
    Row(##""kubectl" 'get' pods"##, runs: "kubectl get"),
    Row(##"$tool get pods; "$bin/kubectl" get pods"##, uses: "tool! bin"),
    Row(##"kubectl"##, runs: "kubectl"),
    Row(##"kubectl -n x --context y get pods"##, runs: "kubectl get"),
    Row(##"kubectl --namespace=x -v 6 --request-timeout 5s logs ds/x"##, runs: "kubectl logs"),
    Row(##"kubectl "$verb" pods"##, uses: "verb", runs: "kubectl"),
    Row(##"kubectl $flags get pods"##, uses: "flags!", runs: "kubectl"),
    Row(##"kubectl rollout -n x undo deploy/y"##, runs: "kubectl rollout undo"),
    Row(##"kubectl rollout history deploy/y"##, runs: "kubectl rollout history"),
    Row(##"kubectl top pods -n kube-system; kubectl top node"##, runs: "kubectl top pods, kubectl top node"),
    Row(
      ##"kubectl config view; kubectl config use-context a; kubectl config current-context"##,
      runs: "kubectl config view, kubectl config use-context, kubectl config current-context"),
    Row(
      ##"kubectl auth can-i list pods; kubectl auth reconcile -f x"##,
      runs: "kubectl auth can-i, kubectl auth reconcile"),
    Row(
      ##"kubectl create deployment web --image nginx; kubectl create -f x.yaml; kubectl create secret generic s"##,
      runs: "kubectl create deployment, kubectl create, kubectl create secret generic"),
    Row(
      ##"kubectl set image deploy/web web=nginx; kubectl cluster-info dump; kubectl cluster-info"##,
      runs: "kubectl set image, kubectl cluster-info dump, kubectl cluster-info"),
    Row(##"kubectl exec -n "$ns" ds/cilium -- cilium status"##, uses: "ns", runs: "kubectl exec"),
    Row(##"kubectl exec -it pod -- sh -c 'nslookup x | grep y'"##, runs: "kubectl exec"),
    Row(##"kubectl debug node/n --image=x -- chroot /host ip route"##, runs: "kubectl debug"),
    Row(##"kubectl neat get pods"##, runs: "kubectl neat"),
    Row(
      ##"kubectl get --raw "/api/v1/nodes/$node/proxy/configz" | jq ."##, uses: "node",
      runs: "kubectl get, jq"),
    Row(##"oc adm top nodes"##, runs: "oc adm top"),
    Row(
      ##"helm -n x list; helm repo add a b; helm get values web; helm rollback web 1"##,
      runs: "helm list, helm repo add, helm get values, helm rollback"),
    Row(
      ##"istioctl proxy-status; istioctl analyze -n x; istioctl authn tls-check a; istioctl proxy-config cluster a.b; istioctl x describe pod y"##,
      runs:
        "istioctl proxy-status, istioctl analyze, istioctl authn tls-check, istioctl proxy-config cluster, istioctl x describe pod"
    ),
    Row(
      ##"calicoctl node status; calicoctl get ippool -o wide; calicoctl ipam show; calicoctl get wep --all-namespaces"##,
      runs: "calicoctl node status, calicoctl get ippool, calicoctl ipam show, calicoctl get wep"),
    Row(
      ##"cilium status; cilium endpoint list; cilium bpf lb list; cilium monitor --type=drop; cilium policy trace"##,
      runs: "cilium status, cilium endpoint list, cilium bpf lb list, cilium monitor, cilium policy trace"),
    Row(
      ##"linkerd check; linkerd stat deploy/x; linkerd viz tap deploy/x; linkerd edges deployments"##,
      runs: "linkerd check, linkerd stat, linkerd viz tap, linkerd edges"),
    Row(
      ##"subctl show connections; subctl diagnose all"##, runs: "subctl show connections, subctl diagnose all"
    ),
    Row(
      ##"docker exec c ls; docker container ls; docker compose up -d; crictl ps; podman run x"##,
      runs: "docker exec, docker container ls, docker compose up, crictl ps, podman run"),
    Row(
      ##"ip -4 addr show; ip route; ip link show flannel.1; ip -n blue route show; ip -s -d link"##,
      runs: "ip addr show, ip route, ip link show, ip route show, ip link"),
    Row(##"ip netns exec blue ping 10.0.0.1"##, runs: "ip netns exec, ping"),
    Row(
      ##"systemctl --no-pager status kubelet; systemctl is-active -q x"##,
      runs: "systemctl status, systemctl is-active"),
    Row(
      ##"aws ec2 describe-security-groups --group-ids x --query 'y'; aws --region r --profile p elbv2 describe-load-balancers"##,
      runs: "aws ec2 describe-security-groups, aws elbv2 describe-load-balancers"),
    Row(
      ##"gcloud compute firewall-rules list --filter="x"; gcloud container clusters get-credentials c; gcloud --project p info"##,
      runs: "gcloud compute firewall-rules list, gcloud container clusters get-credentials, gcloud info"),
    Row(##"az network nsg rule list -g x; az aks show -n y"##, runs: "az network nsg rule list, az aks show"),
    Row(
      ##"sudo kubectl get pods; sudo -u root -E KUBECONFIG=/x kubectl get nodes; sudo -nu root ip route; sudo -l"##,
      runs: "kubectl get, kubectl get, ip route"),
    Row(
      ##"timeout 5 kubectl get pods; timeout -k 1s -s KILL 10s kubectl get nodes; timeout --signal=TERM 5 helm list"##,
      runs: "kubectl get, kubectl get, helm list"),
    Row(
      ##"env kubectl get pods; env -i A=b C="$d" kubectl get nodes; env"##, uses: "d",
      runs: "kubectl get, kubectl get"),
    Row(##"A=b kubectl get pods"##, sets: "A", runs: "kubectl get"),
    Row(
      ##"time kubectl get pods; nice -n 5 helm list; nohup kubectl proxy & ionice -c 3 tar x"##,
      runs: "kubectl get, helm list, kubectl proxy, tar"),
    Row(
      ##"stdbuf -oL kubectl logs -f x; setsid -w kubectl get pods; command kubectl version; exec kubectl get nodes"##,
      runs: "kubectl logs, kubectl get, kubectl version, kubectl get"),
    Row(##"exec 2>&1; exec > /tmp/log"##),
    Row(
      ##"watch kubectl get pods; watch -n 2 'kubectl get nodes | grep x'; watch -x helm list"##,
      runs: "kubectl get, kubectl get, grep, helm list"),
    Row(
      ##"xargs kubectl get < f; xargs -r -n 1 -P 4 -I {} kubectl describe pod {}; xargs -0; xargs -n1 sh -c 'helm list $0'"##,
      runs: "kubectl get, kubectl describe, helm list"),
    Row(##"find . -type f -exec grep -l x {} + -o -name y -execdir rm {} \;"##, runs: "find, grep, rm"),
    Row(
      ##"sh -c 'kubectl get pods'; bash -ec "kubectl get nodes"; bash -eo pipefail -c 'helm list | grep x' name arg"##,
      runs: "kubectl get, kubectl get, helm list, grep"),
    Row(
      ##"bash -c "kubectl get pod $pod"; sh -c "$script"; bash -c "$tool get pods; helm list""##,
      uses: "pod script tool", runs: "kubectl get, helm list"),
    Row(##"bash script.sh; sh -s < x; bash"##, runs: "bash, sh, bash"),
    Row(##"bash -c 'bash -c "bash -c \"kubectl get pods\""'"##, runs: "kubectl get"),
    Row(##"eval 'kubectl get pods'; eval kubectl get "$x""##, uses: "x", runs: "kubectl get, kubectl get"),
    Row(##"su - root -c 'systemctl restart kubelet'"##, runs: "systemctl restart"),
    Row(
      ##"flock /tmp/lock kubectl get pods; flock -w 5 /tmp/lock -c 'helm list'"##,
      runs: "kubectl get, helm list"),
    Row(##"sudo timeout 5 nice env A=b bash -c 'time kubectl get pods'"##, runs: "kubectl get"),
    Row(
      ##"microk8s kubectl get pods; k3s kubectl get nodes; minikube kubectl -- get pods; minikube status"##,
      runs: "kubectl get, kubectl get, kubectl get, minikube"),
    Row(##"ssh node-1 kubectl get pods"##, runs: "ssh"),
    Row(##"f() { kubectl get pods; }; f; g"##, runs: "kubectl get, g"),
    Row(##"echo hi; cd /tmp; printf x; test -f y; [ -f z ]; true; export A=b; set -e; return 0"##, sets: "A"),
    Row(
      ##"kubectl get pods | tee /tmp/x | awk '{print $1}' | sort | uniq -c | head -3"##,
      runs: "kubectl get, tee, awk, sort, uniq, head"),
    Row(
      ##"echo "$(kubectl get pods -o name | head -1)" `helm list` $((1 + $(nproc)))"##,
      runs: "kubectl get, head, helm list, nproc"),
    Row(##"x=$(kubectl get nodes) y=`date` z=($(seq 3))"##, sets: "x y z", runs: "kubectl get, date, seq"),
    Row(##"echo ${x:-$(hostname)} ${y/$(id)/z}"##, uses: "x! y!", runs: "hostname, id"),
    Row(##"cat < <(kubectl get pods) > >(tee x)"##, runs: "cat, kubectl get, tee"),
    Row(##"[[ $(kubectl get pods) == *x* ]] && (( $(wc -l < f) > 3 ))"##, runs: "kubectl get, wc"),
    Row(##"for i in $(seq 3); do (sleep 1; curl -s x) & done; wait"##, sets: "i", runs: "seq, sleep, curl"),
    Row(
      ##"nsenter -t 1 -n ip addr; chroot /host systemctl status kubelet; unshare -n ip link; strace -f -o x curl y"##,
      runs: "ip addr, systemctl status, ip link, curl"),
    Row(##"grep -q kubectl file; echo kubectl get pods; which kubectl; type helm"##, runs: "grep, which"),
    Row(##""$@"; ${cmd[@]} x; ./check.sh; ../bin/probe --x"##, uses: "@ cmd!", runs: "check.sh, probe"),
  ]
}
