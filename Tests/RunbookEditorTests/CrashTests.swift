import Foundation
import Testing

@testable import RunbookEditor

@Suite struct `A hostile editor` {
  private static let methods = [
    "hover", "completion", "definition", "references", "rename", "formatting", "documentSymbol",
    "codeAction", "didChange", "didClose", "didOpen", "prepareRename", "documentHighlight",
  ]

  /// Messages with places anywhere, some of them damaged, in pieces; `SEED` gives the same again.
  @Test func `does not make it crash`() throws {
    var random = Seed.generator()
    var connection = Connection(Editor.surroundings(Files()))
    let start = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#
    _ = connection.receive(Array(start.utf8).framed)
    for _ in 0..<400 {
      func place() -> [String: Any] {
        [
          "line": Int.random(in: -1...40, using: &random),
          "character": Int.random(in: -1...80, using: &random),
        ]
      }
      let method = "textDocument/" + Self.methods.randomElement(using: &random)!
      var message: [String: Any] = [
        "jsonrpc": "2.0", "method": method,
        "params": [
          "textDocument": [
            "uri": ["untitled:a", "file:///a.rb"].randomElement(using: &random)!, "version": 3,
            "text": SessionTests.text,
          ], "position": place(), "newName": "n",
          "range": ["start": place(), "end": place()],
          "contentChanges": [["range": ["start": place(), "end": place()], "text": "\"$→ \n"]],
        ],
      ]
      if !method.contains("/did") { message["id"] = 1 }
      var bytes = Array(try JSONSerialization.data(withJSONObject: message, options: .sortedKeys)).framed
      for _ in 0..<Int.random(in: -4...3, using: &random).clamped {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let cut = Int.random(in: 0...bytes.count, using: &random)
      _ = connection.receive(Array(bytes[..<cut]))
      _ = connection.settle()
      _ = connection.receive(Array(bytes[cut...]))
    }
    #expect(connection.ending == nil)
    // Whatever came, it finds back.
    let end = Array(#"{"id":9,"method":"shutdown"}"#.utf8).framed + Array(#"{"method":"exit"}"#.utf8).framed
    _ = connection.receive(end)
    #expect(connection.ending?.status == 0)
  }
}

extension Int {
  fileprivate var clamped: Int { Swift.max(self, 0) }
}
