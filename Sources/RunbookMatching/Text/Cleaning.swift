import RunbookModel

/// Takes away what a terminal would not show: colours and other escape sequences, and the CR of CRLF.
package enum Cleaning {
  /// The same bytes, untouched and not copied, where there is nothing to take away.
  package static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    let isDirty = bytes.withUnsafeBufferPointer {
      Lines.first(escape, in: $0) != nil || Lines.first(carriageReturn, in: $0) != nil
    }
    return isDirty ? cleaned(bytes[...]) : bytes
  }

  /// Cleans what lies before and behind a cut apart, so that the gap stays where it is.
  static func excerpt(_ bytes: [UInt8], cut: Evidence.Cut?) -> Excerpt {
    guard let cut else { return Excerpt(cleaned(bytes)[...]) }
    let head = min(max(cut.head, 0), bytes.count)
    return Excerpt(cleaned(Array(bytes[..<head]))[...], tail: cleaned(Array(bytes[head...]))[...])
  }

  private static let escape: UInt8 = 0x1b
  private static let carriageReturn: UInt8 = 13

  private static func cleaned(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        var position = 0
        while position < source.count {
          let byte = source[position]
          if byte == escape {
            position = end(ofSequenceAt: position, in: source)
          } else if byte == carriageReturn, isBeforeLineEnd(position, in: source) {
            position += 1
          } else {
            target[count] = byte
            count += 1
            position += 1
          }
        }
      }
    }
  }

  /// A CR that only CRs separate from a LF.
  private static func isBeforeLineEnd(_ position: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
    var next = position + 1
    while next < source.count, source[next] == carriageReturn { next += 1 }
    return next < source.count && source[next] == 10
  }

  /// ECMA-48: CSI up to its final byte, OSC and other strings up to BEL or ST, else intermediates and one final byte.
  private static func end(ofSequenceAt start: Int, in source: UnsafeBufferPointer<UInt8>) -> Int {
    var position = start + 1
    guard position < source.count else { return position }
    switch source[position] {
    case UInt8(ascii: "["):
      position += 1
      while position < source.count, (0x20...0x3f).contains(source[position]) { position += 1 }
      return position < source.count && (0x40...0x7e).contains(source[position]) ? position + 1 : position
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      position += 1
      while position < source.count {
        if source[position] == 7 { return position + 1 }
        if source[position] == escape {
          return position + 1 < source.count && source[position + 1] == UInt8(ascii: "\\")
            ? position + 2 : position
        }
        // A string that never ends must not swallow the output.
        if source[position] == 10 { return position }
        position += 1
      }
      return position
    default:
      while position < source.count, (0x20...0x2f).contains(source[position]) { position += 1 }
      return position < source.count && (0x30...0x7e).contains(source[position]) ? position + 1 : position
    }
  }
}
