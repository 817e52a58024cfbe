runbook "Measures"
language one
language 0
defaults
  timeout 5
  budget 0s
  keep 16
  keep 5 apples
step a
  run true
  timeout 5x
  timeout 1h 30m
  timeout 500d
  timeout soon
  keep 2TB
  retry three times
  retry 0 times
  retry 3
  retry 99999999999999999999 times
  sample 20 times, need 95
  sample 20 times every 200ms need 95%
  sample 20 times, need 0%
  sample up to 20, need 100%
  sample 20, need 5%
  sample 5.5 times, need 5%
  stop 5s
  each n in $x, 0 at once
  expect p0 column X < 1
  expect at least -1 rows exist
start b
  run true
  ready when port 70000 answers
  ready when port http answers
  ready output is "x"
