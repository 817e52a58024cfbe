import Foundation
import Glibc
import Testing

/// No home, and none in the list of users; a home that is nowhere, or no folder.
@Suite struct HomelessTests {
  private func expectRun(_ program: Program, home: String, user: String = "") throws {
    try program.write("well.rb", RunTests.healthy)
    let script = "exec \(user) env -u RUNBOOK_HISTORY \"$0\" run well.rb"
    let ran = try program.run(
      ["-c", script, Program.path], environment: ["HOME": home], program: "/bin/bash")
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(ran.output.contains("HEALTHY  well"))
    #expect(ran.errors.split(separator: "\n").count == 1, "\(ran.errors)")
    #expect(ran.errors.contains("this run is not recorded"), "\(ran.errors)")
    #expect(!ran.output.contains("runbook show"), "it leads to no record")
  }

  @Test(arguments: ["/dev/null", "/proc/nowhere"])
  func `where no history can be made the run goes on and says so`(home: String) throws {
    let program = try Program()
    defer { program.remove() }
    try expectRun(program, home: home)
  }

  private static let stranger = "setpriv --reuid=64998 --regid=64998 --clear-groups"
  private static let canBeStranger = Faults.works("\(stranger) true")

  @Test(
    .enabled(if: canBeStranger, "only root can be a user that nobody is"), arguments: ["", "no/path"])
  func `without a home at all the run goes on and says so`(home: String) throws {
    let program = try Program()
    defer { program.remove() }
    try expectRun(program, home: home, user: Self.stranger)
    #expect(!program.has("no"))
    let listed = try program.run(
      ["-c", "exec \(Self.stranger) env -u RUNBOOK_HISTORY \"$0\" history", Program.path],
      environment: ["HOME": home], program: "/bin/bash")
    #expect(listed.status == 0)
    #expect(listed.output.contains("there is no home"), "\(listed.output)\(listed.errors)")
  }
}
