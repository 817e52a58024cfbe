/// A kind of objects of an API server, as commands name it.
struct ResourceKind: Sendable, Hashable {
  let group: String
  /// In the plural.
  let name: String
  let isNamespaced: Bool
  /// It stands in the table; of others only what was written is known.
  var isKnown = true

  /// By plural, singular and short names.
  private static let table: [String: ResourceKind] = {
    var table: [String: ResourceKind] = [:]
    for line in text.utf8.split(separator: .newline) {
      let words = String(Substring(line)).words
      let kind = ResourceKind(
        group: words[0] == "-" ? "" : words[0], name: words[2], isNamespaced: words[1] == "in")
      for word in words.dropFirst(2) where table[word] == nil { table[word] = kind }
      if !kind.group.isEmpty { for word in words.dropFirst(2) { table["\(word).\(kind.group)"] = kind } }
    }
    return table
  }()

  /// What `get all` means.
  static let all = [
    "pods", "replicationcontrollers", "services", "daemonsets", "deployments", "replicasets", "statefulsets",
    "horizontalpodautoscalers", "cronjobs", "jobs",
  ]

  /// `pods`, `po`, `Deployment`, `ingresses.networking.k8s.io`, `deployments.v1.apps`.
  static func named(_ written: String) -> ResourceKind {
    let name = written.lowercased()
    if let kind = table[name] { return kind }
    guard let dot = name.firstIndex(of: ".") else {
      return ResourceKind(group: "*", name: name, isNamespaced: false, isKnown: false)
    }
    let short = String(name[..<dot])
    var group = String(name[name.index(after: dot)...])
    if let version = group.split(separator: ".").first, isVersion(version) {
      group = String(group.dropFirst(version.count + 1))
    }
    if group.isEmpty, let kind = table[short] { return kind }
    if let kind = table["\(short).\(group)"] { return kind }
    return ResourceKind(group: group, name: short, isNamespaced: false, isKnown: false)
  }

  /// Of a manifest: `apps/v1` and `Deployment`.
  init?(version: String, kind: String) {
    let group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
    guard
      let known = Self.table[kind.lowercased() + (group.isEmpty ? "" : ".\(group)")]
        ?? Self.table[kind.lowercased()]
    else { return nil }
    self.init(group: group, name: known.name, isNamespaced: known.isNamespaced, isKnown: known.group == group)
  }

  init(group: String, name: String, isNamespaced: Bool, isKnown: Bool = true) {
    self.group = group
    self.name = name
    self.isNamespaced = isNamespaced
    self.isKnown = isKnown
  }

  /// `v1`, `v1beta1`
  private static func isVersion(_ word: Substring) -> Bool {
    word.first == "v" && word.dropFirst().first?.isNumber == true
  }

  /// Group (`-` is the core), in a namespace or of the cluster, plural, other names. Of `kubectl api-resources` of 1.20 to
  /// 1.34; the custom ones of their projects' manifests.
  private static let text = """
    - in pods pod po
    - in services service svc
    - in endpoints endpoint ep
    - in configmaps configmap cm
    - in secrets secret
    - in events event ev
    - in serviceaccounts serviceaccount sa
    - in persistentvolumeclaims persistentvolumeclaim pvc
    - in replicationcontrollers replicationcontroller rc
    - in resourcequotas resourcequota quota
    - in limitranges limitrange limits
    - in podtemplates podtemplate
    - of nodes node no
    - of namespaces namespace ns
    - of persistentvolumes persistentvolume pv
    - of componentstatuses componentstatus cs
    apps in deployments deployment deploy
    apps in daemonsets daemonset ds
    apps in statefulsets statefulset sts
    apps in replicasets replicaset rs
    apps in controllerrevisions controllerrevision
    batch in jobs job
    batch in cronjobs cronjob cj
    autoscaling in horizontalpodautoscalers horizontalpodautoscaler hpa
    policy in poddisruptionbudgets poddisruptionbudget pdb
    policy of podsecuritypolicies podsecuritypolicy psp
    networking.k8s.io in ingresses ingress ing
    networking.k8s.io in networkpolicies networkpolicy netpol
    networking.k8s.io of ingressclasses ingressclass
    networking.k8s.io of ipaddresses ipaddress ip
    networking.k8s.io of servicecidrs servicecidr
    discovery.k8s.io in endpointslices endpointslice
    events.k8s.io in events event ev
    metrics.k8s.io in pods pod po
    metrics.k8s.io of nodes node no
    coordination.k8s.io in leases lease
    rbac.authorization.k8s.io in roles role
    rbac.authorization.k8s.io in rolebindings rolebinding
    rbac.authorization.k8s.io of clusterroles clusterrole
    rbac.authorization.k8s.io of clusterrolebindings clusterrolebinding
    storage.k8s.io of storageclasses storageclass sc
    storage.k8s.io of volumeattachments volumeattachment
    storage.k8s.io of csidrivers csidriver
    storage.k8s.io of csinodes csinode
    scheduling.k8s.io of priorityclasses priorityclass pc
    node.k8s.io of runtimeclasses runtimeclass
    certificates.k8s.io of certificatesigningrequests certificatesigningrequest csr
    apiextensions.k8s.io of customresourcedefinitions customresourcedefinition crd crds
    apiregistration.k8s.io of apiservices apiservice
    admissionregistration.k8s.io of mutatingwebhookconfigurations mutatingwebhookconfiguration
    admissionregistration.k8s.io of validatingwebhookconfigurations validatingwebhookconfiguration
    * in gateways gateway
    gateway.networking.k8s.io in gateways gateway gtw
    gateway.networking.k8s.io in httproutes httproute
    gateway.networking.k8s.io in grpcroutes grpcroute
    gateway.networking.k8s.io of gatewayclasses gatewayclass gc
    crd.projectcalico.org of ippools ippool
    crd.projectcalico.org of ipamblocks ipamblock
    crd.projectcalico.org of blockaffinities blockaffinity
    crd.projectcalico.org of bgppeers bgppeer
    crd.projectcalico.org of bgpconfigurations bgpconfiguration
    crd.projectcalico.org of felixconfigurations felixconfiguration
    crd.projectcalico.org of globalnetworkpolicies globalnetworkpolicy
    crd.projectcalico.org of globalnetworksets globalnetworkset
    crd.projectcalico.org in networkpolicies networkpolicy
    crd.projectcalico.org of clusterinformations clusterinformation
    operator.tigera.io of tigerastatuses tigerastatus
    operator.tigera.io of installations installation
    cilium.io in ciliumnetworkpolicies ciliumnetworkpolicy cnp ciliumnp
    cilium.io of ciliumclusterwidenetworkpolicies ciliumclusterwidenetworkpolicy ccnp
    cilium.io in ciliumendpoints ciliumendpoint cep ciliumep
    cilium.io of ciliumnodes ciliumnode cn ciliumn
    cilium.io of ciliumidentities ciliumidentity ciliumid
    networking.istio.io in virtualservices virtualservice vs
    networking.istio.io in destinationrules destinationrule dr
    networking.istio.io in gateways gateway gw
    networking.istio.io in serviceentries serviceentry se
    networking.istio.io in sidecars sidecar
    networking.istio.io in envoyfilters envoyfilter
    security.istio.io in peerauthentications peerauthentication pa
    security.istio.io in authorizationpolicies authorizationpolicy ap
    security.istio.io in requestauthentications requestauthentication ra
    linkerd.io in serviceprofiles serviceprofile sp
    policy.linkerd.io in servers server srv
    policy.linkerd.io in serverauthorizations serverauthorization saz
    """
}
