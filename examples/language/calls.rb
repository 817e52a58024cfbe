# Other runbooks: one that is used, and one that runs inside this run.
runbook "The gateway can be reached"

use "common.rb"

param port as number = 53 "the port that must be open on this machine"

step route "There is a default route"
  run ip route show default
  capture gateway from find /default via (\S+)/ as ip
  expect output is not empty
  fails → no-gateway

call door "port.rb" host=localhost port=$port
  when $gateway exists
  timeout 1m
  otherwise → next

decide
  $door.outcome is "is-open" → works
  any unknown                → stop
  any fails                  → no-gateway
  otherwise                  → works

outcome works "The gateway can be reached"
  severity ok
