#!/bin/bash
# worlds.sh WORLD VARIANT [SHARE]: in the working folder, makes one world in which somebody means harm, and has the
# program say there all that it can say. What command N prints goes to out/N.out and out/N.err, its words to out/N.what
# and its status to out/N.status; with a terminal on standard output it is printed there, below a line "== N".
# With a SHARE only every so manieth command runs, and those that others need.
set -u
export LC_ALL=C.UTF-8
share=${3:-1}

# OSC 52 and 8, CSI, DCS, RIS; CSI and NEL of C1; CR, BS, DEL.
steers=$'h\e]52;c;QUJD\a\e[2J\e[6n\ePq#0\e]8;;x:y\ax\ec\u009b31m\u0085\r\b\x7fX'
# Bidirectional marks, what has no width, separators of lines, tags, what is no character.
hides=$'h\u202egnp\u2066\u200b\u200e\ufeff\u2028\u2029\u00ad\u3164\U000E0041\ufffe\u061cX'
case $2 in
  steers) H=$steers ;;
  hides) H=$hides ;;
  both) H=$hides$steers ;;
  # No UTF-8: lone bytes, a short sequence, a surrogate, too large.
  broken) H=$'h\xff\xfe\xc3(\xed\xa0\x80\xf5\x9b\xc0\x80X' ;;
esac
# The same for printf, without a backslash that strings of a runbook would read.
O=$(printf %s "$H" | od -An -v -to1 | tr -d '\n' | sed 's/ /\\/g')
# Apart from the world: a test may not be able to open a folder of it.
out=$PWD/out
mkdir "$out"
count=0

runbook() { timeout 60 "$RUNBOOK" "$@"; }

try() {
  count=$((count + 1))
  case ${2-} in
    run | import | label | note) ;;
    *) [ $((count % share)) = 0 ] || return ;;
  esac
  printf '%s\n' "$*" > "$out/$count.what"
  if [ -t 1 ]; then
    printf '== %s\n' "$count"
    "$@" < "${input:-/dev/null}" 2>&1
  else
    "$@" < "${input:-/dev/null}" > "$out/$count.out" 2> "$out/$count.err"
  fi
  echo $? > "$out/$count.status"
}

# What is copied as it stands is safe on a terminal only.
copied() { [ ! -t 1 ] || try "$@"; }

both() {
  try runbook "$@"
  try runbook "$@" --json
}

# All that can be said of a runbook's file.
file() {
  for command in check plan list rbac "suggest"; do
    case $command in list) both list ;; *) both "$command" "$1" ;; esac
  done
  for graph in text mermaid dot; do try runbook plan "$1" --graph $graph; done
  try runbook format --check "$1"
  try runbook view "$1"
  try runbook test "$1"
  try runbook test --strict "$1"
  copied runbook format - < "$1"
}

# All that can be said of the last run, and of all runs; $1 is a step.
record() {
  both history
  both show last
  both show last "$1"
  both diff last
  try runbook diff last --raw
  try runbook diff last --all
  both similar last
  both stats
  try runbook stats --coverage
  both search h
  both search --pattern '[^a]'
  both label last
  both note last
  both undo last
  both redact --all --pattern '/h[^a]/' --as 'thing'
  both prune --older-than 0d
  both replay last
  try runbook resume last
  for form in --markdown --junit --json --postmortem; do try runbook report last $form; done
  try runbook report last -o -
  try runbook sql 'select * from run_summary'
  try runbook sql 'select * from event'
  try runbook sql --json 'select * from evidence_text'
  copied runbook sql --csv 'select * from event'
  copied runbook export last
  try runbook history --check
  try runbook test --from last --name made
}

# A runbook that has it wherever there is text.
texts() {
  cat <<END
runbook "Title $H"

about
  About $H

tags a
owner "Owner $H"

param value = "default $H" "what $H"
param other = a one of a, "b $H"

let text = "let $H"

step one "Step $H"
  # Comment $H
  run printf '%s\n' "\$value" "\$text" '$H'; printf '%s\n' '$H' >&2
  capture found from output
  capture list from lines
  expect output contains "no $H"
  hint "hint $H"
  fails → next

step items "Items $H"
  each item in \$list, 2 at once
  run printf '%s\n' "\$item"; exit 1
  otherwise → next

confirm sure "Sure $H"
  yes → next
  no  → next

manual look "Look $H"
  otherwise → next
  Prose $H

fix mend "Mend $H"
  run touch "/tmp/\$text"
  undo none "because $H"

→ bad

outcome bad "Bad $H"
  severity critical
  Prose $H
END
}

# A stand-in for kubectl.
kubectl() {
  mkdir -p bin
  { echo '#!/bin/bash'; cat; } > bin/kubectl
  chmod +x bin/kubectl
  PATH=$PWD/bin:$PATH
}

