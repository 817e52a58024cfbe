import Foundation
import Glibc
import Testing

/// `start`: whatever becomes of the program, what it put into the background goes with it.
@Suite struct StartTests {
  private static func isAlive(_ process: pid_t) -> Bool { kill(process, 0) == 0 }

  private func runbook(_ then: String) -> String {
    """
    runbook "A server"
    start serve "It serves"
      run
        trap '' TERM
        echo $$ > serving
        echo "listening"
        while :; do sleep 1; done
      effect probe
      ready when output contains "listening"
      timeout 10s
    step ask "It is asked"
      run \(then)
      effect probe
      timeout 10m

    """
  }

  private func server(_ program: Program) throws -> pid_t {
    let file = program.folder.appending(path: "serving")
    #expect(eventually { !program.text(file).isEmpty })
    return try #require(pid_t(program.text(file).trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test func `it is ended with the run, even if it does not want to go`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("serve.rb", runbook("true"))
    let run = try program.run("run", "serve.rb")
    #expect(run.status == 0, "\(run.output)")
    #expect(!Self.isAlive(try server(program)))
    let shown = try program.run("show", "last", "serve")
    #expect(shown.output.contains("│ listening"), "\(shown.output)")
    #expect(shown.output.contains("✓ output contains \"listening\""))
  }

  @Test func `kill -9 of the program ends it too`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("serve.rb", runbook("touch asked; sleep 300.75"))
    let process = try program.start(["run", "serve.rb"])
    let asked = program.folder.appending(path: "asked").path
    #expect(eventually { FileManager.default.fileExists(atPath: asked) })
    let server = try server(program)
    #expect(Self.isAlive(server))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(eventually(within: 4) { !Self.isAlive(server) })
  }

  @Test func `Ctrl-C ends it`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("serve.rb", runbook("touch asked; sleep 300.75"))
    let process = try program.start(["run", "serve.rb"])
    let asked = program.folder.appending(path: "asked").path
    #expect(eventually { FileManager.default.fileExists(atPath: asked) })
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(!Self.isAlive(try server(program)))
  }
}
