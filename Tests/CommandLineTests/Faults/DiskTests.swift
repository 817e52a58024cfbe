import Foundation
import RunbookHistory
import RunbookModel
import Testing

/// The disk of the history is full, or refuses to be written, in the middle of a run.
@Suite struct DiskTests {
  /// The second step breaks the disk when the first was shown, the fourth mends it where `MENDS` is set.
  private static func text(breaking: String, mending: String) -> String {
    #"""
    runbook "Disk"
    step one
      run echo one
    step break
      run while ! grep -q '✓ one' said; do sleep 0.02; done; \#(breaking)
      effect probe
    step much
      run head -c 100000 /dev/zero | tr '\0' x
    step mend
      env MENDS
      run while ! grep -q warning said; do sleep 0.02; done; if test "${MENDS:-}"; then \#(mending); fi
      effect probe
    step last
      run echo last >> trace
      effect probe
    → done
    outcome done "Done"
      severity ok

    """#
  }

  private func expect(_ program: Program, recordedAll: Bool) {
    #expect(program.trace == ["last"])
    let said = program.text(program.folder.appending(path: "said"))
    #expect(said.contains("✓ last") && said.contains("HEALTHY  done"), "\(said)")
    #expect(said.contains(/warning: .*the history/), "\(said)")
    let shown = program.text(program.folder.appending(path: "shown"))
    #expect(shown.contains("✓ one"), "\(shown)")
    #expect(shown.contains("✓ last") == recordedAll, "\(shown)")
    #expect(recordedAll || shown.contains("its history could not be written any more"), "\(shown)")
  }

  @Test(
    .enabled(if: Faults.canMount, "no file system of its own can be mounted here"), arguments: [false, true])
  func `a run goes on when the disk is full, says so, and records the rest if there is room again`(
    mends: Bool
  ) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("disk/.empty", "")
    try program.write(
      "disk.rb",
      Self.text(breaking: "cat /dev/zero > disk/filler || true", mending: "rm disk/filler"))
    let script = """
      set -e
      mount -t tmpfs -o size=2m none disk
      "$RUNBOOK" run disk.rb > said 2>&1
      "$RUNBOOK" show last > shown 2>&1
      "$RUNBOOK" history --check > checked 2>&1
      """
    let ran = try program.run(
      ["-rm", "bash", "-c", script],
      environment: [
        "RUNBOOK": Program.path, "RUNBOOK_HISTORY": program.folder.path + "/disk/history.db",
        "MENDS": mends ? "yes" : "",
      ], program: "/usr/bin/unshare")
    #expect(ran.status == 0, "\(ran.errors)")
    expect(program, recordedAll: mends)
    #expect(program.text(program.folder.appending(path: "said")).contains("no space left for the history"))
  }

  /// From the moment that the file `broken` is there, what belongs to the history cannot be written.
  private static let shim = """
    #include <dlfcn.h>
    #include <errno.h>
    #include <stdlib.h>
    #include <stdio.h>
    #include <string.h>
    #include <unistd.h>
    static int is_broken(int file) {
      char path[64], name[4096] = "";
      if (access("broken", F_OK) != 0) return 0;
      snprintf(path, sizeof path, "/proc/self/fd/%d", file);
      if (readlink(path, name, sizeof name - 1) < 0 || !strstr(name, "history.db")) return 0;
      errno = atoi(getenv("FAULT_ERRNO"));
      return 1;
    }
    #define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
    ssize_t pwrite(int f, const void *b, size_t n, off_t o) { return is_broken(f) ? -1 : REAL(pwrite)(f, b, n, o); }
    ssize_t pwrite64(int f, const void *b, size_t n, off64_t o) { return is_broken(f) ? -1 : REAL(pwrite64)(f, b, n, o); }
    ssize_t write(int f, const void *b, size_t n) { return is_broken(f) ? -1 : REAL(write)(f, b, n); }
    int ftruncate64(int f, off64_t o) { return is_broken(f) ? -1 : REAL(ftruncate64)(f, o); }
    int fdatasync(int f) { return is_broken(f) ? -1 : REAL(fdatasync)(f); }

    """

  @Test(
    .enabled(if: Faults.canCompile, "there is no C compiler"), arguments: [EROFS, ENOSPC, EIO],
    [false, true])
  func `a run goes on when its history cannot be written any more, says so, and catches up if it can`(
    error: Int32, mends: Bool
  ) throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("disk.rb", Self.text(breaking: "touch broken", mending: "rm broken"))
    let surroundings = [
      "LD_PRELOAD": try program.shim(Self.shim), "FAULT_ERRNO": "\(error)", "MENDS": mends ? "yes" : "",
    ]
    let said = program.folder.appending(path: "said")
    let process = try program.start(["run", "disk.rb"], environment: surroundings, output: said)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try program.write("shown", try program.run("show", "last").output)
    expect(program, recordedAll: mends)
    #expect(try program.run("history", "--check").status == 0)
  }
}
