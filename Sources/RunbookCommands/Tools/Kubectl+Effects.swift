import RunbookModel

extension Tool {
  /// Of the help of kubectl 1.20 to 1.34, and of oc.
  static let kubectlRule = VerbRule(
    options: kubectlOptions,
    verbs: VerbEffects(
      """
      read: get describe logs log top explain events diff wait version options help completion api-resources api-versions
      read: cluster-info cluster-info/dump auth/can-i auth/whoami config config/view config/current-context config/get-contexts
      read: config/get-clusters config/get-users rollout/status rollout/history apply/view-last-applied plugin plugin/list
      read: certificate alpha alpha/auth/whoami alpha/events kustomize kuberc alpha/kuberc/view
      probe: port-forward proxy exec attach cp
      change: create apply delete replace patch edit set label annotate scale autoscale expose run debug drain cordon uncordon
      change: taint auth/reconcile apply/set-last-applied apply/edit-last-applied rollout/undo rollout/restart rollout/pause
      change: rollout/resume certificate/approve certificate/deny config/set config/set-cluster config/set-context
      change: config/set-credentials config/unset config/use-context config/use config/rename-context config/delete-cluster
      change: config/delete-context config/delete-user alpha/debug alpha/kuberc/set
      """),
    realm: "the cluster", dryRun: ["--dry-run"],
    refine: { call, arguments, found in refineKubectl(call, arguments, found) })

  private static func refineKubectl(
    _ call: Call, _ arguments: Arguments, _ found: VerbEffects.Found
  ) -> CommandEffect? {
    guard let verb = found.verbs.first?.literal else { return nil }
    if found.effect == .change, kubectlRule.dryness(arguments) != .real { return nil }
    switch verb {
    case "exec": return exec(call, arguments)
    case "run": return run(call, arguments)
    case "cp": return copy(call, arguments)
    case "attach" where arguments.has("-i", "--stdin"):
      return call.unknown(EffectProblems.typed, at: found.verbs.last)
    case "create", "apply":
      return found.path == verb ? create(call, arguments, verb: found.verbs[0]) : nil
    case "expose":
      guard carriesRun(arguments, name: arguments.values(of: "--name").last) else { return nil }
      return call.answer(.probe, EffectProblems.own, found.verbs.last, verbs: [verb])
    case "delete": return delete(call, arguments, verb: found.verbs[0])
    case "debug", "alpha":
      guard found.verbs.last?.literal == "debug" else { return nil }
      return call.answer(.change, EffectProblems.leavesPod, found.verbs.last, verbs: ["debug"])
    case "label", "annotate":
      let changes = arguments.own.dropFirst(2).contains { word in
        word.text.hasHoles || word.text.bytes.contains(.equals) || word.text.bytes.last == .minus
      }
      return arguments.has("--list") && !changes ? call.read : nil
    case "set": return arguments.has("--list", "--local") ? call.read : nil
    case "cluster-info", "kustomize":
      return call.writing(
        arguments.values(of: "--output-directory")
          + (verb == "kustomize" ? arguments.values(of: "-o", "--output") : []))
    case "config":
      guard found.effect == .change else { return nil }
      return call.answer(
        .change, EffectProblems.changes("the kubeconfig"), found.verbs.last,
        verbs: found.verbs.compactMap(\.literal))
    default:
      // Plugins may be other tools of the field.
      guard found.effect == .unknown, found.verbs.count == 1 else { return nil }
      if verb == "calico" {
        return call.running([found.verbs[0].named("calicoctl")] + call.arguments.dropFirst())
      }
      return call.answer(.unknown, EffectProblems.plugin, found.verbs[0], verbs: [verb])
    }
  }

  /// What it executes in the container decides.
  private static func exec(_ call: Call, _ arguments: Arguments) -> CommandEffect {
    let verb = arguments.operands.first
    let words =
      arguments.rest
      ?? call.words(from: arguments.own.dropFirst(arguments.has("-f", "--filename") ? 1 : 2).first)
    guard !words.isEmpty else { return call.unknown(EffectProblems.verbAtRunTime, at: verb) }
    let input = arguments.has("-i", "--stdin") ? call.input : Input.nothing
    return call.probing(call.running(words, input: input), at: verb, verbs: ["exec"])
  }

