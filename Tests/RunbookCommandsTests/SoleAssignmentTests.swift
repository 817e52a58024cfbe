import RunbookCommands
import Testing

@Suite struct `A text that only sets a variable` {
  @Test(arguments: [
    ("pod=$(kubectl get pods | head -1)", SoleAssignment.Value.output(of: "kubectl get pods | head -1")),
    ("pod=\"$(a \"$(b)\")\"", .output(of: "a \"$(b)\"")), ("export pod=$( a )", .output(of: " a ")),
    ("pod=web", .literal("web")), ("pod='a b'", .literal("a b")), ("pod=", .literal("")),
    ("pod=\"http://$host/\"", .text("\"http://$host/\"")), ("pod=$a$(b)", .text("$a$(b)")),
    ("pod=`a`", .text("`a`")),
  ])
  func `says which, and to what`(text: String, value: SoleAssignment.Value) {
    let read = SoleAssignment(text)
    #expect(read?.name == "pod" && read?.value == value)
  }

  @Test(arguments: [
    "pod=$(a); b", "pod=$(a) b", "a && pod=b", "pod=a other=b", "pod+=a", "pod[1]=a", "pod=(a b)",
    "local pod=a",
    "pod=$(a) > f", "pod=$(a) &", "export pod", "pod=\"a", "", "ls",
  ])
  func `is none where it does anything else`(text: String) {
    #expect(SoleAssignment(text) == nil)
  }
}
