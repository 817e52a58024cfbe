import RunbookModel
import RunbookReports
import Testing

@Suite struct QuestionTests {
  private func typed(_ bytes: [UInt8]...) -> LineEditor {
    var reader = KeyReader()
    var editor = LineEditor()
    for bytes in bytes { for key in reader.keys(bytes) { editor.take(key) } }
    return editor
  }

  private func typed(_ text: String) -> LineEditor { typed(Array(text.utf8)) }

  @Test(arguments: [
    ("abc", "abc"), ("abc\u{7F}d", "abd"), ("abc\u{1B}[D\u{1B}[DX", "aXbc"), ("bc\u{1}a", "abc"),
    ("bc\u{1B}[Ha\u{1B}[Fd", "abcd"), ("bc\u{1B}OHa", "abc"), ("abc\u{1B}[1~\u{1B}[3~", "bc"),
    ("one two  \u{17}x", "one x"), ("one\u{15}two", "two"), ("abcd\u{2}\u{2}\u{B}", "ab"),
    ("ab\u{1B}[D\u{4}", "a"), ("a\u{1B}[1;5Cb\u{1B}[99;3Qc", "abc"), ("a\tb\u{7}c", "abc"),
    ("e\u{301}x\u{7F}\u{7F}", ""), ("日本\u{7F}語", "日語"), ("\u{9B}31mred", "31mred"),
  ])
  func `keys edit the line`(keys: String, text: String) { #expect(typed(keys).text == text) }

  @Test func `a character and a sequence may come in pieces`() {
    #expect(typed([0xC3], [0xA4, 0x1B], [0x5B], [0x44, 0x78]).text == "xä")
  }

  @Test func `bytes that are no text are dropped`() {
    #expect(typed([0xFF, 0x61], [0xC3, 0x28, 0x62]).text == "a(b")
  }

  @Test func `enter ends it, and ctrl-d on an empty line is no answer`() {
    #expect(typed("yes\r").state == .done)
    #expect(typed("yes\rno").text == "yes")
    #expect(typed("\u{4}").state == .ended)
    #expect(typed("a\u{4}").state == .open)
  }

  @Test func `a long line is shown around the cursor`() {
    let long = typed(String(repeating: "abcdefghij", count: 10))
    #expect(long.window(columns: 20).text == "bcdefghijabcdefghij")
    #expect(long.window(columns: 20).cursor == 19)
    let start = typed(String(repeating: "abcdefghij", count: 10) + "\u{1}")
    #expect(start.window(columns: 20).text == "abcdefghijabcdefghi")
    #expect(start.window(columns: 20).cursor == 0)
    #expect(typed("日本語").window(columns: 5).text == "本語")
  }

  private let fix = Question(
    .fix, name: "limits", text: "Give CoreDNS room", kind: .yesOrNo,
    details: [
      .init("command", "kubectl patch \\\n  --type=json -p '[{\"op\": \"replace\"}]'"),
      .init("effect", "change"), .init("undo", "kubectl patch … \u{1B}]0;owned\u{7}"), .init("verify", "dns"),
    ], standard: "no")

  private func drawn(_ question: Question, columns: Int, typing text: String = "") -> String {
    let view = QuestionView(question)
    let editor = typed(text)
    let lines = view.lines(columns: columns) + [view.input(editor, columns: columns).line]
    #expect(lines.allSatisfy { $0.width < columns })
    return lines.map(\.plain).joined(separator: "\n")
  }

  @Test func `a fix is shown with all that it does, and nothing in it steers the terminal`() {
    #expect(
      drawn(fix, columns: 80) == """

          ? limits  Give CoreDNS room
              command  kubectl patch \\
                         --type=json -p '[{"op": "replace"}]'
              effect   change
              undo     kubectl patch … \\x1b]0;owned\\x07
              verify   dns
          let it run: yes or no [no] ›\u{20}
        """)
  }

  @Test func `a narrow terminal breaks the lines and loses nothing`() {
    let narrow = drawn(fix, columns: 24)
    let wide = drawn(fix, columns: 200)
    func letters(_ text: String) -> String { text.filter { $0 != "\n" } }
    let question = narrow.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(letters(wide).hasPrefix(letters(question.joined())))
  }

  @Test func `each kind of question says what may be typed`() {
    let ask = Question(.ask, name: "size", text: "How full?", kind: .text(.percent), standard: "80%")
    #expect(
      drawn(ask, columns: 60, typing: "9") == """

          ? size  How full?
          a percent [80%] › 9
        """)
    var choice = Question(.ask, name: "zone", text: "Which?", kind: .choice(["a", "b"]))
    choice.problem = "`c` is none of a, b"
    #expect(
      drawn(choice, columns: 60) == """

          ? zone  Which?
              `c` is none of a, b
          one of a, b ›\u{20}
        """)
    let manual = Question(
      .manual, name: "lamp", text: "Look at the lamp", kind: .verdict,
      details: [.init(nil, "It is red.\nOr green.")])
    #expect(
      drawn(manual, columns: 100) == """

          ? lamp  Look at the lamp
              It is red.
              Or green.
          passed, failed, unknown, skipped or flaky, and a remark ›\u{20}
        """)
  }

  @Test func `answers are told in one line, and the end tells what was changed and what could be`() {
    let change = Changed(
      fix: StepKey("raise"), title: "Give it room", state: .changed, command: "patch",
      undo: .init(command: "unpatch", shell: .bash, timeout: 1))
    let facts: [Fact] = [
      .runStarted(RunStarted(runbook: "dns", title: "DNS", sources: [], tool: "0")),
      .answered(
        Answered(purpose: .ask, name: "size", question: "How full?", answer: "80%", source: .standard)),
      .answered(Answered(purpose: .confirm, name: "sure", question: "Sure?", answer: "yes", source: .person)),
      .answered(Answered(purpose: .fix, name: "other", question: "Mend it", answer: nil, source: .nobody)),
      .stepEnded(StepEnded(step: StepKey("other"), verdict: .skipped, reason: "proposed")),
      .changed(change),
      .stepEnded(StepEnded(step: StepKey("raise"), verdict: .passed, duration: 500)),
      .runEnded(
        RunEnded(
          verdict: .healthy, reason: "2 steps passed; fixed by raise", duration: 1000, fixed: ["raise"],
          proposed: ["other"])),
    ]
    var view = LiveView(run: "k3")
    let text = facts.enumerated().flatMap { number, fact in
      view.apply(RunEvent(run: "k3", number: number + 1, time: Moment(milliseconds: 0), fact: fact)).map(
        \.plain)
    }.joined(separator: "\n")
    #expect(
      text == """
        DNS  dns · run k3
          › size                How full?  80%  (the default)
          › sure                Sure?  yes
          – other               skipped: proposed
          ✓ raise                 0.5s

        HEALTHY after a fix  1.0s
          2 steps passed; fixed by raise
          changed: raise  Give it room
          to undo: runbook undo k3
          proposed: other  Mend it  --allow-fix other
          way: raise ✓
        """)
  }
}
