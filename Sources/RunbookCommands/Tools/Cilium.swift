extension Tool {
  /// Of the reference of the cilium command line (0.10 to 0.18) and of the agent's own `cilium`, which share a name.
  static let cilium = Tool(
    name: "cilium",
    options: ValueOptions(
      "--context --kubeconfig -n --namespace --as --as-group --helm-release-name --config -H --host -o --output"
    ),
    depth: .known(
      paths(
        """
        bpf: auth bandwidth config ct egress endpoint frag fs ipcache ipmasq lb metrics multicast nat nodeid policy \
        recorder sha srv6 tunnel vtep
        bpf ct: flush list
        bpf endpoint: delete list
        bpf ipcache: delete get list match update
        bpf lb: list maglev source-ranges
        bpf metrics: list
        bpf nat: flush list
        bpf policy: add delete get list
        bpf tunnel: list
        bgp: peers route-policies routes
        cidr: list
        clustermesh: connect disable disconnect enable status vm
        config: delete get set view
        connectivity: perf test
        encrypt: create-key flush rotate-key status
        encryption: create-key key-status rotate-key status
        endpoint: config disconnect get health healthcheck labels list log regenerate
        fqdn: cache names
        fqdn cache: clean list
        hubble: disable enable port-forward ui
        identity: get list
        ip: get list
        kvstore: delete get set
        map: events get list
        metrics: list
        node: list
        nodeid: list
        policy: delete get import selectors trace validate wait
        prefilter: delete list update
        recorder: delete get list update
        service: delete get list update
        """)),
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.cilium)

  /// Of the help of hubble 0.x and 1.x.
  static let hubble = Tool(
    name: "hubble", options: ValueOptions("--server --config --timeout --tls-server-name"),
    depth: .known(paths("config: get reset set view\nlist: namespaces nodes\nwatch: peers")),
    asksCluster: true,
    refusals: RefusalPattern.clusterClient + RefusalPattern.hubble)
}
