# What `files.rb` leads to; it can be run by itself as well.
runbook "A port is open"

param host           = localhost "the machine to reach"
param port as number = 53        "the port to open"

step opens "The port opens"
  run bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port"
  timeout 3s
  passes → is-open
  fails  → closed

outcome is-open "The port is open"
  severity ok

outcome closed "The port is closed"
  severity warning
