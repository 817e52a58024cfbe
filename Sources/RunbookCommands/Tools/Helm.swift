import RunbookModel

extension Tool {
  /// Of the help of Helm 3.
  static let helm = Tool(
    options: ValueOptions(
      """
      --burst-limit --kube-apiserver --kube-as-group --kube-as-user --kube-ca-file --kube-context --kube-tls-server-name \
      --kube-token --kubeconfig -n --namespace --qps --registry-config --repository-cache --repository-config
      """),
    depth: .known(
      paths(
        """
        dependency: build list update
        get: all hooks manifest metadata notes values
        plugin: install list uninstall update
        registry: login logout
        repo: add index list remove update
        search: hub repo
        show: all chart crds readme values
        """)),
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.helm,
    effect: { helmRule($0) })
}

extension Tool {
  static let helmRule = VerbRule(
    options: ValueOptions(
      """
      --kube-apiserver --kube-as-group --kube-as-user --kube-ca-file --kube-context --kube-token --kubeconfig -n --namespace \
      --registry-config --repository-cache --repository-config -o --output -f --values --set --set-string --set-file --version \
      --repo --timeout --revision --max -l --selector --output-dir --post-renderer --history-max --description
      """),
    verbs: VerbEffects(
      """
      read: list ls status history hist get get/all get/hooks get/manifest get/metadata get/notes get/values show inspect search
      read: template lint env version verify help completion repo/list repo/ls dependency/list dependency/ls dep/list plugin/list
      read: plugin/ls diff
      change: install upgrade uninstall delete del un rollback test repo/add repo/update repo/up repo/remove repo/rm repo/index
      change: dependency/build dependency/update dep/build dep/update dep/up plugin/install plugin/uninstall plugin/update pull
      change: fetch package push create registry/login registry/logout
      """),
    realm: "the cluster", dryRun: ["--dry-run"],
    refine: { call, arguments, found in
      if arguments.has("--post-renderer") {
        return call.unknown(EffectProblems.ownProgram, at: found.verbs.last)
      }
      guard found.path == "template" else { return nil }
      return call.writing(arguments.values(of: "--output-dir"))
    })
}
