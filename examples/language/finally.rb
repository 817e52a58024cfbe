# What always runs: cleanups of steps that ran, then `finally`.
runbook "A file survives a copy"

step folder "There is a folder of our own"
  run mkdir -p "/tmp/runbook-$run"
  cleanup rm -rf "/tmp/runbook-$run"

step original "A file is made"
  run head -c 100000 /dev/urandom > "/tmp/runbook-$run/a" && sha256sum < "/tmp/runbook-$run/a"
  capture sum from find /^[0-9a-f]+/

step copy "Its copy is the same"
  run cp "/tmp/runbook-$run/a" "/tmp/runbook-$run/b" && sha256sum < "/tmp/runbook-$run/b"
  expect output starts with "$sum"

finally
  run echo "the sum was $sum"

  step gone "Nothing of ours runs on"
    run pgrep -f "runbook-$run/" || true
    expect output is empty
