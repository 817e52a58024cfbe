# of the file


runbook   "Everything that a layout decides"   # beside the title
language   1
about
      A text is indented by two,
        and keeps its inner indentation.


      Its blank lines stay.



tags a ,b,   c
owner "x"
param namespace = default "where"
param a_longer_name as number=3   "how many"
secret token "for the API"
param must
param none "needs a value"
param very_long = "a default that is so long that nobody wants to move all others because of it" "far right"
# a comment ends the stretch
param mode = fast one of fast,slow "how"
let url="http://$namespace/"
let another = "$url"
defaults
    # wrongly placed
  timeout 10s   # first
  budget 2m # second
  # at the end of the block
step first "The first"   # beside
  run   kubectl get pods   # this belongs to the shell
  expect   count rows>=1 # one
  expect column "CPU(cores)"<80m     # two

  expect output is one of "a" ,"b"   # alone
  passes->next
  unknown →   next # where
  otherwise -> stop # to
  # the last word of the block
# stands with the next
step second
  run
         cat <<E
           indented

         E
  stdin
    $token
  fails → "other.rb" name = $namespace count=3
parallel
  step a
    run true
  step b
    run true


# before the table

decide
  a fails and b passes->one
  otherwise → two   # else
  # after the rows
→ last
path last "Where it ends"

  ask who "Who?"
  ask what "What?" = it  one of it,that
  confirm sure "Sure?"
    yes → next
    no → stop
  manual look "Look"
    when $who is "me"

    Some prose with -> and → and   blanks,
      indented.

    Its end.
  fix mend
    run echo mend
    undo none   "why"
    verify first

  → one, next
outcome one "One"
  severity ok
outcome two "Two"

  severity warning
  # a comment above prose

  Prose.
finally
  run echo "$a_longer_name"
  step gone
    run true
# at the end of the file
