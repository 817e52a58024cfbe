extension Tool {
  /// Of the help of Helm 3.
  static let helm = Tool(
    name: "helm",
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
    asksCluster: true, refusals: RefusalPattern.clusterClient + RefusalPattern.helm)
}
