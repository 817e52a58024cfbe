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
  /// Without a program it starts a shell, or does something of its own.
  var startsShell = false

  init(
    _ options: String = "", operands: Int = 0, takesAssignments: Bool = false, joinsWords: Bool = false,
    idle: [String] = [], startsShell: Bool = false
  ) {
    self.options = ValueOptions(options)
    self.operands = operands
    self.takesAssignments = takesAssignments
    self.joinsWords = joinsWords
    self.idle = idle
    self.startsShell = startsShell
  }

  static let all: [String: Runner] = [
    "sudo": Runner(
      "-u -g -h -p -C -D -R -T -U -r -t --user --group --host --prompt --chdir --chroot --close-from --other-user",
      takesAssignments: true, idle: ["-l", "-v", "-k", "-K"], startsShell: true),
    "doas": Runner("-u -C", startsShell: true),
    "env": Runner("-u -C -S --unset --chdir --split-string", takesAssignments: true),
    "time": Runner("-f -o --format --output"),
    "timeout": Runner("-k -s --kill-after --signal", operands: 1),
    "nohup": Runner(),
    "setsid": Runner(),
    "stdbuf": Runner("-i -o -e --input --output --error"),
    "nice": Runner("-n --adjustment"),
    "ionice": Runner("-c -n -p -P -u --class --classdata"),
    "chrt": Runner("-T -P -D", operands: 1),
    "taskset": Runner(operands: 1),
    "chroot": Runner("--userspec --groups", operands: 1, startsShell: true),
    "unshare": Runner("-S -G -R -w --setuid --setgid --root --wd", startsShell: true),
    "nsenter": Runner("-t -S -G --target --setuid --setgid", startsShell: true),
    "flock": Runner("-w -E --timeout --wait --conflict-exit-code", operands: 1),
    "busybox": Runner(idle: ["--list", "--help"]),
    "toybox": Runner(),
    "runuser": Runner("-u -g -G --user --group", startsShell: true),
    "setpriv": Runner("--reuid --regid --groups --inh-caps --ambient-caps --bounding-set", startsShell: true),
    "numactl": Runner("-m -N -C -i --membind --cpunodebind --physcpubind --interleave"),
    "exec": Runner("-a"),
    "command": Runner(idle: ["-v", "-V"]),
    "builtin": Runner(),
    "xargs": Runner(
      "-I -n -P -d -a -E -L -s --max-args --max-procs --delimiter --arg-file --max-lines --max-chars"),
    "unbuffer": Runner(),
    "chronic": Runner(),
    "strace": Runner("-e -o -s -p -u -P -E -I -a -b -O -S -X", startsShell: true),
    "watch": Runner("-n -q --interval --equexit", joinsWords: true),
    "systemd-run": Runner(
      "-p -u -E -M -H --property --unit --setenv --slice --description --uid --gid",
      startsShell: true),
  ]

  /// Of shells and of `su`.
  static let shellOptions = ValueOptions("-c -o -O --rcfile --init-file -s --shell --command")

  /// Shells, whose `-c` takes a text.
  static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh", "rbash"]

  /// Programs that carry a kubectl of their own as a subcommand.
  static let kubectlBundles: Set<String> = ["microk8s", "k3s", "k0s", "rke2", "minikube"]
}
