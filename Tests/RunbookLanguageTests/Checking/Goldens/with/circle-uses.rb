runbook "Uses"
path around "Around"
  call again "circle-calls.rb"
  → went-round
outcome went-round "Went round"
  severity info
