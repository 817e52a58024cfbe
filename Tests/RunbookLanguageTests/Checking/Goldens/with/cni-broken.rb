runbook "The CNI plugin is broken"
step plugin "The plugin's pods run"
  run kubectl get pods -A -l tier=node
  expect every column READY is complete
