# What several runbooks share: `calls.rb` uses its path and its outcomes.
runbook "What runbooks about gateways share"

param retries as number = 2 "how often the gateway is asked"

let advice = "ip route show default"

path no-gateway "No gateway answers: is there one at all?"
  step link "A link is up"
    run ip -brief link; echo "asked up to $retries times"
    expect some line matches /\bUP\b/
    hint "$advice"
    fails → no-link
  → gateway-silent

outcome no-link "No link is up"
  severity critical

outcome gateway-silent "The gateway does not answer"
  severity warning
