extension ShellParser {
  /// Whether `<(` or `>(` stands here, which is part of a word.
  func opensProcess() -> Bool { (peek() == .less || peek() == .greater) && peek(1) == .open }

  /// A redirection at this place, or nil.
  mutating func parseRedirection() -> Redirection? {
    let start = at
    guard !opensProcess() else { return nil }
    var descriptorName: Name?
    var index = at
    if peek() == .openBrace {
      // {name}>file
      index += 1
      while index < end, bytes[index].isNamePart { index += 1 }
      guard index > at + 1, index < end, bytes[index] == .closeBrace, bytes[at + 1].isNameStart else {
        return nil
      }
      descriptorName = Name(text: string(at + 1, index), range: text.places(at + 1, index))
      index += 1
    } else {
      while index < end, bytes[index].isDigit { index += 1 }
    }
    guard index < end,
      bytes[index] == .less || bytes[index] == .greater || (bytes[index] == .ampersand && index == at),
      bytes[index] != .ampersand || (index + 1 < end && bytes[index + 1] == .greater)
    else { return nil }
    at = index
    guard let kind = parseOperator() else {
      at = start
      return nil
    }
    let operatorEnd = at
    let descriptor = Int(string(start, index))
    skipRedirectionBlanks()
    if kind == .hereDocument || kind == .hereDocumentIndented {
      return parseDocumentStart(kind, from: start, descriptor, descriptorName)
    }
    let target = parseWord()
    if target.parts.isEmpty {
      report(ReadingProblems.noWord(after: kind.rawValue), text.places(start, operatorEnd))
    }
    return Redirection(
      operator: kind, descriptor: descriptor, descriptorName: descriptorName, target: target, document: nil,
      range: range(from: start))
  }

  private mutating func parseOperator() -> Redirection.Operator? {
    // The cases stand with the longest first.
    for candidate in Redirection.Operator.allCases {
      let letters = candidate.rawValue.utf8
      if at + letters.count <= end, bytes[at..<at + letters.count].elementsEqual(letters) {
        at += letters.count
        return candidate
      }
    }
    return nil
  }

  private mutating func skipRedirectionBlanks() {
    while let byte = peek() {
      if byte.isBlank {
        at += 1
      } else if byte == .backslash, peek(1) == .newline {
        at += 2
      } else {
        return
      }
    }
  }

  /// `<<` has been passed: its delimiter follows.
  private mutating func parseDocumentStart(
    _ kind: Redirection.Operator, from start: Int, _ descriptor: Int?, _ name: Name?
  ) -> Redirection {
    let delimiterStart = at
    var delimiter: [UInt8] = []
    var isQuoted = false
    while let byte = peek(), !byte.endsWord {
      at += 1
      switch byte {
      case .backslash:
        isQuoted = true
        if let next = peek() {
          delimiter.append(next)
          at += 1
        }
      case .apostrophe, .quote:
        isQuoted = true
        while let next = peek(), next != byte {
          delimiter.append(next)
          at += 1
        }
        if isAtEnd {
          let message = byte == .quote ? ReadingProblems.doubleQuote : ReadingProblems.singleQuote
          report(message, from: delimiterStart, length: 1)
        }
        at = min(at + 1, end)
      default: delimiter.append(byte)
      }
    }
    let range = range(from: start)
    if at == delimiterStart { report(ReadingProblems.noWord(after: kind.rawValue), range) }
    let word = ShellText(delimiter, at: text.place(delimiterStart))
    let target = Word(
      parts: [WordPart(kind: .quoted(word), range: self.range(from: delimiterStart))],
      range: self.range(from: delimiterStart))
    let redirection = Redirection(
      operator: kind, descriptor: descriptor, descriptorName: name, target: target,
      document: documents.count, range: range)
    documents.append(HereDocument(parts: [], range: range.upperBound..<range.upperBound))
    pending.append(
      PendingDocument(
        index: documents.count - 1, delimiter: delimiter, isQuoted: isQuoted,
        isIndented: kind == .hereDocumentIndented,
        operatorRange: range))
    return redirection
  }
}

/// A here-document whose operator has been read and whose body has not.
struct PendingDocument: Sendable {
  let index: Int
  let delimiter: [UInt8]
  /// Nothing is expanded in its body.
  let isQuoted: Bool
  /// `<<-`: tabs before its lines do not count.
  let isIndented: Bool
  let operatorRange: Range<Int>
}

extension ShellParser {
  /// Reads the bodies of the here-documents of the line that has just ended.
  mutating func readPendingDocuments() {
    guard !pending.isEmpty else { return }
    let waiting = pending
    pending = []
    for document in waiting { readBody(document) }
  }

  private mutating func readBody(_ document: PendingDocument) {
    let start = at
    var bodyEnd = at
    var isClosed = false
    while at < end {
      bodyEnd = at
      var lineStart = at
      while at < end, bytes[at] != .newline { at += 1 }
      if document.isIndented { while lineStart < at, bytes[lineStart] == .tab { lineStart += 1 } }
      isClosed = bytes[lineStart..<at].elementsEqual(document.delimiter)
      at = min(at + 1, end)
      if isClosed { break }
      bodyEnd = at
    }
    if !isClosed {
      let delimiter = String(decoding: document.delimiter, as: UTF8.self)
      report(ReadingProblems.document(delimiter), document.operatorRange)
    }
    let after = at
    let range = text.places(start, bodyEnd)
    if document.isQuoted {
      let body = WordPart(kind: .quoted(slice(start, bodyEnd)), range: range)
      documents[document.index] = HereDocument(parts: start < bodyEnd ? [body] : [], range: range)
    } else {
      let outerEnd = end
      at = start
      end = bodyEnd
      let parts = deeper([]) { $0.parseParts(.document) }
      end = outerEnd
      documents[document.index] = HereDocument(parts: parts, range: range)
    }
    at = after
  }

  /// A stretch of the text with its places.
  func slice(_ start: Int, _ end: Int) -> ShellText { text.part(start..<end) }
}
