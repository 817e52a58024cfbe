import Foundation
import Testing

@testable import RunbookModel
@testable import RunbookReports

/// Laws for every form of every report, however its run tries to be more than text.
@Suite struct HostileReportTests {
  static let seeds = [UInt64](1...10)

  private func report(_ seed: UInt64) -> Report {
    var hostile = HostileReport(seed: seed)
    return hostile.report()
  }

  @Test(arguments: seeds) func `a page is well-formed, and has no element but ours`(seed: UInt64) throws {
    let page = try WellFormed(HTMLReport(report(seed)).text.replacing("<!DOCTYPE html>\n", with: ""))
    let ours: Set = [
      "html", "head", "meta", "title", "style", "body", "header", "main", "section", "nav", "footer", "div",
      "span", "p",
      "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "a", "br", "code", "pre", "table", "thead",
      "tbody", "tr",
      "th", "td", "details", "summary", "blockquote", "svg", "g", "rect", "line", "path", "polygon", "text",
    ]
    let known: Set = [
      "class", "id", "href", "lang", "xmlns", "charset", "name", "content", "http-equiv", "open", "scope",
      "tabindex",
      "role", "aria-hidden", "aria-label", "aria-labelledby", "viewBox", "preserveAspectRatio", "width",
      "height", "x", "y",
      "x1", "x2", "y1", "y2", "rx", "points", "d",
    ]
    for (name, attributes) in page.elements {
      #expect(ours.contains(name), "\(name)")
      for (attribute, value) in attributes {
        #expect(known.contains(attribute), "\(attribute)")
        if attribute == "href" { #expect(value.hasPrefix("#"), "\(value)") }
        if attribute == "id" { #expect(value.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil, "\(value)") }
      }
    }
    let identifiers = page.elements.compactMap { $0.attributes["id"] }
    let links = page.elements.compactMap { $0.attributes["href"]?.dropFirst() }.map(String.init)
    #expect(Set(links).subtracting(identifiers).isEmpty, "every link leads somewhere")
    #expect(page.elements.count { $0.name == "meta" } == 5)
    #expect(page.elements.count { $0.name == "h1" } == 1)
  }

  @Test(arguments: seeds) func `JUnit is well-formed, and its counts are those of its cases`(seed: UInt64)
    throws
  {
    let document = try WellFormed(JUnitReport(report(seed)).text)
    let names = document.elements.map(\.name)
    #expect(
      Set(names).subtracting([
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped",
        "system-out",
      ]).isEmpty)
    let all = try #require(document.elements.first?.attributes)
    #expect(all["tests"] == "\(names.count { $0 == "testcase" })")
    #expect(all["failures"] == "\(names.count { $0 == "failure" })")
    #expect(all["errors"] == "\(names.count { $0 == "error" })")
    #expect(all["skipped"] == "\(names.count { $0 == "skipped" })")
  }

  @Test(arguments: seeds) func `JSON is one document`(seed: UInt64) throws {
    let text = ReportDocument(report(seed)).text
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["version"] as? Int == 1)
    #expect((document["runs"] as? [Any])?.count == 2)
  }

  @Test(arguments: seeds) func `Markdown has no markup but ours`(seed: UInt64) throws {
    let report = report(seed)
    for text in [MarkdownReport(report).text, PostmortemReport(report).text] {
      var fence: String?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if let open = fence {
          if line.hasPrefix(open), line.allSatisfy({ $0 == "`" }) { fence = nil }
          continue
        }
        // With another back quote behind them they begin a code span, and no fence (4.5).
        if line.hasPrefix("```"), !line.drop(while: { $0 == "`" }).contains("`") {
          fence = String(line.prefix { $0 == "`" })
          continue
        }
        #expect(!line.hasPrefix("~~~"))
        let bare = try Self.withoutCode(line)
        #expect(!bare.contains { "<&[]$".contains($0) }, "\(line)")
        #expect(!bare.contains("://"), "\(line)")
        if line.contains("A heading that is none") { #expect(!line.hasPrefix("# A")) }
      }
      #expect(fence == nil, "a fence is open at the end")
    }
  }

