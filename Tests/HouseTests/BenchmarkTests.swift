import Foundation
import Testing

/// What `make bench` and `make bench-peers` run, which nobody tries every day.
@Suite struct BenchmarkTests {
  static let folder = "Tests/Benchmarks"
  static let scripts =
    ["bench", "peers"].map { "\(folder)/\($0)" } + Repository.files(in: folder, ending: "sh")

  @Test(arguments: scripts)
  func `bash can read a script`(script: String) throws {
    let bash = Process()
    bash.executableURL = URL(filePath: "/bin/bash")
    bash.arguments = ["-n", Repository.root.appending(path: script).path]
    try bash.run()
    bash.waitUntilExit()
    #expect(bash.terminationStatus == 0)
  }

  @Test func `what is measured by default are all the subjects there are, each once`() throws {
    let text = try Repository.text("\(Self.folder)/bench")
    let list = try #require(text.firstMatch(of: /subjects=\((\w[^)]*)\)/)).1.split(separator: " ")
    let files = Repository.files(in: Self.folder, ending: "sh").map {
      String($0.dropFirst(Self.folder.count + 1).dropLast(3))
    }
    #expect(list.map(String.init).sorted() == files.filter { $0 != "lib" })
  }

  @Test func `no two figures of a subject have one name`() throws {
    for script in Self.scripts {
      let names = try Repository.text(script).matches(
        of: /(?m)^ *(?:allowed=1 )?(?:compare \S+|comparing \S+|row|looking|completing|asking) ("[^"]+"|\w+)/
      ).map { String($0.1) }
      #expect(Set(names).count == names.count, "\(script)")
      #expect(script.hasSuffix("/lib.sh") || script.hasSuffix("/bench") || !names.isEmpty, "\(script)")
    }
  }

  @Test func `every peer that is measured by default is there`() throws {
    let text = try Repository.text("\(Self.folder)/peers")
    let peers = try #require(text.firstMatch(of: /peers=\((\w[^)]*)\)/)).1.split(separator: " ")
    for peer in peers { #expect(text.contains("\n\(peer)() {\n"), "\(peer)") }
  }
}
