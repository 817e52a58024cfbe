# One runbook leads to another and tells it what it found out.
runbook "The default route works"

step route "There is a default route"
  run ip route show default
  capture gateway from find /default via (\S+)/ as ip
  expect output is not empty
  fails → no-route

step ping "The gateway answers"
  run ping -c 2 -W 1 "$gateway"
  fails  → "port.rb" host=$gateway port=53
  passes → works

outcome works "The gateway answers"
  severity ok
  → "port.rb" host=$gateway

outcome no-route "There is no default route"
  severity critical