  /// What is left of a line without its code spans and escaped characters (CommonMark 0.31, 6.1 and 2.4).
  private static func withoutCode(_ line: Substring) throws -> String {
    var bare = ""
    var rest = line
    while let character = rest.first {
      if character == "\\" {
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let run = rest.prefix { $0 == "`" }
        rest = rest.dropFirst(run.count)
        while true {
          guard let next = rest.firstIndex(of: "`") else {
            Issue.record("a code span is open: \(line)")
            return bare
          }
          let closing = rest[next...].prefix { $0 == "`" }
          rest = rest[closing.endIndex...]
          if closing.count == run.count { break }
        }
      } else {
        bare.append(character)
        rest = rest.dropFirst()
      }
    }
    return bare
  }

  @Test func `a line of ten megabytes is shown from both ends, and costs no more than that`() throws {
    let bytes = Array(repeating: UInt8(ascii: "x"), count: 10 << 20) + Array("end".utf8)
    let excerpt = EvidenceExcerpt(bytes, most: 64 << 10)
    #expect(excerpt.lines == 1)
    #expect(excerpt.text.utf8.count < 16 << 10)
    #expect(excerpt.text.hasSuffix("xend"))
    #expect(excerpt.text.contains("left out of this report"))
  }

  @Test func `what is shown is whole lines from the head and from the tail`() {
    let lines = (1...10_000).map { "line \($0) größer" }
    let excerpt = EvidenceExcerpt(Array((lines.joined(separator: "\n") + "\n").utf8), most: 4000)
    guard case .lines(let head)? = excerpt.parts.first, case .lines(let tail)? = excerpt.parts.last,
      case .mark(let mark) = excerpt.parts[1]
    else {
      Issue.record("\(excerpt.parts.count) parts")
      return
    }
    #expect(head == Array(lines.prefix(head.count)) && tail == Array(lines.suffix(tail.count)))
    #expect(mark.hasPrefix("\(10_000 - head.count - tail.count) lines, "))
    #expect(excerpt.lines == 10_000)
  }

  @Test func `a character is not cut in two`() {
    for size in 8...40 {
      let text = EvidenceExcerpt(Array(String(repeating: "漢", count: 100).utf8), most: size).text
      #expect(!text.contains("\\x"), "\(size)")
    }
  }

  @Test func `where the recorder cut is told, also when it cut nothing that is shown`() {
    let excerpt = EvidenceExcerpt(Array("abcdef".utf8), cut: .init(head: 3, lost: 5_000_000), most: 1000)
    #expect(
      excerpt.parts == [
        .lines(["abc"]), .mark("4 MiB (5000000 bytes) were cut here when it was recorded"), .lines(["def"]),
      ])
  }

  @Test func `of many attempts those that did not pass are shown first, in their order`() {
    let attempts = (1...100).map { number in
      var record = Run.AttemptRecord(
        start: AttemptStarted(attempt: AttemptKey(name: "a", number: number), command: "true"),
        startTime: Moment(milliseconds: 0))
      record.verdict = AttemptJudged(
        attempt: record.start.attempt, verdict: number % 10 == 0 ? .failed : .passed)
      return record
    }
    let choice = AttemptChoice(attempts, most: 14)
    let numbers = choice.shown.map(\.start.attempt.number)
    #expect(numbers == [1, 2, 3, 10, 20, 30, 40, 50, 70, 80, 90, 98, 99, 100].filter(numbers.contains))
    #expect(numbers.count == 14 && numbers.count { $0 % 10 == 0 } == 9)
    #expect(choice.rest == "86 more attempts not shown here: 85 passed, 1 failed")
    #expect(AttemptChoice(attempts, most: 100).rest == nil)
  }
}
