import Foundation
import RunbookModel
import Testing

@testable import RunbookReports

/// Pages in a real browser. On a machine without one these are skipped.
@Suite(.enabled(if: Browser.path != nil, "there is no chromium; apt-get install chromium"))
struct BrowserTests {
  /// A report of a run that printed every payload.
  private static func hostile() -> String {
    var script = EventScript(run: "khostile01")
    let all = HostileReport.payloads.joined(separator: "\n")
    script.post(
      .runStarted(
        RunStarted(
          runbook: "hostile", title: HostileReport.payloads[0],
          sources: [.init(name: "a.rb", text: Content(Array(all.utf8)))],
          user: HostileReport.payloads[1], tool: "0")))
    for (index, payload) in HostileReport.payloads.enumerated() {
      script.begin("step-\(index)", payload)
      script.attempt(
        AttemptKey(name: "step-\(index)"), payload, payload, .failed, reason: payload,
        judgement: Judgement(
          verdict: .failed, expectation: payload, expected: payload, found: payload, deciding: [payload],
          file: payload,
          line: 1), captured: ("x", VariableValue(payload)))
      script.end("step-\(index)", .failed, reason: payload, hint: payload)
    }
    script.post(
      .outcomeFound(
        OutcomeFound(
          outcome: "bad", title: HostileReport.payloads[2], severity: .critical,
          prose: HostileReport.payloads[3])))
    script.post(
      .runEnded(RunEnded(verdict: .problem, outcome: "bad", outcomes: ["bad"], reason: all, duration: 1)))
    return HTMLReport(Report([(script.events, script.summary())])).text
  }

  @Test func `a hostile run is text: no script, no error, no request`() throws {
    let visit = try Browser.visit(Self.hostile())
    #expect(visit.status == 0)
    #expect(visit.console == [])
    #expect(!visit.network.contains("stolen"))
    #expect(!visit.dom.contains("<script") && !visit.dom.contains("<img") && !visit.dom.contains("<iframe"))
    #expect(visit.dom.contains("&lt;script&gt;console.log('stolen by a script')&lt;/script&gt;"))
    #expect(visit.dom.contains("\\u{202e}gnp.exe"))
    #expect(visit.picture.count > 20_000, "nothing was drawn: \(visit.picture.count) bytes")
    #expect(visit.left == [])
  }

  /// The test above means something only if such a page would be noticed.
  @Test func `the same payloads as markup are noticed; our policy alone still stops them`() throws {
    let markup = HostileReport.payloads.prefix(3).joined()
    let page = HTMLReport(SampleReport.report).text.replacing("<main>", with: "<main>" + markup)
    let guarded = try Browser.visit(page)
    #expect(guarded.console.contains { $0.contains("violates") })
    #expect(!guarded.console.contains { $0.contains("\"stolen") })
    #expect(!guarded.network.contains("stolen"))
    let open = try Browser.visit(page.replacing(HTMLReport.policy, with: "default-src * 'unsafe-inline'"))
    #expect(open.console.contains { $0.contains("stolen by a script") })
    #expect(open.network.contains("stolen-image"))
  }

  @Test func `nothing is wider than the screen of a phone`() throws {
    let width = 390
    // A window has at least 500 columns of pixels, so the phone is a frame in it; it tells its own width.
    let tell = "<script>parent.postMessage(document.documentElement.scrollWidth, '*')</script></body>"
    let page = HTMLReport(SampleReport.report).text
      .replacing(HTMLReport.policy, with: "default-src * 'unsafe-inline'").replacing("</body>", with: tell)
    let inner = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let outer = """
      <!DOCTYPE html><title>frame</title>
      <script>onmessage = event => document.body.setAttribute('data-width', event.data)</script>
      <body style="margin:0"><iframe style="border:0;width:\(width)px;height:2000px" srcdoc="\(inner)"></iframe></body>
      """
    let visit = try Browser.visit(outer)
    #expect(visit.dom.contains("data-width=\"\(width)\""), "\(visit.dom.prefix(300))")
  }
}
