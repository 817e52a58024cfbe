import RunbookModel

/// A report as one HTML page that needs nothing else: no script, no picture, no type face, no link that leads out.
///
/// It is well-formed XML too. Its content security policy allows nothing but its own style sheet, by hash, so that
/// not even a mistake in here could make the output of a command more than text.
package struct HTMLReport {
  let report: Report

  package init(_ report: Report) { self.report = report }

  package var text: String {
    let head = tag(
      "head", [:], tag("meta", ["charset": "utf-8"]),
      tag("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy]),
      tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      tag("meta", ["name": "color-scheme", "content": "light dark"]),
      tag("meta", ["name": "referrer", "content": "no-referrer"]),
      tag("title", [:], .text(pageTitle)), tag("style", [:], .style(PageStyle.text)))
    let page = tag(
      "html", ["lang": "en", "xmlns": "http://www.w3.org/1999/xhtml"], head, tag("body", [:], body))
    return "<!DOCTYPE html>\n" + page.written + "\n"
  }

  static var policy: String {
    let hash = Base64.text(of: Digest(of: Array(PageStyle.text.utf8)).bytes)
    return "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
  }

  private var pageTitle: String {
    guard let main = report.main else { return report.title }
    let found = main.summary.outcome.map { " (\($0))" } ?? ""
    return "\(main.summary.runbook): \(main.state)\(found) · run \(main.summary.id)"
  }

  private var body: [Markup] {
    let sections = report.members.enumerated().map { index, member in
      index == 0 && report.main != nil
        ? tag("main", [:], parts(of: member)) : tag("section", [:], folded(member))
    }
    guard report.main == nil else {
      let inner = sections.dropFirst()
      return [
        header(report.members[0]), sections[0],
        inner.isEmpty
          ? .nothing
          : tag(
            "div", ["class": "top"], tag("h2", ["id": "runs"], "Runs that it called or led to"),
            .group(Array(inner))),
        footer,
      ]
    }
    return [
      incidentHeader,
      tag("main", [:], .group([section("Timeline", "timeline", timeline(report.members))] + sections)),
      footer,
    ]
  }

  /// Everything of one run below its header.
  private func parts(of member: Report.Member) -> [Markup] {
    [
      contexts(member), way(member), difference(member), timelineSection(member), steps(member),
      answers(member), changes(member),
      others(member), sources(member),
    ]
  }

  /// A run that is not what the report is of: folded where it was healthy.
  private func folded(_ member: Report.Member) -> Markup {
    let state: KeyValuePairs<String, String> =
      member.summary.verdict == .healthy ? ["class": "run"] : ["class": "run", "open": "open"]
    return tag(
      "details", state,
      tag(
        "summary", [:],
        tag("h2", ["id": anchor(member)], .text(member.summary.title), " ", member.chip),
        tag("p", ["class": "kicker"], .text(relation(member)))),
      verdictCard(member), .group(parts(of: member)))
  }

  /// How it belongs to the report.
  private func relation(_ member: Report.Member) -> String {
    let summary = member.summary
    var parts = ["\(summary.runbook) · run \(summary.id)"]
    if let call = summary.call {
      parts.append("called by step \(call) of run \(summary.parent ?? "")")
    } else if let parent = summary.parent {
      parts.append(member.run.started?.undoes == nil ? "run \(parent) led to it" : "takes back run \(parent)")
    }
    if let context = summary.context { parts.append("context \(context)") }
    return parts.joined(separator: " · ")
  }

  private var footer: Markup {
    let tools = Set(report.members.compactMap { $0.run.started?.tool }).sorted().joined(separator: ", ")
    let id = report.members[0].summary.id
    return tag(
      "footer", ["class": "bottom"],
      tag(
        "p", [:], "Recorded by runbook \(tools). Times are those of the reader who made this report (UTC",
        .text(report.zone), "). All evidence: ", tag("code", [:], "runbook show \(id) STEP"), "."))
  }

  func section(_ title: String, _ id: String, _ content: Markup...) -> Markup {
    tag("section", ["aria-labelledby": id], [tag("h2", ["id": id], .text(title))] + content)
  }

  /// Names of runs and steps are plain, unless somebody made a record by hand.
  func anchor(_ member: Report.Member, _ part: String = "") -> String {
    let name = "run-" + member.summary.id + (part.isEmpty ? "" : "-" + part)
    return String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" })
  }
}

extension Report.Member {
  /// Its verdict, or how far it came.
  var state: String { summary.verdict?.rawValue ?? summary.state.rawValue }

  var style: String {
    PageClass.of(summary.verdict.map { VerdictWord.style($0) } ?? .doubt)
  }

  var chip: Markup { tag("span", ["class": "chip is-\(style)"], .text(state)) }

  /// The outcome that decided.
  var found: OutcomeFound? { run.outcomes.last { $0.outcome == run.end?.outcome } }
}
