runbook "Clauses"

step twice "Twice"
  fails → o
  run true
  timeout 10s
  timeout 20s
  retry 3 times
  retry 4 times
  passes → next
  passes → stop

step both "Both"
  run true
  sample 20 times, need 95%
  retry 3 times

step nothing "Nothing"
  hint "look at the dashboard"

step judging "No command"
  timeout 5s
  expect exit is 0
  expect output contains "x"
  capture x from lines
  capture y from lines in $x

step stopped "Too short"
  run tail -f /var/log/syslog
  stop after 20s
  timeout 10s

step broken "Unfinished"
  env HTTP_PROXY gateway
  env HTTP_PROXY
  run echo "no end

step quantifiers "One value"
  run kubectl get pods
  expect every output contains "x"
  expect at least 2 count rows is 3
  expect exit is "ok"
  expect duration < 5
  expect count rows > "three"
  expect column AGE < "young"
  expect column IMAGE is 3x-beta
  expect column IP is within 10.0.0.300/8
  expect some line where STATUS is "Running" exists
  expect json .items[] where phase is "Running" exists
  expect rows where .status.phase is "Running" exist

fix scale "Scale"
  run kubectl scale deployment web --replicas=3
  retry 3 times

fix back "Back"
  undo kubectl rollout undo deployment web

fix repeated "Both ways"
  run kubectl scale deployment web --replicas=3
  undo none "nothing to do"
  undo kubectl scale deployment web --replicas=1

start tunnel "A tunnel"
  ready when port 8080 answers

outcome o "No severity"
  It is grave.

finally
  step gone "The pod is gone"
    run kubectl get pod probe
    fails → o

finally
  run true
