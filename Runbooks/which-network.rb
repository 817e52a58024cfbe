# Which network does this cluster have?
#
# For other runbooks: `call net "which-network.rb" of=cni` (or proxy, mesh, ingress, dns) ends with the outcome that answers this
# question: read it as `$net.outcome is "cni-calico"`, and give the call `unknown → next`. Every answer is info, so the call passes;
# it is `cannot-tell`, and the call unknown, where the cluster does not let itself be looked at.
runbook "Which network"

about
  Finds out by kubectl alone which CNI plugin, kube-proxy mode, service mesh, ingress controller and cluster DNS there are,
  and in which version. It takes the names and images of what runs as pods for what they say, and starts nothing.
  What does not run as pods (a plain bridge, a CNI plugin or kube-proxy inside another program) it cannot know, and says so.

tags network, inventory
needs cluster
needs kubectl 1.20+

param of            = all one of all, cni, proxy, mesh, ingress, dns "what to find out"
param dns_namespace = kube-system                                    "where the cluster's DNS runs"
param dns_label     = "k8s-app=kube-dns"                             "label of the DNS pods"
param controllers   = "app.kubernetes.io/name in (ingress-nginx, rke2-ingress-nginx, nginx-ingress, traefik, haproxy-ingress, kubernetes-ingress, kong, contour)" "label selector of the ingress controllers"

decide
  $of is "proxy"   → proxy
  $of is "mesh"    → mesh
  $of is "ingress" → ingress
  $of is "dns"     → dns
  otherwise        → cni

path cni "Which CNI plugin gives pods their network?"
  parallel
    step agents "The DaemonSets, among them the agents of CNI plugins"
      run kubectl get daemonsets -A -o wide
      capture cilium from first 1 column IMAGES where NAME matches /^(cilium|anetd)$/ and DESIRED > 0
      capture canal from first 1 column IMAGES where NAME matches /^(rke2-)?canal$/ and DESIRED > 0
      capture aws from first 1 column IMAGES where NAME is "aws-node" and DESIRED > 0
      capture calico from first 1 column IMAGES where NAME is "calico-node" and DESIRED > 0
      capture flannel from first 1 column IMAGES where NAME starts with "kube-flannel" and DESIRED > 0
      capture weave from first 1 column IMAGES where NAME is "weave-net" and DESIRED > 0
      capture plugin from first 1 column IMAGES where NAME matches /^(kube-router|antrea-agent|kindnet|azure-cn[is].*|ovnkube-node|kube-ovn-cni|sdn)$/ and DESIRED > 0
      unknown → cannot-tell, next

    step nodes "The nodes, and what a plugin inside their kubelet's program left on them"
      run kubectl get nodes -o custom-columns='NAME:.metadata.name,KUBELET:.status.nodeInfo.kubeletVersion,FLANNEL:.metadata.annotations.flannel\.alpha\.coreos\.com/backend-type'
      capture backend from distinct column FLANNEL where FLANNEL is not empty
      unknown → cannot-tell, next

  decide
    $cilium exists  → cni-cilium, next
    $canal exists   → cni-canal, next
    $aws exists     → cni-aws, next
    $calico exists  → cni-calico, next
    $flannel exists → cni-flannel, next
    $weave exists   → cni-weave, next
    $plugin exists  → cni-other, next
    $backend exists → cni-flannel, next
    agents passes   → cni-unknown, next

  decide
    $of is "all" → proxy
  → looked

path proxy "What makes the addresses of Services work?"
  parallel
    step proxies "kube-proxy's pods, and how they are started"
      run kubectl get pods -n kube-system -o custom-columns='NAME:.metadata.name,IMAGE:.spec.containers[0].image,COMMAND:.spec.containers[0].command,ARGS:.spec.containers[0].args'
      capture proxies from column NAME where NAME starts with "kube-proxy"
      capture flag from first 1 find all /^kube-proxy\S* .*--proxy-mode[= ](\w+)/
      unknown → cannot-tell, next

    step settings "The mode in kube-proxy's ConfigMap, and whether Cilium takes its place"
      run kubectl get configmaps -n kube-system kube-proxy kube-proxy-config cilium-config --ignore-not-found -o yaml
      capture mode from find /^ +mode: *"?(\w*)"? *$/
      capture replaced from find /^ +kube-proxy-replacement: *"?(strict|true)/
      unknown → cannot-tell, next

  decide
    $replaced exists                       → proxy-cilium, next
    $proxies not exists and proxies passes → proxy-unknown, next
    $flag exists and $flag is "ipvs"       → proxy-ipvs, next
    $flag exists and $flag is "nftables"   → proxy-nftables, next
    $flag exists                           → proxy-iptables, next
    $mode exists and $mode is "ipvs"       → proxy-ipvs, next
    $mode exists and $mode is "nftables"   → proxy-nftables, next
    $mode exists                           → proxy-iptables, next
    proxies passes and settings passes     → proxy-unknown, next

  decide
    $of is "all" → mesh
  → looked

