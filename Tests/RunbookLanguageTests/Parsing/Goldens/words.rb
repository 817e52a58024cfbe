runbook "Words"
parm a = 1
stpe b "B"
  rnu echo hello
  exepct exit is 0
  tiemout 5s
  undo true
  step inner
    run true
  zebra crossing
    all of it
  fails → c more
run true
"text" first
step c Title without quotes
  run true
  expect
  expect exit
  expect exti is 0
  expect exit == 0
  expect exit equals 0
  expect exit is contains "x"
  expect output is Running today
  expect output is /x y/
  expect column
  expect json items
  expect json .a..b
  expect json .items[*]
  expect json .a["b
  expect in $x
  expect output in x
  expect line 0 is "x"
  expect $Home is "x"
  expect column X not is "a"
  expect column X does not contain "a"
  capture Loss from output
  capture $loss from output
  capture loss
  capture loss from output as fraction
  when $x is 1 or $y is 2
  when c
  when c failed
  when
  passes
  passes => c
  passes →
  passes → next, next
  passes → d, next, next
  passes → d, stop
  passes → other.rb
  fails → Not_A_Name
  effect writes
  env $HOME 1x
  env
step next "Reserved"
  run true
step
  run true
step x y=1
  run true
needs
needs kubectl v1.20
let x
let x =
let x = a$b
param x as lisst
param x one
param x matching
call c
call c "x.rb" a
each x $list
  step y
    run true
decide
  c fails
  → d
confirm z "Z?"
  yes
  maybe → next
fix w
  run true
  undo none
  verify
outcome o
  severity fatal
  → c
  hint "x"
defaults
  shell zsh
step e
  run true
  expect exit 0
  expect exit is >= 1
  expect all lines contain "x"
  expect stdout is empty
step f
  severity ok
step g
  expect column X matches y
  expect column X not is "a"
  stdin:
    x
