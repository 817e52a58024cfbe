# Changing something: a fix asks first, says what takes the change back, and shows that it helped.
runbook "The key is private"

param file = /etc/ssh/ssh_host_ed25519_key "the key"

step mode "Only its owner can read it"
  run stat -c %a "$file"
  capture mode from output
  expect output is one of "400", "600"
  fails → too-open

→ private

path too-open "Others can read the key"
  fix close "Take the rights of others away"
    run chmod 600 "$file"
    undo chmod "$mode" "$file"
    verify mode

  fix tell "Tell the people who watch over keys"
    run tell-guards "$file was open to others"
    effect change  # nobody can read from its name what it does
    undo none "they know it now"

  fix note "Write down that it was open"
    run echo "$run: it was open to others, with mode $mode" >> "$file.log"
    undo none "a log only grows"
  → was-open

outcome private "The key is private"
  severity ok

outcome was-open "The key could be read by others"
  severity warning
  Whoever was on this machine may have it: make a new one.
