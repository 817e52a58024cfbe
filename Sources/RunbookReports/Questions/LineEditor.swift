/// One line that a person types and edits.
package struct LineEditor: Sendable {
  package enum State: Sendable, Hashable {
    case open
    /// Enter.
    case done
    /// Ctrl-D on an empty line: no answer.
    case ended
  }

  private var characters: [Character] = []
  /// Before which character the cursor stands.
  private var cursor = 0
  package private(set) var state = State.open

  package init() {}

  package var text: String { String(characters) }

  package mutating func take(_ key: Key) {
    guard state == .open else { return }
    switch key {
    case .character(let character): insert(character)
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(characters.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = characters.count
    case .backspace: delete(max(0, cursor - 1)..<cursor)
    case .delete: delete(cursor..<min(characters.count, cursor + 1))
    case .deleteWord:
      let blanks = characters[..<cursor].lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      delete((characters[..<blanks].lastIndex(of: " ").map { $0 + 1 } ?? 0)..<cursor)
    case .deleteToStart: delete(0..<cursor)
    case .deleteToEnd: delete(cursor..<characters.count)
    case .enter: state = .done
    case .endOfInput:
      if characters.isEmpty { state = .ended } else { take(.delete) }
    }
  }

  /// A scalar that only adds to the character before it (an accent) becomes part of it.
  private mutating func insert(_ character: Character) {
    if cursor > 0 {
      let joined = String(characters[cursor - 1]) + String(character)
      if joined.count == 1 {
        characters[cursor - 1] = Character(joined)
        return
      }
    }
    characters.insert(character, at: cursor)
    cursor += 1
  }

  private mutating func delete(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  /// As much of the line as fits around the cursor, and the column of the cursor in it.
  package func window(columns: Int) -> (text: String, cursor: Int) {
    let columns = max(2, columns)
    var start = cursor
    var width = 0
    while start > 0 {
      let next = DisplayWidth.of(String(characters[start - 1]))
      if width + next >= columns { break }
      width += next
      start -= 1
    }
    return (DisplayWidth.prefix(of: String(characters[start...]), columns: columns - 1), width)
  }
}
