import RunbookModel
import Testing

@Suite struct Base64Tests {
  /// The examples of RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func `text is as the standard has it, and comes back`(plain: String, coded: String) {
    #expect(Base64.text(of: Array(plain.utf8)) == coded)
    #expect(Base64.bytes(of: coded) == Array(plain.utf8))
  }

  @Test func `every byte comes back`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Base64.bytes(of: Base64.text(of: bytes)) == bytes)
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm9 ", "=m9v", "Zm=v", "Zh==", "_-8=",
  ])
  func `anything else is none`(text: String) { #expect(Base64.bytes(of: text) == nil) }
}
