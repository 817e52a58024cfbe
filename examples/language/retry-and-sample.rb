# Waiting for something to become true, and learning how often something holds.
runbook "A port answers, and keeps answering"

param host           = localhost
param port as number = 22
param log            = /var/log/syslog

step opens "The port opens"
  run bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port"
  timeout 3s
  retry up to 30s every 2s

step again "It opens twice in a row"
  run bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port"
  retry 3 times

step share "It opens nearly every time"
  run bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port"
  timeout 2s
  sample 20 times every 100ms, need 95%
  flaky → sometimes

step sound "It opens in at least 90 of 100 cases"
  run bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$host" "$port"
  timeout 2s
  sample up to 60, need 90%
  flaky → sometimes

step watch "Nothing is refused while we listen"
  run tail -n 0 -f "$log"
  stop after 1s
  expect no line matches /connection refused/
  unknown → next

outcome sometimes "The port opens only some of the time"
  severity warning
  Count the connections on the server: a full backlog drops some and serves others.
