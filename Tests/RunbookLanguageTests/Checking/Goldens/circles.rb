runbook "Files that lead round, each in its own way"
use "with/circle-uses.rb"

step s "S"
  run true
  fails → around
