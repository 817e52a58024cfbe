import Testing

@Suite struct CommandReadingTests {
  @Test(arguments: rows) func `each command tells what it sets, expands and runs`(row: Row) { row.check() }

  static let rows: [Row] = [
    Row(##"x=1; echo $x"##, uses: "x!", sets: "x"),
    Row(##"x=$y z="$w" cmd $x"##, uses: "y w x!", sets: "x z", runs: "cmd"),
    Row(##"x+=$more; x[3]=$y; x[i+1]=z"##, uses: "more y i?", sets: "x"),
    Row(##"list=(a "$b" $c [5]=d)"##, uses: "b c!", sets: "list"),
    Row(##"list+=($(kubectl get pods -o name))"##, sets: "list", runs: "kubectl get"),
    Row(##"declare -A map=([one]=1 ["$two"]=2) -r other"##, uses: "two", sets: "map other"),
    Row(##"local a=$1 b c="$2""##, uses: "1 2", sets: "a b c"),
    Row(##"export KUBECONFIG=/tmp/x PATH="$PATH:$extra""##, uses: "PATH extra", sets: "KUBECONFIG PATH"),
    Row(##"readonly limit=5; typeset -i n"##, sets: "limit n"),
    Row(##"export "$name=value"; echo $anything"##, uses: "name anything!?"),
    Row(##"read -r a b rest < <(kubectl get pods)"##, sets: "a b rest", runs: "kubectl get"),
    Row(##"IFS=, read -ra parts <<< "$csv""##, uses: "csv", sets: "IFS parts"),
    Row(##"read -p "Name: " -t 5 answer"##, sets: "answer"),
    Row(##"read"##),
    Row(##"read "$target"; echo $later"##, uses: "target later!?"),
    Row(
      ##"while read -r pod node; do echo "$pod on $node"; done < <(kubectl get pods)"##, uses: "pod node",
      sets: "node pod", runs: "kubectl get"),
    Row(
      ##"kubectl get pods | while read -r name _; do echo $name; done"##, uses: "name!", sets: "_ name",
      runs: "kubectl get"),
    Row(##"mapfile -t lines < file; readarray -d '' -t files"##, sets: "files lines"),
    Row(##"printf -v padded '%05d' "$n"; echo $padded"##, uses: "n padded!", sets: "padded"),
    Row(##"getopts ab:c opt "$@"; echo $opt $OPTARG"##, uses: "@ opt! OPTARG!", sets: "opt"),
    Row(##"let i=1 j+=2 "k = l * 2""##, uses: "i? j? k? l?", sets: "i j k"),
    Row(##"for n in a b $c "$d"; do echo $n; done"##, uses: "c! d n!", sets: "n"),
    Row(##"for n; do echo $n; done"##, uses: "n!", sets: "n"),
    Row(
      ##"""
      for n in $nodes
      do
        kubectl get node "$n"
      done
      """##, uses: "nodes! n", sets: "n", runs: "kubectl get"),
    Row(##"for ((i = 0; i < $max; i++)); do echo $i; done"##, uses: "i? i? max i? i!", sets: "i"),
    Row(##"for ((;;)) { break; }"##),
    Row(##"select choice in one two; do break; done"##, sets: "choice"),
    Row(
      ##"while kubectl get pod "$p" | grep -q Pending; do sleep 1; done"##, uses: "p",
      runs: "kubectl get, grep, sleep"),
    Row(##"until curl -s "$url"; do sleep 1; done"##, uses: "url", runs: "curl, sleep"),
    Row(
      ##"if [ "$a" = b ] && ! test -f $c; then echo yes; elif [[ $d == *x* ]]; then :; else helm list; fi"##,
      uses: "a c! d", runs: "helm list"),
    Row(##"[[ $a =~ ^[0-9]+(\.[0-9]+)?$ && ( -n $b || $c -gt 5 ) ]]"##, uses: "a b c"),
    Row(##"[[ $a =~ (one|two three) ]]; echo $?"##, uses: "a ?!"),
    Row(##"[[ -z "$x" || ! -e $y ]] || exit 1"##, uses: "x y"),
    Row(
      ##"case $mode in a|b) echo $x ;; "$c") ;& [0-9]*) helm ls ;;& (*) kubectl get nodes ;; esac"##,
      uses: "mode x! c", runs: "helm ls, kubectl get"),
    Row(##"case "$x" in esac"##, uses: "x"),
    Row(##"echo $(case $x in a) echo one;; esac)"##, uses: "x"),
    Row(##"(cd /tmp && ls $dir)"##, uses: "dir!", runs: "ls"),
    Row(##"{ echo a; echo $b; } > "$out" 2>&1"##, uses: "b! out"),
    Row(##"f() { local x=$1; echo $x; }; f $y"##, uses: "1 x! y!", sets: "x"),
    Row(##"function wait_for { kubectl wait "$1"; }; wait_for pod/x"##, uses: "1", runs: "kubectl wait"),
    Row(
      ##"""
      probe () ( nslookup $name )
      probe
      """##, uses: "name!", runs: "nslookup"),
    Row(##"coproc NC { nc -l 8080; }; echo ${NC[0]}"##, uses: "NC!", sets: "NC NC_PID", runs: "nc"),
    Row(##"coproc cat"##, runs: "cat"),
    Row(##"exec {fd}>/tmp/log; echo hi >&$fd"##, uses: "fd!", sets: "fd"),
    Row(
      ##"""
      cat <<EOF
      $a ${b:-c} $(kubectl get pods) \$d "$e" `date`
      EOF
      """##, uses: "a b e", runs: "cat, kubectl get, date"),
    Row(
      ##"""
      cat <<'EOF'
      $a $(kubectl get pods)
      EOF
      """##, runs: "cat"),
    Row(
      ##"""
      cat <<-"END" && echo $after
      	$a
      	END
      """##, uses: "after!", runs: "cat"),
    Row(
      ##"""
      kubectl apply -f - <<EOF | grep $x
      name: $name
      EOF
      echo $last
      """##, uses: "x! name last!", runs: "kubectl apply, grep"),
    Row(
      ##"""
      cat <<A <<B
      $a
      A
      $b
      B
      """##, uses: "a b", runs: "cat"),
    Row(
      ##"""
      x=$(cat <<E
      $in
      E
      )
      """##, uses: "in", sets: "x", runs: "cat"),
    Row(
      ##"""
      echo $(cat <<E
      $a )
      E
      ) $b
      """##, uses: "a b!", runs: "cat"),
    Row(
      ##"""
      bash <<'EOF'
      kubectl get pods $x
      EOF
      """##, runs: "kubectl get"),
    Row(##"grep -q "$x" <<< $y"##, uses: "x y", runs: "grep"),
    Row(##"ls > $f 2>> "$g" < h 2>&1 >&- &> $i &>> j <> k >| l 3< m"##, uses: "f! g i!", runs: "ls"),
    Row(##">$out"##, uses: "out!"),
    Row(##"time -p kubectl get pods"##, runs: "kubectl get"),
    Row(##"! kubectl get pods"##, runs: "kubectl get"),
    Row(##"kubectl get pods & wait"##, runs: "kubectl get"),
    Row(##"a && b || c; d | e |& f &"##, runs: "a, b, c, d, e, f"),
    Row(##"eval "x=1"; echo $x $y"##, uses: "x! y!", sets: "x"),
    Row(##"eval "$cmd"; echo $y"##, uses: "cmd y!?"),
    Row(##"echo $before; source ./env.sh; echo $after"##, uses: "before! after!?"),
    Row(##". ~/.profile; echo $x"##, uses: "x!?"),
    Row(##"for i in 1 2; do echo $a; eval "$i"; done; echo $b"##, uses: "a!? i? b!?", sets: "i"),
    Row(##"f() { echo $a; }; eval "$(ssh-agent)"; f"##, uses: "a!?", runs: "ssh-agent"),
    Row(##"trap 'rm -f "$tmp"' EXIT; tmp=$(mktemp)"##, sets: "tmp", runs: "rm, mktemp"),
    Row(##"trap - INT"##),
    Row(##": ${timeout:=30} "${retries:=5}""##, uses: "timeout! retries", sets: "retries timeout"),
    Row(##"declare -n ref=$target; echo $ref $other"##, uses: "target ref!? other!?", sets: "ref"),
    Row(##"# only a comment with $x and 'quote"##),
    Row(##"echo a # it's a comment with $x"##),
    Row(
      ##"""
      true; # done
      # next
      echo $y
      """##, uses: "y!"),
    Row(##"unset x; shift 2; set -- a $b"##, uses: "b!"),
    Row(##"wait -p done -n; echo $done"##, uses: "done!", sets: "done"),
    Row(##"command -v kubectl >/dev/null || echo missing"##),
    Row(##"if command -v istioctl; then command istioctl proxy-status; fi"##, runs: "istioctl proxy-status"),
    Row(##"[ -n "$x" ] && [ -d ${dir} ]"##, uses: "x dir!"),
    Row(##"alias k=kubectl"##),
    Row(##"test $a -gt $b"##, uses: "a! b!"),
    Row(##"x=1 y=2"##, sets: "x y"),
    Row(
      ##"""
      kubectl get pods \
        -n "$ns" \
        -o wide
      """##, uses: "ns", runs: "kubectl get"),
    Row(
      ##"""
      kubectl get pods | # pods
        grep $x
      """##, uses: "x!", runs: "kubectl get, grep"),
    Row(
      ##"""
      kubectl get pods &&

        echo $x
      """##, uses: "x!", runs: "kubectl get"),
    Row(
      ##"""
      if\
        true; then echo $a; fi
      """##, uses: "a!"),
    Row(
      ##"""
      a=1;
      b=2
      echo $a$b
      """##, uses: "a! b!", sets: "a b"),
    Row(##"timeout=5; echo ${timeout}s"##, uses: "timeout!", sets: "timeout"),
  ]
}
