/// A program that runs another one, named by its arguments: `sudo`, `timeout 5 …`, `xargs`.
struct Launcher: Sendable {
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

  static let all: [String: Launcher] = [
    "sudo": Launcher(
      "-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --chroot --close-from --other-user",
      takesAssignments: true, idle: ["-l", "-v", "-k"]),
    "doas": Launcher("-u -C"),
    "env": Launcher("-u -C --unset --chdir", takesAssignments: true),
    "time": Launcher("-f -o --format --output"),
    "timeout": Launcher("-k -s --kill-after --signal", operands: 1),
    "nohup": Launcher(),
    "setsid": Launcher(),
    "stdbuf": Launcher("-i -o -e --input --output --error"),
    "nice": Launcher("-n --adjustment"),
    "ionice": Launcher("-c -n -p -P -u --class --classdata"),
    "chrt": Launcher("-T -P -D", operands: 1),
    "taskset": Launcher(operands: 1),
    "chroot": Launcher("--userspec --groups", operands: 1),
    "unshare": Launcher("-S -G -R -w --setuid --setgid --root --wd"),
    "nsenter": Launcher("-t -S -G --target --setuid --setgid"),
    "flock": Launcher("-w -E --timeout --wait --conflict-exit-code", operands: 1),
    "exec": Launcher("-a"),
    "command": Launcher(idle: ["-v", "-V"]),
    "builtin": Launcher(),
    "xargs": Launcher(
      "-I -n -P -d -a -E -L -s --max-args --max-procs --replace --delimiter --arg-file --max-lines --max-chars"
    ),
    "unbuffer": Launcher(),
    "chronic": Launcher(),
    "strace": Launcher("-e -o -s -p -u -P -E -I -a -b -O -S -X"),
    "watch": Launcher("-n -q --interval --equexit", joinsWords: true),
    "systemd-run": Launcher("-p -u -E -M -H --property --unit --setenv --slice --description --uid --gid"),
  ]

  /// Shells, whose `-c` takes a text.
  static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh", "rbash"]

  /// Programs that carry a kubectl of their own as a subcommand.
  static let kubectlBundles: Set<String> = ["microk8s", "k3s", "k0s", "rke2", "minikube"]
}
