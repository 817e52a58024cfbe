# What only people know, and what only people can do.
runbook "The rack has power"

ask rack "Which rack?" = a1 one of a1, a2, b1

ask reason "Why are you asking?" = "nobody said"
  when $rack is "b1"

confirm there "Is somebody at rack $rack?"
  yes → next
  no  → nobody-there

manual lamp "Look at the power lamp"
  passes → powered
  fails  → dark
  The lamp is at the top of the rack, on the left side.
  It passed if the lamp is green.

outcome powered "The rack has power"
  severity ok

outcome dark "The rack has no power"
  severity critical

outcome nobody-there "Nobody can look at the rack"
  severity unknown
