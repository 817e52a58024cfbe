/// What a command should not do with the values that it gets.
package enum ValueCode: String, DiagnosticCode {
  case unquotedVariable = "unquoted-variable"
  case valueAsCode = "value-as-code"

  package var explanation: String {
    switch self {
    case .unquotedVariable:
      """
      The shell splits what stands without quotes at its blanks, and takes `*` and `?` in it for names of files: one
      value becomes several arguments, or none, or an option such as `--all`. In double quotes it is one argument,
      whatever stands in it. In assignments, in `[[ … ]]` and in here-documents nothing is split; where splitting is meant
      and makes no options (`for … in $list`, `set -- $pair`, behind the text of `sh -c '…'` and the format of `printf`)
      no quotes are asked for.
      Numbers, percentages, durations, quantities, addresses and networks (`as ip` …) cannot be split, so they need no
      quotes; nor does what is declared `as list`, which is meant to be.

      Doubtful:
        capture pod from line 1
        …
        run kubectl delete pod $pod

      Clear:
        run kubectl delete pod "$pod"
      """
    case .valueAsCode:
      """
      A value is data as long as it is an argument. As a part of a text that another shell reads (`sh -c`, `eval`,
      `xargs sh -c`, `watch`, `ssh`, what `kubectl exec` runs, a here-document of `bash`), of a program of awk, of a
      script of sed (`sed --sandbox` runs nothing), or of an arithmetic expression of bash it is code: `$(…)` in it runs.
      Quotes in that text do not help, for the value may have quotes too. Leave the text in single quotes, and hand the
      value over behind it.

      Doubtful:
        run kubectl exec "$pod" -- sh -c "ls $folder"
        run awk "/$name/ { print \\$2 }" hosts
        run echo $((count + 1))

      Clear:
        run kubectl exec "$pod" -- sh -c 'ls "$1"' sh "$folder"
        run awk -v name="$name" '$0 ~ name { print $2 }' hosts
        capture count from line 1 as number
      """
    }
  }
}
