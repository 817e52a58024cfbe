runbook "Paths of a file whose own flow captures what they need"
use "with/lends.rb"

step first "First"
  run echo one
  capture pod from output
  fails → with-pod
  passes → with-node