path mesh "Which service mesh is there?"
  step control-planes "The Deployments, among them the control planes of meshes"
    run kubectl get deployments -A -o wide
    capture istio from first 1 column IMAGES where NAME matches /^istiod(-|$)/
    capture linkerd from first 1 column IMAGES where NAME is "linkerd-destination"
    capture meshed from first 1 column IMAGES where NAME matches /^(kuma-control-plane|osm-controller|consul-\S*connect-injector\S*|traefik-mesh-controller)$/
    unknown → cannot-tell, next

  decide
    $istio exists → mesh-istio, next

  decide
    $linkerd exists → mesh-linkerd, next

  decide
    $meshed exists → mesh-other, next
    control-planes passes and $istio not exists and $linkerd not exists → mesh-none, next

  decide
    $of is "all" → ingress
  → looked

path ingress "Which ingress controller is there?"
  parallel
    step controllers "The pods of ingress controllers"
      run kubectl get pods -A -l "$controllers" -o custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,APP:.metadata.labels.app\.kubernetes\.io/name,IMAGE:.spec.containers[0].image'
      capture nginx from first 1 column IMAGE where APP matches /ingress-nginx$/
      capture traefik from first 1 column IMAGE where APP is "traefik"
      capture controller from first 1 column IMAGE where APP not matches /ingress-nginx$|^traefik$/
      unknown → cannot-tell, next

    step classes "The classes of Ingresses, and who says to serve them"
      run kubectl get ingressclasses -o custom-columns='NAME:.metadata.name,CONTROLLER:.spec.controller'
      capture served from distinct column CONTROLLER
      unknown → cannot-tell, next

  decide
    $nginx exists → ingress-nginx, next

  decide
    $traefik exists → ingress-traefik, next

  decide
    $controller exists → ingress-other, next
    $nginx not exists and $traefik not exists and $served exists → ingress-outside, next
    controllers passes and $nginx not exists and $traefik not exists → ingress-none, next

  decide
    $of is "all" → dns
  → looked

path dns "Which DNS server does the cluster have?"
  parallel
    step servers "The pods of the cluster's DNS"
      run kubectl get pods -n "$dns_namespace" -l "$dns_label" -o custom-columns='NAME:.metadata.name,IMAGE:.spec.containers[0].image'
      capture coredns from first 1 column IMAGE where IMAGE contains "coredns"
      capture kubedns from first 1 column IMAGE where IMAGE matches /k8s-dns-kube-dns|kubedns/
      unknown → cannot-tell, next

    step cache "A DNS cache on each node"
      run kubectl get daemonsets -n kube-system -o custom-columns='NAME:.metadata.name'
      capture cache from first 1 column NAME where NAME matches /^node-?local-?dns/
      unknown → cannot-tell, next

  decide
    $cache exists → dns-node-local, next

  decide
    $coredns exists → dns-coredns, next
    $kubedns exists → dns-kubedns, next
    servers passes  → dns-unknown, next
  → looked

outcome cni-cilium "The CNI plugin is Cilium"
  severity info
  Look closer with cilium.rb.

outcome cni-canal "The CNI plugin is Canal: Flannel carries the packets, Calico enforces the policies"
  severity info
  Look closer with flannel.rb, and with calico.rb for its policies.

outcome cni-aws "The CNI plugin is Amazon's VPC CNI"
  severity info
  Pods have addresses of the VPC. Calico beside it, if there is any, only enforces policies.

outcome cni-calico "The CNI plugin is Calico"
  severity info
  Look closer with calico.rb.

