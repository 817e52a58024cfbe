extension Tool {
  /// Of the reference of the docker command line.
  static let docker = Tool(
    name: "docker", options: containerOptions, depth: .known(containerPaths), refusals: RefusalPattern.docker)

  static let podman = Tool(
    name: "podman", options: containerOptions, depth: .known(containerPaths), refusals: RefusalPattern.docker)

  static let nerdctl = Tool(
    name: "nerdctl",
    options: ValueOptions(
      "-a --address -n --namespace --snapshotter --cgroup-manager --data-root --hosts-dir"),
    depth: .known(containerPaths), refusals: RefusalPattern.docker)

  /// Of the help of cri-tools.
  static let crictl = Tool(
    name: "crictl",
    options: ValueOptions("-c --config -i --image-endpoint -r --runtime-endpoint -t --timeout"),
    depth: .fixed(1), refusals: RefusalPattern.crictl)

  private static let containerOptions = ValueOptions(
    "--config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey --connection --url --root --runroot"
  )

  private static let containerPaths = paths(
    """
    buildx: bake build create du inspect ls prune rm stop use version
    compose: build config cp create down events exec images kill logs ls pause port ps pull push restart rm run start \
    stop top unpause up version watch
    container: attach commit cp create diff exec export inspect kill logs ls pause port prune rename restart rm run \
    start stats stop top unpause update wait
    context: create export import inspect ls rm show update use
    image: build history import inspect load ls prune pull push rm save tag
    network: connect create disconnect inspect ls prune rm
    node: demote inspect ls promote ps rm update
    service: create inspect logs ls ps rm rollback scale update
    stack: config deploy ps rm services
    swarm: ca init join leave unlock update
    system: df events info prune
    volume: create inspect ls prune rm update
    """)
}
