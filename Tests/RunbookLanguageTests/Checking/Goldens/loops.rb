runbook "Loops"

→ a

path a "A"
  step x "X"
    run true
    fails → b
  → c

path b "B"
  → c

path c "C"
  step y "Y"
    run true
    unknown → a
  → d

path d "D"
  → d