  /// `kubectl run` leaves a pod, unless it removes it or the pod carries the run's id.
  private static func run(_ call: Call, _ arguments: Arguments) -> CommandEffect {
    let verb = arguments.operands.first
    let isOwn = carriesRun(arguments, name: arguments.own.dropFirst().first) && !arguments.has("--expose")
    guard isOwn || arguments.isOn("--rm") else {
      return call.answer(.change, EffectProblems.leavesPod, verb, verbs: ["run"])
    }
    let words = arguments.rest ?? call.words(from: arguments.own.dropFirst(2).first)
    let reason = isOwn ? EffectProblems.own : EffectProblems.ownPod
    let probe = call.answer(.probe, reason, verb, verbs: ["run"])
    // Without words it is the image's own program; with words that are its arguments, likewise.
    guard let first = words.first else { return probe }
    if first.text.bytes.first == .minus { return probe }
    let inner = call.running(words, input: arguments.has("-i", "--stdin") ? call.input : .nothing)
    return inner.effect > .probe ? inner : probe
  }

  private static func copy(_ call: Call, _ arguments: Arguments) -> CommandEffect {
    let verb = arguments.operands.first
    let paths = arguments.operands.dropFirst()
    guard paths.count == 2, let target = paths.last else {
      return call.unknown(EffectProblems.verbAtRunTime, at: verb)
    }
    let bytes = target.text.bytes
    let inside = bytes.firstIndex(of: .colon).map { bytes[($0 + 1)...] }
    let isScratch =
      inside.map {
        $0.starts(with: "/tmp/".utf8) && !$0.split(separator: .slash).contains { $0.elementsEqual("..".utf8) }
      }
      ?? call.isHarmless(target)
    return isScratch
      ? call.answer(.probe, EffectProblems.runsInside, verb, verbs: ["cp"])
      : call.answer(.change, EffectProblems.writes, target, verbs: ["cp"])
  }

  /// Creating what carries the run's id is a probe.
  private static func create(_ call: Call, _ arguments: Arguments, verb: Word) -> CommandEffect? {
    guard arguments.own.count == 1, !arguments.has("--raw", "-k", "--kustomize", "--prune", "--force"),
      let file = arguments.first("-f", "--filename")?.value?.literal, ["-", "/dev/stdin"].contains(file),
      arguments.values(of: "-f", "--filename").count == 1, case .text(let text) = call.input
    else { return nil }
    switch Manifest(text).ownership {
    case .own: return call.answer(.probe, EffectProblems.own, verb, verbs: [verb.literal ?? ""])
    case .foreign: return call.answer(.change, EffectProblems.creates, verb, verbs: [verb.literal ?? ""])
    case .farReaching: return call.answer(.change, EffectProblems.reaches, verb, verbs: [verb.literal ?? ""])
    }
  }

  /// Deleting by the run's label is a probe, any other delete a change.
  private static func delete(_ call: Call, _ arguments: Arguments, verb: Word) -> CommandEffect {
    let selectors = arguments.values(of: "-l", "--selector")
    let isOwn =
      !selectors.isEmpty && selectors.allSatisfy(\.selectsRun) && arguments.own.count == 2
      && !arguments.has("--all", "-f", "--filename", "-k", "--kustomize", "--raw") && !call.invocation.isOpen
    if isOwn { return call.answer(.probe, EffectProblems.own, verb, verbs: ["delete"]) }
    let reason =
      arguments.has("--raw") ? EffectProblems.requests("DELETE") : EffectProblems.changes("the cluster")
    return call.answer(.change, reason, verb, verbs: ["delete"])
  }

  /// The name holds `$run`, and the labels say `runbook=$run`.
  private static func carriesRun(_ arguments: Arguments, name: Word?) -> Bool {
    guard let name, name.text.bytes.contains(ShellText.runMark) else { return false }
    return arguments.values(of: "-l", "--labels").last?.selectsRun ?? false
  }
}

extension Word {
  /// `runbook=$run`, perhaps with more behind or before a comma: a selector that selects less still.
  var selectsRun: Bool {
    text.bytes.split(separator: .comma).contains {
      $0.elementsEqual(Array("runbook=".utf8) + [ShellText.runMark])
        || $0.elementsEqual(Array("runbook==".utf8) + [ShellText.runMark])
    }
  }

  /// Another program's name at the same place.
  func named(_ name: String) -> Word {
    Word(
      parts: [WordPart(kind: .literal(ShellText(Array(name.utf8), at: range.lowerBound)), range: range)],
      range: range)
  }
}

extension Arguments {
  /// A switch is there and not switched off.
  func isOn(_ name: String) -> Bool {
    guard let option = options.last(where: { $0.name == name }) else { return false }
    return option.value.map { $0.literal == "true" } ?? true
  }
}
