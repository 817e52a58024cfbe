runbook "Arrow"
use "circle-uses.rb"
param n
step s "S"
  run echo "$n"
→ around
