runbook "Arrows"

step first "First"
  run true
  passes → first
  fails → inside
  unknown → in-path
  flaky → coredns, next

parallel
  step inside "In a block"
    run true
    fails → beside
  step beside "In a block"
    run true
    fails → after

step after "After"
  run true
  passes → first
  fails → also, next
  unknown → "with/called.rb" node=a b=c

step also "Also"
  run true
  otherwise → down

step unreached "Never reached"
  run true

path coredns "A path"
  step in-path "In a path"
    run true
  → down

path lonely "Nobody leads here"
  → follows

path follows "Only from a path that nobody reaches"
  → down

outcome down "Down"
  severity critical
outcome never "Never"
  severity info
