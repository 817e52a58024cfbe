# Steps that run only when something holds.
runbook "Look closer only where it is worth it"

param deep  = no one of yes, no "look at everything"
param limit = 80%               "more load than this is too much"

step load "The machine is not busy"
  run uptime
  capture load from find /load averages?: ([\d.]+)/ as number
  expect $load < 4
  fails → next

step cores "Number of cores"
  run nproc
  capture cores from output as number
  when load fails
  otherwise → next

step each-core "No core has too much to do"
  when load fails and $cores > 1
  run ps -eo pcpu --sort=-pcpu --no-headers | head -n 1
  expect line 1 < $limit
  otherwise → next

step sockets "Not too many connections"
  when $deep is "yes"
  run ss -s
  expect find /TCP:\s+(\d+)/ < 80% of 10000
  otherwise → next

decide
  any fails and $deep is "yes" → busy
  any fails                    → look-closer
  sockets skipped              → idle
  otherwise                    → idle

outcome busy "The machine is busy"
  severity warning

outcome look-closer "Something is busy: run this again with deep=yes"
  severity info

outcome idle "The machine has little to do"
  severity ok
