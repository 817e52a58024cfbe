import RunbookModel

extension Tool {
  /// Of the reference of the cilium command line (0.10 to 0.18) and of the agent's own `cilium`, which share a name.
  static let cilium = Tool(
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
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.cilium,
    effect: { ciliumRule($0) })

  /// Of the help of hubble 0.x and 1.x.
  static let hubble = Tool(
    options: ValueOptions("--server --config --timeout --tls-server-name"),
    depth: .known(paths("config: get reset set view\nlist: namespaces nodes\nwatch: peers")),
    asksCluster: true,
    refusals: RefusalPattern.clusterClient + RefusalPattern.hubble,
    effect: { hubbleRule($0) })
}

extension Tool {
  static let ciliumRule = VerbRule(
    options: ValueOptions(
      "--context --kubeconfig -n --namespace --as --as-group --helm-release-name --config -H --host -o --output --type --from --to --related-to --output-directory --test --labels -l"
    ),
    verbs: VerbEffects(
      """
      read: status version help completion monitor debuginfo config config/get config/view endpoint/list endpoint/get
      read: endpoint/health endpoint/log endpoint/labels endpoint/config service/list service/get policy/get policy/trace
      read: policy/selectors policy/validate policy/wait identity/list identity/get node/list nodeid/list ip/list ip/get
      read: metrics/list map/list map/get map/events kvstore/get fqdn/cache/list fqdn/names encrypt/status
      read: encryption/status encryption/key-status bgp/peers bgp/routes bgp/route-policies cidr/list prefilter/list
      read: recorder/list recorder/get clustermesh/status clustermesh/vm/status lrp/list cgroups/list statedb/dump
      read: bpf/auth/list bpf/bandwidth/list bpf/config/list bpf/ct/list bpf/egress/list bpf/endpoint/list bpf/frag/list
      read: bpf/fs/show bpf/ipcache/list bpf/ipcache/get bpf/ipcache/match bpf/ipmasq/list bpf/lb/list bpf/lb/maglev
      read: bpf/lb/source-ranges bpf/metrics/list bpf/multicast/group/list bpf/nat/list bpf/nodeid/list bpf/policy/get
      read: bpf/policy/list bpf/recorder/list bpf/sha/list bpf/sha/get bpf/srv6/policy bpf/tunnel/list bpf/vtep/list
      read: features/status context
      probe: hubble/port-forward hubble/ui
      change: install upgrade uninstall sysdump connectivity/test connectivity/perf hubble/enable hubble/disable
      change: clustermesh/enable clustermesh/disable clustermesh/connect clustermesh/disconnect config/set config/delete
      change: encrypt/create-key encrypt/flush encrypt/rotate-key encryption/create-key encryption/rotate-key
      change: endpoint/disconnect endpoint/regenerate endpoint/healthcheck kvstore/set kvstore/delete policy/import
      change: policy/delete prefilter/update prefilter/delete recorder/update recorder/delete service/update
      change: service/delete fqdn/cache/clean bpf/ct/flush bpf/nat/flush bpf/endpoint/delete bpf/ipcache/delete
      change: bpf/ipcache/update bpf/policy/add bpf/policy/delete bpf/tunnel/update bpf/tunnel/delete bpf/vtep/update
      change: bpf/vtep/delete bpf/fs/mount bpf/metrics/flush cleanup preflight
      """),
    realm: "Cilium", dryRun: ["--dry-run", "--dry-run-helm-values"],
    refine: { call, arguments, found in
      let last = found.verbs.last
      switch found.path {
      case "config":
        // `cilium config Debug=true` sets; without operands it prints.
        return arguments.own.count > 1
          ? call.answer(.change, EffectProblems.changes("Cilium"), last, verbs: ["config"]) : nil
      case "endpoint/config":
        return arguments.own.count > 3
          ? call.answer(.change, EffectProblems.changes("Cilium"), last, verbs: ["endpoint", "config"]) : nil
      case "endpoint/labels":
        return arguments.has("-a", "--add", "-d", "--delete")
          ? call.answer(.change, EffectProblems.changes("Cilium"), last, verbs: ["endpoint", "labels"]) : nil
      case "debuginfo": return call.writing(arguments.values(of: "--output-directory"))
      default: return nil
      }
    })

  static let hubbleRule = VerbRule(
    options: ValueOptions("--server --config --timeout --tls-server-name -o --output --last --since --until"),
    verbs: VerbEffects(
      """
      read: observe status version help completion list/nodes list/namespaces watch/peers config/get config/view record/list
      change: config/set config/reset
      """),
    realm: "Hubble's configuration")
}
