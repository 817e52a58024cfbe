param early = 1
runbook "Order"
step a
  run true
param late = 2
needs cluster
path p "P"
  step b
    run true
step c
  run true
step d
  run true
runbook "Again"
finally
  run true
outcome o "O"
  severity ok
