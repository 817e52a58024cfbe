# Output that is a table: rows, columns, and what can be said of them.
runbook "The pods of kube-system are well"

needs kubectl

param namespace          = kube-system
param restarts as number = 5 "more restarts than this are too many"

step pods "Pods are up"
  run kubectl get pods -n "$namespace"
  expect count rows >= 1
  expect every column READY is complete
  expect every column STATUS is one of "Running", "Completed"
  expect no column RESTARTS > $restarts
  expect at most 2 rows where STATUS is "Pending" exist
  capture failing from column NAME where STATUS is not "Running" and RESTARTS > 0
  fails → named

step young "None was replaced just now"
  run kubectl get pods -n "$namespace" --sort-by=.metadata.creationTimestamp
  expect last 1 column AGE > 2m
  expect median column AGE > 10m

path named "Which of them"
  step names "They are named"
    expect $failing is not empty
    hint "look at $failing"
    otherwise → next
  → pods-fail

outcome pods-fail "Pods fail"
  severity critical
  `kubectl describe pod` says why.
