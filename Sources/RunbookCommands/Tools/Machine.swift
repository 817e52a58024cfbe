extension Tool {
  /// Of ip(8): the object, then what is done with it; a bare object means `show`.
  static let ip = Tool(
    name: "ip",
    options: ValueOptions("-f -family -n -netns -b -batch -l -loops -rc -rcvbuf"),
    depth: .known(
      Set(
        ipObjects.flatMap { object in
          [
            "add", "append", "change", "delete", "del", "exec", "flush", "get", "help", "identify", "list",
            "list-id", "lst",
            "ls", "monitor", "pids", "replace", "restore", "save", "set", "show", "showdump",
          ].map { "\(object) \($0)" }
        })),
    refusals: RefusalPattern.machine)

  private static let ipObjects = [
    "a", "ad", "addr", "address", "addrlabel", "l", "link", "m", "maddress", "mroute", "n", "neigh",
    "neighbor",
    "neighbour", "netns", "nexthop", "ntable", "r", "ro", "route", "ru", "rule", "tunnel", "tuntap", "vrf",
    "xfrm",
  ]

  static let bridge = Tool(
    name: "bridge", options: ValueOptions("-n -netns -b -batch"),
    depth: .known(
      paths(
        "fdb: add append delete del flush get replace show\nlink: set show\nvlan: add delete del set show\nmdb: add delete del show\nmonitor: all"
      )),
    refusals: RefusalPattern.machine)

  /// Of systemctl(1).
  static let systemctl = Tool(
    name: "systemctl",
    options: ValueOptions(
      "-H --host -M --machine -t --type --state -p --property -P -n --lines -o --output -s --signal --root --job-mode --kill-whom"
    ),
    depth: .fixed(1), refusals: RefusalPattern.machine)
}
