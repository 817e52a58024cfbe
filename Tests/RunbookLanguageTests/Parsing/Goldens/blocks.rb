runbook "Blocks"
about and here
step a
    run true
    expect exit is 0
step b
   run true
  expect exit is 0
      expect exit is 1
    and more
step c
  run
    one
   two
      three
  timeout 5s
step d
  run echo one
    two
  cleanup
step e
  run echo one \
    two
  stdin text
    more
step f
path p "Path"
outcome o "Outcome"
  serverity ok
outcome o2 "Outcome"
  severity ok
  Prose
  severity warning
finally
