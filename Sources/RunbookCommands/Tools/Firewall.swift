import RunbookModel

extension ProgramRules {
  static let firewallRules = table { rules in
    rules[
      "iptables ip6tables iptables-legacy iptables-nft ip6tables-legacy ip6tables-nft arptables ebtables"] =
      iptables
    rules[
      "iptables-save ip6tables-save arptables-save ebtables-save iptables-legacy-save iptables-nft-save"] =
      looks(valued: "-t --table -M", writes: "-f --file", changes: "-Z")
    rules["iptables-restore ip6tables-restore iptables-legacy-restore iptables-nft-restore"] = changes(
      "the firewall", unless: "-t --test -h --help -V --version")
    rules["nft"] = nft
    rules["ipset"] = { call in
      guard let command = call.literals.first else { return call.read }
      if ["list", "save", "test", "version", "help", "-L", "-S", "-T", "--list", "--save", "--test", "-v"]
        .contains(command)
      {
        return call.read
      }
      return command == nil
        ? call.unknown(EffectProblems.verbAtRunTime)
        : call.change(EffectProblems.changes("the firewall's sets"))
    }
    rules["ipvsadm"] = ipvsadm
    rules["ipvsadm-save"] = { $0.read }
    rules["ipvsadm-restore"] = { $0.change(EffectProblems.changes("IPVS")) }
    rules["ufw"] = verbs(
      "the firewall",
      """
      read: status version show app/list app/info
      change: enable disable allow deny reject limit delete insert prepend route reload reset default logging
      """)
    rules["firewall-cmd"] = { call in
      let names = call.arguments.compactMap(\.literalStart)
      let reads = [
        "--list", "--get", "--state", "--query", "--zone", "--info", "--version", "--check-config",
        "--permanent", "--policy", "--direct", "--path",
      ]
      return !names.isEmpty && names.count == call.arguments.count
        && names.allSatisfy { name in reads.contains { name.hasPrefix($0) } }
        ? call.read : call.change(EffectProblems.changes("the firewall"))
    }
  }

  /// Of the letters that are commands, those that list; every other changes.
  private static let iptables: EffectRule = { call in
    let valued =
      "-t --table -s -d -i -o -p -j -m --source --destination --protocol --jump --match --in-interface --out-interface --dport --sport --comment"
    let arguments = Arguments(call.arguments, valued: ValueOptions(valued))
    let names = Set(arguments.options.map(\.name))
    let changes = words(
      "-A -D -I -R -F -N -X -P -E -Z --append --delete --insert --replace --flush --new-chain --delete-chain --policy --rename-chain --zero --atomic-commit --atomic-init --init-table"
    )
    if !names.isDisjoint(with: changes) { return call.change(EffectProblems.changes("the firewall")) }
    let looks = words("-L -S -C --list --list-rules --check -V --version -h --help")
    if !names.isDisjoint(with: looks) { return call.read }
    return call.unknown(EffectProblems.verbAtRunTime)
  }

  /// Several commands may stand in one text, with `;` between them.
  private static let nft: EffectRule = { call in
    let arguments = Arguments(call.arguments, valued: ValueOptions("-f --file -D --define -I --includepath"))
    if arguments.has("-c", "--check", "-v", "--version", "-h", "--help") { return call.read }
    if arguments.has("-f", "--file") { return call.change(EffectProblems.changes("the firewall")) }
    if arguments.has("-i", "--interactive") || arguments.operands.isEmpty {
      return call.unknown(EffectProblems.typed)
    }
    let text = ShellText(joining: arguments.operands)
    var found: [CommandEffect] = []
    for command in text.bytes.split(whereSeparator: { $0 == .semicolon || $0 == .newline }) {
      let verb =
        command.split(whereSeparator: \.isBlank).first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if verb.utf8.contains(where: { $0 <= ShellText.runMark }) {
        found.append(call.unknown(EffectProblems.verbAtRunTime))
      } else if !["list", "monitor", "describe", "get", ""].contains(verb) {
        found.append(call.change(EffectProblems.changes("the firewall")))
      }
    }
    return call.gravest(found)
  }

  private static let ipvsadm: EffectRule = { call in
    let names = Set(
      Arguments(call.arguments, valued: ValueOptions("-t -u -f -r -s -w -M -p -x -y --set")).options.map(
        \.name))
    let looks = ["-L", "-l", "--list", "-S", "--save", "-h", "--help", "-v", "--version"]
    if names.contains("-Z") || names.contains("--zero") { return call.change(EffectProblems.changes("IPVS")) }
    return call.arguments.isEmpty || !names.isDisjoint(with: looks)
      ? call.read : call.change(EffectProblems.changes("IPVS"))
  }
}
