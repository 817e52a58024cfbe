import Foundation
import RunbookHistory
import RunbookModel
import Testing

/// The clock on the wall is set back by an hour in the middle of a run.
@Suite struct ClockTests {
  private static let shim = """
    #include <dlfcn.h>
    #include <time.h>
    #include <unistd.h>
    int clock_gettime(clockid_t clock, struct timespec *time) {
      static int (*real)(clockid_t, struct timespec *);
      if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
      int status = real(clock, time);
      if (clock == CLOCK_REALTIME && access("back", F_OK) == 0) time->tv_sec -= 3600;
      return status;
    }

    """
  private static let text = """
    runbook "Back"
    step set
      run touch back
      effect probe
    step tried "It is tried for a second"
      run false
      retry up to 1s every 100ms
      fails → next
    step sampled
      run true
      sample 3 times every 50ms, need 100%
    step slow
      run sleep 60
      timeout 300ms
      fails → next
    step watched
      run sleep 60
      stop after 300ms
    → done
    outcome done "Done"
      severity ok

    """

  @Test(.enabled(if: Faults.canCompile, "there is no C compiler"), .timeLimit(.minutes(1)))
  func `limits, intervals and durations do not heed it, the order stays, and the record says it`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("back.rb", Self.text)
    let surroundings = ["LD_PRELOAD": try program.shim(Self.shim)]
    #expect(try program.run("run", "back.rb", environment: surroundings).status == 0)
    let history = try History(path: program.history)
    let id = try history.resolve("last")
    let events = try history.events(of: id)
    let times = events.map(\.time.milliseconds)
    #expect(zip(times, times.dropFirst()).contains { $1 - $0 < -3_500_000 }, "it was set back")
    let run = try history.run(id)
    #expect(run.warnings == ["the clock went back by 1h"])
    #expect(run.steps.compactMap(\.ended?.verdict) == [.passed, .failed, .passed, .failed, .passed])
    #expect((1600..<50_000).contains(run.end?.duration ?? 0), "\(run.end?.duration ?? 0) ms")
    #expect(run.steps.allSatisfy { (0..<50_000).contains($0.ended?.duration ?? -1) })
    for command in ["show last", "report last --markdown", "history", "stats", "replay last"] {
      let read = try program.run(command.split(separator: " ").map(String.init))
      #expect(read.status == 0, "\(command): \(read.errors)")
    }
    #expect(try program.run("history", "--check").status == 0)
  }
}
