import RunbookModel

extension ProgramRules {
  /// What the shell does by itself, in its own process.
  static let builtinRules = table { rules in
    rules[
      """
      : [ [[ alias bg break builtin caller cd command compopt continue declare dirs disown echo exit
      export false fg getopts hash help history let local logout popd printf pushd pwd read readonly
      return set shift shopt suspend test times true type typeset ulimit umask unalias unset wait
      """] = { $0.read }
    // With some options these run a text.
    rules["jobs mapfile readarray compgen complete"] = {
      $0.has("-x", "-C", "-F") ? $0.unknown(EffectProblems.inserted) : $0.read
    }
    rules["kill"] = kill
    rules[". source"] = source
    rules[Runner.shells.sorted().joined(separator: " ") + " su"] = {
      $0.unknown($0.arguments.isEmpty ? EffectProblems.typed : EffectProblems.script)
    }
    rules[Runner.all.keys.sorted().joined(separator: " ")] = { $0.unknown(EffectProblems.typed) }
    rules[Runner.kubectlBundles.sorted().joined(separator: " ")] = bundle
    rules["parallel"] = { $0.read }
  }

  /// Signals to what the text itself started, and the question whether a process is there, change nothing.
  private static let kill: EffectRule = { call in
    if ["-0", "-l", "-L"].contains(call.arguments.first?.literal) { return call.read }
    let targets = Arguments(call.arguments, valued: ValueOptions("-s -n --signal")).operands
    let isOwn =
      !targets.isEmpty
      && targets.allSatisfy { word in
        if word.literal?.hasPrefix("%") == true { return true }
        guard case .parameter(let parameter)? = word.onlyPart?.kind, parameter.isPlain else { return false }
        return parameter.name == "!" || call.origins[parameter.name] == .ownProcess
      }
    return isOwn ? call.read : call.change(EffectProblems.signals)
  }

  private static let source: EffectRule = { call in
    // Names and versions of the system, which every distribution keeps there.
    let quiet = ["/etc/os-release", "/usr/lib/os-release", "/etc/lsb-release"]
    return quiet.contains(call.arguments.first?.literal ?? "")
      ? call.read : call.unknown(EffectProblems.sourced)
  }

  private static let bundle = verbs(
    "the cluster",
    """
    read: status version help inspect config kubeconfig logs ip profile/list addons/list node/list service/list
    change: start stop delete enable disable reset join leave server agent install
    """)
}
