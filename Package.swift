// swift-tools-version: 6.2
import PackageDescription

/// Where the library of libFuzzer lies; only `make fuzz` says it. Then our code counts what inputs reach, and checks
/// itself as it does in a debug build, places in bare memory too.
let fuzzer = Context.environment["RUNBOOK_FUZZ"]
let fuzzed: [SwiftSetting] =
  fuzzer == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer", "-assert-config", "Debug"])]

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ] + fuzzed

/// A room of the house. What it may import is what it lists here, and nothing else.
func room(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let package = Package(
  name: "runbook",
  products: [.executable(name: "runbook", targets: ["runbook"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CMarkGFM", providers: [.apt(["libcmark-gfm-extensions-dev"])]),
    .target(name: "CProcess"),
    .target(name: "CDigest"),
    room("RunbookModel", "CDigest"),
    room("RunbookMatching", "RunbookModel", "CPCRE2", "Yams"),
    room("RunbookCommands", "RunbookModel", "RunbookMatching"),
    room("RunbookComparison", "RunbookModel", "RunbookMatching"),
    room("RunbookLanguage", "RunbookModel", "RunbookMatching", "RunbookCommands"),
    .target(
      name: "RunbookDrafting",
      dependencies: ["RunbookModel", "RunbookMatching", "RunbookCommands", "RunbookLanguage", "CMarkGFM"],
      swiftSettings: strict,
      // By their files, so that the program needs no library that few machines have.
      linkerSettings: [
        .linkedLibrary(":libcmark-gfm-extensions.a"), .linkedLibrary(":libcmark-gfm.a"),
      ]),
    room("RunbookEngine", "RunbookModel", "RunbookMatching", "RunbookCommands", "CProcess"),
    room("RunbookHistory", "RunbookModel", "RunbookMatching", .product(name: "GRDB", package: "GRDB.swift")),
    room("RunbookReports", "RunbookModel", "RunbookMatching", "RunbookComparison"),
    room("RunbookEditor", "RunbookModel", "RunbookMatching", "RunbookCommands", "RunbookLanguage"),
    .executableTarget(
      name: "runbook",
      dependencies: [
        "RunbookModel", "RunbookMatching", "RunbookCommands", "RunbookComparison", "RunbookLanguage",
        "RunbookDrafting", "RunbookEditor", "RunbookEngine", "RunbookHistory", "RunbookReports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests(of: "RunbookModel", "CDigest"),
    .target(name: "SampleSecrets", path: "Tests/SampleSecrets", swiftSettings: strict),
    tests(of: "RunbookMatching", "SampleSecrets"),
    tests(of: "RunbookCommands", "Laws", exclude: ["effects.tsv", "rights.tsv"]),
    tests(
      of: "RunbookLanguage", "RunbookModel", "Laws",
      exclude: ["Parsing/Goldens", "Checking/Goldens", "Formatting/Goldens", "Cases/Goldens"]),
    tests(of: "RunbookDrafting", "RunbookModel", "RunbookLanguage", exclude: ["Pages"]),
    .executableTarget(
      name: "ProcessProbe", dependencies: ["RunbookModel", "RunbookEngine"], path: "Tests/ProcessProbe",
      swiftSettings: strict),
    .executableTarget(
      name: "HistoryGenerator", dependencies: ["RunbookModel", "RunbookEngine", "RunbookHistory"],
      path: "Tests/HistoryGenerator",
      swiftSettings: strict),
    tests(of: "RunbookEngine", "RunbookModel", "ProcessProbe"),
    tests(of: "RunbookHistory", "RunbookModel", exclude: ["Fixtures"]),
    tests(of: "RunbookComparison", "RunbookModel", "RunbookReports", exclude: ["Fixtures", "Goldens"]),
    tests(of: "RunbookEditor", "RunbookLanguage", "RunbookModel"),
    .target(
      name: "Laws",
      dependencies: [
        "RunbookModel", "RunbookMatching", "RunbookCommands", "RunbookLanguage", "RunbookEditor",
        "RunbookHistory",
      ],
      path: "Tests/Fuzzing/Laws", swiftSettings: strict),
    tests(of: "Laws"),
    tests(of: "RunbookReports", exclude: ["Pages/Goldens"]),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "runbook", "HistoryGenerator", "RunbookHistory", "RunbookLanguage", "RunbookModel", "SampleSecrets",
      ],
      exclude: [
        "Plans/Goldens", "Rights/Goldens", "Examples/Tools", "Editor/drive.lua", "Editor/session.json",
        "Editor/session.expected", "Hostile/worlds.sh",
      ], swiftSettings: strict),
  ]
)

if let fuzzer {
  package.targets.append(
    .executableTarget(
      name: "Fuzzer", dependencies: ["Laws"], path: "Tests/Fuzzing/Fuzzer", swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-Xlinker", fuzzer]), .linkedLibrary("stdc++")]))
}
