runbook "Calls"
step s "S"
  run true
→ on
outcome on "On"
  severity warning
  → "circle-follows.rb"