case $1 in
  # Every argument and every option of every command.
  arguments)
    for command in $(runbook --help | sed -n 's/^  \([a-z]\+\)  .*/\1/p') nosuch; do
      case $command in lsp | help) continue ;; esac
      try runbook "$command" "$H"
      try runbook "$command" -- "$H"
      try runbook "$command" "--$H"
      try runbook "$command" last "$H"
      try runbook "$command" book.rb "$H"
      for option in $(runbook "$command" --help 2> /dev/null | sed -n 's/^  .*\(--[a-z-]\+\) [[<].*/\1/p'); do
        try runbook "$command" x "$option" "$H"
        try runbook "$command" last "$option=$H"
      done
    done
    try runbook "$H"
    try runbook "--$H"
    try runbook help "$H"
    try runbook --generate-completion-script "$H"
    ;;

  # The name of the runbook's file and of the folder around it.
  names)
    mkdir -p "$H/$H.cases"
    cat > "$H/$H.rb" << 'END'
runbook "Named"

step one "One"
  run echo hello
  expect output contains "nothing"
  fails → "gone.rb"
END
    sed 's/→ "gone.rb"/→ next/' "$H/$H.rb" > "$H.rb"
    echo 'case' > "$H/$H.cases/$H.case"
    file "$H/$H.rb"
    file "$H.rb"
    RUNBOOK_PATH=$H both list
    both run "$H.rb" --quiet
    try runbook run "$H.rb"
    record one
    cd "$H"
    try runbook run "$H.rb"
    try runbook run "../$H.rb"
    record one
    ;;

  # Every text of a runbook.
  texts)
    texts > book.rb
    file book.rb
    both run book.rb "value=$H"
    both run book.rb "value=x" --allow-fixes --answer "sure=yes" --answer "look=passes"
    record one
    record items
    ;;

  # What no runbook can have, at many places.
  mistakes)
    mistake() { printf "$@" > bad.rb; file bad.rb; try runbook run bad.rb; }
    mistake 'runbook "x"\n%s\n' "$H"
    mistake 'runbook %s\n' "$H"
    mistake 'runbook "x"\nstep %s\n  run true\n' "$H"
    mistake 'runbook "x"\nstep a "%s\n  run true\n' "$H"
    mistake 'runbook "x"\nstep a\n  run echo "%s\n  fails → %s\n' "$H" "$H"
    mistake 'runbook "x"\nstep a\n  %s true\n' "$H"
    mistake 'runbook "x"\nstep a\n  run true\n  expect output is %s\n  expect %s is 1\n' "$H" "$H"
    mistake 'runbook "x"\nstep a\n  run true\n  expect output matches /(%s/\n' "$H"
    mistake 'runbook "x"\nparam a one of "%s", b\nparam b = "%s" matching /^y/\nstep a\n  run echo\n' "$H" "$H"
    mistake 'runbook "x"\nuse "%s"\nstep a\n  run true\n  fails → "%s"\n' "$H" "$H"
    mistake 'runbook "x"\nneeds %s\nneeds kubectl %s\nstep a\n  run true\n' "$H" "$H"
    mistake 'runbook "x"\nstep a\n  run %s "$%s" && nosuch%s\n  effect read\n' "$H" "$H" "$H"
    mistake 'runbook "x"\nstep a\n  run true\n  expect column "%s" is "%s"\n  expect json ."%s" is "1"\n' "$H" "$H" "$H"
    ;;

  # What commands print, and what becomes of it.
  outputs)
    cat > book.rb << END
runbook "Prints"

param value = "x" "a value"

step one "It prints"
  run printf '$O\nNAME $O\n{"a": "$O"}\n\\0\\1\n'; printf '$O\n' >&2; exit 1
  capture found from line 1
  capture list from find all /(h.*)/
  expect output contains "nothing"
  expect stderr is empty
  expect column NAME is "y"
  expect json .a is "y"
  expect \$found is "y"
  fails → next

step items "It goes through them"
  each item in \$list, 2 at once
  run printf 'not %s\n' "\$item"; exit 1
  expect output contains "nothing"
  otherwise → next

step tools "It cannot look"
  run printf 'error: $O\n' >&2; exit 127
  otherwise → next

step gone
  run nosuch-\$value
  effect read
  otherwise → next

→ bad

outcome bad "Bad"
  severity warning
END
    both run book.rb --context "$H" --context "b$H"
    both show last
    both history --incident "$H"
    both run book.rb --incident "$H"
    both run book.rb "value=$H" --context "$H"
    try runbook label last "a=$H" "one=$H" "$H=x"
    try runbook label last one "a=$H"
    try runbook note last "$H"
    try runbook note last one "$H"
    record one
    record items
    record tools
    record gone
    ;;

  # What a cluster's tool says.
  cluster)
    cat > book.rb << 'END'
runbook "Asks"

needs cluster
needs kubectl 1.20+

step pods
  run kubectl get pods
  fails → next

step inside
  run kubectl exec -n front web -- true
  otherwise → next
END
    for status in 0 1; do
      kubectl << END
