import RunbookModel

extension ProgramRules {
  /// Programs that run others on another machine.
  static let remoteRules = table { rules in
    rules["ssh"] = ssh
    rules["ssh-keyscan"] = { $0.read }
    rules["ssh-keygen"] = {
      $0.has("-l", "-F", "-y", "-B", "-lf", "-H") && !$0.has("-R")
        ? $0.read : $0.change(EffectProblems.writes)
    }
    rules["ssh-add"] = {
      $0.has("-l", "-L") ? $0.read : $0.change(EffectProblems.changes("the agent's keys"))
    }
    rules["ssh-copy-id"] = { $0.change(EffectProblems.changes("the keys of another machine")) }
    rules["sshpass"] = { call in
      let words = Arguments(call.arguments, valued: ValueOptions("-p -f -d -P"), stopsAtOperand: true)
        .operands
      return call.running(words, input: call.input)
    }
    rules["pdsh clush"] = { call in
      let words = Arguments(
        call.arguments, valued: ValueOptions("-w -x -g -a -l -u -t -f -R"), stopsAtOperand: true
      ).operands
      return words.isEmpty ? call.unknown(EffectProblems.typed) : call.running(ShellText(joining: words))
    }
  }

  /// What it runs there decides; without a command it is a shell, or a tunnel.
  private static let ssh: EffectRule = { call in
    let arguments = Arguments(
      call.arguments, valued: ValueOptions("-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B"),
      stopsAtOperand: true)
    if arguments.has("-V", "-G", "-Q") { return call.read }
    let options = arguments.values(of: "-o").compactMap { $0.literalStart?.lowercased() }
    if options.contains(where: { $0.hasPrefix("proxycommand") || $0.hasPrefix("localcommand") }) {
      return call.unknown(EffectProblems.ownProgram)
    }
    if arguments.has("-N") { return call.probe(EffectProblems.opens) }
    // `ssh host -p 22 uptime`: options may stand behind the host.
    let rest = Arguments(
      arguments.operands.dropFirst(), valued: ValueOptions("-l -p -i -o -F -J"), stopsAtOperand: true)
    guard !rest.operands.isEmpty else {
      if case .text(let text) = call.input { return call.running(text) }
      return call.unknown(EffectProblems.typed)
    }
    return call.running(ShellText(joining: rest.operands), input: call.input)
  }
}
