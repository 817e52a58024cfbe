/// What bash does by itself, or what every machine has and nobody asks for: not worth being called a program.
let builtins: Set<String> = [
  ".", ":", "[", "alias", "bg", "bind", "break", "builtin", "caller", "cd", "command", "compgen", "complete",
  "compopt",
  "continue", "declare", "dirs", "disown", "echo", "enable", "eval", "exec", "exit", "export", "false", "fc",
  "fg",
  "getopts", "hash", "help", "history", "jobs", "kill", "let", "local", "logout", "mapfile", "popd", "printf",
  "pushd",
  "pwd", "read", "readarray", "readonly", "return", "set", "shift", "shopt", "source", "suspend", "test",
  "times",
  "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait",
]
