# How long until the first thing happens.
ours=("$runbook" --version)
floor=(bash -c :)
compare 31 "start-up: --version, against bash -c :" "≤ 4 ×"

printf 'runbook "One step"\nstep one\n  run echo x | cat\n  expect output is "x"\n' > "$work/one.rb"
ours=("$runbook" run "$work/one.rb")
floor=(bash -e -o pipefail -c 'out=$(echo x | cat); [ "$out" = x ]')
compare 31 "start-up: a run of one step, recorded, against bash -c"
