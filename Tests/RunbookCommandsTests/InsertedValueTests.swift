import RunbookCommands
import Testing

/// Where a value stops being data: the expansions that become part of a text that somebody reads as code.
@Suite struct InsertedValueTests {
  static let rows: [(text: String, inserted: String)] = [
    (##"echo "$x" $y"##, ""), (##"sh -c 'echo "$1"' sh "$x""##, ""), (##"bash -c "$x""##, "$x"),
    (##"bash -c "echo $x ${y:-z}" "$v""##, "$x ${y:-z}"), (##"eval "$x" $y"##, "$x $y"),
    (##"sudo sh -ec "a; b '$x'""##, "$x"), (##"su -c "$x" ada"##, "$x"), (##"watch "ls $x""##, "$x"),
    (##"trap "rm $x" EXIT"##, "$x"), (##"env -S "a $x""##, "$x"), (##"flock f -c "a $x""##, "$x"),
    (##"bash <<< "$x""##, "$x"), (##"bash -s -- "$x" < f"##, ""), (##"echo "$x" | sh"##, "$x"),
    ("sh <<END\n$x '$y'\nEND", "$x $y"), ("sh <<'END'\n$x\nEND", ""), ("cat <<END\n$x\nEND", ""),
    (##"kubectl exec p -- sh -c "ls $x""##, "$x"), (##"kubectl exec p -- ls "$x""##, ""),
    (##"kubectl exec p -- /bin/sh -c 'ls "$0"' "$x""##, ""), (##"kubectl exec "$x" -- sh -c 'ls'"##, ""),
    ("kubectl exec -i p -- sh <<END\n$x\nEND", "$x"),
    (##"kubectl debug node/n -it --image=i -- sh -c "$x""##, "$x"),
    (##"docker exec c bash -lc "$x""##, "$x"), (##"nerdctl run --rm i sh -c "$x""##, "$x"),
    (##"ssh -p 22 h "ls $x""##, "$x"), (##"ssh h sh -c "'ls $x'""##, "$x"), (##"ssh "$x" uptime"##, ""),
    (##"kubectl exec p -- bash -c "sh -c 'a $x'""##, "$x"), (##"ls | xargs -I{} sh -c 'a {}'"##, "{"),
    (##"find . -exec sh -c 'a {}' \;"##, "{"), (##"ls | xargs sh -c 'a "$@"' sh"##, ""),
    (##"awk "/$x/ { print }" f"##, "$x"), (##"awk -v a="$x" '$1 ~ a' f"##, ""),
    (##"gawk -i inplace "/$x/" f"##, "$x"), (##"gawk -E "$x" "$y""##, ""),
    (##"sed -n -e "s/a/$x/p" f"##, "$x"), (##"sed "s/$x/$run/" "$y""##, "$x"),
    (##"sed -f "$x" "$y""##, ""), (##"sed 's/a/b/' "$x""##, ""), (##"sed --sandbox "s/a/$x/" f"##, ""),
    (##"python3 -c "print('$x')""##, "$x"),
    (##"psql -c "select '$x'""##, "$x"),
    (##"jq --arg a "$x" '.[$a]'"##, ""), (##"sh -c "kubectl delete pod -l run=$run""##, ""),
  ]

  @Test(arguments: rows) func `a value that becomes code is found at its place`(
    text: String, inserted: String
  ) {
    let reading = CommandReading(text)
    let bytes = Array(text.utf8)
    let found = reading.inserted.map { value in
      let range =
        reading.uses.first { $0.range.contains(value.place) }?.range ?? value.place..<value.place + 1
      return String(decoding: bytes[range], as: UTF8.self)
    }
    #expect(found.joined(separator: " ") == inserted)
  }

  @Test(arguments: [
    ("echo $((x + $y))", "x y"), ("[[ $a -eq $b && $c == d ]]", "a b"), ("[ $a -eq $b ]", ""),
    (##"echo "${l[$i]}" ${s:$o:2}"##, "i o"), ("(( x > $(f $y) ))", "x"),
  ]) func `what bash evaluates is marked`(text: String, names: String) {
    #expect(CommandReading(text).uses.filter(\.isEvaluated).map(\.name).joined(separator: " ") == names)
  }
}
