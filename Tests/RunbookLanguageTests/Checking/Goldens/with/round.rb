runbook "Round"
step s "S"
  run true
→ "back.rb"
