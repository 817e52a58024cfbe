runbook "BOM, CRLF, no final newline"

step a
  run
    echo a \
      b

  expect output is "a b"
  passes → next