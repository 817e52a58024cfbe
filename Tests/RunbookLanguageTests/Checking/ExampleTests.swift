import Foundation
import RunbookLanguage
import RunbookModel
import Testing

/// Every runbook that this repository shows is one that people copy.
@Suite struct ExampleTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static var files: [String] {
    ["examples", "Runbooks"].flatMap { folder -> [String] in
      let below = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      let names = below?.compactMap { $0 as? String } ?? []
      return names.filter { $0.hasSuffix(".rb") }.map { folder + "/" + $0 }
    }.sorted()
  }

  @Sendable static func load(_ path: String, _ from: SourceText) throws(LoadProblem) -> SourceText {
    let folder = from.name.split(separator: "/").dropLast().joined(separator: "/")
    do {
      return try source(folder + "/" + path)
    } catch {
      throw LoadProblem(reason: "no such file")
    }
  }

  static func source(_ name: String) throws -> SourceText {
    SourceText(name: name, bytes: Array(try Data(contentsOf: root.appending(path: name))))
  }

  /// What a pod is asked over the network, or by a program of its own, is not in the command's text.
  private static let declared: Set = [
    "asked", "clusterz", "modes", "still", "syncz", "through",
  ]

  @Test func `the runbooks declare these effects, for all else is worked out`() throws {
    let plans = try Self.files.filter { $0.hasPrefix("Runbooks/") }.compactMap {
      check(try Self.source($0), loader: Self.load).plan
    }
    #expect(Set(plans.flatMap(\.steps).filter { $0.effect != nil }.map(\.name)) == Self.declared)
    // What changes something is a fix, or the runbook would have an error.
    for step in plans.flatMap(\.steps) { #expect(step.settledEffect != .unknown, "\(step.name)") }
  }

  @Test(arguments: files) func `checks without an error or a warning`(name: String) throws {
    let checked = check(try Self.source(name), loader: Self.load)
    #expect(checked.diagnostics.map { described($0, checked.sources) } == [])
    #expect(checked.plan != nil)
  }
}
