/// A program that runs another one, named by its arguments: `sudo`, `timeout 5 …`, `xargs`.
struct Wrapper: Sendable {
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

  static let all: [String: Wrapper] = [
    "sudo": Wrapper(
      "-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --chroot --close-from --other-user",
      takesAssignments: true, idle: ["-l", "-v", "-k"]),
    "doas": Wrapper("-u -C"),
    "env": Wrapper("-u -C --unset --chdir", takesAssignments: true),
    "time": Wrapper("-f -o --format --output"),
    "timeout": Wrapper("-k -s --kill-after --signal", operands: 1),
    "nohup": Wrapper(),
    "setsid": Wrapper(),
    "stdbuf": Wrapper("-i -o -e --input --output --error"),
    "nice": Wrapper("-n --adjustment"),
    "ionice": Wrapper("-c -n -p -P -u --class --classdata"),
    "chrt": Wrapper("-T -P -D", operands: 1),
    "taskset": Wrapper(operands: 1),
    "chroot": Wrapper("--userspec --groups", operands: 1),
    "unshare": Wrapper("-S -G -R -w --setuid --setgid --root --wd"),
    "nsenter": Wrapper("-t -S -G --target --setuid --setgid"),
    "flock": Wrapper("-w -E --timeout --wait --conflict-exit-code", operands: 1),
    "exec": Wrapper("-a"),
    "command": Wrapper(idle: ["-v", "-V"]),
    "builtin": Wrapper(),
    "xargs": Wrapper(
      "-I -n -P -d -a -E -L -s --max-args --max-procs --replace --delimiter --arg-file --max-lines --max-chars"
    ),
    "unbuffer": Wrapper(),
    "chronic": Wrapper(),
    "strace": Wrapper("-e -o -s -p -u -P -E -I -a -b -O -S -X"),
    "watch": Wrapper("-n -q --interval --equexit", joinsWords: true),
    "systemd-run": Wrapper("-p -u -E -M -H --property --unit --setenv --slice --description --uid --gid"),
  ]

  /// Shells, whose `-c` takes a text.
  static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh", "rbash"]

  /// Programs that carry a kubectl of their own as a subcommand.
  static let kubectlBundles: Set<String> = ["microk8s", "k3s", "k0s", "rke2", "minikube"]
}
