# What a command does that nobody can read from its text: its author says so.
runbook "The team's own checks pass"

param check = /usr/local/bin/check-shop "a program of the team's own"

defaults
  shell sh
  timeout 20s

step looks "The quick check passes"
  effect read
  run "$check" --quick
  env NO_PROXY
  fails → repair

step tries "A purchase goes through"
  effect probe
  run "$check" --purchase
  keep 64KiB

path repair "The check can repair what it finds"
  fix mend "Let it repair the shop"
    effect change
    run "$check" --repair
    undo none "the program keeps nothing that could be put back"
    verify looks
  → repaired

outcome repaired "The shop was broken, and its own check repairs it"
  severity warning
