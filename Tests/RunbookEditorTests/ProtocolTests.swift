import Foundation
import RunbookModel
import Testing

@testable import RunbookEditor

@Suite struct `The protocol` {
  private func connection() -> Connection { Connection(Editor.surroundings(Files())) }

  private func messages(_ bytes: [UInt8]) throws -> [[String: Any]] {
    var reader = FrameReader()
    reader.append(bytes)
    var messages: [[String: Any]] = []
    while case .body(let body) = reader.next() {
      messages.append(try #require(JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]))
    }
    return messages
  }

  private static func framed(_ text: String) -> [UInt8] { Array(text.utf8).framed }
  private static let initialize = framed(
    #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}"#)

  @Test(
    arguments: [
      ("{nonsense", -32700, nil), ("", -32700, nil), ("[]", -32600, nil), ("5", -32600, nil),
      (#"{"id":1,"method":5}"#, -32600, 1), (#"{"id":true,"method":"x"}"#, -32600, nil),
      (#"{"id":1.5,"method":"x"}"#, -32600, nil), (#"{"id":null,"method":"x"}"#, -32600, nil),
      (#"{"id":1}"#, -32600, 1), (#"{"id":1,"method":"x"}"#, -32601, 1),
      (#"{"id":1,"method":"$/x"}"#, -32601, 1),
      (#"{"id":1,"method":"textDocument/hover"}"#, -32602, 1),
      (#"{"id":1,"method":"textDocument/hover","params":[5]}"#, -32602, 1),
      (
        #"{"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"a"},"position":{"line":-1,"character":0}}}"#,
        -32602, 1
      ), (#"{"id":1,"method":"initialize","params":{"capabilities":{}}}"#, -32600, 1),
    ] as [(String, Int, Int?)])
  func `what cannot be answered is refused with its code`(message: String, code: Int, id: Int?) throws {
    var connection = connection()
    _ = connection.receive(Self.initialize)
    let answers = try messages(connection.receive(Self.framed(message)))
    #expect(answers.count == 1)
    #expect((answers[0]["error"] as? [String: Any])?["code"] as? Int == code, "\(answers)")
    #expect(answers[0]["id"] as? Int == id)
  }

  @Test(arguments: [
    #"{"method":"nonsense/x"}"#, #"{"method":"$/cancelRequest","params":{"id":7}}"#,
    #"{"method":"$/cancelRequest","params":5}"#, #"{"id":3,"result":null}"#,
    #"{"id":null,"error":{"code":1,"message":"m"}}"#,
    #"{"method":"workspace/didChangeWorkspaceFolders","params":{"event":{"added":[],"removed":[]}}}"#,
  ])
  func `what asks nothing is answered with nothing`(message: String) throws {
    var connection = connection()
    _ = connection.receive(Self.initialize)
    #expect(connection.receive(Self.framed(message)) == [] && connection.ending == nil)
  }

  @Test func `requests have their time, and so has the end`() throws {
    func code(_ connection: inout Connection) throws -> Int? {
      let answers = try messages(
        connection.receive(Self.framed(#"{"id":"a","method":"textDocument/hover"}"#)))
      return (answers.first?["error"] as? [String: Any])?["code"] as? Int
    }
    let exit = Self.framed(#"{"method":"exit"}"#)
    var connection = connection()
    #expect(try code(&connection) == -32002)
    _ = connection.receive(Self.initialize)
    var abrupt = connection
    _ = connection.receive(Self.framed(#"{"id":2,"method":"shutdown"}"#))
    #expect(try code(&connection) == -32600)
    _ = connection.receive(exit + Self.framed("{nonsense"))
    #expect(connection.ending == .init(status: 0, complaint: nil))
    _ = abrupt.receive(exit)
    #expect(abrupt.ending == .init(status: 1, complaint: nil))
    var early = self.connection()
    _ = early.receive(exit)
    #expect(early.ending?.status == 1)
  }

  @Test(arguments: [
    ("null", "utf-16"), ("5", "utf-16"), (#"{"capabilities":7}"#, "utf-16"),
    (#"{"capabilities":{"general":{"positionEncodings":"utf-8"}}}"#, "utf-16"),
    (#"{"capabilities":{"textDocument":[],"general":{"positionEncodings":["utf-8"]}}}"#, "utf-8"),
  ])
  func `capabilities that cannot be read are those of any client`(parameters: String, encoding: String) throws
  {
    var connection = connection()
    let said = Self.framed(#"{"id":1,"method":"initialize","params":\#(parameters)}"#)
    let answers = try messages(connection.receive(said))
    let result = try #require(answers.first?["result"] as? [String: Any])
    #expect((result["capabilities"] as? [String: Any])?["positionEncoding"] as? String == encoding)
  }

  // Texts that are not what the editor shows.

  private static let uri = "file:///a/b.rb"
  private static let other = "file:///a/c.rb"

  private func opened() throws -> Editor {
    var editor = try Editor()
    for uri in [Self.uri, Self.other] { editor.open(uri, "runbook \"A\"\n\nstep one\n  rnu true\n") }
    #expect(editor.settled().values.allSatisfy { $0.count == 1 })
    return editor
  }

  private func isKnown(_ uri: String, _ editor: inout Editor) throws -> Bool {
    let answer = try editor.ask(
      "textDocument/hover", ["textDocument": ["uri": uri], "position": ["line": 0, "character": 2]])
    guard let error = answer["error"] as? [String: Any] else { return true }
    #expect("\(error)".contains("close it and open it again"))
    return false
  }

  @Test(arguments: [
    #"{"textDocument":{"uri":"file:///a/b.rb"},"contentChanges":[{"range":{"start":{"line":-1,"character":0},"end":{"line":0,"character":0}},"text":"x"}]}"#,
    #"{"textDocument":{"uri":"file:///a/b.rb"},"contentChanges":[{"text":5}]}"#,
    #"{"textDocument":{"uri":"file:///a/b.rb"}}"#,
  ])
  func `a change that cannot be read makes its text unknown, until it is told again`(change: String) throws {
    var editor = try opened()
    let parameters = try JSONSerialization.jsonObject(with: Data(change.utf8)) as? [String: Any] ?? [:]
    let told = editor.tell("textDocument/didChange", parameters)
    let methods = told.compactMap { $0["method"] as? String }
    #expect(methods == ["window/logMessage", "textDocument/publishDiagnostics", "window/showMessage"])
    #expect(((told[1]["params"] as? [String: Any])?["diagnostics"] as? [Any])?.isEmpty == true)
    #expect(try !isKnown(Self.uri, &editor))
    #expect(try isKnown(Self.other, &editor))
    #expect(editor.tell("textDocument/didChange", parameters).count == 1, "said again and again")
    #expect(editor.settled() == [:])
    let identity: [String: Any] = ["uri": Self.uri, "version": 3]
    let start = ["line": 0, "character": 0]
    let small: [String: Any] = ["range": ["start": start, "end": start], "text": "# "]
    editor.tell("textDocument/didChange", ["textDocument": identity, "contentChanges": [small]])
    #expect(try !isKnown(Self.uri, &editor))
    editor.tell(
      "textDocument/didChange",
      ["textDocument": identity, "contentChanges": [small, ["text": "runbook 5"], small]])
    #expect(try isKnown(Self.uri, &editor))
    #expect(editor.session.documents["/a/b.rb"]?.source.bytes == Array("# runbook 5".utf8))
    editor.tell("textDocument/didChange", parameters)
    editor.open(Self.uri, "runbook \"B\"\n")
    #expect(try isKnown(Self.uri, &editor))
  }

  @Test func `a lost message may have been a change of any text`() throws {
    var editor = try opened()
    #expect(editor.session.receive(Array(#"{"method":"textDocument/didCh"#.utf8)).count == 5)
    #expect(try !isKnown(Self.uri, &editor))
    #expect(try !isKnown(Self.other, &editor))
    #expect(editor.session.receive(brokenHeader: "x").count == 1)
  }

  @Test func `half a character makes a text unknown`() throws {
    var editor = try Editor()
    editor.open(Self.uri, "runbook \"🙂\"\n")
    let half: [String: Any] = ["line": 0, "character": 10]
    let change: [String: Any] = ["range": ["start": half, "end": half], "text": ""]
    editor.tell(
      "textDocument/didChange",
      ["textDocument": ["uri": Self.uri, "version": 2], "contentChanges": [change]])
    #expect(try !isKnown(Self.uri, &editor))
  }

  // Files.

  @Test func `a file has one text, however its name is spelled`() throws {
    var editor = try Editor()
    let spellings = ["file:///a%20b/%c3%a9.rb", "file:///a b/é.rb", "file:///a%20b/./%C3%A9.rb"]
    for uri in spellings { editor.open(uri, "runbook \"A\"\n\nstep one\n  rnu true\n") }
    #expect(editor.settled().keys.sorted() == spellings.sorted())
    editor.tell("textDocument/didClose", ["textDocument": ["uri": spellings[2]]])
    editor.tell("textDocument/didClose", ["textDocument": ["uri": spellings[0]]])
    #expect(try isKnown(spellings[1], &editor))
    #expect(try isKnown(spellings[0], &editor))
    editor.tell("textDocument/didClose", ["textDocument": ["uri": spellings[1]]])
    let answer = try editor.ask(
      "textDocument/hover",
      ["textDocument": ["uri": spellings[1]], "position": ["line": 0, "character": 0]])
    #expect("\(answer)".contains("is not open"))
  }

  @Test func `a file that goes and comes is noticed when the editor says so`() throws {
    let library = "runbook \"L\"\n\noutcome fine \"F\"\n  severity ok\n"
    let files = Files(["/a/common.rb": library])
    var editor = try Editor(files)
    editor.open(Self.uri, "runbook \"A\"\n\nuse \"common.rb\"\n\nstep one\n  run true\n  passes → fine\n")
    #expect(editor.settled() == [Self.uri: []])
    files["/a/common.rb"] = nil
    editor.tell("workspace/didChangeWatchedFiles", ["changes": []])
    let gone = try #require(editor.settled()[Self.uri])
    #expect(gone.contains { $0.contains("common.rb") }, "\(gone)")
    let place: [String: Any] = ["line": 6, "character": 12]
    let answer = try editor.ask(
      "textDocument/definition", ["textDocument": ["uri": Self.uri], "position": place])
    #expect((answer["result"] as? [Any])?.isEmpty == true)
    files["/a/common.rb"] = Array(library.utf8)
    editor.tell("textDocument/didSave", ["textDocument": ["uri": Self.uri]])
    #expect(editor.settled() == [Self.uri: []])
  }

  /// A byte-order mark and line ends of Windows move no position.
  @Test(arguments: ["\u{FEFF}", ""]) func `line ends and marks of other systems are kept`(mark: String) throws
  {
    let text = (mark + SessionTests.text).replacing("\n", with: "\r\n")
    var editor = try Editor()
    let marked = text.replacing("param host", with: "param ho‸st")
    let edit = try #require(try editor.ask("rename", at: marked, ["newName": "machine"]) as? [String: Any])
    let changes = try #require((edit["changes"] as? [String: Any])?["untitled:a"])
    let edits = try JSONDecoder().decode(
      [TextEdit].self, from: JSONSerialization.data(withJSONObject: changes))
    let renamed = text.replacing("param host", with: "param machine").replacing("$host", with: "$machine")
    #expect(Editor.apply(edits, to: Array(text.utf8)) == Array(renamed.utf8))
    let hover =
      try editor.ask("hover", at: text.replacing("runbook \"T", with: "run‸book \"T")) as? [String: Any]
    #expect("\(hover ?? [:])".contains("first line"))
  }
}
