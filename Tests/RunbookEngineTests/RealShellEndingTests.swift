import Glibc
import RunbookModel
import Testing

@testable import RunbookEngine

@Suite struct `How a command ends` {
  @Test func `by itself, with its status`() async {
    #expect(await really(execution("exit 7")).ending == .exited(status: 7))
    #expect(await really(execution("nosuchcommand-at-all")).ending == .exited(status: 127))
    #expect(await really(execution("kill -USR1 $$")).ending == .signalled(Int(SIGUSR1)))
  }

  @Test func `by the first failure, also in a pipe`() async {
    let failed = await really(execution("false; echo on"))
    #expect(failed.ending == .exited(status: 1))
    #expect(text(failed.output) == "")
    #expect(await really(execution("exit 3 | cat")).ending == .exited(status: 3))
    #expect(await really(execution("false; echo on", shell: .sh)).ending == .exited(status: 1))
    #expect(
      await really(execution("[ -z \"$BASH_VERSION\" ] || [ -o posix ]", shell: .sh)).ending
        == .exited(status: 0))
  }

  @Test func `in time, with all that it printed until then`() async {
    let result = await really(
      execution("trap 'echo last; exit' TERM; echo first; sleep 1000 & wait", timeout: .seconds(1)))
    #expect(result.ending == .timedOut)
    #expect(text(result.output) == "first\nlast\n")
    #expect(result.duration >= 1000)
  }

  @Test func `where stop after strikes, as stopped`() async {
    let result = await really(execution("yes", timeout: .seconds(60), stopAfter: .milliseconds(200)))
    #expect(result.ending == .stopped)
    #expect(result.output.bytes.starts(with: "y\ny\n".utf8))
    #expect(
      await really(execution("sleep 9", timeout: .milliseconds(1), stopAfter: .seconds(9))).ending
        == .timedOut)
  }

  @Test func `when its task is cancelled, as interrupted`() async {
    let shell = RealShell()
    let task = Task { await shell.execute(execution("sleep 1000")) }
    task.cancel()
    #expect(await task.value.ending == .interrupted)
    await shell.close()
  }

  @Test func `although it ignores TERM, with its group`() async {
    let result = await really(
      execution(
        "trap '' TERM; sleep 1000 & echo $!; echo $$; while :; do sleep 1000; done", timeout: .seconds(1)))
    #expect(result.ending == .timedOut)
    let started = processes(text(result.output))
    #expect(started.count == 2)
    #expect(remaining(started) == [])
  }

  @Test func `together with what it left in the background`() async {
    let result = await really(execution("sleep 1000 & echo $!; sleep 1000 >/dev/null 2>&1 & echo $!; exit 5"))
    #expect(result.ending == .exited(status: 5))
    let started = processes(text(result.output))
    #expect(started.count == 2)
    #expect(remaining(started) == [])
  }

  @Test func `together with what left its session, pipe open or not, environment wiped or not`() async {
    let result = await really(
      execution(
        """
        setsid sh -c 'echo $$; exec sleep 1000' &
        setsid -f env -i sh -c 'echo $$; exec sleep 1000'
        setsid -f sh -c 'echo $$; exec sleep 1000 >/dev/null 2>&1'
        (setsid sh -c 'trap "" TERM; echo $$; while :; do sleep 1000; done' &)
        wait
        """, timeout: .seconds(1)))
    #expect(result.ending == .timedOut)
    let started = processes(text(result.output))
    #expect(started.count == 4)
    #expect(remaining(started) == [])
  }

  @Test func `without the processes of another one that still runs`() async {
    let shell = RealShell()
    async let long = shell.execute(
      execution(
        "setsid -f sh -c 'for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done'; sleep 1.5; echo end"))
    for _ in 0..<5 { _ = await shell.execute(execution("setsid -f sleep 1000; echo x")) }
    #expect(text(await long.output) == "1\n2\n3\n4\n5\n6\n7\n8\nend\n")
    await shell.close()
  }

  @Test func `after the last word of what follows its shell`() async {
    let result = await really(execution("echo b > >(sleep 0.1; cat; echo a)"))
    #expect(text(result.output) == "b\na\n")
  }

  @Test func `at once where nobody waits for kindness`() async {
    let shell = RealShell()
    async let stubborn = shell.execute(execution("trap '' TERM; echo $$; while :; do sleep 1000; done"))
    _ = await shell.execute(execution("sleep 0.3"))
    shell.endAtOnce()
    let result = await stubborn
    #expect(result.ending == .interrupted)
    #expect(result.duration < 2000)
    await shell.close()
    #expect(remaining(processes(text(result.output))) == [])
  }
}
