# With the other goldens: at least two mistakes for each word of the language.
runbook "Two of each"
tags a b
tags
owner network
owner "network" "dns"
secret Token
secret token sesame
needs cluster 1.20
needs cluster kubectl
defaults
  budget soon
  budget 0s
  shell fish
  shel bash
  shell bash sh
  shell sh -e
  keep 16 MiB
parallel now
  step p
    run true
parallel
decide x
  any fails → stop
decide
start Tunnel
  run true
start
  run true
manual look
manual Look "Look"
confirm sure
confirm Sure "Sure?"
  yes next
  yes →
  no stop
  no →
ask x
ask Port "Which?"
step a
  on
  on east west
  effect
  effect reads
  effect read only
  effect probes
  effect probe first
  effect changes
  effect change all
  cleanup
  cleanup rm -f x \
  run true
  passes ->
  fails -> -> x
  expect some
  expect some output
  expect at most rows exist
  expect at most 2
  expect exactly
  expect exactly two rows exist
  expect stderr
  expect stdrr is empty
  expect find x exists
  expect find
  expect find all x exist
  expect find all
  expect yaml x exists
  expect yaml .a..b exists
  expect distinct
  expect distinct colunm X is 1
  expect sum
  expect sum of column X is 1
  expect min
  expect min 3 lines is 1
  expect max
  expect max rwos is 1
  expect median
  expect median average is 1
  expect last
  expect last 0 lines are "x"
  expect row
  expect some row wher STATUS is "x" exists
  expect p95
  expect p95 colum X > 1
  expect output after x is "y"
  expect output after
  expect output before x is "y"
  expect output before
  expect lines are
  expect lines are Running
  expect column READY complete
  expect column READY is complete 2/2
  expect $x is within
  expect $x within 10.0.0.0/8
  expect $x overlaps
  expect $x is overlaps 10.0.0.0/8
  expect $x overlap
  expect $x overlap with 10.0.0.0/8
  expect output starts "x"
  expect output starts with x
  expect lines start "x"
  expect lines start with x
  expect output ends "x"
  expect output ends with x
  expect lines end "x"
  expect lines end with x
  expect output matches "x"
  expect output matches
  expect lines match "x"
  expect lines match
step b
  each n in $nodes 8 at once
  each n in $nodes, many at once
  run true
fix f
  run true
  undo none
  undo none why
outcome o "O"
  severity infos
  severity info "x"
outcome w "W"
  severity warnings
  severity warning !
outcome c "C"
  severity criticl
  severity critical now