outcome cni-flannel "The CNI plugin is Flannel"
  severity info
  It runs as a DaemonSet, or inside the program of the kubelet (k3s), where only the annotations of the nodes tell of it.
  Look closer with flannel.rb.

outcome cni-weave "The CNI plugin is Weave Net"
  severity info
  There is no runbook for it; cni-broken.rb looks at what any plugin must do.

outcome cni-other "The CNI plugin is another known one"
  severity info
  The step above names its agent and version: one of kube-router, Antrea, kindnet, Azure CNI, OVN-Kubernetes, Kube-OVN and
  OpenShift SDN. There is no runbook for it; cni-broken.rb looks at what any plugin must do.

outcome cni-unknown "No CNI plugin that is known here runs as pods"
  severity info
  It may be a plain bridge with routes, kubenet, a cloud's own, or inside another program: kubectl cannot show that.
  Look into /etc/cni/net.d on a node. cni-broken.rb looks at what any plugin must do.

outcome proxy-iptables "Services: kube-proxy with iptables"
  severity info
  So its flags or its ConfigMap say, or say nothing, which means iptables. A pod that was started before the last change of the
  ConfigMap may still be in another mode.

outcome proxy-ipvs "Services: kube-proxy with IPVS"
  severity info
  So its flags or its ConfigMap say. Where a node lacks the kernel's modules, older ones fall back to iptables there.

outcome proxy-nftables "Services: kube-proxy with nftables"
  severity info
  So its flags or its ConfigMap say.

outcome proxy-cilium "Services: Cilium in the place of kube-proxy"
  severity info
  Cilium's agents answer for the addresses of Services, with BPF programs instead of rules.

outcome proxy-unknown "Services: no kube-proxy is seen, or not how it is set"
  severity info
  kube-proxy may run as a service of the machine or inside another program (k3s), or the CNI plugin does its work.

outcome mesh-istio "There is an Istio control plane"
  severity info
  Look closer with istio.rb.

outcome mesh-linkerd "There is a Linkerd control plane"
  severity info
  Look closer with linkerd.rb.

outcome mesh-other "There is another service mesh"
  severity info
  The step above names its control plane: Kuma, Open Service Mesh, Consul or Traefik Mesh.

outcome mesh-none "No service mesh is seen"
  severity info
  No control plane of one runs here. One that runs outside (a managed one, or in another cluster) is not seen.

outcome ingress-nginx "There is an ingress-nginx controller"
  severity info
  Look closer with ingress-broken.rb.

outcome ingress-traefik "There is a Traefik"
  severity info
  Look closer with ingress-broken.rb.

outcome ingress-other "There is another ingress controller"
  severity info
  The step above names it. Look closer with ingress-broken.rb.

outcome ingress-outside "Ingresses are served by a controller whose pods are not seen"
  severity info
  There is a class of Ingresses and no pod of a controller that is known here: it is the cloud's, it is not installed any more,
  or its pods carry other labels (controllers=… names them).

outcome ingress-none "No ingress controller is seen"
  severity info
  No pod carries the labels of one and there is no class. Clouds that serve Ingresses from outside need neither.

outcome dns-coredns "The cluster's DNS is CoreDNS"
  severity info
  Look closer with dns-broken.rb.

outcome dns-kubedns "The cluster's DNS is kube-dns"
  severity info
  This is what came before CoreDNS; dns-broken.rb looks at it as well.

outcome dns-unknown "The cluster's DNS is none that is known here"
  severity info
  No pod of it runs an image of CoreDNS or kube-dns: it is another server that goes by their label, or there is none where
  this looked (dns_namespace=…, dns_label=…). So nothing can be said of its version, and its ConfigMap may not be obeyed.

outcome dns-node-local "Each node has a DNS cache of its own"
  severity info
  Pods ask NodeLocal DNSCache on their node first: what it loses, the node's pods lose. What stands behind it is named beside this.

outcome cannot-tell "Not everything could be looked at"
  severity unknown
  The cluster refused or did not answer; what is said beside this still holds. Reading nodes, DaemonSets, Deployments, pods,
  IngressClasses and the ConfigMaps of kube-system must be allowed.

outcome looked "The network was looked at"
  severity ok
  What was found is said above.
