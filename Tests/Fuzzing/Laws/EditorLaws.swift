import RunbookEditor
import RunbookLanguage
import RunbookMatching
import RunbookModel

/// What holds for every conversation with an editor: one message in each line.
enum EditorLaws {
  static func broken(by bytes: [UInt8]) -> String? {
    if let law = brokenFraming(bytes) { return law }
    var session = Session(surroundings)
    _ = session.receive(Array(Self.initialize.utf8))
    for body in bytes.split(separator: 10).map(Array.init) {
      let answers = session.receive(body)
      if let law = brokenAnswer(answers, to: body) { return law }
      for told in session.settle() {
        guard let message = try? JSONDocument(told[...]).root, isTold(message) else {
          return "what is told is a notification"
        }
        if !hasSoundRanges(message) { return "what is told has places that can be" }
      }
      if !session.settle().isEmpty { return "what was told is not told again" }
    }
    return nil
  }

  /// JSON-RPC 2.0: a request is answered once, with its id and either a result or an error; a notification is not.
  private static func brokenAnswer(_ sent: [[UInt8]], to body: [UInt8]) -> String? {
    let messages = sent.compactMap { try? JSONDocument($0[...]).root }
    guard messages.count == sent.count else { return "what is sent is JSON" }
    guard messages.allSatisfy(hasSoundRanges) else { return "what is sent has places that can be" }
    let answers = messages.filter { !isTold($0) }
    guard answers.count <= 1 else { return "a message has one answer at most" }
    let answer = answers.first
    // Foundation takes more than JSON, for it does not look at what it does not need.
    guard let message = try? JSONDocument(body[...]).root, message.isObject else { return nil }
    guard Set(message.names).count == message.names.count else { return nil }
    let id = message["id"].flatMap { $0.isNull ? nil : $0 }
    guard let method = message["method"], !method.isNull else {
      return answer.map(isRefusal) ?? true ? nil : "what is no request is not answered"
    }
    guard let id else {
      return answer.map(isRefusal) ?? true ? nil : "a notification is not answered"
    }
    guard let answer else { return "a request is answered" }
    guard answer["jsonrpc"]?.text.elementsEqual("2.0".utf8) == true,
      (answer["result"] == nil) != (answer["error"] == nil)
    else { return "an answer has either a result or an error" }
    guard let told = answer["id"], told.isNull || isSame(told, id) else {
      return "an answer has the id of its request"
    }
    return told.isNull && answer["error"] == nil ? "only what cannot be read is answered without an id" : nil
  }

  /// However the bytes come, they are the same frames.
  private static func brokenFraming(_ bytes: [UInt8]) -> String? {
    func frames(_ pieces: [[UInt8]]) -> [FrameReader.Frame] {
      var reader = FrameReader()
      var frames: [FrameReader.Frame] = []
      for piece in pieces {
        reader.append(piece)
        while let frame = reader.next() { frames.append(frame) }
      }
      return frames
    }
    let step = max(1, Int(bytes.first ?? 1))
    let pieces = stride(from: 0, to: bytes.count, by: step).map {
      Array(bytes[$0..<min($0 + step, bytes.count)])
    }
    if frames([bytes]) != frames(pieces) { return "frames are the same in whatever pieces they come" }
    // Other bytes may hold what looks like a header.
    guard (try? JSONDocument(bytes[...])) != nil else { return nil }
    return frames([bytes.framed, bytes.framed]) == [.body(bytes), .body(bytes)]
      ? nil : "JSON that is framed is a frame"
  }

  private static func isSame(_ one: JSONValue, _ other: JSONValue) -> Bool {
    one.text.elementsEqual(other.text) || Double(string(one)) == Double(string(other))
  }

  private static func string(_ value: JSONValue) -> String { String(decoding: value.text, as: UTF8.self) }

  private static func isTold(_ message: JSONValue) -> Bool {
    message["method"] != nil && message["params"] != nil && message["id"] == nil
  }

  private static func isRefusal(_ message: JSONValue) -> Bool {
    message["error"]?.isObject == true && message["result"] == nil
  }

  /// Every range in it, however deep, has a start that is not behind its end.
  private static func hasSoundRanges(_ value: JSONValue) -> Bool {
    if let start = value["start"].flatMap(place), let end = value["end"].flatMap(place) {
      guard start.0 >= 0, start.1 >= 0, start <= end else { return false }
    }
    return value.children.allSatisfy(hasSoundRanges)
  }

  private static func place(_ value: JSONValue) -> (Int, Int)? {
    guard let line = value["line"].flatMap({ Int(string($0)) }),
      let character = value["character"].flatMap({ Int(string($0)) })
    else { return nil }
    return (line, character)
  }

  private static let initialize = """
    {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{"general":{"positionEncodings":["utf-16"]},\
    "textDocument":{"hover":{"contentFormat":["markdown"]},"publishDiagnostics":{"relatedInformation":true},\
    "documentSymbol":{"hierarchicalDocumentSymbolSupport":true},"codeAction":{"codeActionLiteralSupport":{}}}}}}
    """

  private static var surroundings: Surroundings {
    Surroundings(
      version: "0", loader: LanguageLaws.load, runbooks: { _ in ["common.rb"] },
      columns: { _, _ in ["NAME"] },
      planned: { _ in [("timeout", "30s")] })
  }
}
