import RunbookModel

extension Tool {
  /// Of ip(8): the object, then what is done with it; a bare object means `show`.
  static let ip = Tool(
    options: ValueOptions("-f -family -n -netns -b -batch -l -loops -rc -rcvbuf", joinsLetters: false),
    depth: .known(
      Set(
        ipObjects.flatMap { object in
          [
            "add", "append", "change", "delete", "del", "exec", "flush", "get", "help", "identify", "list",
            "list-id", "lst",
            "ls", "monitor", "pids", "replace", "restore", "save", "set", "show", "showdump",
          ].map { "\(object) \($0)" }
        })),
    refusals: RefusalPattern.machine, effect: ipRule)

  private static let ipObjects = [
    "a", "ad", "addr", "address", "addrlabel", "l", "link", "m", "maddress", "mroute", "n", "neigh",
    "neighbor",
    "neighbour", "netns", "nexthop", "ntable", "r", "ro", "route", "ru", "rule", "tunnel", "tuntap", "vrf",
    "xfrm",
  ]

  static let bridge = Tool(
    options: ValueOptions("-n -netns -b -batch", joinsLetters: false),
    depth: .known(
      paths(
        "fdb: add append delete del flush get replace show\nlink: set show\nvlan: add delete del set show\nmdb: add delete del show\nmonitor: all"
      )),
    refusals: RefusalPattern.machine, effect: ipRule)

  /// Of systemctl(1).
  static let systemctl = Tool(
    options: ValueOptions(
      "-H --host -M --machine -t --type --state -p --property -P -n --lines -o --output -s --signal --root --job-mode --kill-whom"
    ),
    depth: .fixed(1), refusals: RefusalPattern.machine,
    effect: { systemctlRule($0) })
}

extension Tool {
  static let systemctlRule = VerbRule(
    options: ValueOptions(
      "-H --host -M --machine -t --type --state -p --property -P -n --lines -o --output -s --signal --root --job-mode --kill-whom"
    ),
    verbs: VerbEffects(
      """
      read: status show cat help list-units list-unit-files list-sockets list-timers list-jobs list-dependencies list-machines
      read: list-automounts list-paths is-active is-enabled is-failed is-system-running get-default show-environment
      change: start stop restart reload try-restart reload-or-restart try-reload-or-restart enable disable reenable preset
      change: preset-all mask unmask link revert add-wants add-requires edit set-default daemon-reload daemon-reexec isolate kill
      change: clean freeze thaw set-property reset-failed default rescue emergency halt poweroff reboot kexec exit switch-root
      change: suspend hibernate hybrid-sleep set-environment unset-environment import-environment cancel bind mount-image log-level
      """),
    realm: "the services of this machine")

  /// Of ip(8) and bridge(8): the object, then what is done with it, which may be abbreviated; nothing means `show`.
  static let ipRule: EffectRule = { call in
    let arguments = Arguments(call.arguments, valued: Tool.ip.options, stopsAtOperand: true)
    // A file of commands.
    if arguments.has("-b", "-batch", "--batch") { return call.unknown(EffectProblems.script) }
    if arguments.has("-V", "-Version") { return call.read }
    var words = arguments.operands[...]
    guard let object = words.popFirst() else { return call.read }
    guard let name = object.literal else { return call.unknown(EffectProblems.verbAtRunTime) }
    if name == "monitor" || name == "help" { return call.read }
    if ["netns", "vrf"].contains(name), words.first?.literal == "exec" {
      // The program is judged by itself.
      return words.count > 2 ? call.read : call.unknown(EffectProblems.typed)
    }
    // `ip xfrm state …`, `ip mptcp endpoint …`: an object within the object.
    if ["xfrm", "mptcp", "l2tp", "macsec", "sr", "fou", "ioam"].contains(name) {
      words = words.dropFirst()
    }
    guard let verb = words.first else { return call.read }
    guard let action = verb.literal else { return call.unknown(EffectProblems.verbAtRunTime, at: verb) }
    if ipReads.contains(action) || (action == "s" && !"link".hasPrefix(name) && name != "netns") {
      return call.answer(.read, "", verb, verbs: [name, action])
    }
    guard ipChanges.contains(where: { $0.hasPrefix(action) }) else {
      return call.unknown(EffectProblems.noVerb("\(name) \(action)"), at: verb)
    }
    return call.answer(
      .change, EffectProblems.changes("the network of this machine"), verb, verbs: [name, action])
  }

  /// With the abbreviations that mean nothing else. `ip link s` sets, `ip addr s` shows.
  private static let ipReads: Set<String> = [
    "show", "list", "lst", "ls", "get", "monitor", "help", "identify", "pids", "list-id", "save", "showdump",
    "sh", "sho", "l", "li", "lis", "g", "ge",
  ]
  private static let ipChanges = [
    "add", "append", "change", "chg", "delete", "del", "replace", "prepend", "flush", "set", "restore",
    "attach",
    "detach", "exec", "property", "allocspi", "deleteall", "create",
  ]
}
