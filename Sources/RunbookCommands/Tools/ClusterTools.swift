import RunbookModel

extension ProgramRules {
  /// Smaller tools around clusters.
  static let clusterRules = table { rules in
    rules["ctr"] = Tool.containerRule
    rules["kubectx kubens"] = { call in
      call.arguments.isEmpty || call.has("-c", "--current", "-h", "--help", "-V")
        ? call.read : call.change(EffectProblems.changes("the kubeconfig"))
    }
    rules["kustomize"] = { call in
      let arguments = Arguments(call.arguments, valued: ValueOptions("-o --output"))
      switch arguments.operands.first?.literal {
      case "build", "version", "help", nil: return call.writing(arguments.values(of: "-o", "--output"))
      default: return call.change(EffectProblems.writes)
      }
    }
    rules["kubeconform kubeval kube-score kube-linter pluto popeye kube-capacity kubent"] = { $0.read }
    rules["kubeadm"] = verbs(
      "the cluster", options: "--kubeconfig --config -v",
      """
      read: version help completion token/list certs/check-expiration config/print config/images/list config/validate upgrade/plan
      read: upgrade/diff kubeconfig/user
      change: init join reset token/create token/delete token/generate certs/renew certs/generate-csr config/images/pull config/migrate
      change: upgrade/apply upgrade/node
      """)
    rules["etcdctl"] = verbs(
      "etcd",
      options:
        "--endpoints --cacert --cert --key --user --password --dial-timeout --command-timeout -w --write-out --rev --limit",
      """
      read: get version help endpoint/health endpoint/status endpoint/hashkv member/list alarm/list watch role/list role/get user/list
      read: user/get snapshot/status lease/list lease/timetolive auth/status check/datascale
      probe: check/perf
      change: put del txn compaction defrag move-leader member/add member/remove member/update member/promote alarm/disarm snapshot/save
      change: snapshot/restore lease/grant lease/revoke lease/keep-alive role/add role/delete role/grant-permission user/add user/delete
      change: auth/enable auth/disable elect lock make-mirror migrate
      """)
    rules["argocd"] = verbs(
      "the cluster",
      """
      read: version help completion context app/list app/get app/diff app/history app/logs app/manifests app/resources app/wait
      read: cluster/list cluster/get repo/list repo/get proj/list proj/get account/list account/get account/can-i account/get-user-info
      change: login logout app/sync app/create app/delete app/set app/unset app/rollback app/patch app/terminate-op app/edit app/actions
      change: cluster/add cluster/rm repo/add repo/rm proj/create proj/delete proj/edit
      """)
    rules["flux"] = verbs(
      "the cluster", options: "-n --namespace --context --kubeconfig",
      """
      read: get logs check events tree version stats export diff trace completion help
      change: bootstrap create delete reconcile resume suspend install uninstall pull push tag migrate
      """)
    rules["velero"] = verbs(
      "the cluster", options: "-n --namespace",
      """
      read: version help get describe completion backup/get backup/describe backup/logs restore/get restore/describe restore/logs
      read: schedule/get schedule/describe backup-location/get snapshot-location/get
      change: install uninstall create delete backup/create backup/delete restore/create restore/delete schedule/create schedule/delete
      """)
    rules["cmctl"] = verbs(
      "the cluster", options: "-n --namespace",
      """
      read: version help status/certificate status check/api inspect/secret inspect convert completion
      change: renew approve deny create upgrade experimental
      """)
    rules["eksctl"] = verbs(
      "the cloud account", options: "--cluster --name --region --profile",
      """
      read: get version info help completion
      change: create delete scale upgrade drain update associate enable set unset utils register deregister
      """)
    rules["doctl hcloud linode-cli oci ibmcloud openstack"] = { $0.unknown(EffectProblems.noVerb($0.name)) }
    rules["gsutil"] = verbs(
      "the cloud account",
      """
      read: ls cat stat du version help hash
      change: cp mv rm mb rb rsync setmeta acl defacl iam lifecycle
      """)
    rules["terraform tofu"] = verbs(
      "the infrastructure", options: "-chdir",
      """
      read: show output validate version providers graph plan state/list state/show state/pull workspace/list workspace/show
      read: metadata help
      change: apply destroy import init taint untaint refresh fmt state/mv state/rm state/push workspace/new workspace/select
      change: workspace/delete force-unlock get login logout
      unknown: console test
      """)
    rules["vault"] = verbs(
      "vault",
      """
      read: status read list version help print kv/get kv/list kv/metadata/get secrets/list auth/list policy/list policy/read
      read: token/lookup operator/raft/list-peers operator/members audit/list
      change: write delete kv/put kv/delete kv/patch secrets/enable secrets/disable auth/enable auth/disable policy/write policy/delete
      change: token/create token/revoke operator/seal operator/unseal operator/init login server
      """)
    rules["consul"] = verbs(
      "consul",
      """
      read: members info version help catalog kv/get operator/raft/list-peers monitor validate rtt keygen
      change: agent join leave force-leave kv/put kv/delete reload maint acl connect config intention lock exec event
      """)
    rules["nomad"] = verbs(
      "nomad",
      "read: status version help node/status job/status alloc/status alloc/logs server/members\nchange: run stop job/run job/stop node/drain alloc/stop"
    )
  }
}
