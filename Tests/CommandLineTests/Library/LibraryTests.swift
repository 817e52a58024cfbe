import Foundation
import Testing

/// The runbooks of the library.
@Suite struct LibraryTests {
  static let all: [String] = {
    let folder = Program.root.appending(path: "Runbooks").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".rb") }.sorted().map { "\(folder)/\($0)" }
  }()

  @Test(arguments: all) func `its cases reach every outcome, and none of its expectations can go`(
    path: String
  )
    throws
  {
    let program = try Program()
    defer { program.remove() }
    let tested = try program.run("test", "--strict", "--record", program.history, path)
    #expect(tested.status == 0, "\(tested.output)\(tested.errors)")
    #expect(!tested.output.contains("not used"), "\(tested.output)")
    let coverage = try program.run("stats", "--coverage", path)
    let unreached = coverage.output.split(separator: "outcomes never reached: ").dropFirst().last
    // What a `use` brings is reached by the cases of that file.
    #expect(unreached.map { !$0.contains("\(path):") } == true, "\(coverage.output)\(coverage.errors)")
  }

  /// One that is not in order, or warns, is not read at night.
  @Test func `they check, are laid out, and change nothing unasked`() throws {
    let program = try Program()
    defer { program.remove() }
    let checked = try program.run(["check"] + Self.all)
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    #expect(!(checked.output + checked.errors).contains("warning"), "\(checked.output)\(checked.errors)")
    #expect(try program.run(["format", "--check"] + Self.all).status == 0)
  }
}
