runbook "Called"
param node
param port as number = 80
param zone = eu one of eu, asia
step s "S"
  run echo "$node" "$port" "$zone"
  passes → healthy
  fails → broken
outcome healthy "Healthy"
  severity ok
outcome broken "Broken"
  severity critical
