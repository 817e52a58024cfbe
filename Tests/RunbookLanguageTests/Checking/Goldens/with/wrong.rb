runbook "Wrong"
step s "S"
  run echo "$nothing"
