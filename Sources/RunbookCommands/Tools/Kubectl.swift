extension Tool {
  /// Of `kubectl options` and of the help of kubectl 1.20 to 1.34.
  static let kubectl = Tool(
    options: kubectlOptions, depth: .known(kubectlPaths), asksCluster: true,
    refusals: RefusalPattern.kubectl, effect: { kubectlRule($0) })

  /// OpenShift's kubectl.
  static let oc = Tool(
    options: kubectlOptions,
    depth: .known(kubectlPaths.union(paths("adm: top policy node-logs must-gather"))),
    asksCluster: true, refusals: RefusalPattern.kubectl, effect: { kubectlRule($0) })

  static let kubectlOptions = ValueOptions(
    """
    --as --as-group --as-uid --cache-dir --certificate-authority --client-certificate --client-key --cluster --context \
    --kubeconfig --kuberc --log-backtrace-at --log-dir --log-file --log-file-max-size --log-flush-frequency -n \
    --namespace --password --profile --profile-output --request-timeout -s --server --stderrthreshold \
    --tls-server-name --token --user --username -v --v --vmodule -l --selector -o --output -f --filename -k --kustomize \
    -c --container --field-selector --template --timeout -L --label-columns --sort-by --field-manager --revision \
    --to-revision --subresource --image --labels --overrides --restart --port --env --image-pull-policy --name --raw \
    --patch --patch-file --type --for --since --since-time --tail --replicas --target --copy-to --grace-period --address \
    --output-directory --from-literal --from-file --api-group --from --max --min --cpu-percent --target-port --protocol \
    --current-replicas --resource-version --pod-selector --pod-running-timeout --chunk-size --limit-bytes \
    --max-log-requests --keys --containers --types --retries --duration
    """)

  private static let kubectlPaths = paths(
    """
    alpha: auth debug events kuberc
    alpha auth: whoami
    apply: edit-last-applied set-last-applied view-last-applied
    auth: can-i reconcile whoami
    certificate: approve deny
    cluster-info: dump
    config: current-context delete-cluster delete-context delete-user get-clusters get-contexts get-users rename-context \
    set set-cluster set-context set-credentials unset use use-context view
    create: clusterrole clusterrolebinding configmap cm cronjob cj deployment deploy ingress ing job namespace ns \
    poddisruptionbudget pdb priorityclass pc quota role rolebinding secret service svc serviceaccount sa token
    create secret: docker-registry generic tls
    create service: clusterip externalname loadbalancer nodeport
    create svc: clusterip externalname loadbalancer nodeport
    plugin: list
    rollout: history pause restart resume status undo
    set: env image resources selector serviceaccount sa subject
    top: node nodes no pod pods po
    """)
}
