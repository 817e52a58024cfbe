runbook "Captures"

step early "Too early"
  run ping -c 1 "$ip" "$ip"
  capture loss from find /(\d+)%/
  expect $loss is 0
  otherwise → next

parallel
  step left "Left"
    run true
    capture from_left from output
    otherwise → next
  step right "Right"
    run echo "$from_left"
    otherwise → next

step pod "The pod"
  run echo "$from_left" "$loss"
  capture ip from column IP
  cleanup kubectl delete pod "$ip" "$late"
  fails → other
  otherwise → next

step self "Its own capture"
  run echo "$mine"
  capture mine from output
  when other-step passes
  expect $mine is "$ip"
  passes → found
  otherwise → "with/called.rb" node=$late

path other "Another path"
  step other-step "Sees what came before"
    run echo "$ip" "$mine"
    capture late from output
    otherwise → next
  → found

outcome found "Found"
  severity info
  → "with/called.rb" node=$ip port=$mine other=x

outcome unseen "Unseen"
  severity info

finally
  run echo "$late" "$mine"
