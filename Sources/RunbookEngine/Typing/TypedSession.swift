import Glibc

/// A shell that a person types in, recorded: their own bash with their own settings, on a terminal of its own that
/// `script` (util-linux) makes and copies.
///
/// Bash marks where the output of a command begins and ends by the sequences that terminals know from shell
/// integration (OSC 133; C and D), and writes down beside it what was typed, in records that end in a NUL: `C`, the
/// folder and the command; `D`, the exit status and the time in microseconds. What is typed there does not get into
/// the person's own history.
package struct TypedSession {
  /// All that the terminal showed.
  package let shown: [UInt8]
  package let records: [UInt8]

  /// Runs until the shell ends.
  ///
  /// - Parameters:
  ///   - folder: an empty one, for the session's files.
  ///   - isAttended: a person types at a terminal. Otherwise the lines of standard input are read as they are, and
  ///     nothing is shown: what a terminal needs would stand between them, and each of them twice.
  /// - Throws: why there is no session.
  package init(in folder: String, isAttended: Bool) throws(TypedSessionProblem) {
    let (shown, records, settings) = (folder + "/shown", folder + "/records", folder + "/settings")
    guard Self.write(Self.settings(records: records), to: settings) else { throw .folder(folder) }
    let shell =
      (isAttended ? "exec bash" : "TERM=dumb exec bash --noediting") + " --rcfile '\(settings)' -i"
    let echo = isAttended ? [] : ["--echo", "never"]
    let status = Self.run(
      ["script", "--quiet", "--flush", "--log-out", shown] + echo + ["--command", shell],
      isShown: isAttended)
    if status == ENOENT { throw .noScript }
    self.shown = Self.read(shown)
    self.records = Self.read(records)
    if self.records.isEmpty, self.shown.isEmpty { throw .noShell }
  }

  private static func settings(records: String) -> String {
    #"""
    [ -f ~/.bashrc ] && . ~/.bashrc
    history -r 2> /dev/null
    unset HISTFILE HISTCONTROL HISTIGNORE HISTTIMEFORMAT
    shopt -s cmdhist lithist
    __runbook_before() {
      local typed
      typed=$(history 1)
      [[ $typed =~ ^\ *[0-9]+[*\ ]\ (.*) ]] && typed=${BASH_REMATCH[1]}
      printf 'C\0%s\0%s\0%s\0' "$PWD" "${EPOCHREALTIME/[.,]/}" "$typed" >> '\#(records)'
      printf '\033]133;C\a'
    }
    __runbook_after() {
      local status=$?
      printf 'D\0%s\0%s\0' "$status" "${EPOCHREALTIME/[.,]/}" >> '\#(records)'
      printf '\033]133;D;%s\a' "$status"
      return "$status"
    }
    PS0='$(__runbook_before)'"$PS0"
    PROMPT_COMMAND=(__runbook_after "${PROMPT_COMMAND[@]}")

    """#
  }

  /// 0, or the errno of the start. It has the terminal; Ctrl-C is its own affair.
  private static func run(_ words: [String], isShown: Bool) -> Int32 {
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &interrupt)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if !isShown { posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) }
    var child: pid_t = 0
    let problem = posix_spawnp(&child, words[0], &actions, &attributes, &arguments, environ)
    guard problem == 0 else { return problem }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return 0
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let isWritten = fputs(text, file) >= 0
    return fclose(file) == 0 && isWritten
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// Why nothing can be typed.
package enum TypedSessionProblem: Error, Sendable {
  case folder(String)
  case noScript
  case noShell

  package var message: String {
    switch self {
    case .folder(let path): "`\(path)` cannot be written"
    case .noScript: "`script` is not there, which records the terminal"
    case .noShell: "no bash could be started"
    }
  }

  package var remedy: String? {
    switch self {
    case .folder: "set TMPDIR to a folder that can be written"
    case .noScript: "install util-linux (on Debian: bsdutils)"
    case .noShell: "install bash"
    }
  }
}
