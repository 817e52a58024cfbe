import Glibc
import RunbookModel
import Testing

@testable import RunbookEngine

@Suite struct `The watcher` {
  @Test func `ends everything when we are killed`() async {
    // The probe is us; what it runs writes its process ids, and the script looks until none is left.
    let result = await really(
      execution(
        """
        folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
        "$probe" run 'exec >/dev/null 2>&1
          setsid sh -c "echo \\$\\$ >> a; exec sleep 1000" &
          setsid -f env -i sh -c "echo \\$\\$ >> b; exec sleep 1000"
          sh -c "trap \\"\\" TERM; echo \\$\\$ >> c; while :; do sleep 1000; done" &
          echo $$ >> d; echo $PPID >> e; echo "${KUBECONFIG%/*}" > folder
          wait' 'trap "" TERM; echo $$ >> f; while :; do sleep 1000; done' &
        us=$!
        until [ -s a -a -s b -a -s c -a -s d -a -s e -a -s f -a -s folder ]; do sleep 0.01; done
        kill -9 $us
        end=$((SECONDS + 20))
        while [ $SECONDS -lt $end ]; do
          left=''
          for process in $(cat a b c d e f); do
            if kill -0 $process 2>/dev/null; then left="$left $process"; fi
          done
          if [ -z "$left" ]; then [ -d "$(cat folder)" ] || echo all gone; exit; fi
          sleep 0.01
        done
        echo "left: $left"
        """, variables: ["probe": probe]))
    #expect(text(result.output) == "all gone\n", "\(text(result.stderr))")
  }

  @Test func `is missed at once, and another one takes its place`() async {
    let shell = RealShell()
    let killed = await shell.execute(execution("echo $$; kill -9 $PPID; sleep 1000"))
    #expect(killed.ending == .signalled(Int(SIGKILL)))
    #expect(await shell.execute(execution("echo again")).ending == .exited(status: 0))
    await shell.close()
    #expect(await vanish(processes(text(killed.output))))
  }

  @Test func `has a shell that waits give way, and not what the command starts`() async {
    let shell = RealShell()
    var slices: [String] = []
    for _ in 0..<5 {
      // Nothing where the kernel knows no slices.
      let result = await shell.execute(execution("grep se.slice /proc/self/sched || true"))
      slices.append(text(result.output))
    }
    await shell.close()
    #expect(slices == Array(repeating: slices[0], count: 5), "the first shell has not waited")
    #expect(!slices[0].contains("20000000"))
  }

  @Test func `holds nothing of ours open, and no terminal`() async {
    let result = await really(
      execution(
        """
        # It may still be starting the next shell.
        while ls -l /proc/$PPID/fd | grep -q memfd; do :; done
        ls -l /proc/$PPID/fd | sed -n 's/.* -> //p' | sed 's/:.*//' | sort | uniq -c; ps -o tty= -p $PPID
        """))
    let lines = text(result.output).split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.count == 4, "\(lines)")
    #expect(lines.first?.hasSuffix("/dev/null") == true)
    #expect(lines.dropFirst().first == "1 anon_inode")
    #expect(lines.last == "?")
  }

  @Test func `leaves commands the usual signals, no descriptors, and a session of their own`() async {
    let result = await really(
      execution(
        """
        sed -n 's/^Sig\\(Blk\\|Ign\\|Cgt\\):[[:space:]]*//p' /proc/self/status
        ls /proc/self/fd | wc -l
        [ "$(ps -o sid= -p $$ | tr -d ' ')" = $$ ] && echo own session
        """))
    // The fourth descriptor is the folder that `ls` reads.
    let none = "0000000000000000"
    #expect(text(result.output) == "\(none)\n\(none)\n\(none)\n4\nown session\n")
  }

  @Test func `needs no descriptors of ours for what has ended`() async {
    let result = await really(
      execution(
        """
        "$probe" descriptors 'echo x' 'exit 3' 'setsid -f sleep 1000' 'sleep 1000 & exit' 'kill -9 $$' 'head -c 300000 /dev/zero'
        """, variables: ["probe": probe]))
    #expect(text(result.output) == "0 more\n", "\(result.ending) \(text(result.stderr))")
  }
}
