# What a step finds out, later steps can use: in commands, in expectations, in texts.
runbook "The default gateway answers"

step route "There is a default route"
  run ip route show default
  capture gateway from find /default via (\S+)/ as ip
  capture device from find /dev (\S+)/
  expect output is not empty

step address "Our own address is on that device"
  run ip -brief -4 address show dev "$device"
  capture networks from find all /\d+\.\d+\.\d+\.\d+\/\d+/ as cidr
  expect some $networks overlaps $gateway
  hint "$gateway is not in $networks"

step ping "The gateway answers"
  run ping -c 3 -W 1 "$gateway"
  capture loss from find /([\d.]+)% packet loss/ as percent
  capture times from find all /time=([\d.]+)/ as number
  capture report from output
  expect $loss < 50%
  fails → told

step times "It answers quickly"
  expect max $times < 100
  expect some line in $report after /statistics/ contains "received"

path told "What is known"
  step known "The gateway was named"
    expect $gateway exists
    hint "$device lost $loss on the way to $gateway"
    otherwise → next
  → gateway-silent

outcome gateway-silent "The gateway does not answer"
  severity warning
  Some gateways do not answer a ping at all.
