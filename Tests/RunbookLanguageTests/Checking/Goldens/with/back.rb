runbook "Back"
step s "S"
  run true
→ "round.rb"
