extension Tool {
  /// Of the reference of istioctl 1.5 (`authn tls-check`) to 1.27.
  static let istioctl = Tool(
    name: "istioctl",
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
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.istioctl)
}
