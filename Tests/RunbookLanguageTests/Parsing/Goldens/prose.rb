runbook "Prose that ends too early"

step a
  run true

manual m "M"
  passes → o
  Look here.
# and look there
  fails → o

outcome o "O"
  severity ok
  The first line of prose.
# a comment that is not indented like the prose
  The second line.
  The third line.

outcome p "P"
  # a comment above the prose
  severity ok

# another one
  All of the prose.
