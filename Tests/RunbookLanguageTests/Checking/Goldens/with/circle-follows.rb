runbook "Follows"
step s "S"
  run true
  passes → "circle-arrow.rb" n=1
