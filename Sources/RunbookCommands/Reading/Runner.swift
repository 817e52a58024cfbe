/// A program that runs another one, named by its arguments: `sudo`, `timeout 5 …`, `xargs`.
struct Runner: Sendable {
  let options: ValueOptions
  /// Words between the options and the program.
  var operands = 0
  /// `NAME=value` may stand before the program.
  var takesAssignments = false
  /// Its words are joined and handed to a shell.
  var joinsWords = false
  /// With one of these it runs nothing.
  var idle: [String] = []

  init(
    _ options: String = "", operands: Int = 0, takesAssignments: Bool = false, joinsWords: Bool = false,
    idle: [String] = []
  ) {
    self.options = ValueOptions(options)
    self.operands = operands
    self.takesAssignments = takesAssignments
    self.joinsWords = joinsWords
    self.idle = idle
  }

  static let all: [String: Runner] = [
    "sudo": Runner(
      "-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --chroot --close-from --other-user",
      takesAssignments: true, idle: ["-l", "-v", "-k"]),
    "doas": Runner("-u -C"),
    "env": Runner("-u -C --unset --chdir", takesAssignments: true),
    "time": Runner("-f -o --format --output"),
    "timeout": Runner("-k -s --kill-after --signal", operands: 1),
    "nohup": Runner(),
    "setsid": Runner(),
    "stdbuf": Runner("-i -o -e --input --output --error"),
    "nice": Runner("-n --adjustment"),
    "ionice": Runner("-c -n -p -P -u --class --classdata"),
    "chrt": Runner("-T -P -D", operands: 1),
    "taskset": Runner(operands: 1),
    "chroot": Runner("--userspec --groups", operands: 1),
    "unshare": Runner("-S -G -R -w --setuid --setgid --root --wd"),
    "nsenter": Runner("-t -S -G --target --setuid --setgid"),
    "flock": Runner("-w -E --timeout --wait --conflict-exit-code", operands: 1),
    "exec": Runner("-a"),
    "command": Runner(idle: ["-v", "-V"]),
    "builtin": Runner(),
    "xargs": Runner(
      "-I -n -P -d -a -E -L -s --max-args --max-procs --replace --delimiter --arg-file --max-lines --max-chars"
    ),
    "unbuffer": Runner(),
    "chronic": Runner(),
    "strace": Runner("-e -o -s -p -u -P -E -I -a -b -O -S -X"),
    "watch": Runner("-n -q --interval --equexit", joinsWords: true),
    "systemd-run": Runner("-p -u -E -M -H --property --unit --setenv --slice --description --uid --gid"),
  ]

  /// Shells, whose `-c` takes a text.
  static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh", "rbash"]

  /// Programs that carry a kubectl of their own as a subcommand.
  static let kubectlBundles: Set<String> = ["microk8s", "k3s", "k0s", "rke2", "minikube"]
}
