import Foundation
import Glibc
import Testing

/// `runbook format`: what becomes of files, what is printed, how it ends.
@Suite struct FormatTests {
  static let untidy = "runbook   \"T\"\nstep a\n  run   true # x  y\n  fails->next\n"
  static let tidy = "runbook \"T\"\n\nstep a\n  run true # x  y\n  fails → next\n"

  @Test func `it names the files that it changes, and only those`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", Self.untidy)
    try program.write("b.rb", Self.tidy)
    let first = try program.run("format", "a.rb", "b.rb")
    #expect(first.status == 0 && first.output == "a.rb\n" && first.errors == "")
    #expect(program.text(program.folder.appending(path: "a.rb")) == Self.tidy)
    let second = try program.run("format", "a.rb", "b.rb")
    #expect(second.status == 0 && second.output == "" && second.errors == "")
  }

  @Test func `--check changes nothing and exits with 1 where a file is not formatted`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", Self.untidy)
    try program.write("b.rb", Self.tidy)
    let result = try program.run("format", "--check", "a.rb", "b.rb")
    #expect(result.status == 1 && result.output == "a.rb\n")
    #expect(program.text(program.folder.appending(path: "a.rb")) == Self.untidy)
    #expect(try program.run("format", "--check", "b.rb").status == 0)
  }

  @Test func `a file with syntax errors stays as it is, the others are formatted all the same`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", "runbook   \"T\"\nstep a\n  rnu true\n")
    try program.write("b.rb", Self.untidy)
    let result = try program.run("format", "a.rb", "b.rb")
    #expect(result.status == 2 && result.output == "b.rb\n")
    #expect(result.errors.contains("unknown-word") && result.errors.contains("a.rb:3:3"), "\(result.errors)")
    #expect(program.text(program.folder.appending(path: "a.rb")) == "runbook   \"T\"\nstep a\n  rnu true\n")
    #expect(try program.run("format", "--check", "a.rb").status == 2)
  }

  @Test func `standard input goes to standard output`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("a.rb", Self.untidy)
    try program.write("bad.rb", "step a\n")
    let script =
      "\"$0\" format - < a.rb && ! \"$0\" format --check - < a.rb && ! \"$0\" format - < bad.rb 2> /dev/null"
    let result = try program.run(["-e", "-c", script, Program.path], program: "/bin/bash")
    #expect(result.status == 0 && result.output == Self.tidy + "standard input\n", "\(result.errors)")
  }

  @Test func `the mode of a file stays, a link stays a link, and nothing is left behind`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.write("real/a.rb", Self.untidy)
    let file = program.folder.appending(path: "real/a.rb").path
    chmod(file, 0o750)
    symlink("real/a.rb", program.folder.appending(path: "link.rb").path)
    #expect(try program.run("format", "./link.rb").output == "./link.rb\n")
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o7777 == 0o750)
    #expect(program.text(URL(filePath: file)) == Self.tidy)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: program.folder.appending(path: "real").path)
    #expect(names == ["a.rb"])
    #expect(
      lstat(program.folder.appending(path: "link.rb").path, &status) == 0
        && status.st_mode & S_IFMT == S_IFLNK)
  }
}
