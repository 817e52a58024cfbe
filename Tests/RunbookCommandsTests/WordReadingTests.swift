import Testing

@Suite struct WordReadingTests {
  @Test(arguments: rows) func `each word of a shell text tells what it expands`(row: Row) { row.check() }

  static let rows: [Row] = [
    Row(##"echo $pod"##, uses: "pod!"),
    Row(##"echo "$pod""##, uses: "pod"),
    Row(##"echo '$pod'"##),
    Row(##"echo \$pod"##),
    Row(##"echo "\$pod""##),
    Row(##"echo $'it\'s $pod'"##),
    Row(##"echo $"hello $pod""##, uses: "pod"),
    Row(##"echo pre$pod-post"##, uses: "pod!"),
    Row(##"echo ${pod}"##, uses: "pod!"),
    Row(##"echo "${pod}suffix""##, uses: "pod"),
    Row(##"echo ${pod:-$other}"##, uses: "pod! other!"),
    Row(##"echo "${pod:-$other}""##, uses: "pod other"),
    Row(##"echo ${pod:-"$other"}"##, uses: "pod! other"),
    Row(##"echo ${pod:=fallback}"##, uses: "pod!", sets: "pod"),
    Row(##"echo ${pod:+set}"##, uses: "pod!"),
    Row(##"echo ${pod:?"is missing"}"##, uses: "pod!"),
    Row(##"echo ${pod-}"##, uses: "pod!"),
    Row(##"echo ${#pod}"##, uses: "pod"),
    Row(##"echo ${!pod}"##, uses: "pod!"),
    Row(##"echo ${!pre*} ${!pre@}"##),
    Row(##"echo ${list[@]} "${list[$i]}" ${#list[@]}"##, uses: "list! list i list"),
    Row(##"echo ${!list[@]}"##, uses: "list!"),
    Row(##"echo ${pod#web-} ${pod##*/} ${pod%.$zone} ${pod%%-*}"##, uses: "pod! pod! pod! zone pod!"),
    Row(
      ##"echo "${pod/$from/$to}" ${pod//a/b} ${pod/#x/y} ${pod/%x/y}"##, uses: "pod from to pod! pod! pod!"),
    Row(##"echo "${pod#"${prefix}"}""##, uses: "pod prefix"),
    Row(##"echo "${pod%%[\'\"]*}" '$not'"##, uses: "pod"),
    Row(##"echo ${pod^^} ${pod,} ${pod@Q}"##, uses: "pod! pod! pod!"),
    Row(##"echo ${pod:1:3} ${pod:offset} ${pod:$from:$len}"##, uses: "pod! pod! offset? pod! from len"),
    Row(##"echo ${pod: -3}"##, uses: "pod!"),
    Row(##"echo "${a:-${b:-${c:-none}}}""##, uses: "a b c"),
    Row(##"echo "${a:-'$b'}""##, uses: "a b"),
    Row(##"echo ${a:-'$b'}"##, uses: "a!"),
    Row(##"echo $1 $# $@ $* $? $$ $! $- ${10} "$@""##, uses: "1! #! @! *! ?! $! !! -! 10! @"),
    Row(##"echo $HOME/$USER ~/$dir"##, uses: "HOME! USER! dir!"),
    Row(##"echo "a $b 'c $d' e""##, uses: "b d"),
    Row(##"echo $ "$" '$' a$ "5$""##),
    Row(##"echo "$(kubectl get pods -n "$ns")""##, uses: "ns", runs: "kubectl get"),
    Row(##"echo `kubectl get pods -n $ns`"##, uses: "ns!", runs: "kubectl get"),
    Row(##"echo "`echo \"$quoted\" \`date +$format\``""##, uses: "quoted format!", runs: "date"),
    Row(##"echo $((x + 1)) $((n * $m)) $((${count} - 1))"##, uses: "x? n? m count"),
    Row(##"echo $(( (a + b) * c ? d : e ))"##, uses: "a? b? c? d? e?"),
    Row(##"echo $((0xff + 16#ff + 10))"##),
    Row(##"echo $[x + 1]"##, uses: "x?"),
    Row(##"echo $((echo hi; echo $there) | cat)"##, uses: "there!", runs: "cat"),
    Row(##"((i++))"##, uses: "i?", sets: "i"),
    Row(##"((total = a + b, total += c))"##, uses: "total? a? b? total? c?", sets: "total"),
    Row(
      ##"diff <(kubectl get pods --context "$a") <(kubectl get pods --context $b)"##, uses: "a b!",
      runs: "diff, kubectl get, kubectl get"),
    Row(##"tee >(grep "$word") < $file"##, uses: "word file!", runs: "tee, grep"),
    Row(##"echo {a,b}$x *.log ?x [a-z]"##, uses: "x!"),
    Row(##"echo a#b '#' "#" # $comment"##),
    Row(
      ##"""
      echo one\
      $two
      """##, uses: "two!"),
    Row(##"echo @(a|$b) !(x) +(y)"##, uses: "b!"),
    Row(##"echo $pod.$ns.svc.cluster.local"##, uses: "pod! ns!"),
    Row(##"echo "$pod-$ns_x""##, uses: "pod ns_x"),
    Row(##"echo $$pod"##, uses: "$!"),
    Row(##"echo "{\"name\": \"$pod\"}""##, uses: "pod"),
    Row(
      ##"kubectl patch svc x -p '{"spec":{"selector":{"app":"'"$app"'"}}}'"##, uses: "app",
      runs: "kubectl patch"),
    Row(##"kubectl get pods -o jsonpath='{.items[*].spec.nodeName}'"##, runs: "kubectl get"),
    Row(##"awk '{print $1, $NF}'"##, runs: "awk"),
    Row(##"awk "{print \$1}""##, runs: "awk"),
    Row(##"ä="ü" && echo "ö $pod ä""##, uses: "pod", runs: "ä=ü"),
  ]
}
