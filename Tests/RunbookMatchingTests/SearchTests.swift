import Testing

@testable import RunbookMatching

@Suite struct SearchTests {
  private func found(_ word: String, in text: String, isPrefix: Bool = false) -> [String] {
    SearchWord(word, isPrefix: isPrefix).ranges(in: FoldedText(Array(text.utf8))).map {
      String(decoding: Array(text.utf8)[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("10.96.0.1", "10.96.0.10 10.96.0.1", ["10.96.0.1"]),
    ("10.96.0.1", "110.96.0.1", []),
    ("/32", "10.0.0.1/32 dev", ["/32"]),
    ("/32", "10.0.0.1/320", []),
    ("5.2%", "15.2% and 5.2% loss", ["5.2%"]),
    ("coredns", "CoreDNS coredns-5d78 kube_coredns xcoredns corednsx", ["CoreDNS", "coredns", "coredns"]),
    ("nginx:1.21", "image: nginx:1.21.6", ["nginx:1.21"]),
    ("1/1 Running", "1/1     Running\n1/1\tRunning", ["1/1     Running", "1/1\tRunning"]),
    ("connection refused", "connection-refused", []),
    ("ÜBER", "über alles", ["über"]),
    ("a", "b→a→b", ["a"]),
    ("->", "x -> y", ["->"]),
  ])
  func `a word is found as it is typed`(word: String, text: String, expected: [String]) {
    #expect(found(word, in: text) == expected)
  }

  @Test func `a beginning is found with whatever follows`() {
    #expect(found("coredns-5d", in: "coredns-5d78c9869d coredns-6", isPrefix: true) == ["coredns-5d"])
    #expect(found("10.96.", in: "10.96.0.1 10.9", isPrefix: true) == ["10.96."])
  }

  @Test func `a query is read as people write it`() throws {
    func read(_ arguments: String...) throws -> [String] {
      try SearchQuery(arguments).words.map {
        ($0.isExcluded ? "not " : "") + "[\($0.text)]" + ($0.isPrefix ? " and on" : "")
      }
    }
    #expect(try read("conntrack", "full") == ["[conntrack]", "[full]"])
    #expect(try read("connection refused") == ["[connection refused]"])
    #expect(
      try read(#"a "b  c"* -d -"e f" g*"#)
        == ["[a]", "[b  c] and on", "not [d]", "not [e f]", "[g] and on"])
    #expect(try read("a", "->", "--all") == ["[a]", "[->]", "[--all]"])
    #expect(try read("a", "*") == ["[a]", "[*]"])
  }

  @Test(arguments: [
    ([], "nothing to look for"), ([""], "nothing to look for"), ([" "], "nothing to look for"),
    (["-a", "-b"], "all words have a minus before them, so there is nothing to look for"),
    (["%"], "`%` has no letter or digit, and only those are in the index"),
    (["→"], "`→` has no letter or digit, and only those are in the index"),
    ([#"a "b"#], "a phrase begins with a quote and has none at its end"),
  ])
  func `a query that cannot be looked for says why`(arguments: [String], message: String) {
    do throws(SearchQuery.Problem) {
      _ = try SearchQuery(arguments)
      Issue.record("no problem")
    } catch { #expect(error.message == message) }
  }

  @Test(arguments: [
    ("packet loss: \\d+%", ["loss"]), ("conntrack.*full", []), ("^Server:", ["Server"]),
    ("\\bcore", ["core*"]), ("^a|b", []), ("(?i)^foo:", []), ("^foo?-bar-", ["bar"]),
    ("x [ab] table-full ", ["table", "full"]), ("^ab+c", []), ("^abc+d", ["abc*"]), ("^foo{0}:", []),
    ("^\\Qa.b\\E", []), ("^a\\.bcd\\.e", ["a", "bcd"]), ("-no( yes )", []), ("^[[:alpha:]] foo", []),
    ("^größe: ", []), (" failed\\n", ["failed*"]),
  ])
  func `of a pattern only words are needed without which it cannot match`(pattern: String, words: [String]) {
    #expect(PatternWords.needed(by: pattern).map { $0.text + ($0.isPrefix ? "*" : "") } == words)
  }

  @Test func `of a large content both ends are searched, and lines keep their numbers`() throws {
    let lines = (1...1000).map { "line \($0)" }.joined(separator: "\n") + "\n"
    let text = try #require(SearchText(Array(lines.utf8), largestEnd: 1000))
    #expect(text.leftOut > 0)
    #expect(text.bytes.count + text.leftOut == lines.utf8.count)
    let folded = FoldedText(text.bytes)
    for (word, number) in [("1", 1), ("50", 50), ("1000", 1000), ("950", 950)] {
      let found = text.lines(with: [SearchWord(word).ranges(in: folded)], limit: 3).lines
      #expect(found.map(\.number) == [number])
    }
    #expect(SearchWord("500").ranges(in: folded).isEmpty)
  }

  @Test func `colours are not searched, and binary content is not at all`() throws {
    let text = try #require(SearchText(Array("\u{1B}[31mred\u{1B}[0m\r\n".utf8)))
    #expect(text.bytes == Array("red\n".utf8))
    #expect(SearchText([1, 0, 2]) == nil)
  }

  @Test func `the lines that hold most of what was looked for are shown`() {
    let text = SearchText("a\nb a\nc\na b b\nb")
    let folded = FoldedText(text.bytes)
    let (lines, more) = text.lines(
      with: [SearchWord("a").ranges(in: folded), SearchWord("b").ranges(in: folded)], limit: 2)
    #expect(lines.map(\.number) == [2, 4])
    #expect(lines[1].marks.count == 3)
    #expect(more == 2)
  }
}
