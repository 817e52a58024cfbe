import RunbookModel

extension ProgramRules {
  /// Looking at and changing this machine's network, and probing others.
  static let networkRules = table { rules in
    rules["arping"] = looks(valued: "-c -I -i -s -w -W", changes: "-U -A", realm: "the neighbours' caches")
    rules["dhclient dhcpcd udhcpc ifup ifdown nsupdate"] = {
      $0.change(EffectProblems.changes("the network"))
    }
    rules["ss"] = looks(valued: "-A -f -F -N", writes: "-D", changes: "-K --kill", realm: "connections")
    rules["tcpdump"] = looks(
      valued: "-i -c -s -r -C -G -W -F -Z -B -j -M -E -y -T", writes: "-w", opaque: "-z")
    rules["tshark dumpcap"] = looks(
      valued: "-i -c -f -Y -R -r -T -e -E -a -b -d -n -N -o -s -y -B", writes: "-w")
    rules[
      "iperf iperf3 ab hey wrk wrk2 siege fortio vegeta nping nmap zmap masscan hping3 dnsperf resperf flent qperf netperf netserver sockperf h2load k6 mdtest fio stress stress-ng"
    ] = { $0.probe(EffectProblems.loads) }
    rules["nc ncat netcat"] = netcat
    rules["telnet socat websocat"] = {
      if case .nothing = $0.input, $0.name == "telnet" { $0.read } else { $0.unknown(EffectProblems.sends) }
    }
    rules["ifconfig"] = { call in
      call.paths("").count > 1
        ? call.change(EffectProblems.changes("the network of this machine")) : call.read
    }
    rules["route"] = { call in
      ["add", "del", "delete", "flush", "change"].contains(call.paths("-A").first?.literal)
        ? call.change(EffectProblems.changes("the routes of this machine")) : call.read
    }
    rules["arp"] = looks(
      valued: "-i -H", changes: "-d -s -f --delete --set --file", realm: "the neighbours of this machine")
    rules["rpcinfo"] = looks(changes: "-d")
    rules["sensors"] = looks(changes: "-s --set")
    rules["brctl"] = verbs(
      "bridges",
      "read: show showmacs showstp\nchange: addbr delbr addif delif setageing stp setbridgeprio setfd")
    rules["ethtool"] = ethtool
    rules["tc"] = trafficControl
    rules["wg"] = verbs(
      "WireGuard", "read: show showconf genkey genpsk pubkey help\nchange: set setconf addconf syncconf")
    rules["ovs-vsctl"] = verbs(
      "Open vSwitch", options: "--db --timeout -t",
      """
      read: show list list-br list-ports list-ifaces get find br-exists iface-to-br port-to-br br-to-vlan get-controller get-manager
      change: add-br del-br add-port del-port set add remove clear create destroy set-controller del-controller init set-manager
      """)
    rules["ovs-ofctl"] = verbs(
      "flows", options: "-O",
      """
      read: show dump-flows dump-ports dump-ports-desc dump-tables dump-desc dump-groups dump-meters dump-aggregate snoop monitor
      change: add-flow add-flows mod-flows del-flows replace-flows mod-port add-group mod-group del-groups add-meter del-meters
      """)
    rules["ovs-dpctl"] = verbs(
      "flows",
      "read: show dump-flows dump-dps get-flow\nchange: add-flow mod-flow del-flow del-flows add-dp del-dp add-if del-if"
    )
    rules["ipsec swanctl"] = { call in
      let reads = [
        "status", "statusall", "--list-sas", "-l", "--list-conns", "--list-certs", "--stats", "--version",
        "--list-pols", "listcerts",
      ]
      return call.literals.first.map { $0.map(reads.contains) ?? false } == true
        ? call.read : call.change(EffectProblems.changes("tunnels"))
    }
    rules["birdc birdcl birdc6"] = { router($0, words: $0.paths("-s").first?.literal) }
    rules["vtysh"] = { call in
      let commands = Arguments(call.arguments, valued: ValueOptions("-c -d -f -N")).values(of: "-c")
      return commands.isEmpty
        ? call.unknown(EffectProblems.typed)
        : call.gravest(commands.map { router(call, words: $0.literal) })
    }
    rules["calico-node"] = { call in
      call.arguments.allSatisfy {
        ["-bird-live", "-felix-live", "-bird-ready", "-felix-ready", "-bird6-live", "-bird6-ready", "-v"]
          .contains($0.literal)
      } && !call.arguments.isEmpty
        ? call.read : call.unknown(EffectProblems.noRule("calico-node"))
    }
    rules["nmcli"] = verbs(
      "the network of this machine", options: "-f --fields -t -g --get-values -m -w",
      """
      read: general general/status general/permissions device device/status device/show device/wifi/list device/lldp connection
      read: connection/show networking/connectivity radio monitor dev dev/status dev/show con con/show c c/show d d/show
      change: connection/up connection/down connection/add connection/modify connection/delete connection/reload device/connect
      change: device/disconnect device/set device/reapply con/up con/down con/add con/mod con/modify con/delete networking/on networking/off
      """)
    rules["resolvectl systemd-resolve"] = resolver
    rules["networkctl"] = verbs(
      "the network of this machine",
      "read: list status lldp label cat\nchange: up down renew forcerenew reconfigure reload delete edit")
    rules["bpftool"] = verbs(
      "BPF programs",
      """
      read: version help prog prog/show prog/list prog/dump map map/show map/list map/dump map/lookup map/getnext map/peek net
      read: net/show net/list cgroup/show cgroup/list cgroup/tree link link/show link/list btf btf/list btf/show btf/dump feature
      read: feature/probe perf perf/show perf/list struct_ops/show struct_ops/list struct_ops/dump iter/help gen/help
      change: prog/load prog/loadall prog/attach prog/detach prog/pin prog/run map/create map/update map/delete map/pin map/push
      change: map/pop map/freeze net/attach net/detach cgroup/attach cgroup/detach link/pin link/detach struct_ops/register
      """)
    rules["pilot-agent"] = { call in
      let words = call.paths("")
      switch words.first?.literal {
      case "status", "version", "wait", "help": return call.read
      case "request":
        let method = words.dropFirst().first?.literal ?? ""
        return method == "GET" ? call.read : call.change(EffectProblems.requests(method))
      default: return call.unknown(EffectProblems.noRule("pilot-agent"))
      }
    }
    rules["cilium-health"] = { call in
      switch call.paths("-o -H --host").first?.literal {
      case "status", "get", "ping", "version", "help", nil: call.read
      default: call.unknown(EffectProblems.noRule("cilium-health"))
      }
    }
    rules["cilium-dbg"] = { Tool.ciliumRule($0) }
    // Collects below /tmp.
    rules["cilium-bugtool"] = { $0.read }
    rules["conntrack"] = conntrack
  }

