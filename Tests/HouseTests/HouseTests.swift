import Foundation
import Testing

/// The rules of the house that no compiler enforces.
@Suite struct HouseTests {
  /// What each room may import besides the standard library.
  static let rooms: [String: Set<String>] = [
    "RunbookModel": ["CDigest"],
    "RunbookMatching": ["RunbookModel", "CPCRE2", "Yams", "Synchronization", "Glibc"],
    "RunbookCommands": ["RunbookModel", "RunbookMatching"],
    "RunbookComparison": ["RunbookModel", "RunbookMatching"],
    "RunbookLanguage": ["RunbookModel", "RunbookMatching", "RunbookCommands"],
    "RunbookDrafting": [
      "RunbookModel", "RunbookMatching", "RunbookCommands", "RunbookLanguage", "CMarkGFM",
    ],
    "RunbookEngine": [
      "RunbookModel", "RunbookMatching", "RunbookCommands", "CProcess", "Glibc", "Synchronization",
    ],
    "RunbookHistory": [
      "RunbookModel", "RunbookMatching", "GRDB", "GRDBSQLite", "Foundation", "FoundationEssentials", "Glibc",
      "Synchronization",
    ],
    "RunbookReports": [
      "RunbookModel", "RunbookMatching", "RunbookComparison", "Foundation", "FoundationEssentials",
    ],
    "runbook": [
      "RunbookModel", "RunbookMatching", "RunbookCommands", "RunbookComparison", "RunbookLanguage",
      "RunbookDrafting", "RunbookEngine", "RunbookHistory", "RunbookReports", "ArgumentParser", "Dispatch",
      "Glibc",
      "Synchronization",
    ],
  ]

  @Test(arguments: rooms.keys.sorted())
  func `a room imports only what it may`(room: String) throws {
    let allowed = try #require(Self.rooms[room])
    for file in Repository.files(in: "Sources/\(room)", ending: "swift") {
      for line in try Repository.text(file).split(separator: "\n") {
        guard
          let match = line.wholeMatch(
            of: /^(?:@\w+ )?(?:(?:package|internal|private|public) )?import (?:\w+ )?([\w]+).*$/)
        else {
          continue
        }
        #expect(allowed.contains(String(match.1)), "\(file) imports \(match.1)")
      }
    }
  }

  @Test func `every folder of sources has its rules`() {
    let folders = Repository.folders(in: "Sources").filter { !$0.hasPrefix("C") }
    #expect(Set(folders) == Set(Self.rooms.keys))
  }

  @Test func `no file of ours is longer than 400 lines, and half of them are shorter than 120`() throws {
    var lengths: [Int] = []
    for file in Repository.files(in: "Sources", ending: "swift") {
      let length = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(length <= 401, "\(file) has \(length) lines")
      lengths.append(length)
    }
    #expect(lengths.sorted()[lengths.count / 2] < 120)
  }

  @Test(arguments: [
    #"\bpublic "#, #"@unchecked"#, #"nonisolated\(unsafe\)"#, #"Task\.detached"#, #"\b(TODO|FIXME|XXX)\b"#,
    #"(struct|class|enum|actor|protocol) \w*(Manager|Helper|Util|Utils|Handler|Impl|Info|Base|Wrapper)\b"#,
  ])
  func `no source says what the house does without`(pattern: String) throws {
    let regex = try Regex(pattern)
    for file in Repository.files(in: "Sources", ending: "swift") {
      for (index, line) in try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        #expect(line.firstMatch(of: regex) == nil, "\(file):\(index + 1): \(line)")
      }
    }
  }

  @Test func `only the command line prints`() throws {
    for file in Repository.files(in: "Sources", ending: "swift") where !file.hasPrefix("Sources/runbook/") {
      #expect(try !Repository.text(file).contains(/(?m)^\s*(debugPrint|print)\(/), "\(file) prints")
    }
  }

  @Test func `no name or address of the test cluster stands in the tool or its runbooks`() throws {
    let names = try [
      #"\bnode-[0-9]\b"#, #"\b172\.18\."#, #"\b10\.244\."#, #"\bexample\.com\b"#, #"\btest-2\b"#,
      #"\bsvc/web\b"#,
      #"\bweb\.default\b"#, #"(service|deploy(ment)?|pod|app)[ =/]web\b"#, #"\blabcluster\b"#,
    ].map { try Regex($0) }
    for file in Repository.files(in: "Sources", ending: "swift")
      + Repository.files(in: "Runbooks", ending: "rb")
    {
      let text = try Repository.text(file)
      for name in names { #expect(text.firstMatch(of: name) == nil, "\(file) knows the test cluster") }
    }
  }

  @Test func `the top level holds only what belongs there`() {
    let wanted: Set<String> = [
      "Package.swift", "Sources", "Tests", "Runbooks", "examples", "README.md", "Makefile", ".ci",
      ".swift-format",
      ".gitignore", "LICENSE",
    ]
    let found = Repository.entries(in: "").filter {
      !$0.hasPrefix(".build") && $0 != ".git" && $0 != "Package.resolved" && $0 != ".swiftpm"
    }
    #expect(Set(found).subtracting(wanted).isEmpty)
  }
}
