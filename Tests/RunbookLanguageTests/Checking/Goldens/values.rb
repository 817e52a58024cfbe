runbook "What commands do with values"

param name              = web "any text"
param limit as number   = 5 "a number"
param mode              = fast one of fast, slow "one of two words"
param flags as list     = -a, -b "meant to be split"
param odd               = x one of x, "two words" "one has a blank"

let text   = "-n shop -o wide"
let filled = "pod/$name"

step found "What is captured"
  run kubectl get pods
  capture pod from column NAME
  capture address from find /(\S+)$/ as ip
  capture count from line 1 as number
  capture version from line 1 as version
  capture list from lines as list

step split "Without quotes"
  run echo $pod $name "$pod" '$pod' $address $limit $mode $flags $text $run $list $count
  expect output is not empty

step more "Without quotes, elsewhere"
  run
    echo pod/$pod ${name} ${pod:-none} ${#pod} $filled $odd $version $runbook
    [ -n $pod ] && [ "$pod" = $name ] && [[ $pod == $name ]]
    copy=$pod; export other=$pod
    for p in $pod x$pod; do echo "$p" $p; done
    case $pod in $name) true ;; esac
    grep -q x <<< $pod
    cat <<END "$(basename $pod)"
      $pod
    END

step code "Becomes a text that a shell runs"
  run
    bash -c "echo $pod"
    eval "echo $name"
    sh -c "ping $address; echo $limit" && sh -c 'echo "$1"' sh "$pod"
    kubectl exec web -- sh -c "ls $name"
    kubectl exec web -- sh -c 'ls "$1"' sh "$name"
    ssh host "ls $name"
    docker exec web bash -lc "cat $pod"
    timeout 5 bash <<END
      echo $pod
    END
  effect read

step pipes "Becomes one on its way"
  run
    kubectl get pods -o name | xargs -I{} sh -c 'echo {}'
    kubectl get pods -o name | xargs -n 1 sh -c 'echo "$1"' sh
    find . -name x -exec sh -c 'echo {}' \;
    kubectl get pods -o name | while read -r p; do kubectl exec "$p" -- sh -c "echo $p"; done
    sh -c "echo $(hostname) $((1 + 1)) $HOME"
  effect read

step languages "Becomes a program in another language"
  run
    awk "/$name/" /etc/hosts
    awk -v name="$name" '$0 ~ name' /etc/hosts
    sed "s/x/$pod/" /etc/hosts; sed --sandbox "s/x/$pod/" /etc/hosts; sed -n -e "/$limit/p" "$pod"
    python3 -c "print('$name')"
  effect read

step numbers "Is evaluated"
  run
    echo $((name + count)) $(( $pod + $limit ))
    [[ $pod -gt 5 && $count -gt 5 && "$name" -eq 1 ]]
    [ "$pod" -gt 5 ]
    words=(a b); echo "${words[$pod]}" "${words[count]}"

step each "Each of a list"
  each item in $list
  run echo $item

step addresses "Each of some addresses"
  run cat /etc/hosts
  capture addresses from find all /^(\S+)/ as ip

step ping "Each address"
  each one in $addresses
  run ping -c 1 $one
  cleanup rm -f /tmp/$one-$name
