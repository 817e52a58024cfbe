import RunbookModel
import Testing

@Suite struct LabelTests {
  @Test(arguments: ["truth", "a", "team/dns", "v1.2", "A-b_c", "9lives", String(repeating: "x", count: 63)])
  func `a key is a word`(key: String) { #expect(Label.isKey(key)) }

  @Test(arguments: ["", "-a", ".a", "a b", "a=b", "é", "a\n", "a:b", String(repeating: "x", count: 64)])
  func `anything else is no key`(key: String) { #expect(!Label.isKey(key)) }

  @Test(arguments: ["x", "coredns throttled", "é 🧨 \"'", "a=b", String(repeating: "x", count: 256)])
  func `a value is one line of text`(value: String) { #expect(Label.isValue(value)) }

  @Test(arguments: [
    "", " x", "x ", "a\nb", "a\tb", "\u{1B}[31m", "a\0b", "x\u{2028}y", "\u{A0}x", "a\u{85}b",
    String(repeating: "x", count: 257),
  ])
  func `anything else is no value`(value: String) { #expect(!Label.isValue(value)) }

  @Test func `a label is looked for by its key, or by key and value`() {
    #expect(Label.Match("truth") == Label.Match(key: "truth"))
    #expect(Label.Match("truth=a=b") == Label.Match(key: "truth", value: "a=b"))
    #expect(Label.Match("truth=") == nil)
    #expect(Label.Match("=x") == nil)
  }
}
