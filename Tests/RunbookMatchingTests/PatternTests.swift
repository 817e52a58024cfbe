import RunbookModel
import Testing

@testable import RunbookMatching

/// PCRE2 over bytes.
struct PatternTests {
  private func all(_ pattern: String, _ text: String) -> [String] {
    let bytes = Array(text.utf8)[...]
    var found: [String] = []
    let problem = Matcher(Pattern(pattern)).forEach(in: bytes) {
      found.append(String(decoding: bytes[$0.found], as: UTF8.self))
      return true
    }
    #expect(problem == nil)
    return found
  }

  @Test func `what does not compile says why and where`() {
    #expect(problem(inPattern: "a(b") == PatternProblem(message: "missing closing parenthesis", offset: 3))
    #expect(problem(inPattern: "[a-") != nil)
    #expect(problem(inPattern: "ü{2,1}")?.offset == 6)
    #expect(problem(inPattern: #"a\C"#) != nil)
    #expect(problem(inPattern: #"(?i)packet loss|[\d.]+(?=%)"#) == nil)
    #expect(problem(inPattern: "") == nil)
  }

  @Test func `what is no blank, digit or word may be beyond ASCII`() {
    #expect(all(#"is (\S+)"#, "it is ‹token:3f2a› now") == ["‹token:3f2a›"])
    #expect(all(#"\D+\W+"#, "1é‹2") == ["é‹"])
    #expect(all(#"[^\S]|[]\D]|\Q\S\E|[[:^alpha:]\W]"#, "]") == ["]"])
    #expect(all(#"\Q\S\E"#, #"a\Sb"#) == [#"\S"#])
    #expect(all(#"\\S"#, #"a\Sb"#) == [#"\S"#])
  }

  @Test func `all matches, with the first group where there is one`() {
    #expect(all(#"\d+"#, "1 22 333") == ["1", "22", "333"])
    #expect(all(#"(\d+)ms"#, "1ms 2s 33ms") == ["1", "33"])
    #expect(all(#"a(x)?b"#, "ab axb") == ["ab", "x"])
    #expect(all("^b", "a\nb\nb") == ["b", "b"])
    #expect(all("a$", "a\na") == ["a", "a"])
    #expect(all("x*", "axb") == ["", "x", "", ""])
    #expect(all("", "äb") == ["", "", ""])
    #expect(all("(?<=a)b|^", "ab\n") == ["", "b"])
    #expect(all("ö.", "aöüb") == ["öü"])
    #expect(all("a", "").isEmpty)
    #expect(all("", "") == [""])
    #expect(all(#"(a)(b)(c)(d)(e)"#, "abcde") == ["a"])
    #expect(all(#"Name:[\s\S]*Address"#, "Name: x\nAddress") == ["Name: x\nAddress"])
    #expect(all("(?i)ERROR", "error Error") == ["error", "Error"])
  }

  @Test func `matching in a slice gives the slice's indexes`() {
    let bytes = Array("aab".utf8)[1...]
    guard case .found(let match) = Matcher(Pattern("b")).first(in: bytes) else {
      Issue.record("no match")
      return
    }
    #expect(match.whole == 2..<3)
  }

  @Test func `bytes that are no UTF-8 do no harm`() {
    let bytes: [UInt8] = [0xff, 0xfe, 0] + Array("error".utf8) + [0xc3]
    #expect(Matcher(Pattern("error")).matches(bytes[...]) == true)
    #expect(Matcher(Pattern("nothing")).matches(bytes[...]) == false)
    #expect(
      judged(of: .output, .matches(Pattern("error")), Observation(output: bytes, exit: 0, duration: 1))
        .verdict == .passed)
  }

  @Test func `a pattern that exceeds its limit is unknown, never no match`() {
    let text = String(repeating: "a", count: 40) + "!"
    let judgement = judged(of: .output, .matches(Pattern("^(a+)+$")), printed(text))
    #expect(judgement.verdict == .unknown)
    #expect(judgement.reason?.contains("exceeded its limit") == true)
    #expect(judged(of: .output, not(.matches(Pattern("^(a+)+$"))), printed(text)).verdict == .unknown)
    #expect(judged(.no, of: .lines, .matches(Pattern("^(a+)+$")), printed(text)).verdict == .unknown)
    #expect(judged(of: .find(Pattern("^(a+)+$"), all: false), .exists, printed(text)).verdict == .unknown)
    #expect(
      judged(aggregate: .count, of: .find(Pattern("^(a+)+$"), all: true), .equals(value("0")), printed(text))
        .verdict == .unknown)
    #expect(captured(of: .find(Pattern("^(a+)+$"), all: false), printed(text)).isImpossible)
    let after = judged(of: .output, .exists, filters: [.after(Pattern("^(a+)+$"))], printed(text))
    #expect(after.verdict == .unknown)
  }

  @Test func `a group that is repeated over a long text is within the limits`() {
    let text = String(repeating: "ab", count: 20_000)
    #expect(Matcher(Pattern("^(a|b)*$")).matches(Array(text.utf8)[...]) == true)
  }

  /// Each line takes 2^17 steps at each of its first places, which none of PCRE2's own limits forbids.
  @Test func `a pattern that is slow everywhere in 10 MB ends, and is unknown`() {
    let line = String(repeating: "a", count: 17) + "!\n"
    let text = Array(String(repeating: line, count: 10_000_000 / line.utf8.count).utf8)
    guard case .success(let pattern) = CompiledPattern.compiled("(a+)+$") else {
      Issue.record("does not compile")
      return
    }
    let short = 50_000_000
    #expect(Matcher(pattern, nanoseconds: short).matches(text[...]) == nil)
    #expect(Matcher(pattern, nanoseconds: short).forEach(in: text[...]) { _ in true } != nil)
    let lines = Matcher(pattern, nanoseconds: short)
    var exceeded = false
    Lines.forEach(in: text[...]) { line in
      exceeded = lines.matches(text[line]) == nil
      return !exceeded
    }
    #expect(exceeded)
    // It begins to be slow behind a long stretch where it is not.
    let late = [UInt8](repeating: 10, count: 5_000_000) + text.suffix(5_000_000)
    #expect(Matcher(pattern, nanoseconds: short).matches(late[...]) == nil)
  }

  @Test func `a search in stretches finds what one search finds`() {
    var text = String(repeating: "äöü x ", count: 20_000)
    text += "é1" + String(repeating: "ü", count: 9000) + "é22"
    #expect(all(#"\d+"#, text) == ["1", "22"])
    #expect(all("(?<=é)1", text) == ["1"])
    #expect(all("ü+é(22)$", text) == ["22"])
    #expect(all("^ä", text).count == 1)
    #expect(all("x", text).count == 20_000)
    #expect(all(#"\Gä"#, text) == ["ä"])
    // One place that needs many steps, far behind places that need none.
    let evens = String(repeating: "\n", count: 50_000) + String(repeating: "ab", count: 20_000) + "c"
    #expect(all("^(?:a|b)+(c)$", evens) == ["c"])
  }

  @Test func `many tasks match at once`() async {
    await withTaskGroup(of: Int.self) { group in
      for task in 0..<50 {
        group.addTask {
          let bytes = Array(String(repeating: "x\(task % 7) ", count: 100).utf8)[...]
          var count = 0
          _ = Matcher(Pattern("x\(task % 7)\\b")).forEach(in: bytes) { _ in
            count += 1
            return true
          }
          return count
        }
      }
      for await count in group { #expect(count == 100) }
    }
  }
}

extension CaptureResult {
  var isImpossible: Bool { if case .impossible = self { true } else { false } }
}
