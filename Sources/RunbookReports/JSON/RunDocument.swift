package import RunbookModel

/// A whole run, or a step of it, as `show --json` prints it: the summary and the events with their bytes.
package struct RunDocument: Encodable {
  private let summary: RunSummary
  private let events: [RunEvent]

  package init(summary: RunSummary, events: [RunEvent]) {
    self.summary = summary
    self.events = events
  }

  package var text: String {
    JSONText.text(self, JSONText.encoder(pretty: true, withBytes: true))
  }
}
