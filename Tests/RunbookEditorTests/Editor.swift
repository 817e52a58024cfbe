import Foundation
import RunbookLanguage
import RunbookModel
import Synchronization
import Testing

@testable import RunbookEditor

/// Files by their paths: those that a test has written before those of the disk.
final class Files: Sendable {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private let written: Mutex<[String: [UInt8]?]>

  init(_ texts: [String: String] = [:]) { written = Mutex(texts.mapValues { Array($0.utf8) }) }

  /// Nil where there is no such file, or no more.
  subscript(path: String) -> [UInt8]? {
    get {
      written.withLock { written in
        if let known = written[path] { return known }
        let found = FileManager.default.contents(atPath: path).map { Array($0) }
        written[path] = .some(found)
        return found
      }
    }
    set { written.withLock { $0[path] = .some(newValue) } }
  }

  /// Sorted; of the disk, but for those of a test.
  static func names(in folder: String, ending: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(ending) }
      .sorted()
  }

  func names(in folder: String, ending: String) -> [String] {
    let own = written.withLock { Array($0.keys) }.filter {
      $0.hasPrefix(folder) && $0.hasSuffix(ending) && !$0.dropFirst(folder.count).contains("/")
    }
    return Set(own.map { String($0.dropFirst(folder.count)) } + Self.names(in: folder, ending: ending))
      .sorted()
  }

  var loader: SourceLoader {
    { [self] (path, from) throws(LoadProblem) in
      let file = path.hasPrefix("/") ? path : DocumentURI.folder(of: from.name) + path
      guard let bytes = self[file] else { throw LoadProblem(reason: "there is none") }
      return SourceText(name: file, bytes: bytes)
    }
  }

  func source(_ path: String) -> SourceText? { self[path].map { SourceText(name: path, bytes: $0) } }
}

/// A conversation about files.
struct Editor {
  let files: Files
  var session: Session
  private var id = 0

  init(_ files: Files = Files(), columns: [String] = []) throws {
    self.files = files
    session = Session(Self.surroundings(files, columns: columns))
    _ = try ask(
      "initialize",
      ["capabilities": ["textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]]]])
    tell("initialized", [:])
  }

  static func surroundings(_ files: Files, columns: [String] = []) -> Surroundings {
    Surroundings(
      version: "0", loader: files.loader, runbooks: { files.names(in: $0, ending: ".rb") },
      cases: { runbook in
        let folder = String(runbook.dropLast(3)) + ".cases/"
        return files.names(in: folder, ending: ".case").compactMap { files.source(folder + $0) }
      }, columns: { _, _ in columns }, planned: { _ in [] })
  }

  /// All that comes back.
  mutating func say(_ message: [String: Any]) -> [[String: Any]] {
    let body = Array((try? JSONSerialization.data(withJSONObject: message)) ?? Data())
    return session.receive(body).compactMap {
      (try? JSONSerialization.jsonObject(with: Data($0))) as? [String: Any]
    }
  }

  mutating func ask(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
    id += 1
    return try #require(
      say(["jsonrpc": "2.0", "id": id, "method": method, "params": parameters]).first)
  }

  @discardableResult mutating func tell(_ method: String, _ parameters: [String: Any]) -> [[String: Any]] {
    say(["jsonrpc": "2.0", "method": method, "params": parameters])
  }

  mutating func open(_ uri: String, _ text: String) {
    tell("textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": text]])
  }

  /// The first lines of all that is wrong now, by URI.
  mutating func settled() -> [String: [String]] {
    var told: [String: [String]] = [:]
    for message in session.settle() {
      let body = (try? JSONSerialization.jsonObject(with: Data(message))) as? [String: Any]
      let parameters = body?["params"] as? [String: Any]
      let diagnostics = parameters?["diagnostics"] as? [[String: Any]] ?? []
      told[parameters?["uri"] as? String ?? ""] = diagnostics.compactMap {
        ($0["message"] as? String)?.split(separator: "\n").first.map(String.init)
      }
    }
    return told
  }

  /// Asks about the place of the first `‸` of a text, which is opened without it.
  mutating func ask(
    _ method: String, at marked: String, _ more: [String: Any] = [:], uri: String = "untitled:a"
  )
    throws -> Any?
  {
    let place = try #require(marked.firstIndex(of: "‸"))
    let text = Array(marked[..<place].utf8)
    let lines = TextLines(text, .utf16)
    let position = lines.position(of: text.count)
    open(uri, marked.replacing("‸", with: ""))
    let parameters: [String: Any] = [
      "textDocument": ["uri": uri], "position": ["line": position.line, "character": position.character],
    ]
    let answer = try ask("textDocument/" + method, parameters.merging(more) { $1 })
    return answer["result"] ?? answer["error"]
  }

  mutating func labels(_ marked: String) throws -> [String] {
    let items = try ask("completion", at: marked) as? [[String: Any]]
    return (items ?? []).compactMap { $0["label"] as? String }
  }

  static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    let lines = TextLines(bytes, .utf16)
    var bytes = bytes
    for edit in edits.sorted(by: { lines.range(of: $0.range).start > lines.range(of: $1.range).start }) {
      let range = lines.range(of: edit.range)
      bytes.replaceSubrange(range.start..<range.end, with: Array(edit.newText.utf8))
    }
    return bytes
  }
}