printf '$O\n{"items": [], "gitVersion": "v1.30.0$O", "metadata": {"uid": "$O"}}\nNAME\t$O\n'
printf 'error: $O\n' >&2
exit $status
END
      both run book.rb
      both run book.rb --preflight
      both run book.rb --context "$H"
      both clean
      both clean --context "$H" --yes
      both show last
      both show last pods
      both diff last
    done
    printf 'contexts:\n- name: "%s"\n- name: two\n' "$H" > config
    KUBECONFIG=$PWD/config both run book.rb
    ;;

  # Where the program lives.
  surroundings)
    printf 'runbook "x"\nstep a\n  run true\n' > book.rb
    mkdir -p "$H/.config/runbook"
    cd "$H"
    cp ../book.rb .
    for name in HOME XDG_DATA_HOME XDG_CONFIG_HOME RUNBOOK_HISTORY RUNBOOK_PATH USER TMPDIR KUBECONFIG TZ LANG; do
      for value in "$H" "$PWD/$H" "/nonexistent/$H"; do
        (
          export "$name=$value"
          case $name in HOME | XDG_DATA_HOME) unset RUNBOOK_HISTORY ;; esac
          for command in 'run book.rb' history 'show last' list 'history --check' 'sync s' 'prune --older-than 0d --yes'; do
            try runbook $command
          done
          try runbook history --recover "$H.new"
          try runbook new "$H/new"
          printf 'bad %s /(\n' "$H" 2> /dev/null > ~/.config/runbook/redact
          try runbook run book.rb
        )
        count=$((count + 100))
      done
    done
    echo "no database $H" > "$H.db"
    export RUNBOOK_HISTORY=$PWD/$H.db
    for command in 'run book.rb' history 'show last' 'history --check' 'prune --older-than 0d'; do
      try runbook $command
    done
    ;;

  # Files that are read: exports, cases, pages, own patterns.
  files)
    printf 'runbook "x"\nstep a\n  run true\n' > book.rb
    runbook run book.rb --quiet
    runbook export last > run.jsonl
    for line in "$H" "{\"runbook\":1,\"record\":\"$H\"}" '{"runbook":1,"record":"run","run":"\ud800\u001b[2J"}' \
      '{"event":"\u001b[2J\u202e","v":1,"number":1,"time":1,"body":{}}'; do
      { printf '%s\n' "$line"; cat run.jsonl; } > "bad $H.jsonl"
      both import "bad $H.jsonl"
      { head -n 1 run.jsonl; printf '%s\n' "$line"; } > bad.jsonl
      both import bad.jsonl
    done
    mkdir -p "shared/2026-11" book.cases
    cp "bad $H.jsonl" shared/2026-11/k1.jsonl
    cp "bad $H.jsonl" "shared/$H.jsonl"
    both sync shared
    for text in "$H" "case \"$H\"" "$(printf 'case "x"\n\nparam %s\n\n$ %s\n%s\n\noutcome %s' "$H" "$H" "$H" "$H")"; do
      printf '%s\n' "$text" > "book.cases/bad$H.case"
      try runbook test book.rb
      try runbook test --strict book.rb
    done
    printf '# Title %s\n\n%s\n\n```sh\necho %s\nkubectl delete pod %s\nif %s; then\n```\n\n```%s\nls\n```\n' \
      "$H" "$H" "$H" "$H" "$H" "$H" > "page $H.md"
    try runbook new made --from "page $H.md"
    file made.rb
    printf '%s\n' "$H" > empty.md
    try runbook new none --from empty.md
    try runbook new "$H" --from empty.md
    mkdir -p ~/.config/runbook
    printf 'bad /(%s/\n%s\n' "$H" "$H" > ~/.config/runbook/redact
    try runbook run book.rb
    try runbook redact --all
    ;;

  # The record of a run that somebody made by hand; it is imported from $IMPORTED.
  imported)
    both import "$IMPORTED"
    record one
    record "$H"
    try runbook stats "$H"
    ;;

  # What Tab proposes.
  proposals)
    printf 'runbook "x"\nparam a one of "%s", b\nstep a\n  run true\n' "$H" > book.rb
    cp book.rb "$H.rb"
    printf 'contexts:\n- name: "%s"\n' "$H" > config
    export KUBECONFIG=$PWD/config
    both run book.rb --context "$H"
    try runbook label last "a=$H"
    for shell in bash zsh fish; do
      export SAP_SHELL=$shell
      try runbook ---completion run -- positional@0 2 0 runbook run ''
      try runbook ---completion run -- positional@1 3 0 runbook run book.rb ''
      try runbook ---completion run -- --context 4 0 runbook run book.rb --context ''
      try runbook ---completion history -- --incident 3 0 runbook history --incident ''
      try runbook ---completion history -- --label 3 0 runbook history --label ''
      try runbook ---completion history -- --runbook 3 0 runbook history --runbook ''
      try runbook ---completion history -- --context 3 0 runbook history --context ''
      try runbook ---completion show -- positional@0 2 0 runbook show ''
      try runbook ---completion show -- positional@1 3 0 runbook show last ''
    done
    ;;
esac
exit 0
