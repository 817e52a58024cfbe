import RunbookMatching

/// Marks in two lines the words that differ.
enum WordMarks {
  private struct Word {
    let text: ArraySlice<UInt8>
    let key: ArraySlice<UInt8>
  }

  static func marked(_ before: TextLine, _ after: TextLine) -> (before: Marked, after: Marked) {
    let (left, right) = (words(before.bytes), words(after.bytes))
    let (goneLeft, newRight) = unlike(left.map(\.key), right.map(\.key))
    return (marked(left, goneLeft), marked(right, newRight))
  }

  /// Words, what stands between them, and noise, which is like all other noise.
  private static func words(_ line: ArraySlice<UInt8>) -> [Word] {
    var words: [Word] = []
    func cut(_ part: ArraySlice<UInt8>) {
      var index = part.startIndex
      while index < part.endIndex {
        let start = index
        let isWord = isOfWord(part[index])
        repeat {
          index += 1
        } while index < part.endIndex && isOfWord(part[index]) == isWord
          && (isWord || isBlank(part[index]) == isBlank(part[start]))
        let text = part[start..<index]
        words.append(Word(text: text, key: isBlank(part[start]) ? [32] : text))
      }
    }
    var position = line.startIndex
    for span in Noise.spans(in: line) where span.rule != .suffix {
      cut(line[position..<span.range.lowerBound])
      words.append(Word(text: line[span.range], key: Array(Noise.mark.utf8)[...]))
      position = span.range.upperBound
    }
    cut(line[position...])
    return words
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte >= 0x80 || "-._/%".utf8.contains(byte)
  }

  /// Which of each have no counterpart in a longest common subsequence; of very long lines, in what is left
  /// between a common start and a common end.
  private static func unlike(_ a: [ArraySlice<UInt8>], _ b: [ArraySlice<UInt8>]) -> ([Bool], [Bool]) {
    var (inA, inB) = ([Bool](repeating: false, count: a.count), [Bool](repeating: false, count: b.count))
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a[start...].reversed(), b[start...].reversed()).prefix { $0 == $1 }.count
    let (rows, columns) = (a.count - start - end, b.count - start - end)
    for index in start..<a.count - end { inA[index] = true }
    for index in start..<b.count - end { inB[index] = true }
    guard rows > 0, columns > 0, rows * columns <= 250_000 else { return (inA, inB) }
    var lengths = [[Int32]](repeating: [Int32](repeating: 0, count: columns + 1), count: rows + 1)
    for row in stride(from: rows - 1, through: 0, by: -1) {
      for column in stride(from: columns - 1, through: 0, by: -1) {
        lengths[row][column] =
          a[start + row] == b[start + column]
          ? lengths[row + 1][column + 1] + 1 : max(lengths[row + 1][column], lengths[row][column + 1])
      }
    }
    var (row, column) = (0, 0)
    while row < rows, column < columns {
      if a[start + row] == b[start + column] {
        (inA[start + row], inB[start + column]) = (false, false)
        (row, column) = (row + 1, column + 1)
      } else if lengths[row + 1][column] >= lengths[row][column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return (inA, inB)
  }

  private static func marked(_ words: [Word], _ flags: [Bool]) -> Marked {
    var pieces: [(bytes: [UInt8], isChanged: Bool)] = []
    for (index, word) in words.enumerated() {
      // What stands between two changed words changed with them.
      let isBetween =
        word.key.allSatisfy { !isOfWord($0) } && index > 0 && index + 1 < words.count
        && flags[index - 1] && flags[index + 1]
      let isChanged = isBetween || flags[index] && !word.key.elementsEqual([32])
      if pieces.last?.isChanged == isChanged {
        pieces[pieces.count - 1].bytes += word.text
      } else {
        pieces.append((Array(word.text), isChanged))
      }
    }
    return Marked(
      pieces: pieces.map {
        Marked.Piece(text: String(decoding: $0.bytes, as: UTF8.self), isChanged: $0.isChanged)
      })
  }
}
