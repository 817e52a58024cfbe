import RunbookModel

extension Tool {
  /// Of the reference of istioctl 1.5 (`authn tls-check`) to 1.27.
  static let istioctl = Tool(
    options: ValueOptions(
      "--as --as-group --as-uid --context -c --kubeconfig -i --istioNamespace -n --namespace --vklog -r --revision --log_output_level"
    ),
    depth: .known(
      paths(
        """
        admin: log
        authn: tls-check
        authz: check
        dashboard: controlz envoy grafana jaeger kiali prometheus proxy skywalking zipkin
        experimental: add-to-mesh authz check-inject config describe injector internal-debug precheck proxy-config \
        proxy-status remove-from-mesh remote-clusters revision uninstall version wait waypoint workload ztunnel-config
        experimental authz: check
        experimental describe: pod service
        experimental ztunnel-config: all certificate connections log policy service workload
        experimental waypoint: apply delete generate list status
        manifest: apply diff generate install translate
        operator: dump init remove
        profile: diff dump list
        proxy-config: all bootstrap cluster clusters c ecds endpoint endpoints ep eds listener listeners l log route \
        routes r rootca-compare secret secrets s
        pc: all bootstrap cluster clusters c ecds endpoint endpoints ep listener listeners l log route routes r secret s
        tag: generate list remove set
        waypoint: apply delete generate list status
        workload: entry group
        x: add-to-mesh authz check-inject config describe injector internal-debug precheck proxy-config proxy-status \
        remove-from-mesh remote-clusters revision uninstall version wait waypoint workload ztunnel-config
        x describe: pod service
        x authz: check
        ztunnel-config: all certificate connections log policy service workload
        """)),
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.istioctl,
    effect: { istioctlRule($0) })
}

extension Tool {
  static let istioctlRule = VerbRule(
    options: ValueOptions(
      "--as --as-group --as-uid --context -c --kubeconfig -i --istioNamespace -n --namespace --vklog -r --revision --level --fqdn --port --direction -o --output -f --filename --set --address"
    ),
    verbs: VerbEffects(
      """
      read: analyze analyse version help completion validate verify-install proxy-status ps authn/tls-check options kube-inject
      read: proxy-config proxy-config/log proxy-config/l pc pc/log experimental/authz/check x/authz/check authz/check
      read: experimental/describe describe x/describe experimental/precheck x/precheck experimental/check-inject x/check-inject
      read: experimental/wait x/wait experimental/proxy-status x/proxy-status experimental/ps x/ps experimental/config/list
      read: x/config/list experimental/revision/list x/revision/list x/revision/describe experimental/revision/describe
      read: experimental/version x/version experimental/remote-clusters x/remote-clusters remote-clusters
      read: experimental/injector/list x/injector/list experimental/internal-debug x/internal-debug experimental/metrics x/metrics
      read: experimental/ztunnel-config x/ztunnel-config ztunnel-config zc ztunnel-config/log zc/log manifest/generate manifest/diff
      read: manifest/translate profile/list profile/dump profile/diff operator/dump admin/log tag/list tag/generate
      read: waypoint/list waypoint/status waypoint/generate x/waypoint/list x/waypoint/status x/waypoint/generate
      read: experimental/envoy-stats x/envoy-stats experimental/proxy-config x/proxy-config
      probe: dashboard dash d
      change: install upgrade uninstall bug-report operator/init operator/remove manifest/apply manifest/install tag/set
      change: tag/remove waypoint/apply waypoint/delete x/waypoint/apply x/waypoint/delete experimental/add-to-mesh
      change: x/add-to-mesh add-to-mesh experimental/remove-from-mesh x/remove-from-mesh remove-from-mesh register deregister
      change: experimental/uninstall x/uninstall create-remote-secret x/create-remote-secret experimental/create-remote-secret
      change: workload/entry workload/group x/workload/entry x/workload/group experimental/workload/entry convert-ingress
      """),
    realm: "the mesh", dryRun: ["--dry-run"],
    refine: { call, arguments, found in
      let last = found.verbs.last
      let verbs = found.verbs.compactMap(\.literal)
      if verbs.last == "log" || verbs.last == "l" || verbs.first == "admin",
        arguments.has("--level", "--reset", "-r")
      {
        return call.answer(.change, EffectProblems.changes("the log levels of proxies"), last, verbs: verbs)
      }
      if verbs == ["kube-inject"] || verbs == ["manifest", "generate"] {
        return call.writing(arguments.values(of: "-o", "--output"))
      }
      return nil
    })
}
