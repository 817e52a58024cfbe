import Testing

@Suite struct ReadingProblemTests {
  @Test(arguments: rows) func `what the shell would not accept is pointed at`(row: Row) { row.check() }

  static let rows: [Row] = [
    Row(##"echo 'abc"##, problem: "this single quote is never closed", at: ##"'"##),
    Row(##"echo "abc"##, problem: "this double quote is never closed", at: ##"""##),
    Row(
      ##"""
      echo "a $b
      echo c
      """##, uses: "b", problem: "this double quote is never closed", at: ##"""##),
    Row(##"echo $'abc"##, problem: "this single quote is never closed", at: ##"$'"##),
    Row(##"echo `date"##, problem: "this backtick is never closed", at: ##"`"##),
    Row(##"echo $(date"##, runs: "date", problem: "this `$(` is never closed", at: ##"$("##),
    Row(##"echo "$(date""##, runs: "date", problem: "this double quote is never closed", at: ##"""##),
    Row(##"echo "$(date)"##, runs: "date", problem: "this double quote is never closed", at: ##"""##),
    Row(##"echo ${x"##, uses: "x!", problem: "this `${` is never closed", at: ##"${"##),
    Row(##"echo ${x:-"##, uses: "x!", problem: "this `${` is never closed", at: ##"${"##),
    Row(##"echo "${x:-a b""##, uses: "x", problem: "this double quote is never closed", at: ##"""##),
    Row(##"echo $((1 + 2"##, problem: "this `((` is never closed", at: ##"(("##),
    Row(##"((i++"##, uses: "i?", sets: "i", problem: "this `((` is never closed", at: ##"(("##),
    Row(##"echo $[1 + 2"##, problem: "this `$[` is never closed", at: ##"$["##),
    Row(
      ##"cat <(ls"##, runs: "cat, ls", problem: "this `(` of a process substitution is never closed",
      at: ##"<("##),
    Row(
      ##"""
      cat <<EOF
      text
      """##, runs: "cat", problem: "this here-document never ends: no line is `EOF`", at: ##"<<EOF"##),
    Row(
      ##"""
      cat <<EOF
       EOF
      """##, runs: "cat", problem: "this here-document never ends: no line is `EOF`", at: ##"<<EOF"##),
    Row(
      ##"""
      cat <<'A B'
      text
      A
      """##, runs: "cat", problem: "this here-document never ends: no line is `A B`", at: ##"<<'A B'"##),
    Row(##"(ls"##, runs: "ls", problem: "this `(` is never closed", at: ##"("##),
    Row(##"{ ls"##, runs: "ls", problem: "this `{` is never closed", at: ##"{"##),
    Row(##"{ ls }"##, runs: "ls", problem: "this `{` is never closed", at: ##"{"##),
    Row(##"if true; then ls"##, runs: "ls", problem: "this `if` has no `fi`", at: ##"if"##),
    Row(##"if true; ls; fi"##, problem: "this `if` has no `then`", at: ##"if"##),
    Row(##"if true; then fi"##, problem: "no command after `then`", at: ##"then"##),
    Row(##"while true; do ls"##, runs: "ls", problem: "this `while` has no `done`", at: ##"while"##),
    Row(##"while true; ls; done"##, runs: "ls", problem: "this `while` has no `do`", at: ##"while"##),
    Row(##"for x in a b; do ls"##, sets: "x", runs: "ls", problem: "this `for` has no `done`", at: ##"for"##),
    Row(
      ##"for x in a b; ls; done"##, sets: "x", runs: "ls", problem: "this `for` has no `do`", at: ##"for"##),
    Row(##"for"##, problem: "no name after `for`", at: ##"for"##),
    Row(##"case x in a) ls ;;"##, runs: "ls", problem: "this `case` has no `esac`", at: ##"case"##),
    Row(##"case x"##, problem: "this `case` has no `in`", at: ##"case"##),
    Row(##"case x in a b) ls;; esac"##, problem: "unexpected `b`", at: ##"b"##),
    Row(##"[[ -f x"##, problem: "this `[[` is never closed with `]]`", at: ##"[["##),
    Row(##"[[ -f x ]"##, problem: "this `[[` is never closed with `]]`", at: ##"[["##),
    Row(##"x=(a b"##, sets: "x", problem: "this list of values is never closed", at: ##"("##),
    Row(##"f() {"##, problem: "this `{` is never closed", at: ##"{"##),
    Row(##"f()"##, problem: "no command after `f()`", at: ##"f"##),
    Row(##"ls )"##, runs: "ls", problem: "unexpected `)`", at: ##")"##),
    Row(##"ls; }"##, runs: "ls", problem: "unexpected `}`", at: ##"}"##),
    Row(##"fi"##, problem: "unexpected `fi`", at: ##"fi"##),
    Row(##"ls | "##, runs: "ls", problem: "no command after `|`", at: ##"|"##),
    Row(##"ls &&"##, runs: "ls", problem: "no command after `&&`", at: ##"&&"##),
    Row(##"ls || ; x"##, runs: "ls, x", problem: "no command after `||`", at: ##"||"##),
    Row(##"| ls"##, runs: "ls", problem: "unexpected `|`", at: ##"|"##),
    Row(##"&& ls"##, runs: "ls", problem: "unexpected `&&`", at: ##"&&"##),
    Row(##"ls ;; x"##, runs: "ls, x", problem: "unexpected `;;`", at: ##";;"##),
    Row(##"ls >"##, runs: "ls", problem: "nothing after `>`", at: ##">"##),
    Row(##"ls > ; x"##, runs: "ls, x", problem: "nothing after `>`", at: ##">"##),
    Row(##"cat <<"##, runs: "cat", problem: "nothing after `<<`", at: ##"<<"##),
    Row(##"foo (bar)"##, runs: "foo, bar", problem: "unexpected `(`", at: ##"("##),
    Row(##"echo a; done"##, problem: "unexpected `done`", at: ##"done"##),
    Row(##"if true; then ls; else; fi"##, runs: "ls", problem: "unexpected `;`", at: ##";"##),
    Row(##"(ls) x"##, runs: "ls, x", problem: "unexpected `x`", at: ##"x"##),
    Row(##"$("##, problem: "this `$(` is never closed", at: ##"$("##),
    Row(##"echo "$(echo 'x)""##, problem: "this single quote is never closed", at: ##"'"##),
    Row(##"echo "${x[""##, uses: "x", problem: "this double quote is never closed", at: ##"""##),
    Row(##"function"##, problem: "no name after `function`", at: ##"function"##),
    Row(##"coproc"##, problem: "no command after `coproc`", at: ##"coproc"##),
  ]
}
