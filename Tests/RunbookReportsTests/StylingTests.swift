import Foundation
import RunbookModel
import RunbookReports
import Testing

@Suite struct StylingTests {
  @Test(arguments: [
    ("\u{1B}[31mred", "\\x1b[31mred"), ("a\u{202E}b", "a\\u{202e}b"), ("bell\u{07}", "bell\\x07"),
    ("c1 \u{9B}31m", "c1 \\u{9b}31m"), ("tab\tand line\n", "tab\tand line\n"), ("größer → ✓", "größer → ✓"),
    ("\rover", "\\x0dover"), ("\u{3164}\u{FE00}\u{E0041}", "\\u{3164}\\u{fe00}\\u{e0041}"),
    ("⚠\u{FE0F}", "⚠\u{FE0F}"),
  ])
  func `what could steer a terminal is made visible`(text: String, shown: String) {
    #expect(Visible.text(text) == shown)
  }

  @Test func `JSON says the same of it with escapes`() throws {
    let text = "\u{1B}\u{7F}\u{9B}\u{202E}\u{FEFF}\u{E0041} ä"
    let written = JSONText.pretty([text])
    #expect(Visible.text(written) == written)
    #expect(written.contains(#"\u001b\u007f\u009b\u202e\ufeff\udb40\udc41 ä"#))
    #expect(try JSONDecoder().decode([String].self, from: Data(written.utf8)) == [text])
  }

  @Test func `bytes that are no text are written as they are`() {
    #expect(Visible.text([0x61, 0xFF, 0xC3, 0xA4, 0xC3, 0x00]) == "a\\xffä\\xc3\\x00")
  }

  @Test(arguments: [
    (0, "0ms"), (99, "99ms"), (412, "0.4s"), (12_345, "12.3s"), (59_999, "59.9s"), (65_000, "1m05s"),
    (3_720_000, "1h02m"),
  ])
  func `durations are short`(milliseconds: Int, written: String) {
    #expect(Written.duration(milliseconds) == written)
  }

  @Test(arguments: [
    (Int64(0), 0, "1970-01-01 00:00:00"), (1_709_210_096_000, 0, "2024-02-29 12:34:56"),
    (1_709_210_096_000, 3600, "2024-02-29 13:34:56"), (-1000, 0, "1969-12-31 23:59:59"),
    (951_868_799_000, 0, "2000-02-29 23:59:59"),
  ])
  func `moments are dates of the calendar`(milliseconds: Int64, east: Int, written: String) {
    #expect(Written.moment(Moment(milliseconds: milliseconds), secondsEast: east) == written)
  }

  @Test func `text is clipped to columns, and says so`() {
    #expect(StyledText("größer als").clipped(to: 7).plain == "größer…")
    #expect(StyledText("漢字漢字").clipped(to: 5).plain == "漢字…")
    #expect(StyledText("short").clipped(to: 5).plain == "short")
  }

  @Test func `without colour nothing but the text is left`() {
    let text = StyledText("bad", .bad) + StyledText(" and plain")
    #expect(text.rendered(colour: false) == "bad and plain")
    #expect(text.rendered(colour: true) == "\u{1B}[1;31mbad\u{1B}[0m and plain")
  }
}
