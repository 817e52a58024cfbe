import Foundation
import Glibc
import Testing

/// Whatever somebody puts into a name, a text, an output, a file or the surroundings: what the program prints of it
/// neither steers a terminal nor hides, and is UTF-8. `worlds.sh` makes the worlds and says what is tried in them.
///
/// A share of it runs with all tests, and all of it with `RUNBOOK_HOSTILE=1` (`make hostile`).
@Suite struct HostileTextTests {
  static let isWhole = ProcessInfo.processInfo.environment["RUNBOOK_HOSTILE"] != nil
  static let worlds = [
    "arguments", "names", "texts", "mistakes", "outputs", "cluster", "surroundings", "files", "imported",
    "proposals",
  ]
  static let variants = isWhole ? ["steers", "hides", "broken"] : ["both"]

  @Test(arguments: worlds, variants)
  func `nothing that is printed into a pipe steers or hides`(world: String, variant: String) throws {
    let place = try Program()
    defer { place.remove() }
    let log = place.folder.appending(path: ".log")
    let process = try place.start(
      try arguments(world, variant, in: place), environment: surroundings(of: place), program: "/bin/bash",
      output: log, errors: log)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(place.text(log))")
    var told = 0
    let printed = place.folder.appending(path: "out")
    let commands = try FileManager.default.contentsOfDirectory(at: printed, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "status" }.map { $0.deletingPathExtension() }
    for command in commands {
      let words = "\(world), \(variant): \(place.text(command.appendingPathExtension("what")))"
      for stream in ["out", "err"] {
        let bytes = [UInt8](try Data(contentsOf: command.appendingPathExtension(stream)))
        let problem = Printed(bytes).problem
        #expect(problem == nil, "\(words)")
        told += Printed(bytes).tells ? 1 : 0
      }
      let status = Int(place.text(command.appendingPathExtension("status")).dropLast()) ?? -1
      #expect(status < 124 || status == 130, "\(status): \(words)")
    }
    // Else nothing of it had come through.
    #expect(told > 0 || world == "proposals", "\(world), \(variant)")
  }

  @Test(arguments: isWhole ? worlds : ["texts", "outputs"], variants)
  func `nothing that is printed on a terminal steers or hides, but for what we draw with`(
    world: String, variant: String
  ) throws {
    let place = try Program()
    defer { place.remove() }
    let script = "exec env RUNBOOK=\(Program.path) IMPORTED=imported.jsonl bash \"$@\""
    let terminal = try PseudoTerminal(
      ["-c", script, "bash"] + arguments(world, variant, in: place), in: place, of: "/bin/bash")
    #expect(terminal.end(within: 600) == 0)
    for shown in terminal.text.components(separatedBy: "\n== ") {
      #expect(
        Printed(Array(shown.utf8)).problemOnTerminal == nil, "\(world), \(variant): \(shown.prefix(20))")
    }
    #expect(String(validating: terminal.output, as: UTF8.self) != nil)
  }

  private func arguments(_ world: String, _ variant: String, in place: Program) throws -> [String] {
    if world == "imported" {
      let record = try HostileRecord(variant == "broken" ? "both" : variant).text
      try place.write("imported.jsonl", record)
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "worlds.sh").path
    return [script, world, variant] + (Self.isWhole ? [] : ["9"])
  }

  private func surroundings(of place: Program) -> [String: String] {
    ["RUNBOOK": Program.path, "IMPORTED": place.folder.appending(path: "imported.jsonl").path]
  }
}

/// Bytes that the program printed.
struct Printed {
  let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What in them steers or hides, with what stands around it; nil where nothing does.
  var problem: String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return "this is no UTF-8" }
    return Self.problem(in: text)
  }

  /// The same without what our own drawing is made of: CUU, CUF, ED, EL, and CR before one of them or a line end.
  var problemOnTerminal: String? {
    let text = String(decoding: bytes, as: UTF8.self).replacing(/\u{1B}\[(\d*[AC]|[JK])/, with: "\u{1}")
    return Self.problem(
      in: text.replacing(/\r(?=[\n\u{1}])|\r$/.matchingSemantics(.unicodeScalar), with: "").replacing(
        "\u{1}", with: ""))
  }

  private static func problem(in text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    guard let index = scalars.firstIndex(where: steersOrHides) else { return nil }
    let around = scalars[max(0, index - 40)..<min(scalars.count, index + 10)]
    return String(scalars[index].value, radix: 16) + " in "
      + around.map { $0.escaped(asASCII: true) }.joined()
  }

  /// By the properties of the Unicode character database.
  private static func steersOrHides(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" || scalar == "\t" || scalar == "\u{FE0E}" || scalar == "\u{FE0F}" { return false }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default:
      return properties.isDefaultIgnorableCodePoint || properties.isBidiControl
        || properties.isNoncharacterCodePoint
    }
  }

  /// It holds what was hostile, made visible.
  var tells: Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return ["x1b", "u001b", "u{202e}", "u202e", "\\xff", "\u{FFFD}"].contains { text.contains($0) }
  }
}