  /// A connection through which nothing known is sent is a look; one that serves, or sends what a pipe brings, is not known.
  private static let netcat: EffectRule = { call in
    let arguments = Arguments(
      call.arguments, valued: ValueOptions("-w -i -p -s -q -X -x -I -O -T -P -e -c --exec --sh-exec -g -G"))
    if arguments.has("-e", "-c", "--exec", "--sh-exec", "-l", "--listen", "-k") {
      return call.unknown(EffectProblems.sends)
    }
    if arguments.has("-z", "-h", "--help", "--version") { return call.read }
    switch call.input {
    case .nothing: return call.read
    case .text(let text):
      let asks =
        text.bytes.isEmpty
        || ["GET ", "HEAD ", "OPTIONS ", "PING", "stat", "ruok"].contains { text.bytes.starts(with: $0.utf8) }
      return asks ? call.read : call.unknown(EffectProblems.sends)
    case .other: return call.unknown(EffectProblems.sends)
    }
  }

  private static let ethtool: EffectRule = { call in
    let changes =
      "-s -K -A -C -G -L -N -U -X -r -p -E -f -W -t -Q --change --offload --features --pause --coalesce --set-ring --set-channels --config-nfc --config-ntuple --rxfh --set-rxfh-indir --negotiate --identify --change-eeprom --flash --set-dump --test --reset --set-eee --set-priv-flags --set-phy-tunable --set-fec --set-module"
    let reads =
      "-i -k -S -a -c -g -l -n -u -x -m -P -T -d -e -w -V -h -I --show-features --show-offload --driver --statistics --show-pause --show-coalesce --show-ring --show-channels --show-nfc --show-ntuple --show-rxfh --module-info --show-permaddr --show-time-stamping --register-dump --eeprom-dump --get-dump --show-eee --show-priv-flags --get-phy-tunable --show-fec --phy-statistics --show-module --version --help --json --debug --include-statistics"
    guard let first = call.literals.first else { return call.read }
    guard let option = first else { return call.unknown(EffectProblems.verbAtRunTime) }
    if !option.hasPrefix("-") || words(reads).contains(option) { return call.read }
    return words(changes).contains(option)
      ? call.change(EffectProblems.changes("the network device"))
      : call.unknown(EffectProblems.noVerb(option))
  }

