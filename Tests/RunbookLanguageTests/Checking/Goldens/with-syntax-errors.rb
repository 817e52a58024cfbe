runbook "One mistake, one diagnostic"

step probe "The parser cannot read its only command"
  rum true
  expct exit is 0

step next-one "An unreadable capture still defines its name"
  run true
  capture pod fro output
  expect output contins "x"

step uses "Uses it"
  run echo "$pod"
  fails → undefined-path
