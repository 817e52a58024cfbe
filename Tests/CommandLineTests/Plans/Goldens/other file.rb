runbook "The other one"

param host           = localhost
param port as number = 53

step opens "It opens"
  run echo "$host" "$port"