  private static let trafficControl: EffectRule = { call in
    let operands = call.paths("-n -netns -b -batch -cf -conf")
    if call.has("-b", "-batch") { return call.unknown(EffectProblems.script) }
    guard operands.count > 1, operands.first?.literal != "monitor" else { return call.read }
    guard let verb = operands.dropFirst().first?.literal else {
      return call.unknown(EffectProblems.verbAtRunTime)
    }
    if ["show", "list", "ls", "lst", "sh", "s", "get", "help"].contains(verb) { return call.read }
    return ["add", "del", "delete", "change", "replace", "link", "flush"].contains(verb)
      ? call.change(EffectProblems.changes("the traffic control of this machine"))
      : call.unknown(EffectProblems.noVerb(verb))
  }

  private static func router(_ call: Call, words: String?) -> CommandEffect {
    guard let verb = words?.split(separator: " ").first else { return call.unknown(EffectProblems.typed) }
    return verb == "show" || verb == "sh"
      ? call.read : call.change(EffectProblems.changes("the routing daemon"))
  }

  private static let resolver: EffectRule = { call in
    let operands = call.paths("-i -p -t -c --interface --type")
    if call.name == "systemd-resolve" {
      return call.has("--flush-caches", "--reset-statistics", "--set-dns", "--revert")
        ? call.change(EffectProblems.changes("the resolver")) : call.read
    }
    switch operands.first?.literal {
    case nil: return operands.isEmpty ? call.read : call.unknown(EffectProblems.verbAtRunTime)
    case "status", "query", "statistics", "service", "openpgp", "tlsa", "show-cache", "show-server-state",
      "monitor", "help":
      return call.read
    case "dns", "domain", "default-route", "llmnr", "mdns", "dnssec", "dnsovertls", "nta", "log-level":
      return operands.count < 3 ? call.read : call.change(EffectProblems.changes("the resolver"))
    default: return call.change(EffectProblems.changes("the resolver"))
    }
  }

  private static let conntrack: EffectRule = { call in
    let looks = [
      "-L", "--dump", "-G", "--get", "-E", "--event", "-C", "--count", "-S", "--stats", "-V", "--version",
      "-h", "--help",
    ]
    if call.has(
      "-z", "--zero", "-D", "--delete", "-F", "--flush", "-I", "--create", "-U", "--update", "-A", "--add")
    {
      return call.change(EffectProblems.changes("the connections that are tracked"))
    }
    return call.literals.contains { $0.map(looks.contains) ?? false }
      ? call.read : call.unknown(EffectProblems.verbAtRunTime)
  }
}
