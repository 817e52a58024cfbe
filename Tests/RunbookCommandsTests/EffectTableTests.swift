import Foundation
import RunbookCommands
import RunbookModel
import Testing

/// `effects.tsv`: realistic commands, and what each does to the world.
@Suite struct EffectTableTests {
  struct Entry {
    let command: String
    let expected: Effect
    var found: Effect { CommandReading(command).effect.effect }
  }

  static let entries: [Entry] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "effects.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let cells = line.split(separator: "\t", maxSplits: 1)
      guard cells.count == 2, let effect = Effect(rawValue: String(cells[0])) else {
        preconditionFailure("no entry: \(line)")
      }
      return Entry(command: String(cells[1]).replacing("⏎", with: "\n"), expected: effect)
    }
  }()

  @Test func `the table is long enough to mean something, and holds nothing twice`() {
    #expect(Self.entries.count >= 800)
    #expect(Set(Self.entries.map(\.command)).count == Self.entries.count)
    for effect in Effect.allCases { #expect(Self.entries.count { $0.expected == effect } >= 50) }
  }

  @Test func `nothing that changes is called read or probe`() {
    for entry in Self.entries where entry.expected == .change {
      #expect(entry.found >= .unknown, "\(entry.command)")
    }
  }

  @Test func `nothing that cannot be known is called read or probe`() {
    for entry in Self.entries where entry.expected == .unknown {
      #expect(entry.found >= .unknown, "\(entry.command)")
    }
  }

  @Test func `at least 95 of 100 reads, probes and changes get their own effect`() {
    var table = "expected   " + Effect.allCases.map { $0.rawValue.padded(9) }.joined() + "right\n"
    for expected in Effect.allCases {
      let found = Self.entries.filter { $0.expected == expected }.map { ($0.command, $0.found) }
      let right = found.count { $0.1 == expected }
      let share = 100 * Double(right) / Double(found.count)
      table += expected.rawValue.padded(11)
      for effect in Effect.allCases { table += String(found.count { $0.1 == effect }).padded(9) }
      table += "\(right) of \(found.count)\n"
      for (command, effect) in found where effect != expected { table += "  \(effect): \(command)\n" }
      #expect(share >= 95, "\(expected)")
    }
    print(table)
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
