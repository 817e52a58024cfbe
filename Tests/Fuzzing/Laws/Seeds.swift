package import Foundation
import RunbookLanguage
import RunbookModel

extension Subject {
  /// What fuzzing begins with, each with a name: what this repository has anyway, and what was ever found
  /// (`Tests/Fuzzing/Seeds`).
  package func seeds(in repository: URL) throws -> [(name: String, bytes: [UInt8])] {
    let kept = try Self.files(in: repository.appending(path: "Tests/Fuzzing/Seeds/\(rawValue)"), ending: "")
    let own = try kept.map { ($0.lastPathComponent, try Self.bytes($0)) }
    func lines(_ path: String) throws -> [[UInt8]] {
      try Self.bytes(repository.appending(path: path)).split(separator: 10).map { Array($0) }
    }
    switch self {
    case .language:
      return try own + Self.runbooks(in: repository).map { ($0.lastPathComponent, try Self.bytes($0)) }
    case .evidence:
      let incidents = try Self.files(in: repository.appending(path: "examples/incidents"), ending: ".jsonl")
      let tables = try Self.bytes(
        repository.appending(path: "Tests/RunbookMatchingTests/Fixtures/Tables.swift"))
      return try own
        + Self.numbered(
          incidents.flatMap { Self.contents(of: try Self.bytes($0)) } + Self.texts(in: tables))
    case .shell:
      let listed = try ["effects", "rights"].flatMap { name in
        try lines("Tests/RunbookCommandsTests/\(name).tsv").compactMap { line in
          String(decoding: line, as: UTF8.self).split(separator: "\t").last?.replacing("⏎", with: "\n")
        }
      }
      return own + Self.numbered(listed.map { Array($0.utf8) })
    case .records:
      return own + [
        (
          "export-1",
          try Self.bytes(repository.appending(path: "Tests/RunbookHistoryTests/Fixtures/export-1.jsonl"))
        )
      ]
    case .editor:
      return own + [
        ("session", try Self.bytes(repository.appending(path: "Tests/CommandLineTests/Editor/session.json")))
      ]
    }
  }

  private static func runbooks(in repository: URL) throws -> [URL] {
    try ["examples", "Runbooks", "Tests/RunbookLanguageTests"].flatMap {
      try files(in: repository.appending(path: $0), ending: ".rb")
    }
  }

  /// What the commands of an exported run printed, that of short outputs only.
  private static func contents(of file: [UInt8]) -> [[UInt8]] {
    struct Piece: Decodable {
      let text: String
      let size: Int
    }
    return file.split(separator: 10).filter { $0.starts(with: #"{"content":"#.utf8) }.compactMap { line in
      let piece = try? JSONDecoder().decode(Piece.self, from: Data(line))
      return piece.flatMap { $0.size < 1024 ? Array($0.text.utf8) : nil }
    }
  }

  /// What stands between `"""` in a Swift file, without its indentation.
  private static func texts(in file: [UInt8]) -> [[UInt8]] {
    let pieces = String(decoding: file, as: UTF8.self).split(separator: "\"\"\"").enumerated()
    return pieces.filter { $0.offset % 2 == 1 }.map {
      Array($0.element.replacing("\n    ", with: "\n").utf8.dropFirst())
    }
  }

  /// Each text once.
  private static func numbered(_ texts: [[UInt8]]) -> [(String, [UInt8])] {
    var seen: Set<[UInt8]> = []
    return texts.filter { seen.insert($0).inserted }.enumerated().map { ("\($0)", $1) }
  }

  private static func files(in folder: URL, ending: String) throws -> [URL] {
    let below = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    return try (below?.compactMap { $0 as? URL } ?? [])
      .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
      .filter { $0.lastPathComponent.hasSuffix(ending) }.sorted { $0.path < $1.path }
  }

  private static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }
}
