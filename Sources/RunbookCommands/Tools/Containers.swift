import RunbookModel

extension Tool {
  /// Of the reference of the docker command line.
  static let docker = Tool(
    options: containerOptions, depth: .known(containerPaths), refusals: RefusalPattern.docker,
    effect: containerRule)

  static let podman = Tool(
    options: containerOptions, depth: .known(containerPaths), refusals: RefusalPattern.docker,
    effect: containerRule)

  static let nerdctl = Tool(
    options: ValueOptions(
      "-a --address -n --namespace --snapshotter --cgroup-manager --data-root --hosts-dir"),
    depth: .known(containerPaths), refusals: RefusalPattern.docker,
    effect: containerRule)

  /// Of the help of cri-tools.
  static let crictl = Tool(
    options: ValueOptions("-c --config -i --image-endpoint -r --runtime-endpoint -t --timeout"),
    depth: .fixed(1), refusals: RefusalPattern.crictl,
    effect: containerRule)

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

extension Tool {
  /// docker, podman, nerdctl, crictl, ctr: what they run in a container decides, where they run something.
  static let containerRule: EffectRule = { call in
    let options = Tool.named(call.name)?.options ?? ValueOptions("-n --namespace -a --address")
    let global = Arguments(call.arguments, valued: options, stopsAtOperand: true)
    var words = global.operands[...]
    if let group = words.first?.literal, groups(of: call.name).contains(group) {
      words = Arguments(words.dropFirst(), valued: composeOptions, stopsAtOperand: true).operands[...]
    }
    guard let verb = words.popFirst() else { return call.read }
    guard let name = verb.literal else { return call.unknown(EffectProblems.verbAtRunTime, at: verb) }
    switch name {
    case "exec", "run": return execution(call, verb, words)
    case "cp":
      guard let target = words.last, target.literalStart?.contains(":") != true, call.isHarmless(target)
      else {
        return call.answer(.change, EffectProblems.writes, verb, verbs: [name])
      }
      return call.read
    case "save", "export":
      return call.writing(Arguments(words, valued: ValueOptions("-o --output")).values(of: "-o", "--output"))
    default: break
    }
    if words.contains(where: { $0.literal == "--help" }) { return call.read }
    switch containerVerbs[name] {
    case .read: return call.answer(.read, "", verb, verbs: [name])
    case .change:
      return call.answer(.change, EffectProblems.changes("containers or images"), verb, verbs: [name])
    case .probe, .unknown, nil: return call.unknown(EffectProblems.noVerb(name), at: verb)
    }
  }

  private static func execution(_ call: Call, _ verb: Word, _ words: ArraySlice<Word>) -> CommandEffect {
    let arguments = Arguments(words, valued: executionOptions, stopsAtOperand: true)
    let isRun = verb.literal == "run"
    if isRun, !arguments.isOn("--rm") {
      return call.answer(.change, EffectProblems.changes("containers or images"), verb, verbs: ["run"])
    }
    // Behind the container's or the image's name; `ctr task exec` has its id in an option.
    let inner = arguments.operands.dropFirst(call.name == "ctr" && !isRun ? 1 : call.name == "ctr" ? 2 : 1)
    let input = arguments.has("-i", "--interactive") ? call.input : Input.nothing
    if inner.isEmpty {
      return isRun
        ? call.answer(.probe, EffectProblems.runsInside, verb, verbs: ["run"])
        : call.unknown(EffectProblems.verbAtRunTime, at: verb)
    }
    return call.probing(call.running(inner, input: input), at: verb, verbs: [verb.literal ?? ""])
  }

  private static let executionOptions = ValueOptions(
    """
    -e --env -u --user -w --workdir --env-file --detach-keys -v --volume --mount -p --publish --name --network --net --entrypoint \
    --cpus -m --memory -h --hostname -l --label --log-driver --pid --ipc --uts --platform --pull --add-host --dns --cap-add \
    --cap-drop --security-opt --device --ulimit --restart --runtime --shm-size --tmpfs --ip --exec-id --cwd --timeout
    """)

  private static let composeOptions = ValueOptions("-f --file -p --project-name --profile --env-file")

  private static func groups(of name: String) -> Set<String> {
    name == "ctr"
      ? [
        "containers", "container", "c", "images", "image", "i", "tasks", "task", "t", "snapshots",
        "namespaces", "content",
      ]
      : [
        "container", "image", "network", "volume", "system", "context", "node", "service", "swarm", "stack",
        "compose",
        "buildx", "plugin", "pod", "config", "secret", "manifest", "builder", "trust", "checkpoint",
      ]
  }

  private static let containerVerbs: [String: Effect] = {
    var verbs: [String: Effect] = [:]
    let reads =
      """
      ps ls list images inspect inspecti inspectp logs stats statsp top port diff version info events history search pods df \
      imagefsinfo config du metrics containers wait help completion pods runtime-config event tasks check
      """
    let changes =
      """
      start stop restart rm rmi rmp remove kill pause unpause rename update create commit build bake pull push load import tag up \
      down prune runp stopp connect disconnect use export-cache install enable disable set upgrade init join leave unlock \
      promote demote rollback scale deploy delete cleanup attach-network checkpoint restore login logout mount unmount
      """
    for verb in reads.split(whereSeparator: \.isWhitespace) { verbs[String(verb)] = .read }
    for verb in changes.split(whereSeparator: \.isWhitespace) { verbs[String(verb)] = .change }
    return verbs
  }()
}
