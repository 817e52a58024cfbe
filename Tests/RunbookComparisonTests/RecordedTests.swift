import Foundation
import RunbookModel
import RunbookReports
import Testing

@testable import RunbookComparison

/// Real runs of network-triage: two healthy ones, between which all pods of default and kube-system were deleted, and one
/// for each fault.
@Suite struct RecordedTests {
  static func comparison(of after: String, with before: String = "recreated") throws -> Comparison {
    let (one, other) = (try Recording(before), try Recording(after))
    return Comparison(before: one.run, after: other.run) { one.contents[$0] ?? other.contents[$0] }
  }

  @Test(arguments: [("recreated", "healthy"), ("healthy", "recreated")])
  func `two healthy runs differ in nothing, though all pods were made anew`(after: String, before: String)
    throws
  {
    let comparison = try Self.comparison(of: after, with: before)
    #expect(comparison.isSame)
    #expect(comparison.realLines == 0)
    #expect(comparison.rawLines >= 150)
    #expect(comparison.renames.count == 3)
  }

  static let faults = [
    "cni-uninitialised", "controller-down", "coredns-down", "dns-policy", "kube-proxy-down", "node-not-ready",
    "packet-loss", "routes-missing", "selector-mismatch",
  ]

  @Test(arguments: faults) func `a fault is seen at once beside a healthy run`(fault: String) throws {
    let view = ComparisonView(try Self.comparison(of: fault))
    let found = view.lines.map { $0.plain + "\n" }.joined()
    let file = Recording.folder.deletingLastPathComponent().appending(path: "Goldens/\(fault).expected")
    if found != (try? String(contentsOf: file, encoding: .utf8)),
      ProcessInfo.processInfo.environment["REWRITE_GOLDENS"] != nil
    {
      try found.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("the golden \(fault) was rewritten")
    }
    #expect(found == (try? String(contentsOf: file, encoding: .utf8)))
  }
}
