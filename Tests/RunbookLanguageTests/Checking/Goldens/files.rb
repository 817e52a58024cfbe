runbook "Files"
use "with/common.rb"
use "with/common.rb"
use "with/missing.rb"

step first "First"
  run true
  passes → "with/called.rb" node=a node=b prot=80
  fails → "with/called.rb"
  flaky → "with/called.rb" node=a port=http zone=us
  unknown → "with/nowhere.rb"
  otherwise → "with/round.rb"

step second "Second"
  run true
  passes → "with/common.rb"
  fails → "with/wrong.rb"
  otherwise → "with/nowhere.rb"
